"""Which records of the diary a figure is about: those that count, alone or together, and whose."""

import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import ContactSide, DiaryKind, LetterWriter
from liushou_desk.services.figures import tables

C = tables.contact.c

COUNTS = C.counts == 1
ALONE = sa.and_(COUNTS, C.is_group == 0, C.reached == 1)
TOGETHER = sa.and_(COUNTS, C.is_group == 1, C.reached == 1)


def of_side(side: ContactSide) -> sa.ColumnElement[bool]:
    """Whether a record is a contact of the school, or of the family."""
    kinds = [kind.value for kind in DiaryKind if kind.traits.side is side]
    writers = [writer.value for writer in LetterWriter if writer.side is side]
    letter = sa.and_(C.kind == DiaryKind.LETTER.value, C.written_by.in_(writers))
    return sa.or_(C.kind.in_(kinds), letter)
