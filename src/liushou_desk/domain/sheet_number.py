"""随访单编号: the short number before a line of a call sheet, typed again in the office.

Its last digit is a check after Damm: every digit read or typed wrongly and every two neighbours
exchanged are noticed, so that a slip never opens another child.
"""

from liushou_desk.domain import reading
from liushou_desk.errors import InputProblem

LEAST_DIGITS, MOST_DIGITS = 4, 19
"""A longer one names no line that the file could hold."""


def sheet_number(line_id: int) -> str:
    """The number of a line: 0130 for the thirteenth."""
    digits = str(line_id).zfill(LEAST_DIGITS - 1)
    return digits + str(_passed(digits))


def line_of(raw: str) -> int | None:
    """The line of a number that was typed. Raises `InputProblem` for a slip of the hand."""
    written = reading.text(raw)
    if written is None:
        return None
    is_number = written.isascii() and written.isdigit()
    if not (is_number and LEAST_DIGITS <= len(written) <= MOST_DIGITS):
        raise InputProblem(f"“{written}”不是随访单编号", "请照随访单每行前面的数字填写，如0130。")
    line_id = int(written[:-1])
    if sheet_number(line_id) != written:
        raise InputProblem(f"编号“{written}”写错了", "请再看一眼随访单上的编号。")
    return line_id


def _passed(written: str) -> int:
    """Nought for digits that end in their own check."""
    state = 0
    for digit in written:
        state = _DAMM[state][int(digit)]
    return state


_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""A totally anti-symmetric quasigroup with noughts on its diagonal."""
