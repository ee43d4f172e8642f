"""A table in WordprocessingML: fixed widths, ruled, heads repeated, spans as Word wants them."""

from liushou_desk.domain.document import Align, Table
from liushou_desk.domain.layout import MM, LayoutProfile
from liushou_desk.export.table_grid import (
    ABOVE_PT,
    RULE_PT,
    SIDE_PT,
    Spot,
    by_row,
    column_widths,
    spots,
)
from liushou_desk.export.word_styles import TABLE_CELL, TABLE_HEAD
from liushou_desk.export.word_xml import paragraph, twips

_JC = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


def table_xml(table: Table, profile: LayoutProfile) -> str:
    """The element `w:tbl`."""
    total = profile.text_width * MM
    widths = [twips(width) for width in column_widths(table, total, profile.table.size)]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    covering = by_row(spots(table), len(table.rows))
    rows = "".join(_row(table, row, cells, widths) for row, cells in enumerate(covering))
    return f"<w:tbl>{_properties(sum(widths))}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _properties(width: int) -> str:
    rule = f'w:val="single" w:sz="{round(RULE_PT * 8)}" w:space="0" w:color="000000"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{side} {rule}/>" for side in sides)
    air = {"top": ABOVE_PT, "left": SIDE_PT, "bottom": ABOVE_PT, "right": SIDE_PT}
    margins = "".join(f'<w:{side} w:w="{twips(pt)}" w:type="dxa"/>' for side, pt in air.items())
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _row(table: Table, row: int, cells: list[Spot], widths: list[int]) -> str:
    head = "<w:tblHeader/>" if row < table.header_rows else ""
    written = "".join(_cell(spot, row, widths) for spot in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{written}</w:tr>"


def _cell(spot: Spot, row: int, widths: list[int]) -> str:
    width = sum(widths[spot.column : spot.column + spot.columns])
    span = f'<w:gridSpan w:val="{spot.columns}"/>' if spot.columns > 1 else ""
    merge = ""
    if spot.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == spot.row else "<w:vMerge/>"
    style = TABLE_HEAD if spot.heads else TABLE_CELL
    jc = "" if spot.align is Align.CENTRE else f'<w:jc w:val="{_JC[spot.align]}"/>'
    text = spot.text if row == spot.row else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraph(style, text, options=jc)}</w:tc>'
    )
