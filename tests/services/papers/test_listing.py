from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from pypdf import PdfReader

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.masking import Audience
from liushou_desk.errors import FileTrouble, InputProblem, TemplateTrouble
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.papers.listing import (
    NOTHING,
    Listing,
    export_listing,
    listing_pdf,
    write_listing,
)
from liushou_desk.services.papers.pages import page_count, page_image

_AT = datetime(2026, 11, 21, 10)  # noqa: DTZ001 - wall clock
_TWELVE = (
    "姓名", "性别", "身份证件号", "年级", "班级", "校区", "留守类型", "外出务工地", "监护人",
    "与儿童关系", "联系电话", "备注",
)  # fmt: skip


def _list(title: str, headings: tuple[str, ...], *rest: Any, **more: Any) -> Listing:
    return Listing(title, headings, *rest, fields=(OPEN,) * len(headings), **more)


def _child(at: int, remark: str = "") -> tuple[str, ...]:
    number = f"5226012014050612{at % 100:02}"
    place = "浙江省温州市乐清市柳市镇"
    return (
        f"王䶮{at}", "女", number, "3年级", "1班", "大坪教学点", "双亲外出", place, "李㛃芳",
        "外祖母", f"138{at:08}", remark,
    )  # fmt: skip


def _roster(rows: int, remark: str = "") -> Listing:
    children = tuple(_child(at, remark) for at in range(rows))
    return _list("花名册", _TWELVE, children, "2026—2027学年第一学期")


def _texts(listing: Listing) -> list[str]:
    pages = PdfReader(BytesIO(listing_pdf(listing, _AT.date()))).pages
    return ["".join(page.extract_text().split()) for page in pages]


def _inks(listing: Listing) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top in millimetres of all that is drawn on each page."""
    with pypdfium2.PdfDocument(listing_pdf(listing, _AT.date())) as pdf:
        bounds = [one.get_bounds() for page in pdf for one in page.get_objects()]
    return [tuple(side * 25.4 / 72 for side in found) for found in bounds]


def test_headings_stand_on_every_page_and_every_row_once() -> None:
    pages = _texts(_roster(500))
    assert len(pages) > 10
    for page in pages:
        assert page.count("".join(_TWELVE)) == 1
    everything = "".join(pages)
    assert all(everything.count(f"138{at:08}") == 1 for at in range(500))


def test_title_choice_and_day_stand_on_the_first_page_only() -> None:
    first, *others = _texts(_roster(60))
    assert first.startswith("花名册2026—2027学年第一学期制表日期：2026年11月21日")
    assert "制表日期" not in "".join(others)


def test_numbers_are_kept_whole_beside_long_text() -> None:
    page = PdfReader(BytesIO(listing_pdf(_roster(1, "谈心" * 150), _AT.date()))).pages[0]
    lines = page.extract_text().split("\n")
    for number in ("522601201405061200", "13800000000"):
        assert sum(number in line for line in lines) == 1


@pytest.mark.parametrize(
    "listing",
    [
        _roster(60, "谈心" * 150),
        _roster(3, "9" * 200),
        _list("宽", tuple("甲乙丙丁戊" for _ in range(40)), (("1234567",) * 40,) * 3),
        _list("一列", ("内容",), (("很长的文字" * 500,),)),
        _list("题" * 200, ("甲",), (), "注" * 300),
        _list("份", ("甲", "乙"), (("长" * 99, "乙"),), shares=(1, 30)),
    ],
    ids=lambda listing: listing.title[:2],
)
def test_nothing_is_drawn_outside_the_margins(listing: Listing) -> None:
    for left, bottom, right, top in _inks(listing):
        assert left > 11.8
        assert right < 297 - 11.8
        assert bottom > 5
        assert top < 210 - 12.8


@pytest.mark.parametrize("headings", [_TWELVE, ()])
def test_an_empty_list_says_so(headings: tuple[str, ...]) -> None:
    (page,) = _texts(_list("花名册", headings, ()))
    assert NOTHING in page


def test_the_page_lies_across() -> None:
    image = page_image(listing_pdf(_roster(1), _AT.date()), 1, 1000)
    assert image.height == pytest.approx(1000 * 210 / 297, abs=1)


def test_given_shares_are_used() -> None:
    rows = (("甲" * 30, "乙" * 30),)
    even, uneven = (
        page_count(listing_pdf(_list("题", ("甲", "乙"), rows * 20, shares=shares), _AT.date()))
        for shares in ((1, 1), (1, 20))
    )
    assert uneven > even


@pytest.mark.parametrize("text", ["=1+1", "甲\n乙", "䶮㛃", "王\x00\ufeff芳", ""])
def test_nasty_cells_are_printed(text: str) -> None:
    (page,) = _texts(_list("题", ("姓名",), ((text,),)))
    assert "".join(text.replace("\x00", "").replace("\ufeff", "").split()) in page


def test_a_character_no_font_has_is_named_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(TemplateTrouble, match=r"U\+E123") as trouble:
        export_listing(_list("题", ("姓名",), (("\ue123",),)), tmp_path / "a.pdf", _AT)
    assert ".xlsx" in trouble.value.advice
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["册.xlsx", "册.XLSX"])
def test_a_workbook_has_the_same_cells(tmp_path: Path, name: str) -> None:
    export_listing(_roster(5), tmp_path / name, _AT)
    rows = list(openpyxl.load_workbook(tmp_path / name).active.iter_rows(values_only=True))
    assert rows[2] == _TWELVE
    assert [tuple(text or "" for text in row) for row in rows[3:]] == list(_roster(5).rows)


def test_a_pdf_file_is_the_printed_list(tmp_path: Path) -> None:
    export_listing(_roster(5), tmp_path / "册.pdf", _AT)
    assert (tmp_path / "册.pdf").read_bytes() == listing_pdf(_roster(5), date(2026, 11, 21))


@pytest.mark.parametrize("name", ["册", "册.xls", "册.docx", "册.pdf.bak"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputProblem, match="格式"):
        export_listing(_roster(1), tmp_path / name, _AT)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
def test_a_missing_folder_is_explained(tmp_path: Path, ending: str) -> None:
    with pytest.raises(FileTrouble, match="没有找到文件夹"):
        export_listing(_roster(1), tmp_path / "U盘" / f"册.{ending}", _AT)


def test_a_row_of_another_length_is_our_own_fault() -> None:
    with pytest.raises(ValueError, match="2 cells under 1"):
        _list("题", ("姓名",), (("甲", "乙"),))


def test_an_exported_list_leaves_a_line_without_its_title(
    office: OfficeFile, tmp_path: Path
) -> None:
    write_listing(office, _roster(3), tmp_path / "册.xlsx", Audience.PUBLIC)
    kept = list_actions(office)[0]
    assert (kept.sentence, kept.undoable) == ("导出列表（公示）", False)
    assert (tmp_path / "册.xlsx").exists()
