"""What the command line's arguments mean; each raises `InputProblem` with a sentence."""

import argparse
import json
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, cast

from liushou_desk import paths
from liushou_desk.domain import reading
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.errors import InputProblem


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in Chinese."""

    def error(self, message: str) -> NoReturn:
        """Raise `InputProblem` in place of leaving the program with an English usage."""
        raise InputProblem(f"命令写法不对（{message}）。", f"用 {self.prog} --help 查看写法。")


def names_file(word: str) -> bool:
    """Whether a first word is a file, as a double click gives it, and not a verb.

    Explorer gives a whole path; a verb has neither a folder nor an office file's ending.
    """
    has_folder = any(sign in word for sign in (os.sep, os.altsep) if sign)
    return has_folder or Path(word).suffix.lower() in paths.OFFICE_SUFFIXES


def mapping(path: Path | None) -> dict[str, str] | None:
    """The clerk's own column mapping: a JSON object of heading to heading."""
    found = json_object(path)
    return None if found is None else {key: str(value) for key, value in found.items()}


def json_object(path: Path | None) -> dict[str, Any] | None:
    """A mapping that a clerk wrote into a file."""
    if path is None:
        return None
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputProblem(
            f"对应表“{path.name}”读不出来，没有导入任何数据。", '应为JSON，如{"学生": "姓名"}。'
        ) from error
    if not isinstance(found, dict):
        raise InputProblem(f"对应表“{path.name}”不是“表头：含义”的对照。", "请参照说明书改写。")
    pairs = cast("dict[object, Any]", found)
    return {str(key): value for key, value in pairs.items()}


def clock(text: str) -> Callable[[], datetime]:
    """A clock whose day is fixed."""
    fixed = day(text)
    return lambda: datetime.combine(fixed, datetime.now().time())


def day(text: str) -> date:
    """A date as people write it."""
    found = reading.day(text)
    if found is None:
        raise InputProblem("没有写日期。", "请写成2026-11-21。")
    return found


def words(text: str) -> str:
    """A name or a title, without the signs that are none."""
    found = reading.text(text)
    if found is None:
        raise InputProblem("这里要写名称，不能是空的。", "请写上名称再试。")
    return found


def count(text: str) -> int:
    """A number of children for the demo."""
    if not text.isdecimal() or not 1 <= int(text) <= 200_000:
        raise InputProblem(f"人数“{text}”不对。", "请写1到200000的整数。")
    return int(text)


def audience(text: str) -> Audience:
    """内部, 上报 or 公示."""
    found = Audience.from_text(text)
    if found is None:
        known = "、".join(one.label for one in Audience)
        raise InputProblem(f"不认识“{text}”，没有写出任何文件。", f"可写：{known}。")
    return found


def row_id(text: str) -> int:
    """The number of a record."""
    if not text.isdecimal() or not text.isascii() or not 0 < int(text) < 2**63:
        raise InputProblem(f"编号“{text}”不对。", "请写花名册导出或figures --rows里的编号，如 12。")
    return int(text)


def paragraph(text: str) -> tuple[str, str]:
    """KEY=TEXT of an own paragraph."""
    key, equals, words = text.partition("=")
    if not equals:
        raise InputProblem(f"段落“{text}”写法不对。", "请写成 段落名=文字。")
    return key.strip(), words


def definition(text: str) -> DefinitionKind:
    """A 口径 by its name, or by its key for scripts."""
    found = DefinitionKind.from_text(text)
    if found is None and text in set(DefinitionKind):
        found = DefinitionKind(text)
    if found is None:
        known = "、".join(kind.label for kind in DefinitionKind)
        raise InputProblem(f"没有叫“{text}”的口径。", f"可写：{known}。")
    return found


def summary_kind(text: str) -> SummaryKind:
    """A kind of paper by its name, or by its key for scripts."""
    found = SummaryKind.from_text(text)
    if found is None and text in set(SummaryKind):
        found = SummaryKind(text)
    if found is None:
        known = "、".join(kind.label for kind in SummaryKind)
        raise InputProblem(f"没有叫“{text}”的文稿。", f"可写：{known}。")
    return found


def add_demo(parser: argparse.ArgumentParser) -> None:
    """The options of `demo`."""
    parser.add_argument("--children", type=count, default=60, help="关爱对象人数")
    parser.add_argument("--seed", type=int, default=1, help="随机种子")


def add_import(parser: argparse.ArgumentParser) -> None:
    """The options of `import`."""
    parser.add_argument("workbook", type=Path, help="Excel工作簿")
    parser.add_argument("--term", help="学期，如2026-2027-1")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    parser.add_argument("--map", type=Path, help="表头对应表（JSON）")
    parser.add_argument("--school", type=words, help="新建数据文件时的学校名称")
    parser.add_argument("--entered-on", type=day, help="新儿童的进入日期，默认学期第一天")


def add_figures(parser: argparse.ArgumentParser) -> None:
    """The options of `figures`."""
    _add_scope(parser)
    parser.add_argument("--rows", metavar="KEY", help="列出一个指标背后的记录")
    parser.add_argument("--definition", type=definition, help="学籍口径、校内核实口径或民政口径")


def add_summary(parser: argparse.ArgumentParser) -> None:
    """The options of `summary`."""
    _add_scope(parser)
    parser.add_argument("--out", type=Path, required=True, help="放文件的文件夹")
    parser.add_argument("--format", default="docx,pdf", help="docx,pdf")
    known = "、".join(kind.label for kind in SummaryKind)
    parser.add_argument(
        "--paper",
        type=summary_kind,
        default=SummaryKind.TERM,
        metavar="文稿",
        help=f"写哪种：{known}",
    )
    parser.add_argument("--class", dest="school_class", type=words, help="班级总结的班级")
    parser.add_argument("--draft", type=words, help="哪一份草稿（名称），不写是第一份")
    parser.add_argument(
        "--take", action="append", default=[], metavar="KEY", help="采用一段建议，或一节的全部建议"
    )
    parser.add_argument("--reopen", action="store_true", help="定稿后重新起草")
    parser.add_argument("--review", action="store_true", help="送审")
    parser.add_argument("--issue", action="store_true", help="定稿")
    parser.add_argument(
        "--override", metavar="REASON", default="", help="检查出应改正的问题仍要定稿的理由，会留底"
    )
    parser.add_argument("--charts", action="store_true", help="附件里加统计图")
    _add_layout(parser)
    parser.add_argument(
        "--paragraph",
        type=paragraph,
        action="append",
        default=[],
        metavar="KEY=TEXT",
        help="用自己的文字替换一段，数字写成{指标}",
    )


def add_documents(parser: argparse.ArgumentParser) -> None:
    """The options of `documents`."""
    parser.add_argument("--term", help="学期，如2026-2027-1")
    parser.add_argument("--kind", help="哪种表单；写list列出全部")
    parser.add_argument("--class", dest="school_class", type=words, help="只要一个班，如三年级1班")
    parser.add_argument("--child", type=row_id, metavar="ID", help="只要一名儿童（编号）")
    parser.add_argument(
        "--mentor",
        type=words,
        help="只要一名帮扶人（姓名；同名的写编号），用于每名帮扶人一份的表单",
    )
    parser.add_argument("--out", type=Path, help="放文件的文件夹")
    parser.add_argument("--format", default="docx,pdf", help="docx,pdf")
    parser.add_argument(
        "--with-numbers", action="store_true", help="证件号、电话写全，操作记录里留下一笔"
    )
    parser.add_argument(
        "--audience",
        type=audience,
        metavar="给谁",
        help="内部、上报或公示；不写就是表单平时的那一种，填县里的表是上报",
    )
    parser.add_argument("--reason", default="", help="上报的名单谁要、作什么用，操作记录里留下")
    _add_layout(parser)


def _add_layout(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--layout",
        type=words,
        metavar="版式",
        help="公文版式，不写就用学校选用的",
    )


def add_template(parser: argparse.ArgumentParser) -> None:
    """What `documents` is told of a template that is filled in."""
    parser.add_argument("--template", type=Path, help="县里的表（.xlsx）或自己的模板（.docx）")
    parser.add_argument("--sheet", type=words, help="填哪一张工作表，默认第一张")
    parser.add_argument(
        "--figure", default="left_behind", help="列哪些儿童：一个指标的KEY，或register（全部在册）"
    )
    parser.add_argument("--examples", type=words, help="已有的示例行：replace换掉，keep保留")
    parser.add_argument("--map", type=Path, help="列名对应表（JSON），如填什么写留空就不填")
    parser.add_argument(
        "--cells", type=Path, help='统计表：单元格对指标（JSON），如{"C5": "left_behind"}'
    )
    parser.add_argument(
        "--per", default="child", help="自己的模板：child每名儿童、class每班、school全校一份"
    )
    parser.add_argument("--figures", action="store_true", help="统计表：填上次标过的格")
    parser.add_argument("--dry-run", action="store_true", help="只看会怎样填，不写文件")


def _add_scope(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--term", help="学期，如2026-2027-1")
    parser.add_argument("--campus", type=words, help="校区或教学点")
    parser.add_argument("--day", type=day, help="截止日")
