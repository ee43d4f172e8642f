"""合并班级: one class goes into another, with all its terms; a backup goes before it.

Whatever refers to the class that goes is found by the keys of the mapped tables, so that none is
forgotten. Where both have a 班主任 in a term, that of the class that stays is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import term_title
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import (
    Base,
    ClassTeacher,
    IssuedDocument,
    Mentor,
    PupilClass,
    SchoolClass,
    SummaryDraft,
    Term,
    TermSheet,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.classes.board import place_of
from liushou_desk.services.duplicates.joining import Joiner
from liushou_desk.services.facts.places import Place
from liushou_desk.services.keeping.backup_policy import automatic_backup


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What becomes of a class that goes into another one."""

    gone_id: int
    kept_id: int
    gone: str
    kept: str
    children: int
    pupils: int
    """Pupils not in care."""
    terms: tuple[str, ...]
    """The terms in which somebody or a 班主任 moves, by their titles."""
    notes: tuple[str, ...]
    """What is lost or changes beyond the class: two 班主任, another grade or place."""

    @property
    def summary(self) -> str:
        """All of it, a line for each thing."""
        people = [f"儿童{self.children}名"] if self.children else []
        people += [f"其他学生{self.pupils}名"] if self.pupils else []
        moved = "、".join(people) or "没有学生"
        terms = f"，涉及{len(self.terms)}个学期（{'、'.join(self.terms)}）" if self.terms else ""
        said = f"{self.gone}并入{self.kept}：{moved}{terms}；合并后没有{self.gone}。"
        return "\n".join((said, *self.notes))


def preview_merge(office: OfficeFile, gone_id: int, kept_id: int) -> MergePreview:
    """What merging would do.

    Raises `InputProblem` for a class that is gone, or the same one, `RuleConflict` where both have
    an issued paper of a term.
    """
    with office.reading() as session:
        return _preview(session, gone_id, kept_id)


def merge_classes(office: OfficeFile, shown: MergePreview) -> None:
    """Let one class go into another, as it was shown.

    Raises `RuleConflict` where something changed since, `FileTrouble` where no backup could be
    made; nothing is changed then.
    """
    with office.reading() as session:
        _require_as_shown(session, shown)
    automatic_backup(office)
    with office.action(f"合并班级：{shown.gone}并入{shown.kept}") as session:
        _require_as_shown(session, shown)
        table = Base.metadata.tables[SchoolClass.__tablename__]
        key = table.name, shown.kept_id, shown.gone_id
        kept = session.get_one(SchoolClass, shown.kept_id)
        Joiner(session, {key: {"name": kept.name}}).join(table, shown.kept_id, shown.gone_id)


def _require_as_shown(session: Session, shown: MergePreview) -> None:
    if _preview(session, shown.gone_id, shown.kept_id) != shown:
        raise RuleConflict("这两个班刚才有改动，没有合并。", "请核对新的说明，再合并一次。")


def _preview(session: Session, gone_id: int, kept_id: int) -> MergePreview:
    if gone_id == kept_id:
        raise InputProblem("不能并入自己", "请选另一个班。", field="into")
    gone, kept = place_of(session, gone_id), place_of(session, kept_id)
    terms = (
        sa.select(Term.code)
        .where(
            sa.or_(
                *(
                    Term.id.in_(sa.select(model.term_id).where(model.class_id == gone_id))
                    for model in (TermSheet, PupilClass, ClassTeacher)
                )
            )
        )
        .order_by(Term.first_on)
    )
    return MergePreview(
        gone_id,
        kept_id,
        gone.class_label,
        kept.class_label,
        _number(session, sa.select(TermSheet.child_id).where(TermSheet.class_id == gone_id)),
        _number(session, sa.select(PupilClass.pupil_id).where(PupilClass.class_id == gone_id)),
        tuple(term_title(code) for code in session.scalars(terms)),
        (
            *_two_teachers(session, gone_id, kept_id),
            *_differences(gone, kept),
            *_two_papers(session, gone_id, kept_id),
        ),
    )


def _two_papers(session: Session, gone_id: int, kept_id: int) -> Iterator[str]:
    """Terms of which both have a 班级总结: drafts become one, what was issued never does."""
    for model in (IssuedDocument, SummaryDraft):
        terms = [
            sa.select(model.term_id).where(model.class_id == one) for one in (gone_id, kept_id)
        ]
        both = sa.select(Term.code).where(*(Term.id.in_(of_one) for of_one in terms))
        for code in session.scalars(both.order_by(Term.first_on)):
            if model is IssuedDocument:
                raise RuleConflict(
                    f"两个班都有{term_title(code)}已定稿的班级总结，定稿不能合成一份，没有合并。",
                    "可以把班改名或改班号，两个班都留着。",
                )
            yield f"两个班都写了{term_title(code)}的班级总结，同一段以留下的班为准。"


def _number(session: Session, whose: sa.Select[Any]) -> int:
    """How many different ones, whatever the term."""
    return session.scalar(sa.select(sa.func.count()).select_from(whose.distinct().subquery())) or 0


def _two_teachers(session: Session, gone_id: int, kept_id: int) -> Iterator[str]:
    """The terms in which both have another 班主任."""
    rows = session.execute(
        sa.select(Term.code, ClassTeacher.class_id, Mentor.id, Mentor.name)
        .join(Term, Term.id == ClassTeacher.term_id)
        .join(Mentor, Mentor.id == ClassTeacher.mentor_id)
        .where(ClassTeacher.class_id.in_((gone_id, kept_id)))
        .order_by(Term.first_on)
    ).all()
    led = {(code, class_id): (mentor_id, name) for code, class_id, mentor_id, name in rows}
    for code in dict.fromkeys(code for code, _, _, _ in rows):
        mine, theirs = led.get((code, gone_id)), led.get((code, kept_id))
        if mine and theirs and mine != theirs:
            yield f"{term_title(code)}两个班都有班主任，保留{theirs[1]}，不保留{mine[1]}。"


def _differences(gone: Place, kept: Place) -> Iterator[str]:
    if (gone.name.stage, gone.name.grade) != (kept.name.stage, kept.name.grade):
        yield "注意：两个班的年级不同，这些学生在上面各学期的年级都会跟着改。"
    if gone.campus_id != kept.campus_id:
        yield f"注意：这些学生会从{gone.campus}改到{kept.campus}。"
    if gone.own and gone.own != kept.own:
        yield f"名称“{gone.own}”不再使用。"
