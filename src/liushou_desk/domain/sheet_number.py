"""随访单编号: the short number before a line of a call sheet, typed again in the office.

Its last digit is a check (ISO 7064, MOD 11,10): a digit read or typed wrongly, or two neighbours
exchanged, is noticed and never opens another child.
"""

from liushou_desk.domain import reading
from liushou_desk.errors import InputProblem

LEAST_DIGITS = 4


def sheet_number(line_id: int) -> str:
    """The number of a line: 0137 for the thirteenth."""
    digits = str(line_id).zfill(LEAST_DIGITS - 1)
    return digits + str((11 - _passed(digits)) % 10)


def line_of(raw: str) -> int | None:
    """The line of a number that was typed. Raises `InputProblem` for a slip of the hand."""
    written = reading.text(raw)
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and len(written) >= LEAST_DIGITS):
        raise InputProblem(f"“{written}”不是随访单编号", "请照随访单每行前面的数字填写，如0137。")
    line_id = int(written[:-1])
    if sheet_number(line_id) != written:
        raise InputProblem(f"编号“{written}”有一位不对", "请再看一眼随访单上的编号。")
    return line_id


def _passed(digits: str) -> int:
    product = 10
    for digit in digits:
        product = 2 * ((product + int(digit)) % 10 or 10) % 11
    return product
