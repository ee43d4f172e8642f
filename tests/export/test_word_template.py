import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from liushou_desk.export import word_styles
from liushou_desk.export.characters import NO_END, NO_START
from liushou_desk.export.table_grid import ABOVE_PT, RULE_PT, SIDE_PT


@pytest.fixture
def file(word_template: Path) -> Any:
    return docx.Document(str(word_template))


def test_its_body_is_empty(file: Any) -> None:
    assert [child.tag for child in file.element.body] == [qn("w:sectPr")]


def test_it_names_nobody_and_has_no_theme(word_template: Path, file: Any) -> None:
    assert (file.core_properties.author, file.core_properties.last_modified_by) == ("", "")
    with zipfile.ZipFile(word_template) as archive:
        names = archive.namelist()
        assert not any("theme" in name for name in names)
        assert all(b"Theme=" not in archive.read(name) for name in names)


def test_signs_are_kept_from_the_ends_of_lines_as_in_the_pdf(file: Any) -> None:
    for tag, signs in (("w:noLineBreaksAfter", NO_END), ("w:noLineBreaksBefore", NO_START)):
        (element,) = file.settings.element.xpath(tag)
        assert set(element.get(qn("w:val"))) == signs


def test_it_speaks_chinese_beside_english(file: Any) -> None:
    (language,) = file.styles.element.xpath("w:docDefaults//w:lang")
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("en-US", "zh-CN")


def test_nothing_hangs_and_titles_are_off_the_grid(file: Any) -> None:
    (hangs,) = file.styles["Normal"].element.xpath("w:pPr/w:overflowPunct")
    assert hangs.get(qn("w:val")) == "0"
    for name in (
        "Title",
        "附件标题",
        "表题",
        "表头",
        "表格内容",
        "表注",
        "表间",
        "Footer",
        "Header",
    ):
        (snaps,) = file.styles[name].element.xpath("w:pPr/w:snapToGrid")
        assert snaps.get(qn("w:val")) == "0"


def test_the_writer_finds_what_it_fills(file: Any) -> None:
    (section,) = file.sections
    assert section._sectPr.xpath("w:docGrid[@w:type='lines']")
    assert file.styles["Normal"].element.xpath("w:rPr/w:spacing")
    for name in ("公文正文", *word_styles.HEADINGS):
        (indent,) = file.styles[name].element.xpath("w:pPr/w:ind")
        assert indent.get(qn("w:firstLineChars")) == "200"


def test_odd_and_even_pages_have_their_own_margins(file: Any) -> None:
    (section,) = file.sections
    assert file.settings.odd_and_even_pages_header_footer
    parts = (section.header, section.even_page_header, section.footer, section.even_page_footer)
    assert not any(one.is_linked_to_previous for one in parts)
    assert len({one.part.partname for one in parts}) == 4


def test_tables_are_ruled_and_aired_as_in_the_pdf(file: Any) -> None:
    style = file.styles["公文表格"].element
    rules = {rule.get(qn("w:sz")) for rule in style.xpath("w:tblPr/w:tblBorders/*")}
    assert rules == {str(round(RULE_PT * 8))}
    air = {
        side.tag.split("}")[1]: int(side.get(qn("w:w")))
        for side in style.xpath("w:tblPr/w:tblCellMar/*")
    }
    sides, above = Pt(SIDE_PT).twips, Pt(ABOVE_PT).twips
    assert air == {"left": sides, "right": sides, "top": above, "bottom": above}
