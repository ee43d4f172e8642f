"""Texts that are not what they look like: nothing disappears, no word turns to nonsense."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.delimited import read_text
from liushou_desk.importing.roster import RosterRow, read_roster
from tests.importing.oddities import FEW, few

CASES = Path(__file__).parents[1] / "data" / "cases"


def table(path: Path, rows: Sequence[str], encoding: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join([",".join(FEW), *rows, ""]).encode(encoding))
    return path


def pupils(count: int = 4) -> list[str]:
    return [",".join(few(n, 姓名=f"柏小{n}", 现住址="云岭镇青石坪村")) for n in range(1, count + 1)]


def spoil(rows: list[str], at: int, old: str, new: str) -> list[str]:
    assert old in rows[at]
    rows[at] = rows[at].replace(old, new)
    return rows


def refused(path: Path) -> str:
    with pytest.raises(ImportTrouble) as caught:
        read_roster(path)
    assert "没有导入任何数据" in caught.value.sentence
    return caught.value.sentence


def doubts(rows: Sequence[RosterRow]) -> list[list[str]]:
    return [[problem.reason for problem in row.doubts] for row in rows]


def test_stray_quote_of_the_case_is_named() -> None:
    assert "第4行有一个引号没有收尾" in refused(CASES / "02-stray-quote.csv")


def test_swallowed_rows_between_two_stray_quotes(tmp_path: Path) -> None:
    """Both stand where a quote may: the cell is well formed, and holds two pupils."""
    rows = spoil(pupils(), 0, "云岭镇", '"云岭镇')
    rows = spoil(rows, 2, "青石坪村", '青石坪村"')
    assert "第2行的引号把第3行起的内容包进了同一格" in refused(table(tmp_path / "名册.csv", rows))


def test_quote_closed_in_the_middle_of_a_cell(tmp_path: Path) -> None:
    rows = spoil(spoil(pupils(), 0, "云岭镇", '"云岭镇'), 2, "青石坪", '青"石坪')
    assert "第2行有一个引号没有收尾" in refused(table(tmp_path / "名册.csv", rows))


def test_stray_quote_in_the_last_line_swallows_nothing(tmp_path: Path) -> None:
    rows = read_roster(table(tmp_path / "名册.csv", spoil(pupils(), 3, "云岭镇", '"云岭镇')))
    assert [bool(said) for said in doubts(rows)] == [False, False, False, True]


def test_quotes_around_a_part_are_a_doubt(tmp_path: Path) -> None:
    rows = read_roster(table(tmp_path / "名册.csv", spoil(pupils(), 1, "云岭镇", '"云岭镇"')))
    assert len(rows) == 4
    assert [bool(said) for said in doubts(rows)] == [False, True, False, False]


def test_two_lines_in_a_quoted_cell_are_read(tmp_path: Path) -> None:
    rows = spoil(pupils(), 1, "云岭镇青石坪村", '"云岭镇\n青石坪村"')
    read = read_roster(table(tmp_path / "名册.csv", rows))
    assert len(read) == 4
    assert not any(doubts(read))


def test_number_on_the_second_line_of_a_cell_is_a_doubt(tmp_path: Path) -> None:
    rows = spoil(pupils(), 1, "云岭镇青石坪村", '"云岭镇\n529999201603120020"')
    assert "好几行" in doubts(read_roster(table(tmp_path / "名册.csv", rows)))[1][0]


@pytest.mark.parametrize("number", range(4))
def test_line_in_another_encoding_is_named(tmp_path: Path, number: int) -> None:
    rows = [row.encode() for row in pupils()]
    rows[number] = rows[number].decode().encode("gb18030")
    path = tmp_path / "名册.csv"
    path.write_bytes(b"\n".join([",".join(FEW).encode(), *rows]))
    assert f"第{number + 2}行的编码与其他行不同" in refused(path)


def test_broken_sign_is_named_with_and_without_a_mark(tmp_path: Path) -> None:
    content = "\n".join([",".join(FEW), *pupils()]).encode()
    at = content.index("柏小3".encode())
    for mark in (b"", b"\xef\xbb\xbf"):
        (tmp_path / "名册.csv").write_bytes(mark + content[:at] + content[at + 1 :])
        assert "第4行的编码" in refused(tmp_path / "名册.csv")


@pytest.mark.parametrize(
    "encoding", ["gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-8"]
)
def test_sound_texts_are_read(tmp_path: Path, encoding: str) -> None:
    assert len(read_roster(table(tmp_path / "名册.csv", pupils(), encoding))) == 4


def test_line_that_is_both_by_chance_is_read(tmp_path: Path) -> None:
    """联通 in GBK is sound UTF-8."""
    rows = [row.replace("云岭镇青石坪村", "联通") for row in pupils()]
    read = read_roster(table(tmp_path / "名册.csv", rows, "gbk"))
    assert all("联通" in row.values.values() for row in read)


def test_zero_bytes_are_named(tmp_path: Path) -> None:
    rows = spoil(pupils(), 1, "云岭镇", "云\0岭镇")
    assert "第3行有文本里不会有的字符" in refused(table(tmp_path / "名册.csv", rows))


@pytest.mark.parametrize("sign", [",", "\t", ";", "，", "；", "|"])
def test_every_sign_parts_cells(tmp_path: Path, sign: str) -> None:
    rows = [row.replace(",", sign) for row in (",".join(FEW), *pupils())]
    (tmp_path / "名册.csv").write_text("\n".join(rows), "utf-8")
    assert len(read_roster(tmp_path / "名册.csv")) == 4


def test_shifted_row_is_rejected_and_short_row_doubted(tmp_path: Path) -> None:
    rows = spoil(pupils(), 1, "云岭镇", "云岭镇,")
    rows[2] = rows[2].rpartition(",")[0]
    read = read_roster(table(tmp_path / "名册.csv", rows))
    assert ["错位" in str(row.faults) for row in read] == [False, True, False, False]
    assert ["只有5格" in str(row.doubts) for row in read] == [False, False, True, False]


def test_lost_sign_is_a_doubt(tmp_path: Path) -> None:
    rows = spoil(pupils(), 1, "云岭镇", "云\ufffd镇")
    assert "没有保住" in doubts(read_roster(table(tmp_path / "名册.csv", rows)))[1][0]


@pytest.mark.parametrize(
    ("months", "kept"),
    [(("2026.1", "2026.3"), ("", "2026.3")), (("2026.1", "2026.10"), ("2026.1", "2026.10")),
     (("2026.1", "2026.03"), ("2026.1", "2026.03")), (("2026.1月", "2025.1"), ("2026.1月", ""))],
)  # fmt: skip
def test_a_month_that_may_have_lost_its_nought_is_asked(
    tmp_path: Path, months: tuple[str, str], kept: tuple[str, str]
) -> None:
    """What Excel saves as text of a number 2026.10 is 2026.1."""
    path = tmp_path / "名册.csv"
    path.write_text("\n".join(["姓名,外出时间", *(f"柏小一,{month}" for month in months)]))
    table_read = read_text(path)
    assert tuple(row[1] for row in table_read.rows[1:]) == kept
    asked = {(row, 1) for row, month in enumerate(kept, 1) if not month}
    assert set(table_read.doubts) == asked
    assert all("也可能是" in said for said in table_read.doubts.values())
