"""Decides row by row what an import does; writes into a ledger, not into the file.

Identity of a child is an ID number or student number, never a name; a pupil not in care
is told by name, sex and eight bits of the number. Blank cells never erase. Of pupils not in
care only name, sex, class and a keyed hash are kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from liushou_desk.domain.classes import ClassName, plain_class
from liushou_desk.domain.definitions import Agreement, Definition, agreement
from liushou_desk.domain.words import Health, Mark, ParentStatus, Sex
from liushou_desk.importing.cells import Problem
from liushou_desk.importing.roster import RosterRow
from liushou_desk.models import Campus, Pupil, PupilClass, RegisterPeriod, SchoolClass
from liushou_desk.services.imports.ahead import without_days_ahead
from liushou_desk.services.imports.child_plan import CLASS, ChildPlanner
from liushou_desk.services.imports.class_names import ClassesOnFile, class_named
from liushou_desk.services.imports.outcome import FieldChange, Refusal, RowOutcome, Verdict
from liushou_desk.services.imports.row_plan import CLASS_KEY, WHOLE_ROW, RowTask, shown
from liushou_desk.services.imports.state import RosterState, Row
from liushou_desk.services.imports.stated import (
    RURAL,
    ImportSettings,
    returned,
    says_left_behind,
    several_like,
    stated_facts,
)
from liushou_desk.services.register.numbers import numbers_of
from liushou_desk.services.writing.ledger import Ledger

SEX_KEY = "child.sex"
_AS_THE_LAW_SAYS = Definition()


class RosterPlanner:
    """Plans the rows of one workbook in their order."""

    def __init__(
        self,
        state: RosterState,
        ledger: Ledger,
        settings: ImportSettings,
        refused: Iterable[Refusal] = (),
    ) -> None:
        self.state, self.ledger, self.settings = state, ledger, settings
        self._refused: dict[tuple[str, int], set[str]] = defaultdict(set)
        for refusal in refused:
            self._refused[refusal.sheet, refusal.number].add(refusal.field)
        self._seen: dict[str, str] = {}
        self._on_file_by_campus: dict[str, ClassesOnFile] = {}
        self._agreeing: set[tuple[Any, ...]] = set()
        """Marks with what is told of the parents beside them, where nothing is to be doubted."""
        self.placed: list[tuple[str, int] | None] = []
        """For each row planned: ("child" or "pupil", id), None where it was rejected."""
        self._also_named: set[tuple[str, int]] = set()

    @property
    def named(self) -> set[tuple[str, int]]:
        """Everybody on file whom a row names, be it rejected or taken to another table."""
        return {place for place in self.placed if place} | self._also_named

    def plan(self, row: RosterRow) -> RowOutcome:
        """Decide one row."""
        row = without_days_ahead(row, self.settings.today)
        faults = list(row.faults) or self._identity_faults(row)
        if faults:
            self.placed.append(None)
            self._also_named |= self._on_file(row)
            return RowOutcome(row.sheet, row.number, Verdict.REJECTED, row.doubts, tuple(faults))
        for number in numbers_of(row.values):
            self._seen[number] = row.place
        refused = self._refused.get((row.sheet, row.number), frozenset[str]())
        task = RowTask(row, refused, [*row.doubts, *self._mark_doubts(row)])
        class_id = self._class_id(row, task.doubts) if task.takes(CLASS_KEY) else None
        known = self.state.find_child(row.values)
        is_child = bool(known) or self._is_in_care(row)
        if WHOLE_ROW in refused and not known:
            return self._pass_over(task)
        if is_child:
            verdict, changes = self._plan_child(task, known, class_id)
        else:
            verdict, changes = self._plan_pupil(task, class_id)
        verdict = Verdict.REFUSED if WHOLE_ROW in refused else verdict
        told = tuple(task.doubts), (), tuple(changes), not is_child
        return RowOutcome(row.sheet, row.number, verdict, *told)

    def _pass_over(self, task: RowTask) -> RowOutcome:
        """A row the clerk refused of somebody who is no child on file; it names them all the same.

        That of a child on file is planned, and nothing of it written: what it says of the household
        has been said, so that no sibling's row may now decide what nobody was shown.
        """
        self.placed.append(None)
        self._also_named |= self._on_file(task.row)
        row = task.row
        return RowOutcome(row.sheet, row.number, Verdict.REFUSED, tuple(task.doubts))

    def _identity_faults(self, row: RosterRow) -> list[Problem]:
        for number in numbers_of(row.values):
            if number in self._seen:
                earlier = self._seen[number]
                reason = f"与{earlier}是同一个号码，只取先出现的一行"
                if not earlier.startswith(f"“{row.sheet}”"):
                    reason += "；这张表若有别的内容，请再单独导入它一次"
                return [Problem(_cell_of_number(row, number), reason)]
        if len(self.state.find_child(row.values)) > 1:
            cell = row.cell("child.national_id")
            return [Problem(cell, "身份证件号和学籍号属于两名不同的儿童")]
        return []

    def _on_file(self, row: RosterRow) -> set[tuple[str, int]]:
        """Whom the numbers of a row mean."""
        found = {("child", child_id) for child_id in self.state.find_child(row.values)}
        return found | {("pupil", pupil["id"]) for pupil in self.state.find_pupils(row.values)[:1]}

    def _plan_child(
        self, task: RowTask, known: set[int], class_id: int | None
    ) -> tuple[Verdict, list[FieldChange]]:
        planner = ChildPlanner(self.state, self.ledger, self.settings, task)
        if known:
            child_id = known.pop()
            planner.amend(child_id, class_id)
            verdict = Verdict.CHANGED if planner.changes else Verdict.UNCHANGED
        else:
            child_id = planner.add(class_id, self._release_pupil(task, class_id))
            verdict = Verdict.NEW
        self.placed.append(("child", child_id))
        return verdict, planner.changes

    def _release_pupil(self, task: RowTask, class_id: int | None) -> list[Row]:
        """A pupil taken into care: the count-only record goes, its times on the register are told.

        Closed ones too: they belong to the same person.
        """
        pupil = self._pupil_of(task, class_id)
        if pupil is None:
            return []
        self._also_named.add(("pupil", pupil["id"]))
        self.ledger.delete(Pupil, pupil["id"])
        self.state.class_of_pupil.pop(pupil["id"], None)
        for placed in self.state.classes_of_pupil.pop(pupil["id"], []):
            self.ledger.delete(PupilClass, placed["id"])
        self.state.register_of_pupil.pop(pupil["id"], None)
        periods = self.state.periods_of_pupil.pop(pupil["id"], [])
        for period in periods:
            self.ledger.delete(RegisterPeriod, period["id"])
        return periods

    def _pupil_of(self, task: RowTask, class_id: int | None) -> Row | None:
        """The pupil of a row; where two may be meant, the likelier one and a doubt."""
        likely = self.state.find_pupils(task.row.values, class_id)
        if not likely:
            return None
        if len(likely) > 1:
            task.doubts.append(several_like(task.row, len(likely)))
        self.state.claim(likely[0]["id"])
        return likely[0]

    def _plan_pupil(self, task: RowTask, class_id: int | None) -> tuple[Verdict, list[FieldChange]]:
        row, doubts = task.row, task.doubts
        sex = row.values.get(SEX_KEY) if task.takes(SEX_KEY) else None
        stated = {"name": row.values["child.name"], "sex": sex}
        pupil = self._pupil_of(task, class_id)
        if pupil is None:
            bits = self.state.bits_of(row.values)[0]
            pupil_id = self.ledger.insert(Pupil, id_bits=bits, **stated)
            period = {"pupil_id": pupil_id, "entered_on": self.settings.entered_on}
            period_id = self.ledger.insert(RegisterPeriod, **period)
            self.state.register_of_pupil[pupil_id] = {"id": period_id, **period}
            self.state.periods_of_pupil[pupil_id] = [self.state.register_of_pupil[pupil_id]]
            self._place(pupil_id, class_id)
            self.placed.append(("pupil", pupil_id))
            return Verdict.NEW, []
        self.placed.append(("pupil", pupil["id"]))
        if pupil["id"] not in self.state.register_of_pupil:
            doubts.append(returned(row))
        changes = [*self._amend_sex(pupil, stated["sex"]), *self._place(pupil["id"], class_id)]
        return (Verdict.CHANGED if changes else Verdict.UNCHANGED), changes

    def _amend_sex(self, pupil: Row, sex: Sex | None) -> list[FieldChange]:
        before = pupil["sex"]
        if sex is None or sex is before:
            return []
        self.ledger.update(Pupil, pupil["id"], sex=sex)
        pupil["sex"] = sex
        return [FieldChange("性别", shown(before), shown(sex), SEX_KEY)]

    def _place(self, pupil_id: int, class_id: int | None) -> list[FieldChange]:
        """A pupil's class in the term of the import; other terms keep theirs.

        That a new term begins is no change of the pupil's: its first class is written unsaid.
        """
        known = self.state.class_of_pupil.get(pupil_id)
        before = known["class_id"] if known else None
        if class_id is None or class_id == before:
            return []
        is_new_term = known is None and bool(self.state.classes_of_pupil.get(pupil_id))
        if known:
            self.ledger.update(PupilClass, known["id"], class_id=class_id)
            known["class_id"] = class_id
        else:
            term_id = self.settings.term_id
            values = {"pupil_id": pupil_id, "term_id": term_id, "class_id": class_id}
            row_id = self.ledger.insert(PupilClass, **values)
            self.state.know_class({"id": row_id, **values}, term_id)
        label = self.state.class_label
        said = FieldChange(CLASS, shown(label(before)), shown(label(class_id)), CLASS_KEY)
        return [] if is_new_term else [said]

    def _is_in_care(self, row: RosterRow) -> bool:
        """留守 or another reason for care.

        A roster without marks is one of children in care, but for pupils known not to be.
        """
        values = row.values
        has_marks = {"school_record_mark.mark", RURAL} & set(row.columns.plain)
        if not has_marks and not self.state.find_pupils(row.values):
            return True
        mark = values.get("school_record_mark.mark")
        marked = says_left_behind(row) if mark is None else mark is not Mark.NONE
        ticked = values.get("sheet_hardship.hardship")
        hardship = ticked or values.get("child.is_orphan") or values.get("child.disability")
        ill = values.get("term_sheet.health") is Health.DISABLED
        no_ground = {None, ParentStatus.AT_HOME}
        if mark is Mark.NONE:  # 单亲家庭 is not 单亲留守
            no_ground.add(ParentStatus.LIVES_APART)
        away = any(member.status not in no_ground for member in row.members)
        return bool(marked or hardship or ill or values.get("child.is_migrant") or away)

    def _mark_doubts(self, row: RosterRow) -> list[Problem]:
        """Where mark and facts disagree, or an orphan bears a mark."""
        mark: Mark | None = row.values.get("school_record_mark.mark")
        if mark is None:
            return []
        if mark is Mark.NONE and says_left_behind(row):
            reason = f"填的是留守，“是否留守儿童”却是{mark.label}，以后者为准"
            return [Problem(row.cell(RURAL), reason)]
        if row.values.get("child.is_orphan"):
            return [_of_mark(row, f"标为孤儿，又标为{mark.label}")] if mark is not Mark.NONE else []
        told = (mark, *((m.relation, m.status, m.values.get("away_since")) for m in row.members))
        if told in self._agreeing:
            return []
        facts = stated_facts(row)
        if agreement(facts, self.settings.today, _AS_THE_LAW_SAYS) is not Agreement.DISAGREES:
            self._agreeing.add(told)
            return []
        said = "、".join(
            f"{who}{place.status.label if place.status else '未填'}"
            for who, place in (("父亲", facts.father), ("母亲", facts.mother))
        )
        return [_of_mark(row, f"学籍标注为{mark.label}，成员栏写的却是{said}")]

    def _class_id(self, row: RosterRow, doubts: list[Problem]) -> int | None:
        campus = str(row.values.get("campus", ""))
        found, doubt = class_named(row, self.settings, self._classes_of(campus))
        if doubt:
            doubts.append(doubt)
        return self._class_row(campus, found) if found else None

    def _classes_of(self, campus: str) -> ClassesOnFile:
        known = self._on_file_by_campus.get(campus)
        if known is None:
            known = self._on_file_by_campus[campus] = self._classes_on_file(campus)
        return known

    def _classes_on_file(self, campus: str) -> ClassesOnFile:
        campus_id = self.state.campuses.get(campus) if campus else self.state.main_campus
        named = self.state.own_names.items()
        return ClassesOnFile(
            [name for at, name in self.state.classes if at == campus_id],
            {plain_class(own): name for (at, name), own in named if at == campus_id},
        )

    def _class_row(self, campus: str, found: ClassName) -> int:
        campus_id = self._campus_row(campus)
        known = self.state.classes.get((campus_id, found))
        if known is None:
            known = self.ledger.insert(
                SchoolClass,
                campus_id=campus_id,
                stage=found.stage,
                grade=found.grade,
                number=found.number,
            )
            self.state.classes[(campus_id, found)] = known
            self._on_file_by_campus.clear()
        return known

    def _campus_row(self, name: str) -> int:
        if not name:
            return self.state.main_campus
        if name not in self.state.campuses:
            self.state.campuses[name] = self.ledger.insert(Campus, name=name, is_main=False)
        return self.state.campuses[name]


def _of_mark(row: RosterRow, reason: str) -> Problem:
    return Problem(row.cell("school_record_mark.mark"), reason)


def _cell_of_number(row: RosterRow, number: str) -> str:
    is_student_number = row.values.get("child.student_number") == number
    return row.cell("child.student_number" if is_student_number else "child.national_id")
