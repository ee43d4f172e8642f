"""A copy in a layout holds its rules, says the same words, and leaves the original alone."""

import random
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt

from liushou_desk import paths
from liushou_desk.domain.layout import GB_T_9704, Face, LayoutProfile, NumberSide
from liushou_desk.domain.official_format.rule import Verdict
from liushou_desk.errors import FileTrouble
from liushou_desk.export.word import write_word
from liushou_desk.importing.foreign import HERE
from liushou_desk.importing.papers.door import read_paper, reformatted
from liushou_desk.services.official_format.checking import format_report
from liushou_desk.services.official_format.copying import save_reformatted
from tests.export.samples import DAY, summary
from tests.importing.test_mutated_files import flipped
from tests.importing.wordfiles import LEVELS, numbered, p, r, word_file

LONG = "　　我校共有留守儿童213人，建立“一生一档”——每月谈心一次，每学期家访一次，没有遗漏。" * 2
SCHOOL = replace(
    GB_T_9704, top=30, text_height=230, line_pt=28, lines=23, number_side=NumberSide.MIDDLE,
    number_form="第{}页", body=Face("宋体", "song", 16), spacing_pt=-0.3,
)  # fmt: skip


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HERE, "1")


def broken(path: Path, profile: LayoutProfile = GB_T_9704) -> list[str]:
    reports = format_report(path, profile)
    return [one.sentence for one in reports if one.verdict is Verdict.BROKEN]


def words(path: Path) -> str:
    return "".join("".join(line.text for line in read_paper(path).lines).split())


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clerk writes: a bold title, spaces for indents, theme faces, a table too wide."""
    file = docx.Document()
    title = file.add_paragraph()
    title.alignment = ALIGN.CENTER
    run = title.add_run("2025年留守儿童工作总结")
    run.bold, run.font.size = True, Pt(18)
    file.add_paragraph("县教育局：")
    file.add_paragraph(LONG)
    file.add_heading("一、基本情况", 1)
    file.add_paragraph(LONG)
    run_in = file.add_paragraph()
    run_in.add_run("（一）加强领导。成立").bold = True
    run_in.add_run("领导小组，" * 5 + "分工明确。")
    table = file.add_table(4, 3)
    table.cell(0, 0).text, table.cell(1, 1).text = "年级", "30"
    for column in table.columns:
        column.width = Cm(8)
    file.add_picture(str(paths.resources() / "demo" / "yard.jpg"), width=Cm(20))
    file.add_paragraph("附件：1. 花名册")
    for text in "青石镇中心小学", "2026年1月5日":
        file.add_paragraph(text).alignment = ALIGN.RIGHT
    file.add_paragraph("附件1")
    file.add_paragraph("花名册").alignment = ALIGN.CENTER
    file.add_paragraph(LONG)
    file.save(str(path := tmp_path_factory.mktemp("来稿") / "总结.docx"))
    return path


@pytest.mark.parametrize("profile", [GB_T_9704, SCHOOL], ids=lambda one: str(one.number_side))
def test_the_usual_paper_comes_to_hold_the_layout(
    usual: Path, profile: LayoutProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = usual.read_bytes()
    assert len(broken(usual, profile)) > 8
    if profile is GB_T_9704:
        monkeypatch.delenv(HERE)
    copy = save_reformatted(usual, profile)
    monkeypatch.setenv(HERE, "1")
    assert copy.name.startswith("总结（版式）")
    assert usual.read_bytes() == before
    assert broken(copy, profile) == []
    assert words(copy) == words(usual)
    again = save_reformatted(copy, profile)
    assert broken(again, profile) == []
    file = docx.Document(str(copy))
    styles = {one.text: one.style.name for one in file.paragraphs if one.style}
    assert styles["一、基本情况"] == "Heading 1"
    first = next(one for one in file.paragraphs if one.text.startswith("（一）")).runs[0]
    assert (first.text, first.font.name) == ("（一）加强领导。", "楷体")
    assert file.inline_shapes[0].width <= Cm(15.7)


def test_our_own_paper_stays_what_it_is(tmp_path: Path) -> None:
    path, template = tmp_path / "自.docx", paths.resources() / "word" / "summary.docx"
    write_word(summary(), GB_T_9704, path, template=template, made_on=DAY)
    copy = save_reformatted(path)
    assert broken(copy) == []
    assert words(copy) == words(path)


def test_oddities_are_kept(tmp_path: Path) -> None:
    """Changes, notes, boxes, lists, a header and a footer of words, characters few faces have."""
    box = f"<w:r><w:pict><w:txbxContent>{p('框里的话')}</w:txbxContent></w:pict></w:r>"
    rare = r("䶮㛃", '<w:rFonts w:eastAsia="SimSun-ExtB"/><w:sz w:val="21"/>')
    body = [
        p("总结"), p(LONG), f"<w:p><w:ins>{r('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText>"
        f"</w:r></w:del>{rare}{r('等同学得到关爱，学校和家庭都有记录。')}{box}</w:p>",
        numbered("基本情况", 0), numbered("摸底", 1), p("看不见", run="<w:vanish/>"),
        "<w:p><w:r><w:t>脚注</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>',
    ]  # fmt: skip
    parts = {
        "numbering": LEVELS, "footnotes": f'<w:footnote w:id="2">{p("注文")}</w:footnote>',
        "header1": p("内部资料"), "footer1": p("青石镇中心小学"),
    }  # fmt: skip
    path = word_file(tmp_path / "怪.docx", "".join(body), parts=parts)
    copy = save_reformatted(path)
    assert words(copy) == words(path)
    places = {line.place for line in read_paper(copy).lines}
    assert places >= {"脚注1", "页眉", "页脚", "文本框1第1段"}
    with zipfile.ZipFile(copy) as archive:
        assert b"SimSun-ExtB" in archive.read("word/document.xml")
        kept = [archive.read(f"word/{name}.xml") for name in ("header1", "footer1")]
    with zipfile.ZipFile(path) as archive:
        assert kept == [archive.read(f"word/{name}.xml") for name in ("header1", "footer1")]


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (path := tmp_path / "总结.txt").write_text("总结", "utf-8")
    with pytest.raises(FileTrouble, match="没有改动任何内容"):
        save_reformatted(path)
    assert [one.name for one in tmp_path.iterdir()] == ["总结.txt"]


@pytest.mark.parametrize(
    "seeds", [range(10), pytest.param(range(10, 2000), marks=pytest.mark.long)], ids=str
)
def test_spoilt_files_are_copied_or_refused(tmp_path: Path, usual: Path, seeds: range) -> None:
    with zipfile.ZipFile(usual) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    told = ["word/document.xml", "word/styles.xml", "word/settings.xml", *parts]
    for seed in seeds:
        chance, held, said = random.Random(seed), BytesIO(), "没有改动任何内容"
        name = chance.choice(told)
        with zipfile.ZipFile(held, "w") as archive:
            for one, content in parts.items():
                archive.writestr(one, flipped(content, chance) if one == name else content)
        (path := tmp_path / "坏.docx").write_bytes(held.getvalue())
        try:
            assert zipfile.ZipFile(BytesIO(reformatted(path, GB_T_9704))).testzip() is None
        except FileTrouble as error:
            said = error.sentence
        assert "没有改动任何内容" in said
