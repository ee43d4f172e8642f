"""Whether a row tells who it is about, and what an identity number says of its bearer."""

from collections.abc import Mapping
from typing import Any

from liushou_desk.domain import identity
from liushou_desk.domain.words import IdKind
from liushou_desk.importing.cells import Problem, RowCells


def check_identity(cells: RowCells, values: dict[str, Any], plain: Mapping[str, int]) -> None:
    """Reject a row that tells nobody, and doubt what its number says otherwise.

    A birth date not given is taken from the number.
    """
    if cells.faults:
        return
    if "child.name" not in values:
        cells.faults.append(Problem(_cell_of(cells, plain, "child.name"), "没有姓名"))
    numbers = ("child.national_id", "child.student_number")
    if not any(number in values for number in numbers):
        reason = "身份证号和学籍号都没有，无法确认是谁"
        cells.faults.append(Problem(_cell_of(cells, plain, *numbers), reason))
    is_resident = values.get("child.id_kind", IdKind.RESIDENT) is IdKind.RESIDENT
    has_number = is_resident and not cells.faults
    _compare_month(cells, values, plain, values.get("child.national_id") if has_number else None)
    if is_resident:
        _compare_with_id(cells, values, plain)


def _compare_month(
    cells: RowCells, values: dict[str, Any], plain: Mapping[str, int], number: str | None
) -> None:
    month = values.pop("born_month", None)
    if not month:
        return
    of_id = identity.born_on(number) if number else None
    if of_id is None or f"{of_id:%Y%m}" != month:
        said = "与身份证号不一致" if of_id else "没有日子，出生日期没有记入"
        cells.doubt(plain["child.born_on"], f"出生日期只写了年月，{said}")


def _compare_with_id(cells: RowCells, values: dict[str, Any], plain: Mapping[str, int]) -> None:
    number = values.get("child.national_id")
    if not number or cells.faults:
        return
    born = values.setdefault("child.born_on", identity.born_on(number))
    for key, sentence in identity.disagreements(number, born, values.get("child.sex")):
        cells.doubts.append(Problem(_cell_of(cells, plain, f"child.{key}"), sentence))


def _cell_of(cells: RowCells, plain: Mapping[str, int], *keys: str) -> str:
    return cells.address(next((plain[key] for key in keys if key in plain), None))
