"""Which class a row of a roster names: by 班级, 年级, the sheet's name or the title above."""

import re
import unicodedata
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field

from liushou_desk.domain.classes import ClassName, cohort, parse_class, plain_class
from liushou_desk.domain.nursery import MIXED
from liushou_desk.domain.words import Stage
from liushou_desk.importing.cells import Problem
from liushou_desk.importing.roster import RosterRow
from liushou_desk.services.imports.stated import ImportSettings, names_a_class

CLASS_COLUMN, GRADE_COLUMN = "class", "grade"
_DOTTED = re.compile(r"([1-9一二三四五六七八九])[.\-－・·•]([1-9]\d?)班?")
"""3.2 and 3-2 for 三年级2班."""
_CUT = re.compile(r"[1-9]\.1")
"""A number that Excel shows as 3.1 may have been 3.10."""


_OPEN = re.compile("[1-9][1-9]班?")
"""12 is 一年级2班 or a twelfth class, of which grade nobody knows."""
_GRADE_WORD = re.compile("年级|[一二三四五六七八九初]")
"""What makes of a 班级 a grade: 三 or 3年级, not 3."""


@dataclass(frozen=True, slots=True)
class ClassesOnFile:
    """The classes of one campus, and by `plain_class` those that have a name of their own."""

    every: Collection[ClassName]
    called: Mapping[str, ClassName]
    read: dict[Hashable, ClassName | None] = field(default_factory=dict[Hashable, ClassName | None])
    """What was read without a doubt: a roster names the same few classes again and again."""

    def find(self, written: str) -> ClassName | None:
        """The class that is called so."""
        return self.called.get(plain_class(written)) if self.called else None


def class_named(
    row: RosterRow, settings: ImportSettings, on_file: ClassesOnFile
) -> tuple[ClassName | None, Problem | None]:
    """The class of a row, and what makes it doubtful; `on_file` are those of its campus."""
    written, grade = _text(row, CLASS_COLUMN), _text(row, GRADE_COLUMN)
    has_column, born_on = CLASS_COLUMN in row.columns.plain, row.values.get("child.born_on")
    told = written, grade, has_column, row.sheet, row.title, born_on and cohort(born_on)
    if told in on_file.read:
        return on_file.read[told], None
    found, doubt = _read(row, settings, on_file)
    if doubt is None:
        on_file.read[told] = found
    return found, doubt


def _read(
    row: RosterRow, settings: ImportSettings, on_file: ClassesOnFile
) -> tuple[ClassName | None, Problem | None]:
    written, grade = _text(row, CLASS_COLUMN), _grade(_text(row, GRADE_COLUMN))
    from_above = "" if CLASS_COLUMN in row.columns.plain else _class_above(row, on_file)
    if from_above and _is_contradicted(row, settings, on_file):
        said = f"标题写的是“{row.title}”，工作表名是“{row.sheet}”，班级没有记入"
        return None, Problem(row.cell(CLASS_COLUMN), said)
    written = from_above or written
    if not written and not grade:
        return None, None
    cell = row.cell(CLASS_COLUMN if CLASS_COLUMN in row.columns.plain else GRADE_COLUMN)
    dotted = _DOTTED.sub(r"\1(\2)", unicodedata.normalize("NFKC", written))
    of_grade = _parse(f"{grade}1班", row, settings) if grade else None
    for option in (grade + dotted, dotted):
        found = on_file.find(option) or _parse(option, row, settings)
        if found is None:
            continue
        if not grade and _OPEN.fullmatch(written) and on_file.find(option) is None:
            said = f"“{written}”可能是{found.label}，也可能是{written.rstrip('班')}班，没有记入"
            return None, Problem(cell, said)
        if of_grade and not _is_of(found, of_grade):
            said = f"年级写的是“{grade}”，班级却是“{written}”，没有记入"
            return None, Problem(cell, said)
        said = f"“{written}”读作{found.label}，若是10班请改写"
        return found, Problem(cell, said) if _CUT.fullmatch(written) else None
    is_grade = bool(_GRADE_WORD.search(written))
    only_grade = _parse(f"{_grade(written)}1班", row, settings) if is_grade else None
    only_grade = only_grade if written else of_grade
    if only_grade and (not written or not of_grade or of_grade == only_grade):
        return _only_class(only_grade, cell, on_file.every)
    if from_above and not grade:
        return None, None
    return None, Problem(cell, f"看不出班级“{written or grade}”是几年级几班")


def _is_of(found: ClassName, grade: ClassName) -> bool:
    """Whether a class is of the grade of another one; every nursery class is of 学前."""
    if found.stage is grade.stage is Stage.PRESCHOOL and grade.grade == MIXED:
        return True
    return (found.stage, found.grade) == (grade.stage, grade.grade)


def class_above(sheet: str, title: str) -> str:
    """The class that a title row or else the sheet's name tells; empty where neither does."""
    return title or (sheet if names_a_class(sheet) else "")


def _class_above(row: RosterRow, on_file: ClassesOnFile) -> str:
    """As `class_above`; a sheet may also bear the name of a class on file."""
    told = class_above(row.sheet, row.title)
    return told or (row.sheet if on_file.find(row.sheet) else "")


def _is_contradicted(row: RosterRow, settings: ImportSettings, on_file: ClassesOnFile) -> bool:
    """Whether title and sheet's name tell two classes."""
    by_sheet = on_file.find(row.sheet)
    if by_sheet is None and names_a_class(row.sheet):
        by_sheet = _parse(row.sheet, row, settings)
    return bool(row.title and by_sheet and by_sheet != _parse(row.title, row, settings))


def _only_class(
    grade: ClassName, cell: str, on_file: Collection[ClassName]
) -> tuple[ClassName | None, Problem]:
    """A grade without a class: the only one there is, or the first one."""
    same = [known for known in on_file if (known.stage, known.grade) == (grade.stage, grade.grade)]
    name = grade.label.removesuffix("1班")
    if len(same) > 1:
        return None, Problem(cell, f"只写了{name}，没有写几班，班级没有记入")
    found = same[0] if same else grade
    return found, Problem(cell, f"只写了{name}，没有写几班，先记为{found.label}")


def _parse(written: str, row: RosterRow, settings: ImportSettings) -> ClassName | None:
    return parse_class(
        written,
        year=settings.school_year,
        born_on=row.values.get("child.born_on"),
        primary_years=settings.primary_years,
    )


def _text(row: RosterRow, key: str) -> str:
    return str(row.values.get(key, ""))


def _grade(written: str) -> str:
    """小一 is 一, 第3年级 is 3年级."""
    return re.sub(r"^(?:第|小(?=[一二三四五六1-6]$))|\.0$", "", "".join(written.split()))
