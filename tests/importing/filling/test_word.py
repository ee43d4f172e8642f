"""Word templates: their names are found however Word cut them up, and nothing else is run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from liushou_desk.errors import TemplateTrouble
from liushou_desk.importing.filling.word import filled_words, names_in


def template(path: Path, *texts: str) -> Path:
    """Each text in pieces, as Word leaves what was typed and corrected."""
    document = Document()
    for text in texts:
        paragraph = document.add_paragraph()
        for at in range(0, len(text), 3):
            paragraph.add_run(text[at : at + 3])
    document.save(str(path))
    return path


def roster(path: Path) -> Path:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{学校}}"
    table = document.add_table(3, 2)
    table.rows[0].cells[0].text = "{%tr for 儿童 in 名单 %}"
    table.rows[1].cells[0].text = "{{loop.index}}"
    table.rows[1].cells[1].text = "{{儿童.姓名}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    document.save(str(path))
    return path


def test_names_and_rows_are_filled_in(tmp_path: Path) -> None:
    letter = template(tmp_path / "信.docx", "{{姓名}}同学（{{ 班级 }}）{% if 备注 %}注{% endif %}")
    assert names_in(letter) == ([("姓名", ""), ("班级", ""), ("备注", "")], [])
    data = {"姓名": "王<&>{{班级}}", "班级": "三年级1班", "备注": ""}
    (made,) = filled_words(letter, [data])
    (tmp_path / "出.docx").write_bytes(made)
    assert (
        Document(str(tmp_path / "出.docx")).paragraphs[0].text == "王<&>{{班级}}同学（三年级1班）"
    )
    listed = roster(tmp_path / "册.docx")
    assert set(names_in(listed)[0]) == {("名单", ""), ("姓名", "名单"), ("学校", "")}
    rows = [{"姓名": "甲"}, {"姓名": "乙"}]
    (tmp_path / "出.docx").write_bytes(filled_words(listed, [{"学校": "校", "名单": rows}])[0])
    document = Document(str(tmp_path / "出.docx"))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [["1", "甲"], ["2", "乙"]]
    assert document.sections[0].header.paragraphs[0].text == "校"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{姓名|upper}}", "Filter"),
        ("{% set a = 1 %}", "Assign"),
        ("{{姓名()}}", "Call"),
        ("{{'a' * 99999999}}", "Mul"),
        ("{% include 'x' %}", "Include"),
        ("{% macro a() %}{% endmacro %}", "Macro"),
        ("{{姓名[0]}}", "Getitem"),
        ("{{姓名", "没有配对"),
        ("{% for a in 名单 %}", "没有配对"),
        ("｛｛姓名｝｝", "全角"),
    ],
)
def test_what_is_no_name_is_refused_before_it_is_run(tmp_path: Path, text: str, said: str) -> None:
    path = template(tmp_path / "信.docx", text)
    assert said in "".join(names_in(path)[1])
    with pytest.raises(TemplateTrouble, match="没有写出任何文件"):
        filled_words(path, [{"姓名": "王", "名单": []}])


@pytest.mark.parametrize("text", ["{{姓名.__class__}}", "{{名单.append}}", "{{没有}}"])
def test_nothing_but_the_data_can_be_reached(tmp_path: Path, text: str) -> None:
    path = template(tmp_path / "信.docx", text)
    with pytest.raises(TemplateTrouble, match="填到一半出错"):
        filled_words(path, [{"姓名": "王", "名单": []}])


def _damaged(path: Path) -> None:
    template(path, "{{姓名}}")
    path.write_bytes(path.read_bytes()[:-900])


def _renamed(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"))


def _text(path: Path) -> None:
    path.write_text("{{姓名}}", "utf-8")


@pytest.mark.parametrize(
    ("make", "said"),
    [(_damaged, "已损坏"), (_renamed, "旧格式的文档"), (_text, "也不是Word文档")],
)
def test_what_is_no_document_is_told(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / "信.docx"
    make(path)
    with pytest.raises(TemplateTrouble, match=said):
        names_in(path)
