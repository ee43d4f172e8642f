"""A national roster export of any length: the sample's rows with fresh numbers and telephones."""

from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from liushou_desk.domain.identity import check_sign

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "学籍导出_青石镇中心小学.xlsx"


def big_workbook(path: Path, rows: int) -> Path:
    """Write `rows` pupils unless the file is there."""
    if path.exists():
        return path
    with CalamineWorkbook.from_path(str(SAMPLE)) as book:
        heading, *pupils = book.get_sheet_by_index(0).to_python()
    number, phones = (
        heading.index("身份证件号"),
        [column for column, name in enumerate(heading) if str(name).endswith("联系电话")],
    )
    book = Workbook(write_only=True)
    sheet = book.create_sheet("学生基本信息")
    sheet.append(heading)
    for index in range(rows):
        row = list(pupils[index % len(pupils)])
        sex = int(str(row[number])[16]) % 2
        body = f"{520000 + index // 400:06d}{str(row[number])[6:14]}{index % 400 * 2 + sex:03d}"
        row[number] = body + check_sign(body)
        for phone in phones:
            row[phone] = f"1{30 + phone % 60:02d}{index:08d}"
        sheet.append(row)
    book.save(path)
    return path
