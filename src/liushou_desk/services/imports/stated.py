"""What one row of a roster states about the parents, and the settings an import counts from."""

import re
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.definitions import Facts, Whereabouts
from liushou_desk.domain.words import Mark, Relation
from liushou_desk.importing.cells import Problem
from liushou_desk.importing.roster import RURAL, RosterRow
from liushou_desk.services.register.pupil import several_said

_UNTOLD = Whereabouts()


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """What one import counts from."""

    term_id: int
    school_year: int
    """The year the school year of the term begins in."""
    today: date
    entered_on: date
    source: str
    """Name of the workbook, kept beside every mark."""
    primary_years: int


def stated_facts(row: RosterRow) -> Facts:
    """What one row says of both parents, for comparing with its mark."""
    places = {True: _UNTOLD, False: _UNTOLD}
    for member in row.members:
        if member.is_parent:
            is_father = member.relation in {Relation.FATHER, Relation.STEP_FATHER}
            if places[is_father].status is None:
                told = (member.values.get(key) for key in ("away_since", "able_to_care"))
                places[is_father] = Whereabouts(member.status, *told)
    return Facts(
        mark=row.values.get("school_record_mark.mark"),
        father=places[True],
        mother=places[False],
        verified=True,
        born_on=row.values.get("child.born_on"),
        is_orphan=bool(row.values.get("child.is_orphan")),
    )


def says_left_behind(row: RosterRow) -> bool:
    """Whether 是否农村留守儿童 says so."""
    mark: Mark | None = row.values.get(RURAL)
    return mark not in {None, Mark.NONE}


def names_a_class(sheet: str) -> bool:
    """Whether a sheet's name may be that of a class: 三年级2班, 三（2）, 502; not 12 or Sheet1."""
    narrow = "".join(sheet.split())
    return bool(re.search(r"[班级]|^[一二三四五六七八九]|^\d{3}$|^20\d{4}$", narrow))


def renamed(row: RosterRow, before: str) -> Problem:
    """The same number with another name: the name on file stays."""
    return Problem(row.cell("child.name"), f"号码相同，姓名却与在册的“{before}”不同，姓名没有改动")


def several_like(row: RosterRow, count: int) -> Problem:
    """Pupils not in care of one name, sex and bits: the likelier one is taken."""
    return Problem(row.cell("child.name"), several_said(count))


def returned(row: RosterRow) -> Problem:
    """A child who left the register and is listed again."""
    return Problem(
        row.cell("child.name"), "已登记离校，名册里又出现；在册时间没有改动，返校请核实后登记"
    )
