"""What is to be confirmed of one child in a term: parents, caregiver, boarding, hardship."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED, Care, Relation, label_of
from liushou_desk.models import Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.whereabouts import where_words
from liushou_desk.services.register.child_file import ChildFile, read_file

_HIDDEN = "（已隐藏，按 F2 核对）"
"""What a restricted fact says here: the form shows it to whoever asks, and the journal notes it."""


@dataclass(frozen=True, slots=True)
class SheetFact:
    """One line to confirm; `is_missing` where nobody has written it down."""

    label: str
    text: str
    is_missing: bool = False


def sheet_facts(office: OfficeFile, term: str, child_id: int) -> tuple[SheetFact, ...]:
    """What stands in the file of a child now, in words. Raises `RuleConflict` for a removed one."""
    with office.reading() as session:
        file = read_file(session, child_id, term)
        return (*_facts(file), _last_time(session, child_id, term))


def _facts(file: ChildFile) -> Iterator[SheetFact]:
    yield _fact("班级", file.school_class)
    for label, who in (("父亲", "father"), ("母亲", "mother")):
        yield _fact(label, _parent(file, who))
    yield _fact("实际照料人", _caregiver(file))
    boards = (file.boarding or {}).get("boards")
    yield _fact("寄宿", None if boards is None else "在校寄宿" if boards else "走读")
    hardships = "、".join(hardship.label for hardship in file.hardships)
    yield SheetFact("困境类型", _HIDDEN if hardships else "没有勾选")
    yield _fact("健康状况", _HIDDEN if file.sheet.get("health") else None)
    yield _fact("监护评估", label_of(file.sheet.get("care_grade")))
    yield _fact("现住址", file.family.household.get("home_address"))


def _fact(label: str, text: str | None) -> SheetFact:
    return SheetFact(label, text or UNFILLED, not text)


def _parent(file: ChildFile, who: str) -> str | None:
    """张大山：2024年3月起在广东省东莞市务工（电子厂），电话13800000000."""
    member = file.family.parent(who)
    if member is None:
        return None
    where = file.family.whereabouts.get(member["id"])
    told = where_words(SimpleNamespace(**where) if where else None)
    named = [f"{member['name']}：{told}"]
    return "，".join(named + ([f"电话{member['phone']}"] if member["phone"] else []))


def _caregiver(file: ChildFile) -> str | None:
    """王秀兰（祖母），电话…, or the kind of care where nobody is named."""
    if file.caregiver is None:
        return None
    care = Care(file.caregiver["care"]).label
    member = file.family.member(file.caregiver["member_id"])
    if not member.get("name"):
        return care
    relation = Relation(member["relation"]).noted(member.get("relation_note"))
    phone = f"，电话{member['phone']}" if member.get("phone") else ""
    return f"{member['name']}（{relation}）{phone}"


def _last_time(session: Session, child_id: int, term: str) -> SheetFact:
    """When the school looked last, in an earlier term."""
    found = session.execute(
        sa.select(Term.code, TermSheet.verified_on)
        .join(TermSheet, TermSheet.term_id == Term.id)
        .where(
            TermSheet.child_id == child_id,
            TermSheet.verified_on.is_not(None),
            Term.code < term,
        )
        .order_by(Term.code.desc())
        .limit(1)
    ).first()
    text = f"{found.verified_on}（{term_title(found.code)}）" if found else "没有核实过"
    return SheetFact("上次核实", text)
