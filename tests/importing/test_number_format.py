"""What a cell shows of a number is what is read, and what stays open is asked."""

from datetime import date
from pathlib import Path

import pytest

from liushou_desk.importing.number_format import shown_number
from liushou_desk.importing.roster import read_roster
from liushou_desk.importing.workbook import read_book

DATA = Path(__file__).parents[1] / "data"
CASES = DATA / "cases"
MONTH = 'yyyy"年"m"月"'


@pytest.mark.parametrize(("number", "code", "value"), [
    (2026.1, "0.00", "2026.10"),
    (2026.1, "0.00_ ", "2026.10"),
    (2026.1, r"0.00_);[Red]\(0.00\)", "2026.10"),
    (2026.1, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "2026.10"),
    (2026.11, "General", 2026.11),
    (2026.1, '0.00"起"', "2026.10起"),
    (202401, '0000"-"00', "2024-01"),
    (20160312, "0000-00-00", "2016-03-12"),
    (529, "000000", "000529"),
    (13800000001, "000-0000-0000", "138-0000-0001"),
    (13800000001, "0.00E+00", 13800000001),
    (13800000001, "0.00_ ", 13800000001),
    (3, "0.00", 3),
    (3.5, "0.00", "3.50"),
    (3, '0"班"', "3班"),
    (3, '"三年级"0"班"', "三年级3班"),
    (3, '[DBNum1][$-804]General"年级"', "三年级"),
    (12, "[DBNum1]G/通用格式", "一十二"),
    (12, "[DBNum1]0", "一二"),
    (0.85, "0%", "85%"),
    (1234.5, "#,##0.00", "1234.50"),
    (1234, "#,##0", 1234),
    (1, '[=1]"是";[=0]"否"', "是"),
    (0, '[=1]"是";[=0]"否"', "否"),
    (1, '"√";;"×"', "√"),
    (0, '"√";;"×"', "×"),
    (-5, "0;(0)", "(5)"),
    (-5, "0", -5),
    (7, "@", 7),
    (0.1 + 0.2, "General", 0.3),
    (5, "", 5),
    (42441, "yyyy-mm-dd", date(2016, 3, 12)),
    (42441, "[$-F800]dddd, mmmm dd, yyyy", date(2016, 3, 12)),
    (42441, f"[DBNum1][$-804]{MONTH};@", date(2016, 3, 12)),
    (42430, f"[$-804]{MONTH};@", "2016-03"),
    (42430, "mmm-yy", "2016-03"),
    (42441, "reserved-0x1F", date(2016, 3, 12)),
    (59, "yyyy/m/d", date(1900, 2, 28)),
    (0.5, "h:mm", "12:00"),
    (5.29999201603120e17, "0", 5.29999201603120e17),
])  # fmt: skip
def test_shown_is_read(number: float, code: str, value: object) -> None:
    assert shown_number(number, code) == (value, "")


@pytest.mark.parametrize(("number", "code", "value", "said"), [
    (2026.1, "General", None, "可能是2026年1月，也可能是2026年10月"),
    (2026.1, "", None, "2026年10月"),
    (2026.1, "@", None, "2026年10月"),
    (2026.1, "0.0", None, "2026年10月"),
    (2026.1, "0.##", None, "2026年10月"),
    (1.6, "0", "2", "显示为2，文件里存的是1.6"),
    (5, ";;;", None, "隐藏"),
    (-3, "yyyy-m-d", None, "不是日期"),
    (5_000_000, "yyyy-m-d", None, "不是日期"),
])  # fmt: skip
def test_open_is_asked(number: float, code: str, value: object, said: str) -> None:
    shown = shown_number(number, code)
    assert shown.value == value
    assert said in shown.doubt


def test_day_of_an_old_mac() -> None:
    assert shown_number(42441 - 1462, "yyyy-m-d", is_1904=True).value == date(2016, 3, 12)


def test_any_code_is_read() -> None:
    """Codes that nobody should write; none of them may raise."""
    for code in ("[", '"', "\\", ";;;;;;", "0.0.0.0", "%%%%%", "[>x]0", "e", "[h", "0" * 600,
                 "#,,,,", "y" * 99, "?/?", "[DBNum9]0", "*", "_"):  # fmt: skip
        for number in (0, 1, -1, 2026.1, 1e14, 1e-9, 42441):
            shown_number(number, code)


def test_month_in_a_number_cell_is_october() -> None:
    [row] = read_roster(CASES / "01-month-typed-as-number.xlsx")
    assert {member.values["away_since"] for member in row.members} == {date(2026, 10, 1)}
    assert not row.doubts


def test_every_format_of_a_day_is_read() -> None:
    rows = read_roster(CASES / "04-chinese-date-formats.xlsx")
    assert {row.values["child.born_on"] for row in rows} == {date(2016, 3, 12)}


def cells(path: Path) -> set[object]:
    return {cell for grid in read_book(path).grids for row in grid.rows for cell in row}


def test_number_of_an_old_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    content = (DATA / "名册_旧格式.xls").read_bytes()
    day, code = b"yyyy-mm-dd", b'0000"x"000'
    assert content.count(day) == 1
    (tmp_path / "名册.xls").write_bytes(content.replace(day, code))
    shown, stored = cells(tmp_path / "名册.xls"), cells(DATA / "名册_旧格式.xls")
    days = sorted(cell for cell in stored if isinstance(cell, date))
    serials = [f"{(day - date(1899, 12, 30)).days:07d}" for day in days]
    assert days
    assert {f"{serial[:4]}x{serial[4:]}" for serial in serials} <= shown
