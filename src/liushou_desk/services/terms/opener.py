"""Works out a term's opening child by child: what is written, and what is said of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import TermDays, other_half, parse_code
from liushou_desk.domain.words import LeaveReason, MentorKind
from liushou_desk.models import Pairing, PupilClass, RegisterPeriod, SheetHardship, TermSheet
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.register.history import CARRIED
from liushou_desk.services.terms import state
from liushou_desk.services.terms.plan import Choices, Fate, OpeningPlan, OpeningRow
from liushou_desk.services.terms.roll_over import Classes
from liushou_desk.services.writing.ledger import Ledger

NO_SHEET = "以前没有学期表，核实时新建"
NO_CLASS = "原来没有填班级"
LATER_TERM = "已有以后的学期，不办毕业"


@dataclass(frozen=True, slots=True)
class Frame:
    """The term that is opened, between the term before and, perhaps, one that is there already."""

    days: TermDays
    term_id: int
    is_new: bool
    source: str | None
    """Code of the latest term before."""
    is_past: bool
    """Whether a later term is on file: then nobody leaves and no pairing ends."""
    leave_on: date

    @property
    def year(self) -> int:
        """First year of its school year."""
        return parse_code(self.days.code)[0]

    @property
    def rolls_over(self) -> bool:
        """Whether the term before was of an earlier school year."""
        return self.source is not None and parse_code(self.source)[0] < self.year


@dataclass(slots=True)
class _Move:
    """One child on its way: `sheet` is None where none was ever on file."""

    child_id: int
    period: Any
    sheet: Mapping[Any, Any] | None
    fate: Fate = Fate.LEFT_OUT
    class_id: int | None = None
    note: str = ""
    ended: int = 0


class Opener:
    """Fills a ledger with the opening; `plan` may be asked once."""

    def __init__(self, session: Session, ledger: Ledger, frame: Frame, choices: Choices) -> None:
        self.session, self.ledger, self.frame, self.choices = session, ledger, frame, choices
        days = frame.days
        self.classes = Classes(session, ledger, choices)
        self.sheets = state.latest_sheets(session, days.code)
        self.ticked = state.ticked_hardships(session)
        self.pairings = state.open_pairings(session, frame.leave_on)
        self.children = state.children_here(session, days.first_on, days.last_on)
        self.placed = state.sheets_of(session, days.code)
        other = other_half(days.code)
        self.later = state.sheets_of(session, other) if other > days.code else {}
        self.may_end: Counter[MentorKind] = Counter()

    def plan(self) -> OpeningPlan:
        """Decide and write down what becomes of everybody."""
        moves = [self._decided(child_id) for child_id in self._ids()]
        for move in moves:
            self._write(move)
        pupils_up, pupils_graduating = self._pupils()
        frame, known = self.frame, len(self.placed.keys() & self.children.keys())
        anybody_leaves = any(move.fate is Fate.GRADUATES for move in moves)
        return OpeningPlan(
            frame.days.code,
            frame.days.first_on,
            frame.days.last_on,
            frame.is_new,
            frame.rolls_over,
            frame.leave_on if frame.rolls_over or anybody_leaves else None,
            self._rows([*moves, *self._gone()]),
            tuple(self.classes.made.values()),
            pupils_up,
            pupils_graduating,
            tuple((kind, self.may_end[kind]) for kind in MentorKind if self.may_end[kind]),
            self.classes.asks_preschool,
            self.classes.asks_branches,
            (f"另有{known}人已有本学期的学期表，不改动。",) if known else (),
        )

    def _ids(self) -> Iterator[int]:
        return (child_id for child_id in self.children if child_id not in self.placed)

    def _decided(self, child_id: int) -> _Move:
        move = _Move(child_id, self.children[child_id], self.sheets.get(child_id))
        if move.sheet is None:
            move.note = NO_SHEET
            return move
        class_id = move.sheet["class_id"]
        years = self.frame.year - parse_code(move.sheet["code"])[0]
        repeats = years > 0 and child_id in self.choices.repeating
        if child_id in self.later:
            move.fate, move.class_id = Fate.KEPT, self.later[child_id]
        elif years == 0:
            move.fate, move.class_id = Fate.KEPT, class_id
        elif class_id is None:
            move.fate, move.note = Fate.UNPLACED, NO_CLASS
        else:
            move.class_id = self.classes.up(class_id, years - int(repeats))
            move.fate = Fate.REPEATS if repeats else Fate.UP
            if move.class_id is None:
                move.note = self._why_not_graduated(move)
                move.fate = Fate.UNPLACED if move.note else Fate.GRADUATES
        return move

    def _why_not_graduated(self, move: _Move) -> str:
        """Why somebody whose class ends here stays on the register; empty where nothing speaks."""
        frame, period = self.frame, move.period
        if frame.is_past:
            return LATER_TERM
        if period.left_on is not None:
            return f"已登记{period.left_on}离校"
        if period.entered_on >= frame.leave_on:
            return f"{period.entered_on}才入册，未办毕业"
        begun = [row.from_on for row in self.pairings.get(move.child_id, ()) if row.from_on]
        if begun and max(begun) >= frame.leave_on:
            return f"有结对从{max(begun)}开始，未办毕业"
        return ""

    def _write(self, move: _Move) -> None:
        if move.fate is Fate.GRADUATES:
            self._leave(move.period.id)
            move.ended = self._end_pairings(move.child_id)
        elif move.fate.has_sheet and move.sheet is not None:
            self._copy_sheet(move, move.sheet)
            move.ended = self._change_mentors(move.child_id)

    def _copy_sheet(self, move: _Move, sheet: Mapping[Any, Any]) -> None:
        new_id = self.ledger.insert(
            TermSheet,
            child_id=move.child_id,
            term_id=self.frame.term_id,
            class_id=move.class_id,
            **{key: sheet[key] for key in CARRIED},
        )
        for row in self.ticked.get(sheet["id"], ()):
            self.ledger.insert(SheetHardship, sheet_id=new_id, hardship=row.hardship)

    def _leave(self, period_id: int) -> None:
        self.ledger.update(
            RegisterPeriod,
            period_id,
            left_on=self.frame.leave_on,
            left_why=LeaveReason.GRADUATED,
        )

    def _end_pairings(self, child_id: int) -> int:
        """All of a child who leaves, as 离校 does."""
        why = f"儿童离校（{LeaveReason.GRADUATED.label}）"
        mine = self.pairings.get(child_id, ())
        for row in mine:
            self.ledger.update(Pairing, row.id, to_on=self.frame.leave_on, ended_why=why)
        return len(mine)

    def _change_mentors(self, child_id: int) -> int:
        """Those of a child who stays, of the kinds that end with the school year."""
        if not self.frame.rolls_over or self.frame.is_past:
            return 0
        first_on, ended = self.frame.days.first_on, 0
        for row in self.pairings.get(child_id, ()):
            begun = row.from_on is None or row.from_on < first_on
            if not begun or (row.to_on is not None and row.to_on <= first_on):
                continue
            self.may_end[row.kind] += 1
            if row.kind in self.choices.ended_kinds:
                why = f"升级后更换{row.kind.label}"
                self.ledger.update(Pairing, row.id, to_on=first_on, ended_why=why)
                ended += 1
        return ended

    def _pupils(self) -> tuple[int, int]:
        """Pupils not in care go the same way; returns how many moved up and how many left."""
        days, moved, graduating = self.frame.days, 0, 0
        classes = state.pupil_classes(self.session, days.code)
        placed = state.pupils_placed(self.session, days.code)
        here = state.pupils_here(self.session, days.first_on, days.last_on)
        for pupil_id, period in here.items():
            class_id, code = classes.get(pupil_id, (None, days.code))
            years = self.frame.year - parse_code(code)[0]
            if class_id is None or pupil_id in placed or not years:
                continue
            then = self.classes.up(class_id, years)
            if then is not None:
                values = {"term_id": self.frame.term_id, "class_id": then}
                self.ledger.insert(PupilClass, pupil_id=pupil_id, **values)
                moved += 1
            elif self._may_leave(period):
                self._leave(period.id)
                graduating += 1
        return moved, graduating

    def _may_leave(self, period: Any) -> bool:
        stays = period.left_on is None and period.entered_on < self.frame.leave_on
        return stays and not self.frame.is_past

    def _gone(self) -> Iterator[_Move]:
        """Children with a sheet of the term before who have left since, told for completeness."""
        if self.frame.source is None:
            return
        gone = state.left_before(self.session, self.frame.source, self.frame.days.first_on)
        for child_id, (left_on, why) in gone.items():
            if child_id not in self.children and child_id in self.sheets:
                said = f"已离校（{why.label if why else '原因未填'}，{left_on}）"
                yield _Move(child_id, None, self.sheets[child_id], note=said)

    def _rows(self, moves: list[_Move]) -> tuple[OpeningRow, ...]:
        """By class and name, as every class list is."""
        names = called(self.session, {move.child_id for move in moves}, self.frame.source)
        plain = {child_id: name.partition("（")[0] for child_id, name in names.items()}
        read = readings_of(self.session, plain.values())
        orders = [self.classes.order(_class_of(move)) for move in moves]
        ranks = {order: rank for rank, order in enumerate(sorted(set(orders)))}
        told: list[tuple[int, str, OpeningRow]] = []
        for move, order in zip(moves, orders, strict=True):
            reading = read.get(plain[move.child_id], "")
            row = self._row(move, names[move.child_id], reading, ranks[order])
            told.append((row.class_order, reading or row.called, row))
        told.sort(key=lambda each: (*each[:2], each[2].child_id))
        return tuple(row for *_, row in told)

    def _row(self, move: _Move, name: str, reading: str, rank: int) -> OpeningRow:
        now, then = self.classes.label(_class_of(move)), self.classes.label(move.class_id)
        return OpeningRow(
            move.child_id,
            name,
            move.fate,
            now,
            then,
            rank,
            move.ended,
            move.note,
            search_text(name, now, then, move.fate.label, readings=reading),
        )


def _class_of(move: _Move) -> int | None:
    return move.sheet["class_id"] if move.sheet is not None else None
