"""What a paper certainly says of the school, against what the register says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.paper_text import PaperText
from liushou_desk.domain.proofing.crossing import text_facts
from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper
from liushou_desk.domain.proofing.periods import period_of
from liushou_desk.domain.proofing.quantity import Quantity, plain
from liushou_desk.domain.proofing.repeated import known_wholes
from liushou_desk.domain.terms import code_for
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, open_book

_FIGURES = {
    "在校学生": "pupils",
    "留守儿童": "left_behind",
    "男": "left_behind_male",
    "女": "left_behind_female",
    "双亲": "both_parents_away",
    "单亲": "one_parent_away",
    "寄宿": "left_behind_boarding",
    "走读": "by_boarding.走读",
    "建档率": "filed_rate",
    "结对率": "paired_rate",
    "结对覆盖率": "paired_rate",
    "学期巩固率": "retention_rate",
    **{f"{grade}年级": f"by_grade.{at}" for at, grade in enumerate("一二三四五六七八九", start=1)},
    **{
        f"{kind}（次）": f"times.{kind}"
        for kind in ("家访", "谈心", "亲情电话", "亲情视频", "书信")
    },
    **{f"{kind}（户次）": f"household_times.{kind}" for kind in ("家访",)},
}
"""What a text says of the whole school -> the catalogue's figure."""
_UNTIL = re.compile(r"截[至止](?:到)?\s?(20\d\d)年(\d{1,2})月(\d{1,2})日")
_DEFINITIONS = {
    "学籍口径": DefinitionKind.SCHOOL_RECORD,
    "校内核实口径": DefinitionKind.VERIFIED,
    "民政口径": DefinitionKind.CIVIL,
}


@dataclass(frozen=True, slots=True)
class Register:
    """The office file on the day and by the 口径 that a paper is of."""

    paper: Paper
    names: tuple[str, ...]
    book: FigureBook | None
    note: str
    """What was compared with, or why nothing was."""

    @classmethod
    def of(
        cls, office: OfficeFile, session: Session, source: PaperText, term: str | None
    ) -> "Register":
        """The register for a paper; its term is the one asked for, else the one it names."""
        paper = Paper.of(source)
        names = tuple(session.scalars(sa.select(Child.name).distinct()))
        code = term or _term_of(paper) or code_for(office.today)
        try:
            book = open_book(office, session, code, day=_day_of(paper), kind=_definition_of(paper))
        except RuleConflict as conflict:
            if term:
                raise
            return cls(paper, names, None, f"没有与台账的数字核对：{conflict.message}")
        return cls(paper, names, book, f"已与台账核对（{book.scope.note}）。")

    def findings(self) -> Iterator[Finding]:
        """Every number of the paper that the register says otherwise."""
        if self.book is None:
            return
        told: set[tuple[int, int]] = set()
        for name, line, quantity in _facts(self.paper):
            figure = self.book[_FIGURES[name]].value if name in _FIGURES else None
            if figure is None or (line.index, quantity.start) in told:
                continue
            told.add((line.index, quantity.start))
            if not _agrees(quantity, Decimal(figure)):
                yield self._otherwise(name, line, quantity, Decimal(figure))

    def _otherwise(self, name: str, line: Line, quantity: Quantity, figure: Decimal) -> Finding:
        day: date = self.book.scope.day if self.book else date.min
        what = name.partition("（")[0]
        why = (
            f"{what}文中是{plain(quantity.value)}，台账{day.year}年{day.month}月{day.day}日"
            f"是{plain(figure)}"
        )
        return line.finding(Fault.REGISTER, quantity.start, quantity.end, why, blocking=True)


def _facts(paper: Paper) -> Iterator[tuple[str, Line, Quantity]]:
    yield from text_facts(paper)
    yield from known_wholes(paper)


def _agrees(quantity: Quantity, figure: Decimal) -> bool:
    """To the digits that the paper shows."""
    return abs(quantity.value - figure) <= Decimal(5).scaleb(-quantity.places - 1)


def _term_of(paper: Paper) -> str | None:
    period = period_of(paper)
    if period is None or not period.is_term:
        return None
    return code_for(
        date(period.first.year, 10, 1) if period.first.month > 6 else date(period.first.year, 5, 1)
    )


def _day_of(paper: Paper) -> date | None:
    """The one day that the paper says its numbers are of."""
    days = {
        tuple(map(int, found.groups()))
        for line in paper.lines
        for found in _UNTIL.finditer(line.text)
    }
    if len(days) != 1:
        return None
    try:
        return date(*days.pop())
    except ValueError:
        return None


def _definition_of(paper: Paper) -> DefinitionKind | None:
    """The one 口径 it names; a paper that sets several side by side means none of them."""
    named = [
        kind
        for word, kind in _DEFINITIONS.items()
        if any(word in line.text for line in paper.prose)
    ]
    return named[0] if len(named) == 1 else None
