"""The county's workbooks as they come: drawings, a text box, comments, drop-downs of both kinds."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

ROSTER, FIGURES = "花名册", "统计表"
HEADINGS = (
    "序号",
    "姓名",
    "性别",
    "公民身份号码",
    "班级",
    "父亲",
    "",
    "监护人姓名",
    "寄宿情况",
    "虚岁",
)
LOWER = ("", "", "", "", "", "姓名", "联系电话", "", "", "")
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
_X14 = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    ' uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>选项!$A$1:$A$2</xm:f>'
    "</x14:formula1><xm:sqref>I5:I60</xm:sqref></x14:dataValidation></x14:dataValidations>"
    "</ext></extLst>"
)
_BOX = (
    '<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/'
    'spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<xdr:from><xdr:col>11</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>13</xdr:col><xdr:colOff>0</xdr:colOff>"
    '<xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink="">'
    '<xdr:nvSpPr><xdr:cNvPr id="9" name="文本框 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r>'
    "<a:t>填表说明：每人一行</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/>"
    "</xdr:twoCellAnchor></wsDr>"
)


def county_roster(
    path: Path, *, foot: int = 0, examples: int = 1, book: Workbook | None = None
) -> Path:
    """A roster with a head of two lines, an example, and 合计 in the row `foot`."""
    book = book or Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = ROSTER
    sheet["A1"] = "2026年农村留守儿童信息采集表"
    sheet.merge_cells("A1:J1")
    sheet["A2"] = "填报单位（盖章）："
    for at, (upper, lower) in enumerate(zip(HEADINGS, LOWER, strict=True), start=1):
        sheet.cell(3, at, upper or None)
        sheet.cell(4, at, lower or None)
        if not lower:
            sheet.merge_cells(start_row=3, end_row=4, start_column=at, end_column=at)
    sheet.merge_cells("F3:G3")
    thin = Side(style="thin")
    for row in range(5, 5 + max(examples, 1) + 2):
        for at in range(1, 11):
            cell = sheet.cell(row, at)
            cell.border = Border(thin, thin, thin, thin)
            cell.font = Font(name="仿宋", size=9)
        sheet.row_dimensions[row].height = 21
        sheet.cell(row, 10, f"=2026-MID(D{row},7,4)")
    for row in range(5, 5 + examples):
        for at, text in enumerate(("1", "张三（示例）", "男", "34**************", "三年级1班"), 1):
            sheet.cell(row, at, text)
        sheet.cell(row, 8, "李四")
    if foot:
        sheet.cell(foot, 1, "合计")
        sheet.cell(foot, 2, f"=COUNTA(B5:B{foot - 1})")
    sexes = DataValidation(type="list", formula1='"男,女"')
    sexes.add("C5:C60")
    sheet.add_data_validation(sexes)
    red = PatternFill(start_color="FFC7CE", end_color="FFC7CE", fill_type="solid")
    sheet.conditional_formatting.add(
        "D5:D60", CellIsRule(operator="equal", formula=['""'], fill=red)
    )
    sheet["D3"].comment = Comment("18位，文本", "县局")
    choices = book.create_sheet("选项")
    choices["A1"], choices["A2"] = "寄宿", "走读"
    choices.sheet_state = "hidden"
    _with_chart(sheet)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        drawing = next(n for n in archive.namelist() if n.startswith("xl/drawings/drawing"))
        boxed = archive.read(drawing).decode().replace("</wsDr>", _BOX)
        sheet_xml = archive.read(SHEET).decode()
    repack(
        path,
        {
            SHEET: sheet_xml.replace("</worksheet>", f"{_X14}</worksheet>").encode(),
            drawing: boxed.encode(),
        },
    )
    return path


def _with_chart(sheet: Worksheet) -> None:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=10, min_row=5, max_row=6))
    sheet.add_chart(chart, "L20")


def county_figures(path: Path) -> Path:
    """A table with numbers to fill in and sums below and beside."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = FIGURES
    sheet.append(["农村留守儿童情况统计表"])
    sheet.append(["项目", "男", "女", "合计"])
    sheet.append(["留守儿童数", None, None, "=B3+C3"])
    sheet.append(["其中双亲外出", None, None, None])
    book.save(path)
    return path


def repack(path: Path, parts: Mapping[str, bytes]) -> None:
    """Put other content into some members, and new ones behind."""
    with zipfile.ZipFile(path) as archive:
        held = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (held | dict(parts)).items():
            archive.writestr(name, content)


def members(path_or_bytes: Path) -> dict[str, bytes]:
    """Every member by name."""
    with zipfile.ZipFile(path_or_bytes) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
