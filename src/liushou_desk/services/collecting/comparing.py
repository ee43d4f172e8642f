"""Compares a returned sheet with the office file, cell by cell, three ways.

What the sheet held when it was made, what it holds now, and what is on file now: a cell the teacher
left alone says nothing, whatever the file says by now.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Value
from liushou_desk.domain.masking import cover_of
from liushou_desk.domain.words import Relation
from liushou_desk.domain.writing import written
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, ImportBatch, ImportOrigin
from liushou_desk.services.collecting.reading import Written, WrittenRow, WrittenSheet
from liushou_desk.services.collecting.returned import (
    NOTHING,
    WHOLE_ROW,
    Line,
    ReturnedRow,
    Standing,
)
from liushou_desk.services.collecting.sheet import (
    BY_KEY,
    NAME,
    NATIONAL_ID,
    NO_CLASS,
    Seal,
    is_masked,
    masked,
    values_asked,
)
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.places import places
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.child_form import CLASS
from liushou_desk.services.register.child_save import plan_child
from liushou_desk.services.register.pupil import Unasked, pupils_like, several_said
from liushou_desk.services.register.school_class import plan_class
from liushou_desk.services.writing.ledger import Ledger

Values = dict[str, Value | None]
CARE_RELATION = "caregiver.relation"
COVERED = "（已登记，不显示）"
OTHER_CHILD = "姓名改了。同一名儿童改名的请采纳；换成另一名儿童的不要采纳，请作为新增儿童登记"


@dataclass(frozen=True, slots=True)
class _Base:
    """What a cell held when the sheet was made: its fingerprint, and whether it was shown."""

    fingerprint: str
    was_shown: bool


class SheetComparison:
    """Goes through the rows of one sheet; `lines`, `rows` and `unchanged` are what it finds."""

    def __init__(self, session: Session, seal: Seal, sheet: WrittenSheet, today: date) -> None:
        self.session, self.seal, self.sheet, self.today = session, seal, sheet, today
        self.term = sheet.stamp["term"]
        self.lines: list[Line] = []
        self.rows: list[ReturnedRow] = []
        self.unchanged = 0
        self._seen: dict[str, int] = {}
        self._names = called(session, self._children_meant(), self.term)
        self._classes = {
            class_id: place.class_label for class_id, place in places(session).items() if class_id
        }

    def compare(self) -> "SheetComparison":
        """Every row in its order."""
        taken = self._rows_taken()
        for row in self.sheet.rows:
            if not row.number:
                if row.row in taken:
                    self.unchanged += 1
                else:
                    self._compare_new(row)
                continue
            trouble = self._trouble(row)
            if trouble:
                who = self._names.get(self.seal.child(row.number) or 0, row.cells[NAME].text)
                self.lines.append(_fault(row, who, trouble))
            else:
                self._compare_known(row)
        return self

    def absent(self) -> tuple[str, ...]:
        """Who was on the sheet when it was made and is not now."""
        gone = [number for number in self.sheet.memory if number not in self._seen]
        ids = [self.seal.child(number) or 0 for number in gone]
        return tuple(self._names[child_id] for child_id in ids if child_id in self._names)

    def _children_meant(self) -> list[int]:
        numbers = {row.number for row in self.sheet.rows} | set(self.sheet.memory)
        meant = {child_id for number in numbers if (child_id := self.seal.child(number))}
        on_file = set(self.session.scalars(sa.select(Child.id)))
        return sorted(meant & on_file)

    def _rows_taken(self) -> set[int]:
        """Rows of this very file whose new child was taken in before and is still on file."""
        origins = (
            sa.select(ImportOrigin.sheet_row)
            .join(ImportBatch, ImportBatch.action_id == ImportOrigin.action_id)
            .join(Child, Child.id == ImportOrigin.row_id)
            .where(ImportBatch.sha256 == self.sheet.sha256)
            .where(ImportOrigin.table_name == Child.__tablename__)
        )
        return set(self.session.scalars(origins))

    def _trouble(self, row: WrittenRow) -> str:
        """Why a row with a number cannot be taken; notes that the number was met."""
        child_id = self.seal.child(row.number)
        if child_id is None:
            return "编号不是本校数据文件发出的，或者被改过，这一行没有采用"
        if row.number not in self.sheet.memory:
            return "编号不属于这张表（像是从别的班的表复制来的），请在原来那张表里改"
        if row.number in self._seen:
            earlier = self._seen[row.number]
            return f"与第{earlier}行编号相同，只取先出现的一行；新增儿童请写在空白行，不要复制整行"
        self._seen[row.number] = row.row
        if child_id not in self._names:
            return "这名儿童已从花名册删除，这一行没有采用"
        if row.is_blank:
            return "整行被清空，没有改动；已经离校的请在花名册里登记离校"
        return ""

    def _compare_known(self, row: WrittenRow) -> None:
        child_id = self.seal.child(row.number) or 0
        file = read_file(self.session, child_id, self.term)
        known = values_asked(file.values())
        wanted: Values = {}
        lines: list[Line] = []
        for key, cell in row.cells.items():
            base = _base(self.sheet.memory[row.number].get(key, ""))
            line = self._compare_cell((child_id, key), cell, base, known, wanted)
            if line:
                left = "已登记离校" if file.register.get("left_on") else ""
                note = "；".join(filter(None, (line.note, cell.remark, left)))
                lines.append(replace(line, row=row.row, who=self._names[child_id], note=note))
        lines = self._tried(child_id, _held_back(lines), wanted)
        if not lines:
            self.unchanged += 1
            return
        self.lines += lines
        self.rows.append(ReturnedRow(row.row, child_id, known, wanted))

    def _compare_cell(
        self,
        place: tuple[int, str],
        cell: Written,
        base: _Base,
        known: Mapping[str, Value | None],
        wanted: Values,
    ) -> Line | None:
        """A line where the cell of a child and key says something new, which goes to `wanted`."""
        child_id, key = place
        now = known[key]
        if cell.problem:
            return _line(key, cell, now, None, Standing.FAULT, cell.problem)
        if not cell.text:
            return _emptied(key, cell, base, now, wanted)
        if is_masked(key, cell.text):
            return None
        try:
            value = self._read(key, cell.text, known)
        except InputProblem as problem:
            if self.seal.print(child_id, key, cell.text) == base.fingerprint:
                return None
            return _line(key, cell, now, cell.text, Standing.FAULT, problem.message)
        if self.seal.print(child_id, key, written(value)) == base.fingerprint or value == now:
            return None
        wanted[key] = value
        line = _line(key, cell, now, value, Standing.CHANGED)
        if self.seal.print(child_id, key, written(now)) != base.fingerprint:
            note = "表发出后已在程序里改过"
            return replace(line, standing=Standing.LATER, note=note, proposed=False)
        return line

    def _read(self, key: str, text: str, known: Mapping[str, Value | None]) -> Value | None:
        """A cell's text as the form would take it. Raises `InputProblem`."""
        value = BY_KEY[key].entry.read(text, self.today)
        if key == CARE_RELATION and Relation.from_text(text) is None:
            raise InputProblem(f"“{text}”不在可选范围", "请从下拉列表里选。")
        if key == CLASS.key and value != known.get(key):
            born_on: Any = known.get("child.born_on")
            class_id = plan_class(self.session, Ledger(self.session), self.term, text, born_on)
            return self._classes.get(class_id, value)
        return value

    def _tried(self, child_id: int | None, lines: list[Line], wanted: Values) -> list[Line]:
        """The lines after a trial: what the form would refuse is a fault here too."""
        while True:
            told = {x.key: wanted[x.key] for x in lines if x.proposed and x.key in wanted}
            try:
                if told:
                    plan_child(self.session, self.today, self.term, child_id, told)
            except InputProblem as problem:
                guilty = _guilty(problem.field, told)
                lines = [
                    replace(line, standing=Standing.FAULT, note=problem.message, proposed=False)
                    if line.key == guilty
                    else line
                    for line in lines
                ]
                continue
            return lines

    def _compare_new(self, row: WrittenRow) -> None:
        """An empty row that was filled in: one line for the child, one for each fault."""
        who = row.cells[NAME].text
        wanted: Values = {}
        faults: list[Line] = []
        for key, cell in row.cells.items():
            try:
                value = self._read(key, cell.text, {}) if cell.text else None
                if value is not None:
                    wanted[key] = value
            except InputProblem as problem:
                faults.append(_line(key, cell, None, cell.text, Standing.FAULT, problem.message))
            if cell.problem:
                faults.append(_line(key, cell, None, "", Standing.FAULT, cell.problem))
        home = self.sheet.stamp["class"]
        if CLASS.key not in wanted and home != NO_CLASS:
            wanted[CLASS.key] = home
        faults += self._try_new(row, wanted)
        self.lines += [replace(line, row=row.row, who=who) for line in faults]
        if NAME not in wanted or any(line.key in (NAME, NATIONAL_ID) for line in faults):
            if NAME not in wanted and not any(line.key == NAME for line in faults):
                self.lines.append(_fault(row, who, "没有姓名，这一行没有采用"))
            return
        self.lines.append(self._new_line(row, wanted))
        self.rows.append(ReturnedRow(row.row, None, {}, wanted))

    def _try_new(self, row: WrittenRow, wanted: Values) -> Iterator[Line]:
        """What the form would refuse of a new child; it is taken out of `wanted`."""
        while NAME in wanted:
            try:
                plan_child(
                    self.session, self.today, self.term, None, wanted, pupil=Unasked.LIKELIER
                )
            except InputProblem as problem:
                guilty = _guilty(problem.field, wanted)
                value = wanted.pop(guilty)
                cell = row.cells.get(guilty, row.cells[NAME])
                yield _line(guilty, cell, None, value, Standing.FAULT, problem.message)
                continue
            return

    def _new_line(self, row: WrittenRow, wanted: Values) -> Line:
        said = "；".join(
            f"{BY_KEY[key].heading} {masked(key, written(value))}"
            for key, value in wanted.items()
            if key != NAME
        )
        line = Line(row.row, WHOLE_ROW, f"第{row.row}行", str(wanted[NAME]), "整行", "", said,
                    Standing.NEW)  # fmt: skip
        alike = self._alike(wanted)
        notes = [f"花名册里已有同名的{alike}，请核对是不是同一人"] if alike else []
        pupils = pupils_like(self.session, wanted)
        notes += [several_said(len(pupils))] if len(pupils) > 1 else []
        return replace(line, note="；".join(notes), proposed=not notes)

    def _alike(self, wanted: Values) -> str:
        """A child on file with the name of a new one, told apart."""
        same = sa.select(Child.id, Child.born_on).where(Child.name == wanted[NAME])
        born_on = wanted.get("child.born_on")
        rows = self.session.execute(same).all()
        ids = [child_id for child_id, born in rows if None in (born, born_on) or born == born_on]
        return "、".join(called(self.session, ids, self.term).values())


def _base(memory: str) -> _Base:
    return _Base(memory[1:], memory.startswith("p"))


def _emptied(
    key: str, cell: Written, base: _Base, now: Value | None, wanted: Values
) -> Line | None:
    """A cell that was pre-filled and is empty now; more often a slip than meant."""
    if not base.was_shown or now is None:
        return None
    if key == NAME:
        return _line(key, cell, now, None, Standing.FAULT, "姓名不能空着")
    wanted[key] = None
    line = _line(key, cell, now, None, Standing.CHANGED, "表里这一格被清空")
    return replace(line, proposed=False)


def _held_back(lines: list[Line]) -> list[Line]:
    """Of a row whose name was changed nothing is proposed: it may be another child's by now."""
    if not any(line.key == NAME and line.can_be_taken for line in lines):
        return lines
    return [
        replace(line, proposed=False, note=OTHER_CHILD if line.key == NAME else line.note)
        for line in lines
    ]


def _guilty(field: str, told: Mapping[str, object]) -> str:
    """The cell to blame: the one named, one of the same person, else the first."""
    head = field.partition(".")[0]
    near = (key for key in told if key.partition(".")[0] == head)
    return field if field in told else next(near, next(iter(told)))


def _line(
    key: str,
    cell: Written,
    before: Value | None,
    after: Value | None,
    standing: Standing,
    note: str = "",
) -> Line:
    old, new = _on_screen(key, before), masked(key, written(after))
    if key == NATIONAL_ID and after is not None and standing is Standing.CHANGED:
        note = note or f"新填的号码，完整号码见表里{cell.address}格"
    return Line(0, key, cell.address, "", BY_KEY[key].heading, old or NOTHING, new or NOTHING,
                standing, note, proposed=standing is not Standing.FAULT)  # fmt: skip


def _on_screen(key: str, value: Value | None) -> str:
    """What is on file, covered as in the form."""
    cover = cover_of(BY_KEY[key].entry, value)
    return written(value) if cover is None else cover or COVERED


def _fault(row: WrittenRow, who: str, reason: str) -> Line:
    return Line(row.row, WHOLE_ROW, f"第{row.row}行", who, "整行", "", "", Standing.FAULT, reason,
                proposed=False)  # fmt: skip
