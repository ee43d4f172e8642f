"""Which records of the diary a figure is about: those that count, alone or together, and whose."""

from dataclasses import replace

import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import ContactSide, DiaryKind, LetterWriter
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.figure import Figure

C = tables.contact.c

COUNTS = C.counts == 1
ALONE = sa.and_(COUNTS, C.is_group == 0, C.reached == 1)
TOGETHER = sa.and_(COUNTS, C.is_group == 1, C.reached == 1)


def without_child(
    figure: Figure, where: sa.ColumnElement[bool]
) -> tuple[Figure, sa.ColumnElement[bool]]:
    """A count of children by the first record of each: its rows name no child."""
    first = sa.select(C.child_id, sa.func.min(C.record_id)).where(where).group_by(C.child_id)
    once = sa.tuple_(C.child_id, C.record_id).in_(first)
    return replace(figure, distinct=None, weight=None), sa.and_(where, once)


def of_side(side: ContactSide) -> sa.ColumnElement[bool]:
    """Whether a record is a contact of the school, or of the family."""
    kinds = [kind.value for kind in DiaryKind if kind.traits.side is side]
    writers = [writer.value for writer in LetterWriter if writer.side is side]
    letter = sa.and_(C.kind == DiaryKind.LETTER.value, C.written_by.in_(writers))
    return sa.or_(C.kind.in_(kinds), letter)
