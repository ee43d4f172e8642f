"""Pairings: begun for one child or several, ended with a day and a reason, never overwritten."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.consent import short_of
from liushou_desk.domain.history import holds
from liushou_desk.domain.picking import Pick
from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import DAY
from liushou_desk.domain.words import MentorKind
from liushou_desk.domain.work_fields import CONSENT_FIELDS, PAIRING_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Child, Mentor, Pairing
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called, classes_of, picks
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.pairings.checks import (
    keep_papers,
    refuse_gone,
    refuse_overlap,
    require_on_register,
    require_papers,
)
from liushou_desk.services.writing import records
from liushou_desk.services.writing.stale import refuse_stale


@dataclass(frozen=True, slots=True)
class PairingRow:
    """One mentor and one child; `to_on` is the last day it held, `is_current` asks about today."""

    pairing_id: int
    child_id: int
    child: str
    school_class: str
    mentor_id: int
    mentor: str
    kind: MentorKind
    from_on: date | None
    to_on: date | None
    ended_why: str | None
    is_current: bool
    is_waiting: bool
    """Whether it is to be handed over: its mentor has left."""
    lacks: str
    """What is wanting of the papers of a mentor from outside, in words."""
    consent: Mapping[str, Any]
    """By the keys of `CONSENT_FIELDS`."""
    search: str


def last_day(to_on: date | None) -> date | None:
    """The last day on which a pairing held, as the clerk writes it (结束日期)."""
    return to_on - DAY if to_on else None


@collector_at_rest()
def list_pairings(
    office: OfficeFile, term: str | None, *, current_only: bool = False
) -> tuple[PairingRow, ...]:
    """Pairings, newest first, with the child's class in a term; `current_only`: in force today."""
    with office.reading() as session:
        rows: Sequence[Any] = session.execute(_STATEMENT).all()
        if current_only:
            rows = [row for row in rows if holds(row, office.today)]
        ids = {row.child_id for row in rows}
        names, classes = called(session, ids, term), classes_of(session, ids, term)
        read = readings_of(session, {text for row in rows for text in (row.child, row.mentor)})
        return tuple(
            _row(row, names[row.child_id], classes.get(row.child_id, ""), read, office.today)
            for row in rows
        )


_STATEMENT = (
    sa.select(
        Pairing.id,
        Pairing.child_id,
        Child.name.label("child"),
        Pairing.mentor_id,
        Mentor.name.label("mentor"),
        Mentor.kind,
        Mentor.phone,
        Pairing.from_on,
        Pairing.to_on,
        Pairing.ended_why,
        Mentor.checked_on,
        Mentor.left_on,
        *(getattr(Pairing, field.key) for field in CONSENT_FIELDS),
    )
    .join(Child, Child.id == Pairing.child_id)
    .join(Mentor, Mentor.id == Pairing.mentor_id)
    .order_by(Pairing.from_on.desc(), Pairing.id.desc())
)


def _row(row: Any, child: str, school_class: str, read: dict[str, str], today: date) -> PairingRow:
    consent = {field.key: getattr(row, field.key) for field in CONSENT_FIELDS}
    search = search_text(
        child,
        school_class,
        row.mentor,
        row.kind.label,
        row.ended_why,
        readings="\n".join(read.get(text, "") for text in (row.child, row.mentor)),
        numbers=(row.phone,),
    )
    return PairingRow(
        row.id,
        row.child_id,
        child,
        school_class,
        row.mentor_id,
        row.mentor,
        row.kind,
        row.from_on,
        last_day(row.to_on),
        row.ended_why,
        holds(row, today),
        holds(row, today) and row.left_on is not None and row.left_on <= today,
        short_of(consent, row.checked_on) if row.kind.is_outside else "",
        consent,
        search,
    )


def unpaired(office: OfficeFile, term: str) -> tuple[Pick, ...]:
    """The children that the figure `unpaired` (未结对) counts."""
    with office.reading() as session:
        rows = open_book(office, session, term).rows("unpaired")
        return picks(session, [row.record_id for row in rows], term)


def start_pairings(
    office: OfficeFile,
    child_ids: Collection[int],
    mentor_id: int,
    from_on: date,
    consent: records.Values | None = None,
) -> None:
    """Begin pairings of one mentor with one child or several, as one action.

    `consent` is what a mentor from outside needs, by the keys of `CONSENT_FIELDS`.

    Raises:
        InputProblem: no child, a day on which one of them is not on the register, or papers
            wanting.
        RuleConflict: the mentor has one of these children already on that day or later.
    """
    chosen = sorted(set(child_ids))
    if not chosen:
        raise InputProblem("还没有选儿童", "请至少选一名儿童。", field="children")
    papers = records.checked(CONSENT_FIELDS, consent or {}, office.today, new=True)
    with office.reading() as session:
        records.found(session, Mentor, mentor_id)
        records.require_all(session, Child, chosen)
        refuse_gone(session, [mentor_id], from_on)
        require_on_register(session, chosen, from_on)
        require_papers(session, chosen, mentor_id, papers, from_on)
        refuse_overlap(session, chosen, mentor_id, from_on)
    sentence = f"新增结对{len(chosen)}对"
    with office.action(sentence, mentor=mentor_id, children=chosen) as session:
        session.execute(
            sa.insert(Pairing),
            [
                {"child_id": child_id, "mentor_id": mentor_id, "from_on": from_on, **papers}
                for child_id in chosen
            ],
        )


def end_pairing(office: OfficeFile, pairing_id: int, to_on: date, why: str | None = None) -> None:
    """Close a pairing with its last day. Raises `InputProblem`, `RuleConflict` if it is closed."""
    with office.reading() as session:
        if records.found(session, Pairing, pairing_id).to_on is not None:
            raise RuleConflict("这项结对已经结束，没有改动。", "要改结束日期，请打开这一项修改。")
    _change(office, pairing_id, {"to_on": to_on, "ended_why": why}, "结束结对")


def amend_pairing(office: OfficeFile, pairing_id: int, values: records.Values) -> None:
    """Put days, reason or papers of a pairing right. Raises `InputProblem`, `RuleConflict`."""
    _change(office, pairing_id, values, "修改结对")


def _change(office: OfficeFile, pairing_id: int, values: records.Values, sentence: str) -> None:
    fields = PAIRING_FIELDS + CONSENT_FIELDS
    row = records.checked(fields, values, office.today, new=False)
    if row.get("to_on"):
        row["to_on"] += DAY
    with office.reading() as session:
        pairing = records.found(session, Pairing, pairing_id)
        if records.holds(session, Pairing, pairing_id, row):
            return
        _require_sense(session, pairing, row)
    with office.action(sentence, pairing=pairing_id) as session:
        there = records.found(session, Pairing, pairing_id)
        days = {"from_on": there.from_on, "to_on": last_day(there.to_on)}
        days |= {"ended_why": there.ended_why}
        now = days | {field.key: getattr(there, field.key) for field in CONSENT_FIELDS}
        refuse_stale(values, now, fields, together=[days])
        records.write(session, Pairing, pairing_id, row)


def _require_sense(session: Session, pairing: Pairing, row: dict[str, Any]) -> None:
    """What the form alone cannot see: order of the days, register, other rows of the pair."""
    from_on: date | None = row.get("from_on", pairing.from_on)
    to_on: date | None = row.get("to_on", pairing.to_on)
    if to_on is None and row.get("ended_why", pairing.ended_why):
        raise InputProblem(
            "写了结束原因，没有结束日期", "请填写结束日期，或清空结束原因。", field="to_on"
        )
    if from_on and to_on and to_on <= from_on:
        raise InputProblem(
            "结束日期早于开始日期", f"这项结对从{from_on}开始，请改日期。", field="to_on"
        )
    if from_on and from_on != pairing.from_on:
        refuse_gone(session, [pairing.mentor_id], from_on, field="from_on")
        require_on_register(session, [pairing.child_id], from_on)
    refuse_overlap(session, [pairing.child_id], pairing.mentor_id, from_on, to_on, but=pairing.id)
    keep_papers(session, pairing, row)


def remove_pairing(office: OfficeFile, pairing_id: int) -> None:
    """Take out a pairing entered by mistake; one that is over is ended, not removed."""
    with office.reading() as session:
        records.found(session, Pairing, pairing_id)
    with office.action("删除结对", pairing=pairing_id) as session:
        records.remove(session, Pairing, pairing_id)
