"""样例模板: a Word template to begin with, one for each kind, drawn like any other paper."""

from datetime import date
from pathlib import Path

from liushou_desk.domain.document import (
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    ParagraphRole,
    Table,
    TextRun,
)
from liushou_desk.domain.layout import GB_T_9704
from liushou_desk.export.target import write_file
from liushou_desk.services.papers.drawing import DOCX, drawn
from liushou_desk.services.papers.kind import Per

_OF_CHILD = (
    ("姓名", "性别"),
    ("班级", "出生日期"),
    ("父亲姓名", "父亲务工地"),
    ("母亲姓名", "母亲务工地"),
    ("监护人姓名", "监护人联系电话"),
    ("现住址", "帮扶人"),
)
_OF_ROW = ("序号", "姓名", "性别", "班级", "监护人姓名", "帮扶人")


def sample_template(per: Per, made_on: date) -> bytes:
    """A template with the names most asked for. Raises `FileTrouble` where fonts are missing."""
    title = "{{姓名}}情况登记表" if per is Per.CHILD else "留守儿童名单"
    where = {Per.CHILD: "", Per.CLASS: "{{班级}}", Per.SCHOOL: ""}[per]
    lead = Paragraph((TextRun(f"{{{{学校}}}}　{{{{学期}}}}　{where}"),), ParagraphRole.CENTRED)
    end = Paragraph((TextRun("填表人：{{填表人}}　　填报日期：{{今天}}"),))
    body = _pairs() if per is Per.CHILD else _list()
    more = () if per is Per.CHILD else (Paragraph((TextRun("共{{人数}}人。"),)),)
    return drawn(Document(((title,),), (lead, body, *more, end)), GB_T_9704, DOCX, made_on)


def write_sample(per: Per, path: Path, made_on: date) -> None:
    """The same as a file. Raises `FileTrouble`."""
    write_file(path, sample_template(per, made_on))


def _pairs() -> Block:
    rows = [[text for name in pair for text in (name, f"{{{{{name}}}}}")] for pair in _OF_CHILD]
    return _table(4, rows)


def _list() -> Block:
    blank = [""] * (len(_OF_ROW) - 1)
    return _table(
        len(_OF_ROW),
        [
            list(_OF_ROW),
            ["{%tr for 儿童 in 名单 %}", *blank],
            [f"{{{{儿童.{name}}}}}" for name in _OF_ROW],
            ["{%tr endfor %}", *blank],
        ],
    )


def _table(columns: int, rows: list[list[str]]) -> Table:
    return Table(
        tuple(Column(1) for _ in range(columns)),
        tuple(tuple(Cell((TextRun(text),)) for text in row) for row in rows),
    )
