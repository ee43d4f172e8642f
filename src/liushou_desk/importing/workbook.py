"""A file of whatever kind as a book of grids: merged cells filled, formulas and errors marked."""

from pathlib import Path

from liushou_desk.errors import FileTrouble
from liushou_desk.importing.delimited import read_text
from liushou_desk.importing.grid import Book, Grid, Place, Raw, Span
from liushou_desk.importing.guard import Kind, kind_of
from liushou_desk.importing.sheet_scan import MANY_ROWS, Grow, no_growth

_MANY_BYTES = MANY_ROWS * 400
"""Of a text with many rows."""
__all__ = ["Book", "Grid", "Place", "Raw", "Span", "read_book"]


def read_book(path: Path, grow: Grow = no_growth) -> Book:
    """Every sheet that holds anything. Raises `FileTrouble` or `ImportTrouble`.

    `grow` is called once as soon as there are more than `MANY_ROWS`.
    """
    kind = kind_of(path)
    try:
        if kind is Kind.TEXT:
            return _text_book(path, grow)
        grids = [grid for grid in _grids(path, kind, grow) if grid.rows]
    except OSError as error:
        raise FileTrouble(
            f"读不了“{path.name}”，没有导入任何数据。", "请检查U盘是否插好，再试一次。"
        ) from error
    is_1904 = any(grid.is_1904 for grid in grids)
    return Book(tuple(grids), _kind_notes(path, kind, is_1904=is_1904))


def _grids(path: Path, kind: Kind, grow: Grow) -> list[Grid]:
    """By content, for some systems name an .xlsx .xls."""
    if kind is Kind.OLD:
        from liushou_desk.importing.old_book import read_old

        return read_old(path, grow)
    from liushou_desk.importing.new_book import read_new

    return read_new(path, grow)


def _text_book(path: Path, grow: Grow) -> Book:
    if path.stat().st_size > _MANY_BYTES:
        grow()
    table = read_text(path)
    values: list[list[Raw]] = [list(row) for row in table.rows]
    notes = [f"这是文本表格，按{table.encoding}编码读取。"]
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        notes.insert(0, "文件名是工作簿，内容其实是文本表格（CSV），已照文本读取。")
    grid = Grid(
        path.stem,
        values,
        doubts=table.doubts,
        row_doubts=table.row_doubts,
        widths=tuple(table.widths),
    )
    return Book((grid,) if values else (), tuple(notes))


def _kind_notes(path: Path, kind: Kind, *, is_1904: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if path.suffix.lower() in {".csv", ".txt"}:
        notes.append("文件名是文本表格，内容其实是Excel工作簿，已照工作簿读取。")
    if kind is Kind.WORKBOOK and path.suffix.lower() == ".xls":
        notes.append("文件名是.xls，内容其实是.xlsx，已照内容读取。")
    if is_1904:
        notes.append("这个工作簿的日期从1904年算起，已照此换算。")
    return tuple(notes)
