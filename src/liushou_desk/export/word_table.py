"""A table in Word: fixed widths, ruled by the template's table style, heads repeated, spans."""

from io import BytesIO
from typing import TYPE_CHECKING

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.shared import Mm, Pt

from liushou_desk.domain.document import Align, Table
from liushou_desk.domain.layout import MM, LayoutProfile
from liushou_desk.export.table_grid import Spot, column_widths, spots
from liushou_desk.export.word_oxml import add_words, describe, mark_rows
from liushou_desk.export.word_styles import TABLE, TABLE_CELL, TABLE_HEAD

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.table import Table as WordTable
    from docx.table import _Cell as WordCell  # pyright: ignore[reportPrivateUsage]

_SIDES = {Align.LEFT: WD_PARAGRAPH_ALIGNMENT.LEFT, Align.RIGHT: WD_PARAGRAPH_ALIGNMENT.RIGHT}


def add_table(
    file: "WordFile", table: Table, profile: LayoutProfile, *, keep: bool = False
) -> None:
    """Draw the table at the end of the file; with `keep` its end stays with what follows."""
    drawn = file.add_table(len(table.rows), len(table.columns), TABLE)
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    mark_rows(drawn, table.header_rows)
    grid = [row.cells for row in drawn.rows]  # read once: each look into a Word table walks it all
    found = spots(table)
    widths = column_widths(table, found, profile.text_width * MM, profile.table.size)
    _set_widths(drawn, grid, widths)
    for at, row in enumerate(grid):
        for cell in row:
            cell.paragraphs[0].style = TABLE_HEAD if at < table.header_rows else TABLE_CELL
    for spot in found:
        _fill(grid, spot)
    _set_rows(drawn, table)
    kept = grid if table.whole and keep else grid[:-1] if table.whole else grid[-1:] * keep
    for row in kept:
        for cell in row:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _set_widths(
    table: "WordTable", grid: "list[tuple[WordCell, ...]]", widths: list[float]
) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in grid:
        for cell, width in zip(row, widths, strict=True):
            cell.width = Pt(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _set_rows(drawn: "WordTable", table: Table) -> None:
    """Room to write in; a row that needs more takes it."""
    if table.row_height:
        for row in list(drawn.rows)[table.header_rows :]:
            row.height, row.height_rule = Mm(table.row_height), WD_ROW_HEIGHT_RULE.AT_LEAST


def _fill(grid: "list[tuple[WordCell, ...]]", spot: Spot) -> None:
    cell = grid[spot.row][spot.column]
    if spot.rows * spot.columns > 1:
        cell.merge(grid[spot.last_row][spot.column + spot.columns - 1])
    paragraph = cell.paragraphs[0]
    if spot.align in _SIDES:
        paragraph.alignment = _SIDES[spot.align]
    add_words(paragraph, spot.text)
    if picture := spot.cell.picture:
        paragraph.paragraph_format.line_spacing = 1.0  # an exact line would cut it off
        run, size = paragraph.add_run(), (Mm(picture.width), Mm(picture.height))
        describe(run.add_picture(BytesIO(picture.jpeg), *size), picture.told)
