"""统计: the whole catalogue of figures as tables, and the rows behind every number in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import UNFILLED, DefinitionKind
from liushou_desk.models import Activity
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.places import grade_name
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.figures.catalogue import FIGURES, RATES
from liushou_desk.services.figures.children_figures import CARES
from liushou_desk.services.figures.figure import Figure, Number, Rate, Unit
from liushou_desk.services.figures.rows import FigureRow

TOTAL = "合计"
NOTHING = "—"
GONE = "已删除的活动"

CATALOGUE: Mapping[str, Figure | Rate] = {figure.key: figure for figure in (*FIGURES, *RATES)}
BREAKDOWNS: Mapping[str, Figure] = {figure.key: figure for figure in FIGURES if figure.by}


@dataclass(frozen=True, slots=True)
class StatCell:
    """A cell; `key` is the figure or group whose rows stand behind the number, empty for words."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class StatTable:
    """A table of one subject; its note says what must not be added up or compared."""

    key: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[StatCell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statistics:
    """All tables of a term; the note names 口径 and 截止日."""

    note: str
    tables: tuple[StatTable, ...]


@dataclass(frozen=True, slots=True)
class FigureRows:
    """A number and the rows that make it; those of a rate are its numerator's."""

    label: str
    definition: str
    unit: str
    value: Number
    rows: tuple[FigureRow, ...]

    @property
    def text(self) -> str:
        """The number as the tables show it, with its unit."""
        return NOTHING if self.value is None else f"{self.value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Names:
    """What figures and their groups are called on the screen."""

    titles: Mapping[str, str]
    """Activities by id: a group of `activity_attendance` is an activity."""

    @classmethod
    def read(cls, session: Session) -> "Names":
        """The names of what a file holds."""
        held = session.execute(sa.select(Activity.id, Activity.held_on, Activity.title))
        return cls({str(key): f"{held_on} {title}" for key, held_on, title in held})

    def group(self, figure: str, group: str) -> str:
        """一年级 for the group 1 of a figure by grade, a title for an activity's id."""
        if figure == "activity_attendance":
            return self.titles.get(group, GONE if group.isdigit() else group)
        return grade_name(group) if figure.endswith("by_grade") else group

    def label(self, key: str) -> str:
        """The label of a figure, a group or a breakdown's total; the key where it is none."""
        name, _, group = key.partition(".")
        if name not in CATALOGUE:
            return key
        label = CATALOGUE[name].label
        return f"{label}：{self.group(name, group)}" if group else label


@dataclass(frozen=True, slots=True)
class _Listing:
    """A table with a line for each figure, breakdowns among them line by line.

    Below those that are arranged here stand the other figures of the bases of this section.
    """

    key: str
    title: str
    figures: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table of breakdowns side by side; each band is what they are grouped by."""

    key: str
    title: str
    columns: tuple[str, ...]
    bands: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """Every breakdown in it."""
        return tuple(key for _, keys in self.bands for key in keys)


# fmt: off
_LAYOUT: tuple[_Listing | _Grid, ...] = (
    _Listing("overview", "人数总览", (
        "pupils", "preschool_pupils", "in_care", "left_behind", "preschool_left_behind",
        "share", "left_behind_male", "left_behind_female",
        "both_parents_away", "one_parent_away", "lost_and_away", "left_behind_boarding",
        "orphans", "with_hardship", "key_care", "to_file", "filed", "unfiled", "filed_rate",
        "verified", "verified_rate", "complete", "incomplete", "complete_rate", "unverified",
        "left_behind_school_record", "left_behind_verified", "left_behind_civil",
        "by_agreement", "by_category",
        "alone_under_16", "parents_away", "parents_away_agreed", "parents_away_unagreed",
        "agreement_rate",
        "with_agreement", "agreement_informed",
    )),
    _Grid("classes", "按年级、班级、校区、村", ("在校学生", "留守儿童"), (
        ("年级", ("pupils_by_grade", "by_grade")),
        ("学段", ("", "by_stage")),
        ("班级", ("", "by_class")),
        ("校区、教学点", ("", "by_campus")),
        ("村（社区）", ("", "by_village")),
    )),
    _Grid("care", "照料、寄宿与困境", ("留守儿童",), (
        ("性别", ("by_sex",)),
        ("年龄", ("by_age",)),
        ("留守类型", ("by_away",)),
        ("照料方式", ("by_care",)),
        ("实际照料人", ("by_caregiver",)),
        ("就读方式", ("by_boarding",)),
        ("困境类型", ("by_hardship",)),
        ("困境类别", ("by_hardship_class",)),
    ), "单亲留守指父母一方外出，不同于单亲家庭；困境类型、类别一人可有多项，不相加。"),
    _Grid("cross", "学段、寄宿与照料方式", ("留守儿童", *(name for _, name, _ in CARES)), (
        ("学段和寄宿", ("by_stage_boarding", *(f"{key}_by_stage_boarding" for key, _, _ in CARES))),
    ), "同一行各种照料方式相加等于该行留守儿童数。"),
    _Grid("definitions", "口径对照", ("学籍口径", "校内核实口径", "民政口径"), (
        ("结论", ("by_school_record", "by_verified", "by_civil")),
    ), "同一批关爱对象，按三种口径分别判断；留守儿童数是前三行之和，学前留守不在内。"),
    _Listing("changes", "变动与巩固", (
        "last_term", "added", "removed", "removed_by_reason", "removed_before_term", "at_start",
        "left_by_reason", "left_after_day", "at_start_staying", "retained", "retention_rate",
    ), "人数变动比较两个学期的截止日，巩固率从学期第一天算到学期结束；休学单列，不算巩固。"),
    _Grid("contacts", "记录与联系", (
        "个别", "个别", "个别", "不同儿童", "其中在册", "未联系上", "集体", "集体",
    ), (
        ("类别", (
            "times", "household_times", "child_times", "children", "children_present",
            "not_reached", "group_times", "group_child_times",
        )),
    ), "次、户次、人次、人不可相加；一名儿童可有几类联系，人数没有合计；集体记录不计入个别。"),
    _Grid("rules", "随访完成", ("应完成", "已完成", "未到期", "逾期"), (
        ("随访要求", ("rule_owed", "rule_done", "rule_due", "rule_overdue")),
        ("教师随访要求", (
            "mentor_rule_owed", "mentor_rule_done", "mentor_rule_due", "mentor_rule_overdue",
        )),
    ), "一名儿童（教师随访要求为一名教师）一个周期为1项。"),
    _Listing("coverage", "结对、联系与问题", (
        "paired", "paired_rate", "unpaired", "pairs", "mentors", "pupil_pairs", "handed_over",
        "school_contacted", "school_contact_rate", "family_contacted", "family_contact_rate",
        "not_contacted", "rule_children", "rule_met", "rule_rate", "overdue_children",
        "rule_reasons", "rule_tried", "mentor_rule_reasons", "concerns", "solved_concerns",
        "open_concerns", "late",
    )),
    _Listing("activities", "活动", (
        "activities", "activity_head_count", "activity_child_times", "activity_children",
        "parent_meetings", "family_guidance", "activity_guardians", "activity_teachers",
        "activity_yuan", "activity_attendance",
    )),
    _Grid("activity_kinds", "各类活动", ("场次", "留守", "留守儿童", "监护人", "教师"), (
        ("类别", (
            "activities_by_kind", "activity_times_by_kind", "activity_children_by_kind",
            "activity_guardian_by_kind", "activity_teacher_by_kind",
        )),
    ), "留守儿童、监护人、教师分别计数，不相加；一名儿童可参加几类，留守儿童数没有合计。"),
    _Listing("ledgers", "台账", ()),
)
# fmt: on

_ARRANGED = {key for plan in _LAYOUT for key in plan.figures}

_NO_LAST_TERM = "首次建档：数据文件里没有上学期，没有新增和减少可比。"


def read_statistics(
    office: OfficeFile,
    term: str,
    *,
    campus: str | None = None,
    kind: DefinitionKind | None = None,
) -> Statistics:
    """Every figure of a term in tables by subject. Raises `RuleConflict` for an unknown place."""
    with office.reading() as session:
        book = open_book(office, session, term, campus=campus, kind=kind)
        names = Names.read(session)
        tables = tuple(
            _listing(plan, book, names) if isinstance(plan, _Listing) else _grid(plan, book, names)
            for plan in _LAYOUT
        )
        return Statistics(book.scope.note, tables)


def figure_rows(
    office: OfficeFile,
    term: str,
    key: str,
    *,
    campus: str | None = None,
    kind: DefinitionKind | None = None,
) -> FigureRows:
    """The rows behind a cell of the tables. Raises `InputProblem` for a key that is none."""
    with office.reading() as session:
        return rows_behind(open_book(office, session, term, campus=campus, kind=kind), key)


def rows_behind(book: FigureBook, key: str) -> FigureRows:
    """The rows of a figure, a group or a breakdown's total. Raises `InputProblem`."""
    is_total = key in BREAKDOWNS and _adds_up(BREAKDOWNS[key])
    parts = book.groups(key) if is_total else [book[key]]
    figure = CATALOGUE[key.partition(".")[0]]
    is_rate = isinstance(figure, Rate)
    return FigureRows(
        Names.read(book.session).label(key),
        f"{figure.definition}（所列为前一项的记录）" if is_rate else figure.definition,
        unit_of(key),
        book.total(key) if is_total else parts[0].value,
        tuple(row for part in parts if part.value for row in book.rows(part.key)),
    )


def unit_of(key: str) -> str:
    """The unit of a figure or group; goods are counted as they come (件, 册, 份)."""
    name, _, group = key.partition(".")
    figure = CATALOGUE[name]
    if isinstance(figure, Rate):
        return Unit.PERCENT.value
    is_named = figure.unit is Unit.PIECES and group not in ("", UNFILLED)
    return group if is_named else figure.unit.value


def _adds_up(figure: Figure) -> bool:
    """Whether the groups share no row and one unit."""
    return figure.distinct is None and figure.unit is not Unit.PIECES


def _number(key: str, value: Number) -> StatCell:
    return StatCell(NOTHING if value is None else str(value), key)


def _listing(plan: _Listing, book: FigureBook, names: Names) -> StatTable:
    others = [
        key
        for key in CATALOGUE
        if key not in _ARRANGED and _section(key) == plan.key and not book.hides(key)
    ]
    rows = tuple(row for key in (*plan.figures, *others) for row in _lines(key, book, names))
    note = _NO_LAST_TERM if plan.key == "changes" and book.scope.before_day is None else plan.note
    return StatTable(plan.key, plan.title, ("项目", "分组", "数", "单位", "说明"), rows, note)


def _section(key: str) -> str:
    """Where a figure stands that is not arranged: a rate with its numerator."""
    figure = CATALOGUE[key]
    return _section(figure.numerator) if isinstance(figure, Rate) else figure.base.section


def _lines(key: str, book: FigureBook, names: Names) -> Iterator[tuple[StatCell, ...]]:
    """A figure's line, or a line for each of its groups, named and explained on the first."""
    lead, told = StatCell(CATALOGUE[key].label), StatCell(CATALOGUE[key].definition)
    blank = StatCell("")
    if key not in BREAKDOWNS:
        yield lead, blank, _number(key, book[key].value), StatCell(unit_of(key)), told
        return
    cells = [
        (StatCell(names.group(key, v.name)), _number(v.key, v.value)) for v in book.groups(key)
    ]
    if _adds_up(BREAKDOWNS[key]):
        cells.append((StatCell(TOTAL), _number(key, book.total(key))))
    for group, number in cells or [(StatCell("无"), _number("", None))]:
        yield lead, group, number, StatCell(unit_of(number.key or key)), told
        lead = told = blank


def _grid(plan: _Grid, book: FigureBook, names: Names) -> StatTable:
    is_single = len(plan.bands) == 1
    units = [unit_of(key) for key in plan.bands[0][1]]
    columns = (f"{label}（{unit}）" for label, unit in zip(plan.columns, units, strict=True))
    labels = (plan.bands[0][0],) if is_single else ("项目", "分组")
    rows: list[tuple[StatCell, ...]] = []
    for label, keys in plan.bands:
        lead = StatCell(label)
        for row in _band(keys, book, names):
            rows.append(row if is_single else (lead, *row))
            lead = StatCell("")
    return StatTable(plan.key, plan.title, (*labels, *columns), tuple(rows), plan.note)


def _band(keys: tuple[str, ...], book: FigureBook, names: Names) -> Iterator[tuple[StatCell, ...]]:
    """A row for each group that one of the breakdowns has, and their totals."""
    found = {key: {v.key: v.value for v in book.groups(key)} for key in keys if key}
    first = next(iter(found))
    groups = dict.fromkeys(key.partition(".")[2] for values in found.values() for key in values)
    for group in sorted(groups, key=lambda group: group == UNFILLED):
        numbers = (_grid_cell(f"{key}.{group}", found.get(key)) for key in keys)
        yield StatCell(names.group(first, group)), *numbers
    summed = [bool(key) and _adds_up(BREAKDOWNS[key]) for key in keys]
    if any(summed):
        totals = (
            _number(key, book.total(key)) if is_summed else StatCell("")
            for key, is_summed in zip(keys, summed, strict=True)
        )
        yield StatCell(TOTAL), *totals


def _grid_cell(key: str, found: Mapping[str, Number] | None) -> StatCell:
    """A number; 0 without rows for a group only the neighbours have, nothing for no breakdown."""
    if found is None:
        return StatCell("")
    return _number(key, found[key]) if key in found else StatCell("0")
