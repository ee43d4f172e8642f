"""摸底核实: the sheets of a term one by one, each with the facts that are to be confirmed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import TermDays, parse_code
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Child, RegisterPeriod, SheetHardship, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.places import places
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.facts.rows import not_on_register, on_register
from liushou_desk.services.register.history import CARRIED, carried_forward
from liushou_desk.services.register.rows import CLASS_UNKNOWN, roster_day
from liushou_desk.services.school.terms import term_days, term_id
from liushou_desk.services.terms import state
from liushou_desk.services.terms.facts import SheetFact, sheet_facts
from liushou_desk.services.writing import records
from liushou_desk.services.writing.ledger import Ledger

__all__ = ["SheetFact", "SheetRow", "list_sheets", "sheet_facts", "unverify", "verify"]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One child's sheet of the term; `verified_on` is None while it is 未核实."""

    child_id: int
    called: str
    school_class: str
    class_order: int
    verified_on: date | None
    search: str

    @property
    def state(self) -> str:
        """已核实 with the day, or 未核实."""
        return f"已核实 {month_and_day(self.verified_on)}" if self.verified_on else "未核实"


@collector_at_rest()
def list_sheets(office: OfficeFile, term: str) -> tuple[SheetRow, ...]:
    """The children whom the roster of the term shows, by class and name, with or without a sheet.

    Raises `RuleConflict` for a term that is not on file.
    """
    with office.reading() as session:
        day = roster_day(term_days(session, term), office.today)
        children = _children(session, term, day)
        ids = {child.id for child in children}
        names, known = called(session, ids, term), places(session)
        read = readings_of(session, {child.name for child in children})
    rows = [_row(child, names[child.id], known, read.get(child.name, "")) for child in children]
    reading = {child.id: read.get(child.name, child.name) for child in children}
    rows.sort(key=lambda row: (row.class_order, row.school_class, reading[row.child_id]))
    return tuple(rows)


def verify(
    office: OfficeFile, term: str, child_ids: Collection[int], on: date | None = None
) -> int:
    """Say that the sheets of children were looked into on a day, by default today, as one action.

    A child without a sheet gets the one that would be carried forward; one that was verified keeps
    its day. Returns how many were verified now.

    Raises:
        InputProblem: the day lies ahead or outside the term, or a child is not on the register.
        RuleConflict: the term is not on file or has not begun.
    """
    chosen = set(child_ids)
    with office.reading() as session:
        day = _day(term_days(session, term), office.today, on)
        records.require_all(session, Child, chosen)
        if away := not_on_register(session, chosen, day):
            raise InputProblem(
                f"所选儿童中有{len(away)}名{day}不在册，没有改动", "请刷新列表。", field="child"
            )
        waiting = chosen - {row.child_id for row in _sheets(session, term, chosen) if row.verified}
    if not waiting:
        return 0
    sentence = f"核实{len(waiting)}名儿童的摸底表"
    with office.action(sentence, term=term, children=sorted(waiting)) as session:
        ledger = Ledger(session)
        there = {row.child_id: row.id for row in _sheets(session, term, waiting)}
        for sheet_id in there.values():
            ledger.update(TermSheet, sheet_id, verified_on=day)
        _new_sheets(session, ledger, term, waiting - there.keys(), day)
        ledger.write(session)
    return len(waiting)


def unverify(office: OfficeFile, term: str, child_ids: Collection[int]) -> int:
    """Take back that sheets were verified, as one action; returns how many were.

    Raises `RuleConflict` for a term that is not on file.
    """
    with office.reading() as session:
        found = [row for row in _sheets(session, term, set(child_ids)) if row.verified]
    if not found:
        return 0
    sentence = f"取消核实{len(found)}名儿童的摸底表"
    children = sorted(row.child_id for row in found)
    with office.action(sentence, term=term, children=children) as session:
        ledger = Ledger(session)
        for row in found:
            ledger.update(TermSheet, row.id, verified_on=None)
        ledger.write(session)
    return len(found)


def _day(days: TermDays, today: date, on: date | None) -> date:
    """The day of verifying within a term that has begun."""
    if today < days.first_on:
        raise RuleConflict(
            f"{days.title}从{days.first_on}开始，还不能核实，没有改动。", "请到开学后再核实。"
        )
    day = on or min(today, days.last_on)
    if day > today:
        raise InputProblem("核实日期还没有到", f"今天是{today}。", field="verified_on")
    if day not in days.span:
        raise InputProblem(
            "核实日期不在这个学期内",
            f"{days.title}从{days.first_on}到{days.last_on}。",
            field="verified_on",
        )
    return day


def _children(session: Session, term: str, day: date) -> list[Any]:
    sheet = sa.and_(TermSheet.child_id == Child.id, TermSheet.term_id == term_id(session, term))
    here = sa.select(RegisterPeriod.child_id).where(on_register(day))
    statement = (
        sa.select(Child.id, Child.name, TermSheet.class_id, TermSheet.verified_on)
        .outerjoin(TermSheet, sheet)
        .where(Child.id.in_(here))
    )
    return list(session.connection().execute(statement).all())


def _row(child: Any, name: str, known: Mapping[Any, Any], reading: str) -> SheetRow:
    place = known.get(child.class_id)
    label = place.class_label if place else ""
    order = place.name.order if place else CLASS_UNKNOWN
    search = search_text(name, label, readings=reading)
    return SheetRow(child.id, name, label, order, child.verified_on, search)


def _sheets(session: Session, term: str, child_ids: Collection[int]) -> list[Any]:
    statement = sa.select(
        TermSheet.id, TermSheet.child_id, TermSheet.verified_on.is_not(None).label("verified")
    ).where(TermSheet.term_id == term_id(session, term))
    return [
        row
        for part in records.in_parts(child_ids)
        for row in session.execute(statement.where(TermSheet.child_id.in_(part)))
    ]


def _new_sheets(
    session: Session, ledger: Ledger, term: str, child_ids: Collection[int], day: date
) -> None:
    """Sheets for those who have none, from what they had before."""
    if not child_ids:
        return
    of_term, year = term_id(session, term), parse_code(term)[0]
    earlier, ticked = state.latest_sheets(session, term), state.ticked_hardships(session)
    for child_id in sorted(child_ids):
        sheet = earlier.get(child_id, {"code": term, "id": None})
        carried = carried_forward(sheet, sheet["code"], year)
        new_id = ledger.insert(
            TermSheet,
            child_id=child_id,
            term_id=of_term,
            verified_on=day,
            **{key: carried.get(key) for key in ("class_id", *CARRIED)},
        )
        for row in ticked.get(sheet["id"], ()):
            ledger.insert(SheetHardship, sheet_id=new_id, hardship=row.hardship)
