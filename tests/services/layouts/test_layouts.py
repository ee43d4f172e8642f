import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from pypdfium2 import PdfTextObj
from pypdfium2.raw import (
    FPDF_TEXTRENDERMODE_FILL,
    FPDF_TEXTRENDERMODE_FILL_STROKE,
    FPDFTextObj_GetTextRenderMode,
)

from liushou_desk.domain.document import Document, Paragraph, TextRun
from liushou_desk.domain.layout import GB_T_9704, MM, NumberSide
from liushou_desk.domain.layout_fields import LAYOUT_FIELDS, NUMBER_FORMS
from liushou_desk.domain.school_layout import (
    ELECTRONIC,
    STANDARD,
    SchoolLayout,
    texts_of,
    values_of,
)
from liushou_desk.errors import FileTrouble, InputProblem, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import layouts
from liushou_desk.services.journal import history
from liushou_desk.services.papers.drawing import PDF, drawn
from liushou_desk.services.papers.sample import sample_pdf
from liushou_desk.services.summary.service import issue_summary, write_summary
from tests.conftest import OPENING
from tests.export import pages

TERM = "2026-2027-1"
TODAY = OPENING.date()
OWN = replace(
    STANDARD,
    name="本县版式",
    top=20,
    bottom=20,
    left=25,
    right=20,
    lines=28,
    line_pt=26,
    characters=29,
    title_face="宋体",
    title_bold=True,
    body_face="仿宋_GB2312",
    digits="Times New Roman",
    number_form="第{}页",
    number_side=NumberSide.MIDDLE,
    sealed=False,
)


def _pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as file:
        return [page.get_textpage().get_text_range() for page in file]


def _pitch(values: dict[str, Any]) -> float:
    """Points from one line to the next: two headings with a line between them."""
    with pypdfium2.PdfDocument(sample_pdf(values, TODAY)) as file:
        text = file[0].get_textpage()
        found = [text.search(words).get_next() for words in ("基本情况", "摸底建档")]
        upper, lower = (text.get_charbox(at[0])[1] for at in found if at)
    return (upper - lower) / 2


def test_the_standard_is_the_profile_that_the_writers_were_measured_by() -> None:
    assert STANDARD.profile() == GB_T_9704
    assert not STANDARD.problems()


def test_the_electronic_one_has_the_ink_where_the_printed_one_has_it() -> None:
    profile = ELECTRONIC.profile()
    assert (profile.top, round(profile.bottom, 2), profile.line_pt) == (34.58, 32.58, 29.45)
    assert not ELECTRONIC.problems()
    white = (profile.line_pt - 16) / 2 / MM
    assert profile.top + white == pytest.approx(37, abs=0.1)
    assert profile.bottom + white == pytest.approx(35, abs=0.1)


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"line_pt": 30.0}, "lines", "22行×30磅要232.8毫米，版心高225毫米，只放21行"),
        ({"characters": 31}, "characters", "放19至29字"),
        ({"title_size": 36.0}, "title_size", "会被切掉"),
        ({"bottom": 10.0, "lines": 24}, "bottom", "放不下页码"),
        ({"left": 80.0, "right": 80.0}, "left", "边距太大"),
        ({"top": 8.0, "lines": 24}, "top", "草稿"),
    ],
)
def test_what_its_page_cannot_hold_is_said_of_its_field(
    change: dict[str, Any], field: str, said: str
) -> None:
    found = [mark for mark in replace(STANDARD, **change).problems() if mark.blocks]
    assert (found[0].key, said in found[0].sentence) == (field, True)


@pytest.mark.parametrize("layout", [STANDARD, ELECTRONIC, OWN])
def test_every_value_is_read_as_it_is_shown(layout: Any) -> None:
    texts = texts_of(layout)
    read = {field.key: field.read(texts[field.key], TODAY) for field in LAYOUT_FIELDS}
    assert read == values_of(layout)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("top", "三七"),
        ("top", "200"),
        ("lines", "22.5"),
        ("title_size", "特大"),
        ("number_form", "页码"),
        ("body_face", '仿"宋'),
        ("sealed", "也许"),
    ],
)
def test_what_cannot_be_read_is_refused(key: str, text: str) -> None:
    field = next(field for field in LAYOUT_FIELDS if field.key == key)
    with pytest.raises(InputProblem):
        field.read(text, TODAY)


def test_a_school_keeps_uses_and_takes_back_its_own(demo: OfficeFile, tmp_path: Path) -> None:
    number = layouts.add_layout(demo, values_of(OWN))
    assert layouts.profile_for(demo) == GB_T_9704
    layouts.choose_layout(demo, OWN.name)
    assert layouts.profile_for(demo) == OWN.profile()
    (word, _pdf) = write_summary(demo, TERM, tmp_path).files
    section = docx.Document(str(word)).sections[0]
    assert section.top_margin is not None
    assert round(section.top_margin.mm) == 20
    normal = docx.Document(str(word)).styles["Normal"]
    fonts = normal.element.rPr.rFonts.attrib.values()
    assert {"Times New Roman", "仿宋_GB2312"} <= set(fonts)
    assert "第1页" in section.footer.paragraphs[0].text
    renamed = replace(OWN, name="本镇版式")
    layouts.save_layout(demo, number, values_of(renamed))
    assert layouts.profile_for(demo).name == "本镇版式"
    with pytest.raises(RuleConflict, match="正在使用"):
        layouts.remove_layout(demo, number)
    for _ in range(3):
        history.undo(demo)
    assert [row.name for row in layouts.list_layouts(demo)] == [STANDARD.name, ELECTRONIC.name]
    assert layouts.profile_for(demo) == GB_T_9704


def test_one_paper_may_have_another_layout(demo: OfficeFile, tmp_path: Path) -> None:
    (word,) = write_summary(demo, TERM, tmp_path, ["docx"], layout=ELECTRONIC.name).files
    top = docx.Document(str(word)).sections[0].top_margin
    assert top is not None
    assert top.mm == pytest.approx(34.58, abs=0.05)
    with pytest.raises(InputProblem, match="没有叫“县版式”"):
        write_summary(demo, TERM, tmp_path, layout="县版式")
    issue_summary(demo, TERM, tmp_path, ["docx"], layout=ELECTRONIC.name)
    with pytest.raises(RuleConflict, match="定稿时的版式"):
        write_summary(demo, TERM, tmp_path, layout=STANDARD.name)


def test_a_name_is_had_once(demo: OfficeFile) -> None:
    layouts.add_layout(demo, values_of(OWN))
    for name in (OWN.name, STANDARD.name):
        with pytest.raises(InputProblem, match="已经有叫"):
            layouts.add_layout(demo, values_of(replace(OWN, name=name)))


def test_a_layout_that_cannot_be_is_not_kept(demo: OfficeFile) -> None:
    with pytest.raises(InputProblem, match="没有保存") as trouble:
        layouts.add_layout(demo, values_of(replace(OWN, lines=40)))
    assert trouble.value.field == "lines"
    assert len(layouts.list_layouts(demo)) == 2


def test_a_file_brings_a_layout_to_another_school(tmp_path: Path) -> None:
    path = tmp_path / "本县版式.json"
    layouts.write_layout(OWN, path)
    assert layouts.read_layout(path, TODAY) == values_of(OWN)
    assert "仿宋_GB2312" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (b"", "不是公文版式"),
        (b"[1]", "不是公文版式"),
        (b"[" * 9999, "不是公文版式"),
        (b'{"a":1}', "不是公文版式"),
        (b" " * 70_000, "太大"),
        ({"正文字体": None}, "缺少“正文字体”"),
        ({"封面": "红"}, "不认识的“封面”"),
        ({"每页行数": "50"}, "每页行数"),
        ({"上边距（毫米）": "许多"}, "上边距"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(
    tmp_path: Path, change: bytes | dict[str, Any], said: str
) -> None:
    path = tmp_path / "版式.json"
    if isinstance(change, bytes):
        path.write_bytes(change)
    else:
        layouts.write_layout(OWN, path)
        told = json.loads(path.read_text(encoding="utf-8")) | change
        kept = {key: value for key, value in told.items() if value is not None}
        path.write_text(json.dumps(kept), encoding="utf-8")
    with pytest.raises(FileTrouble) as trouble:
        layouts.read_layout(path, TODAY)
    assert said in trouble.value.sentence
    assert "没有载入" in trouble.value.sentence


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="没有载入"):
        layouts.read_layout(tmp_path / "没有.json", TODAY)


@pytest.mark.parametrize("form", NUMBER_FORMS.values())
def test_a_page_number_reads_as_the_layout_says(form: str) -> None:
    values = values_of(replace(OWN, number_form=form))
    pages = _pages(sample_pdf(values, TODAY))
    for number, text in enumerate(pages, start=1):
        assert form.format(number) in text


@pytest.mark.parametrize("layout", [STANDARD, ELECTRONIC, OWN])
def test_the_sample_has_the_pitch_that_was_asked_for(layout: SchoolLayout) -> None:
    assert _pitch(values_of(layout)) == pytest.approx(layout.line_pt, abs=0.6)


def test_only_what_is_to_be_bold_is_bold() -> None:
    with pypdfium2.PdfDocument(sample_pdf(values_of(OWN), TODAY)) as file:
        words = [thing for thing in file[0].get_objects() if isinstance(thing, PdfTextObj)]
        modes = [FPDFTextObj_GetTextRenderMode(thing) for thing in words]
    assert (OWN.title_bold, OWN.body_bold) == (True, False)
    assert (modes[0], modes[-1]) == (FPDF_TEXTRENDERMODE_FILL_STROKE, FPDF_TEXTRENDERMODE_FILL)


@pytest.mark.parametrize("layout", [STANDARD, ELECTRONIC, OWN])
def test_a_full_page_has_the_lines_and_characters_that_were_asked_for(
    layout: SchoolLayout, tmp_path: Path
) -> None:
    document = Document((), (Paragraph((TextRun("校" * 2000),)),))
    path = tmp_path / "满页.pdf"
    path.write_bytes(drawn(document, layout.profile(), PDF, TODAY))
    words = [glyph for glyph in pages.read(path)[0] if glyph.char == "校"]
    lines = [len(line) for line in pages.lines(words)]
    assert lines == [layout.characters - 2] + [layout.characters] * (layout.lines - 1)
