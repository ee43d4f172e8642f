"""同意手续: what must be on paper before somebody from outside helps a child or takes it home.

Both parents' written consent or the legal guardian's, the child heard, and a query of criminal
records (违法犯罪记录查询) of whoever it is. The columns are called alike wherever they are kept.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from liushou_desk.domain import reading
from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.field import PERSONAL, Field
from liushou_desk.domain.remarks import Remark

QUERY = "违法犯罪记录查询日期"
QUERY_MONTHS = 12
"""So many months a query is good for."""
_DAYS = ("father_consent_on", "mother_consent_on", "guardian_consent_on")
_SHORT = {
    "father_consent_on": "监护人书面同意",
    "child_heard": "孩子意见",
    "": "违法犯罪记录查询",
}


def consent_fields(table: str) -> tuple[Field, ...]:
    """The lines of a form that ask for it."""
    return (
        Field(table, "father_consent_on", "父亲书面同意日期", reading.day, past=True),
        Field(table, "mother_consent_on", "母亲书面同意日期", reading.day, past=True),
        Field(table, "guardian", "法定监护人姓名", reading.name, sensitivity=PERSONAL),
        Field(table, "guardian_consent_on", "监护人书面同意日期", reading.day, past=True),
        Field(table, "child_heard", "已听取孩子意见", reading.yes_no),
    )


def missing(row: Mapping[str, Any], queried_on: date | None, key: str) -> Iterator[Remark]:
    """What is not there at all; the query stands in the line `key` of the form."""
    of_parents = row["father_consent_on"] and row["mother_consent_on"]
    if not of_parents and not (row["guardian"] and row["guardian_consent_on"]):
        said = "要有父母双方的书面同意日期，或者法定监护人的姓名和书面同意日期。"
        yield Remark(said, "father_consent_on", blocks=True)
    if row["child_heard"] is not True:
        yield Remark("要先听取孩子的意见，并在这里答“是”。", "child_heard", blocks=True)
    if queried_on is None:
        said = f"要先查询帮扶人有没有违法犯罪记录，并写明{QUERY}。"
        yield Remark(said, key, blocks=True)


def untimely(
    row: Mapping[str, Any], queried_on: date | None, key: str, day: date
) -> Iterator[Remark]:
    """What was not there yet on the day it was needed, or was too old then."""
    for late in _DAYS:
        if row[late] and row[late] > day:
            yield Remark(f"书面同意晚于{day}，要先有同意。", late, blocks=True)
    if queried_on and queried_on > day:
        yield Remark(f"{QUERY}晚于{day}，要先查询。", key, blocks=True)
    if queried_on and queried_on < add_months(day, -QUERY_MONTHS):
        said = f"{QUERY}是{queried_on}，到{day}已超过一年，要重新查询。"
        yield Remark(said, key, blocks=True)


def short_of(row: Mapping[str, Any], queried_on: date | None) -> str:
    """缺监护人书面同意、孩子意见: what a list says of it; empty where nothing is wanting."""
    lacking = [_SHORT[remark.key] for remark in missing(row, queried_on, "")]
    return f"缺{'、'.join(lacking)}" if lacking else ""
