"""The checker of the format: our own papers hold every rule, and each planted fault is named."""

import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from liushou_desk import paths
from liushou_desk.domain.document import (
    Attachment,
    AttachmentNote,
    Document,
    Heading,
    Imprint,
    Signature,
)
from liushou_desk.domain.layout import GB_T_9704
from liushou_desk.domain.official_format.report import report
from liushou_desk.domain.official_format.rule import RuleReport, Verdict
from liushou_desk.errors import FileTrouble
from liushou_desk.export.pdf import write_pdf
from liushou_desk.export.word import write_word
from liushou_desk.importing.foreign import HERE
from liushou_desk.importing.papers.door import look_of
from liushou_desk.services.official_format.checking import format_report
from tests.export.samples import DAY, paragraph, statistics, summary
from tests.importing.wordfiles import p, r, word_file

LONG = "我校有留守儿童213人，建立“一生一档”，每月谈心一次，每学期家访一次，没有遗漏。" * 3


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HERE, "1")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A paper with all that papers have, an attachment across among it, in both formats."""
    blocks = (
        paragraph(LONG), Heading(1, "一、基本情况"), paragraph(LONG), Heading(2, "（一）结对"),
        paragraph(LONG * 2), Heading(3, "1. 家访"), paragraph(LONG), paragraph(LONG * 6),
        AttachmentNote(("统计表", "花名册")), Signature("青石镇中心小学", DAY),
    )  # fmt: skip
    attachments = (
        Attachment("附件1", "统计表", (statistics(6),), landscape=True),
        Attachment("附件2", "花名册", (statistics(3),)),
    )
    closing = Imprint("青石镇中心小学", DAY, "县教育局")
    document = Document((("青石镇中心小学工作总结",),), blocks, attachments, imprint=closing)
    folder, template = tmp_path_factory.mktemp("版式"), paths.resources() / "word" / "summary.docx"
    word, pdf = folder / "总结.docx", folder / "总结.pdf"
    write_word(document, GB_T_9704, word, template=template, made_on=DAY)
    write_pdf(document, GB_T_9704, pdf, fonts=paths.fonts(), made_on=DAY)
    return {"docx": word, "pdf": pdf}


def broken(reports: Iterable[RuleReport]) -> list[str]:
    return [one.sentence for one in reports if one.verdict is Verdict.BROKEN]


def keys(reports: Iterable[RuleReport]) -> set[str]:
    return {one.key for one in reports if one.verdict is Verdict.BROKEN}


def unknown(reports: Iterable[RuleReport]) -> set[str]:
    return {one.key for one in reports if one.verdict is Verdict.UNKNOWN}


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_our_own_papers_hold_every_rule(
    drawn: dict[str, Path], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(HERE)
    reports = format_report(drawn[form])
    assert broken(reports) == []
    assert unknown(reports) == set()


def spoilt(path: Path, to: Path, part: str, old: str, new: str) -> Path:
    """The same file with a few characters of one part exchanged."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(to, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith((".xml", ".rels")) else ""
            if name == f"word/{part}.xml":
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content or source.read(name))
    return to


HINTED = '<w:rFonts w:hint="eastAsia"/>'
FAULTS = [
    ("document", 'w:w="11906"', 'w:w="12240"', "page"),
    ("document", 'w:top="2098"', 'w:top="1440"', "margins"),
    ("styles", 'w:line="579"', 'w:line="560"', "lines"),
    ("styles", 'w:line="579" w:lineRule="exact"', 'w:line="360" w:lineRule="auto"', "lines"),
    ("styles", '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>', "characters"),
    ("styles", 'w:before="0" w:after="0" w:line="579"', 'w:before="120" w:line="579"', "distances"),
    ("styles", '<w:sz w:val="44"/>', '<w:sz w:val="36"/>', "title"),
    ("styles", '<w:rFonts w:ascii="楷体" w:hAnsi="楷体" w:eastAsia="楷体" w:cs="楷体"/>',
     '<w:rFonts w:eastAsia="宋体"/>', "headings"),
    ("styles", '<w:sz w:val="32"/>', '<w:sz w:val="24"/>', "body"),
    ("document", HINTED, '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>', "theme"),
    ("document", HINTED, '<w:rFonts w:ascii="Times New Roman"/>', "hints"),
    ("document", "（一）结对", "(一)结对", "forms"),
    ("document", "1. 家访", "1、家访", "forms"),
    ("document", "2. 花名册", "2. 花名册。", "attachment_note"),
    ("document", "年11月21日", "年11月01日", "signature"),
    ("settings", "<w:evenAndOddHeaders/>", "", "number"),
    ("document", ">— <", ">第<", "number_form"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new", "key"), FAULTS)
def test_planted_faults_are_named(
    drawn: dict[str, Path], tmp_path: Path, part: str, old: str, new: str, key: str
) -> None:
    if old == ">— <":
        part = "footer1"
    path = spoilt(drawn["docx"], tmp_path / "改.docx", part, old, new)
    assert key in keys(format_report(path))


def test_what_only_looks_right_is_told(tmp_path: Path) -> None:
    """Spaces for an indent, a table wider than the page, a paper of nothing but defaults."""
    grid = "".join('<w:gridCol w:w="4000"/>' for _ in range(3))
    cell = f"<w:tc>{p('甲')}</w:tc>"
    table = f"<w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{cell * 3}</w:tr></w:tbl>"
    body = p("总结") + p("\u3000\u3000" + LONG) + table + p(LONG)
    reports = {one.key: one for one in format_report(word_file(tmp_path / "a.docx", body))}
    assert reports["indents"].broken[0].measured == "用2个空格代替缩进"
    assert reports["indents"].broken[0].place == "第2段"
    assert reports["tables"].broken[0].place == "表1"
    assert {"margins", "lines", "body", "title", "number"} <= keys(reports.values())
    assert unknown(reports.values()) >= {"number_gap", "imprint", "signature"}


def test_a_theme_face_is_named_as_the_theme_has_it(tmp_path: Path) -> None:
    fonts = (
        '<a:themeElements><a:fontScheme name="x"><a:minorFont><a:latin typeface="Calibri"/>'
        '<a:ea typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme>'
        "</a:themeElements>"
    )
    themed = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    path = word_file(tmp_path / "b.docx", p(LONG, run=themed), parts={"theme1": fonts})
    [found] = [one for one in format_report(path) if one.key == "theme"]
    assert found.broken[0].measured == "主题字体（等线）"


def test_other_layouts_are_held_as_well(drawn: dict[str, Path]) -> None:
    """Measured, not taken on trust: the same paper is wrong by another layout."""
    other = replace(GB_T_9704, top=34.58, line_pt=29.45, page_number_gap=4)
    for path in drawn.values():
        look = look_of(path)
        assert keys(report(look, other)) >= {"lines", "margins", "number_gap"}
        assert not keys(report(look, GB_T_9704))
        assert keys(report(look, replace(GB_T_9704, signature_right=8))) == {"signature"}


def test_a_text_has_no_look(tmp_path: Path) -> None:
    (path := tmp_path / "a.txt").write_text("总结", "utf-8")
    with pytest.raises(FileTrouble, match="纯文本"):
        look_of(path)


def test_a_run_in_heading_is_judged_by_its_own_words(tmp_path: Path) -> None:
    kai = '<w:rFonts w:eastAsia="楷体"/><w:sz w:val="32"/>'
    fang = '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/>'
    body = p("总结") + f"<w:p>{r('（一）加强领导。', kai)}{r(LONG, fang)}</w:p>"
    reports = {one.key: one for one in format_report(word_file(tmp_path / "c.docx", body))}
    assert reports["headings"].verdict is Verdict.HELD


def test_a_summary_of_many_pages_holds_them_too(tmp_path: Path) -> None:
    write_pdf(summary(), GB_T_9704, path := tmp_path / "a.pdf", fonts=paths.fonts(), made_on=DAY)
    assert broken(format_report(path)) == []
