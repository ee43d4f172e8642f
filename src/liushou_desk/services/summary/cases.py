"""典型案例 out of the diary: what the term's records would tell, with nobody in it.

Restricted kinds are never asked, nor children whose parents do not want them known (不愿公开).
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.anonymous import Known, anonymous, named, surname
from liushou_desk.domain.template import plain
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, DiaryEntry, EntryChild, FamilyMember, Household, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.places import places
from liushou_desk.services.summary.paper import Asked, scope_of_paper

SECTION = "cases."


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A record that may be told, and its words without names."""

    entry_id: int
    happened_on: date
    kind: str
    text: str

    @property
    def key(self) -> str:
        """The paragraph it becomes."""
        return f"{SECTION}entry_{self.entry_id}"


def list_cases(office: OfficeFile, asked: Asked) -> tuple[CaseRow, ...]:
    """Records of a paper's days with a concern or what was done, the newest first."""
    with office.reading() as session:
        scope = scope_of_paper(session, asked, office.today)
        several = sa.select(EntryChild.entry_id).group_by(EntryChild.entry_id)
        rows = session.execute(
            sa.select(DiaryEntry, Child)
            .join(EntryChild, EntryChild.entry_id == DiaryEntry.id)
            .join(Child, Child.id == EntryChild.child_id)
            .where(DiaryEntry.may_be_shown(), DiaryEntry.reached, sa.not_(DiaryEntry.is_group))
            .where(DiaryEntry.happened_on.between(scope.term.first_on, scope.until))
            .where(sa.or_(DiaryEntry.concern.is_not(None), DiaryEntry.action_taken.is_not(None)))
            .where(Child.declines_label.is_not(sa.true()))
            .where(DiaryEntry.id.not_in(several.having(sa.func.count() > 1)))
            .order_by(DiaryEntry.happened_on.desc(), DiaryEntry.id.desc())
        ).all()
        known = known_names(session)
        return tuple(
            CaseRow(
                entry.id,
                entry.happened_on,
                entry.kind.label,
                _told(entry, child, _of_home(session, child, known)),
            )
            for entry, child in rows
        )


def check_unnamed(session: Session, text: str) -> None:
    """Raise `InputProblem` where a case tells who it is about."""
    found = named(text, known_names(session))
    if found:
        raise InputProblem(
            f"案例里还有{found}，没有保存，文稿没有改动。", "请改成不能认出是谁的说法，再保存。"
        )


def known_names(session: Session) -> Known:
    """Everybody and every place on file; a relation is told of the child's own family only."""
    villages = set(session.scalars(sa.select(Child.village).where(Child.village.is_not(None))))
    addresses = {
        *session.scalars(sa.select(Household.home_address)),
        *session.scalars(sa.select(Child.registered_address)),
    }
    return Known(
        tuple(session.scalars(sa.select(Child.name))),
        dict.fromkeys(session.scalars(sa.select(FamilyMember.name)), "家人"),
        tuple(session.scalars(sa.select(Mentor.name))),
        tuple(filter(None, villages)),
        tuple(filter(None, addresses)),
        tuple(place.class_label for place in places(session).values()),
    )


def _of_home(session: Session, child: Child, known: Known) -> Known:
    """The same with the child first, and its own family by what they are to it."""
    family = session.execute(
        sa.select(FamilyMember.name, FamilyMember.relation).where(
            FamilyMember.household_id == child.household_id
        )
    )
    told = {name: relation.label for name, relation in family}
    return Known(
        (child.name, *(name for name in known.children if name != child.name)),
        {**known.family, **told},
        known.teachers,
        known.villages,
        known.addresses,
        known.classes,
    )


def _told(entry: DiaryEntry, child: Child, known: Known) -> str:
    who, when = f"{surname(child.name)}某", f"{entry.happened_on.month}月"
    parts = [
        f"{who}是一名留守儿童。",
        f"{when}，帮扶教师{entry.kind.label}，{_sentence(entry.content)}" if entry.content else "",
        f"发现的问题：{_sentence(entry.concern)}" if entry.concern else "",
        f"采取的措施：{_sentence(entry.action_taken)}" if entry.action_taken else "",
        "这件事已经办结。" if entry.closed_on else "",
    ]
    text = anonymous("".join(part for part in parts if part), known)
    return plain(text)


def _sentence(words: str) -> str:
    said = words.strip().replace("\n", "")
    return said if said.endswith(("。", "！", "？")) else f"{said.rstrip('，；、,.;')}。"
