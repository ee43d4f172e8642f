"""A paper from anywhere is read as it is printed, each line with its place, or refused."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from liushou_desk import paths
from liushou_desk.domain.document import Document, words_of
from liushou_desk.domain.layout import GB_T_9704
from liushou_desk.domain.paper_text import CellPlace, PaperText
from liushou_desk.errors import FileTrouble
from liushou_desk.export.pdf import write_pdf
from liushou_desk.export.word import write_word
from liushou_desk.importing.foreign import HERE
from liushou_desk.importing.papers.counting import written
from liushou_desk.importing.papers.door import read_paper
from liushou_desk.importing.reader.blocks import Rubbish
from liushou_desk.importing.reader.frozen import from_bytes
from tests.export.samples import DAY, RARE, paragraph, summary
from tests.importing.test_mutated_files import flipped
from tests.importing.test_reader_process import block, sending
from tests.importing.wordfiles import LEVELS, numbered, p, r, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HERE, "1")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One summary in both formats."""
    return _both(tmp_path_factory.mktemp("来稿"), summary())


def _both(folder: Path, document: Document) -> dict[str, Path]:
    word, pdf, template = folder / "总结.docx", folder / "总结.pdf", paths.resources() / "word"
    write_word(document, GB_T_9704, word, template=template / "summary.docx", made_on=DAY)
    write_pdf(document, GB_T_9704, pdf, fonts=paths.fonts(), made_on=DAY)
    return {"docx": word, "pdf": pdf}


def told(paper: PaperText) -> list[tuple[str, str]]:
    return [(line.place, line.text) for line in paper.lines]


def test_what_we_write_is_read_back(
    drawn: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(HERE)
    word, pdf = read_paper(drawn["docx"]), read_paper(drawn["pdf"])
    said = "".join("".join(words_of(summary())).split())
    lines = [line.text for line in word.lines if line.place != "页眉"]
    assert "".join("".join(lines).split()) == said
    assert (word.is_exact, pdf.is_exact) == (True, False)
    texts = {line.text for line in pdf.lines}
    plain = [line.text for line in word.lines if line.place.startswith("第") and not line.cell]
    assert [text for text in plain if text not in texts and "：" not in text] == []
    assert any(RARE in text for text in texts)
    assert not [text for text in texts if text.strip("— ").isdigit() and "—" in text]


def test_a_word_file_is_read_as_it_is_printed(tmp_path: Path) -> None:
    deleted = f"<w:del>{r('旧').replace('w:t', 'w:delText')}</w:del>"
    box = f"<w:txbxContent>{p('框里的话')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    page = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r>'
    half = p("前半", "<w:rPr><w:del/></w:rPr>")
    body = [
        p("标题"), "<w:p/>", f"<w:p>{deleted}<w:ins>{r('新')}</w:ins>{r('，不变')}</w:p>",
        f"<w:p>{r('看得见')}{r('看不见', '<w:vanish/>')}{drawing}</w:p>", half, p("后半"),
        f"<w:p>{page}{r('结果')}</w:p>", f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>",
    ]  # fmt: skip
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
        f'<w:footnote w:id="2">{p("注文")}</w:footnote>'
    )
    footer = '<w:footerReference w:type="default" r:id="footer1"/>'
    header = '<w:headerReference w:type="default" r:id="header1"/>'
    body.append(f"<w:sectPr>{header}{footer}</w:sectPr>")
    parts = {"footnotes": notes, "footer1": p("— 1 —"), "header1": p("内部资料")}
    assert told(read_paper(word_file(tmp_path / "a.docx", "".join(body), parts=parts))) == [
        ("第1段", "标题"),
        ("第2段", "新，不变"),
        ("第3段", "看得见"),
        ("文本框1第1段", "框里的话"),
        ("第4段", "前半后半"),
        ("第5段", "结果"),
        ("第6段", "控件"),
        ("脚注1", "注文"),
        ("页眉", "内部资料"),
    ]


def test_cells_are_found_by_their_first_row_and_column(tmp_path: Path) -> None:
    def tc(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"

    down, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    rows = [
        tc("年级", down) + tc("人数", wide), tc("", "<w:vMerge/>") + tc("男") + tc("女"),
        tc("一") + tc("3") + f"<w:tc>{p('4')}{p('（含1）')}</w:tc>",
    ]  # fmt: skip
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    lines = read_paper(word_file(tmp_path / "b.docx", p("前") + table + p("后"))).lines
    cells = {line.text: line.cell for line in lines}
    assert cells["人数"] == CellPlace(1, 1, 2)
    assert cells["女"] == CellPlace(1, 2, 3)
    assert cells["4\n（含1）"] == CellPlace(1, 3, 3)
    assert [line.place for line in lines if not line.cell] == ["第1段", "第2段"]
    assert lines[1].place == "表1第1行第1列"


def test_numbers_that_word_counts_are_told(tmp_path: Path) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    body = [
        p("甲", '<w:pStyle w:val="H1"/>'), numbered("子", 1), numbered("丑", 1), numbered("寅", 2),
        numbered("2026年", 2), p("乙", '<w:pStyle w:val="H1"/>'), numbered("卯", 1),
        numbered("丙", 0, 2), numbered("丁", 0, 2), numbered("无", 0, 0),
    ]  # fmt: skip
    path = word_file(
        tmp_path / "c.docx", "".join(body), parts={"styles": style, "numbering": LEVELS}
    )
    assert [line.text for line in read_paper(path).lines] == [
        "一、甲", "（一）子", "（二）丑", "1.寅", "2. 2026年", "二、乙", "（一）卯", "五、丙",
        "六、丁", "无",
    ]  # fmt: skip
    forms = {"chineseCounting": "一百零三", "upperRoman": "CIII", "decimalFullWidth": "１０３"}
    assert {form: written(103, form) for form in forms} == forms
    assert [written(n, "chineseCounting") for n in (10, 11, 20)] == ["十", "十一", "二十"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_of_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "总结.txt"
    path.write_bytes("总结\r\n\r\n共有留守儿童213人，“一生一档”。\r\n".encode(encoding))
    assert told(read_paper(path)) == [
        ("第1行", "总结"),
        ("第3行", "共有留守儿童213人，“一生一档”。"),
    ]


def _zip(**parts: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    return make


def _bomb(path: Path) -> None:
    word_file(path, p("甲"), raw={"word/media/x.xml": b"0" * (70 << 20)})


def _entities(path: Path) -> None:
    word_file(path, p("甲"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = b'<!DOCTYPE d [<!ENTITY a "b">]>' + parts["word/document.xml"]
    _zip(**parts)(path)


def _pdf(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "空": (lambda path: path.touch(), "0字节"),
    "文件夹": (lambda path: path.mkdir(), "文件夹"),
    "管道": (os.mkfifo, "管道"),
    "旧": (_pdf(OLE + "WordDocument".encode("utf-16-le") * 9), "请用WPS另存为.docx"),
    "锁": (_pdf(OLE + "EncryptedPackage".encode("utf-16-le") * 9), "去掉密码"),
    "表": (_pdf(OLE + "Workbook".encode("utf-16-le") * 9), "工作簿"),
    "簿": (lambda path: Workbook().save(path), "工作簿"),
    "包": (_zip(a=b"1"), "压缩包"),
    "坏": (_pdf(b"PK\x03\x04" + bytes(range(256))), "已损坏"),
    "弹": (_bomb, "太大"),
    "实体": (_entities, "已损坏"),
    "宏": (
        lambda path: word_file(path, p("甲"), main="document.macroEnabled.main+xml"),
        "不带宏的.docx",
    ),
    "宏件": (lambda path: word_file(path, p("甲"), raw={"word/vbaProject.bin": b"1"}), "带有宏"),
    "白": (lambda path: word_file(path, "<w:p/>"), "没有文字"),
    "片": (_pdf(b"\xff\xd8\xff\xe0" + bytes(99)), "图片"),
    "网": (_pdf(b"<html><p>1</p></html>"), "网页"),
    "富": (_pdf(b"{\\rtf1 a}"), "RTF"),
    "噪": (_pdf(bytes(range(256)) * 40), "不是能读的文本"),
    "坏版": (_pdf(b"%PDF-1.7\n1 0 obj"), "已损坏"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_paper_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    make, words = BAD[name]
    make(path := tmp_path / f"{name}.docx")
    with pytest.raises(FileTrouble) as caught:
        read_paper(path)
    assert words in caught.value.message
    assert "没有改动任何内容" in caught.value.sentence
    assert caught.value.advice


def test_a_scan_and_a_locked_pdf_say_so(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    blank, path = PdfWriter(), tmp_path / "扫描.pdf"
    blank.add_blank_page(595, 842)
    blank.write(path)
    with pytest.raises(FileTrouble, match="扫描件"):
        read_paper(path)
    blank.encrypt("1234", algorithm="RC4-128")
    blank.write(path)
    with pytest.raises(FileTrouble, match="密码"):
        read_paper(path)


def test_a_reader_that_dies_or_lies_is_told(tmp_path: Path) -> None:
    path = word_file(tmp_path / "总结.docx", p("甲"))
    rubbish = block(k="piece", v="WzEsMl0=")
    liars = [sending(block(k="piece", v="!"), block(k="end")), sending(rubbish)]
    for reader in liars:
        with pytest.raises(FileTrouble, match="没有改动任何内容"):
            reader.paper(path, "text")
    with pytest.raises(Rubbish):
        from_bytes(PaperText, b"[[1,2]]")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page in both formats."""
    return _both(
        tmp_path_factory.mktemp("一页"), Document((("总结",),), (paragraph("共213人。" * 9),))
    )


def expect_no_crash(path: Path) -> None:
    said = "没有改动任何内容"
    try:
        assert read_paper(path).lines
    except FileTrouble as error:
        said = error.sentence
    assert "没有改动任何内容" in said


@pytest.mark.parametrize(
    "seeds", [range(6), pytest.param(range(6, 1500), marks=pytest.mark.long)], ids=str
)
def test_spoilt_papers_are_read_or_refused(
    tmp_path: Path, small: dict[str, Path], seeds: range
) -> None:
    import random

    text = "一、基本情况\n共有留守儿童213人。\n" * 9
    sound = {
        "docx": small["docx"].read_bytes(), "pdf": small["pdf"].read_bytes(),
        "txt": text.encode("gb18030"), "csv": text.encode("utf-16"),
    }  # fmt: skip
    with zipfile.ZipFile(small["docx"]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for seed in seeds:
        chance = random.Random(seed)
        for ending, content in sound.items():
            path = tmp_path / f"{seed}.{ending}"
            path.write_bytes(flipped(content, chance))
            expect_no_crash(path)
            path.unlink()
        name = chance.choice([*parts])
        path = tmp_path / f"{seed}.docx"
        _zip(**(parts | {name: flipped(parts[name], chance)}))(path)
        expect_no_crash(path)
        path.unlink()
