"""The command line beside the window: for support staff, scripts and tests.

Each verb answers with one JSON object (`--json`) and the same in words. The world's faults end in
one Chinese sentence with an advice and exit code 2, and change nothing.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from liushou_desk import (
    __version__,
    arguments,
    file_verbs,
    paths,
    proof_verb,
    summary_verb,
    template_verbs,
)
from liushou_desk.domain.terms import code_for
from liushou_desk.errors import DeskError, InputProblem, reason_of
from liushou_desk.file_verbs import Answer
from liushou_desk.hold import holding
from liushou_desk.services.demo import make_demo
from liushou_desk.services.figures.book import FigureValue, open_book
from liushou_desk.services.figures.rows import FigureRow
from liushou_desk.services.imports import intake
from liushou_desk.services.imports.outcome import ImportResult
from liushou_desk.services.keeping import office
from liushou_desk.services.today.clock import clock_set_back
from liushou_desk.terminal import say, speak_unicode

DEFAULT_OFFICE = paths.office_file()
BAD_INPUT = 2
PROBLEMS_FOUND = 1


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    speak_unicode()
    options = list(sys.argv[1:] if words is None else words) or ["--help"]
    as_json = "--json" in options
    try:
        parsed = _parser().parse_args(options)
        if parsed.writes(parsed):
            with holding(parsed.office):
                payload, lines = _written(parsed)
        else:
            payload, lines = parsed.run(parsed)
    except DeskError as error:
        findings, lines = summary_verb.held_by(error)
        print("\n".join([error.message, *lines]), file=sys.stderr)
        if as_json:
            print(_json({"error": error.sentence, "advice": error.advice} | findings))
        return BAD_INPUT
    except KeyboardInterrupt:
        print("已中断：没做完的这一步没有保存，原有数据完好。", file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        told = f"读写文件时出错（{reason_of(error)}），这一步没有做完。请检查文件名和磁盘。"
        print(told, file=sys.stderr)
        return BAD_INPUT
    if not say(_json(payload) if as_json else "\n".join(lines)):
        return BAD_INPUT
    return PROBLEMS_FOUND if payload.get("sound") is False else 0


def _written(options: argparse.Namespace) -> Answer:
    """What a verb that writes did, and that it stands on a wrong day where the clock is back."""
    payload, lines = options.run(options)
    if not options.office.exists():  # an import that took in nothing makes no file
        return payload, lines
    with (
        suppress(DeskError),  # it is done, and must not be told as undone
        office.open_office(options.office, options.now) as opened,
        opened.reading() as session,
    ):
        if said := clock_set_back(session, opened.today):
            payload["clock"] = said
            lines.append(f"注意：{said}，请核对电脑的日期；若登记在了错的日子，可以撤销。")
    return payload, lines


def _demo(options: argparse.Namespace) -> Answer:
    path: Path = options.office
    with make_demo(path, options.now, children=options.children, seed=options.seed):
        term = code_for(options.now().date())
    payload = {"office": str(path), "children": options.children, "term": term}
    return payload, [f"已生成演示学校：{path}", f"本学期：{term}"]


def _import(options: argparse.Namespace) -> Answer:
    result = intake.take_in(
        options.office,
        options.workbook,
        _term(options),
        options.now,
        school=options.school,
        chosen=arguments.mapping(options.map),
        entered_on=options.entered_on,
        dry_run=options.dry_run,
    )
    counts = result.counts
    doubtful = [_row(o.sheet, o.row, o.doubts) for o in result.doubtful()]
    rejected = [_row(o.sheet, o.row, o.faults) for o in result.rejected()]
    changed = [
        {"sheet": o.sheet, "row": o.row, "changes": [asdict(change) for change in o.changes]}
        for o in result.changed()
    ]
    payload = {
        "committed": result.committed,
        "counts": counts,
        "changed": changed,
        "unknown_headings": result.unknown_headings,
        "offered_headings": result.offered_headings,
        "notes": result.notes,
        "doubtful": doubtful,
        "rejected": rejected,
    }
    done = "已导入" if result.committed else "试运行，没有写入" if options.dry_run else "没有变化"
    lines = [
        f"{done}：共{counts['rows']}行，新增{counts['new']}，有变化{counts['changed']}，"
        f"无变化{counts['unchanged']}，拒绝{counts['rejected']}；存疑{counts['doubtful']}。"
    ]
    if counts["absent"]:
        lines.append(f"在册而文件中没有的{result.absent_said()}，未作改动。")
    lines += _not_read(result)
    lines += [
        f"变化　{o.sheet} 第{o.row}行："
        + "；".join(f"{c.label} {c.before} → {c.after}" for c in o.changes)
        for o in result.changed()
    ]
    for word, rows in (("存疑", doubtful), ("拒绝", rejected)):
        lines += [
            f"{word}　{row['sheet']} 第{row['row']}行："
            + "；".join(f"{p['cell']} {p['reason']}" for p in row["problems"])
            for row in rows
        ]
    return payload, lines


def _not_read(result: ImportResult) -> Iterator[str]:
    """What of the workbook was left aside."""
    if result.unknown_headings:
        yield f"没有用到的列：{'、'.join(result.unknown_headings)}。"
    if result.offered_headings:
        yield f"其中{'、'.join(result.offered_headings)}：要导入请用--map指明。"
    yield from result.notes


def _row(sheet: str, row: int, problems: Sequence[Any]) -> dict[str, Any]:
    said = [{"cell": problem.cell, "reason": problem.reason} for problem in problems]
    return {"sheet": sheet, "row": row, "problems": said}


def _figures(options: argparse.Namespace) -> Answer:
    term = _term(options)
    with (
        office.open_office(options.office, options.now) as opened,
        opened.reading() as session,
    ):
        book = open_book(
            opened,
            session,
            term,
            day=options.day,
            campus=options.campus,
            kind=options.definition,
        )
        if options.rows:
            return _figure_rows(book[options.rows], book.rows(options.rows))
        values = list(book)
        payload = {
            "term": term,
            "day": book.scope.day,
            "until": book.scope.until,
            "campus": options.campus,
            "definition": book.scope.note,
            "figures": {value.key: value.value for value in values},
            "catalogue": [
                {
                    "key": value.key,
                    "label": value.label,
                    "definition": value.definition,
                    "unit": value.unit,
                    "value": value.value,
                }
                for value in values
            ],
        }
        lines = [f"{book.scope.note}", *(_figure_line(value) for value in values)]
        return payload, lines


def _figure_line(value: FigureValue) -> str:
    number = "—" if value.value is None else f"{value.value}{value.unit}"
    return f"{value.key}\t{value.label}\t{number}\t{value.definition}"


def _figure_rows(value: FigureValue, rows: Sequence[FigureRow]) -> Answer:
    payload = {
        "key": value.key,
        "label": value.label,
        "definition": value.definition,
        "unit": value.unit,
        "value": value.value,
        "rows": [
            {"source": row.source, "id": row.record_id, "adds": row.adds, "text": row.text}
            for row in rows
        ],
    }
    return payload, [_figure_line(value), *(f"{row.source}\t{row.text}" for row in rows)]


def _documents(options: argparse.Namespace) -> Answer:
    """A form of the office, or a template of somebody else's."""
    if (options.kind is None) is (options.template is None):
        raise InputProblem(
            "没有写明出什么，没有写出任何文件。",
            "请用 --kind 写表单名称（list列出全部），或用 --template 写一个模板文件。",
        )
    return (template_verbs.fill if options.template else file_verbs.documents)(options)


def _undo(options: argparse.Namespace) -> Answer:
    with office.open_office(options.office, options.now) as opened:
        sentence = opened.redo() if options.verb == "redo" else opened.undo()
    word = "重做" if options.verb == "redo" else "撤销"
    said = f"已{word}：{sentence}" if sentence else f"没有可以{word}的操作。"
    return {"done": sentence}, [said]


def _always(_options: argparse.Namespace) -> bool:
    return True


def _makes_papers(options: argparse.Namespace) -> bool:
    return options.kind != file_verbs.LIST


def _term(options: argparse.Namespace) -> str:
    return options.term or code_for(options.now().date())


def _json(payload: dict[str, Any]) -> str:
    return json.dumps(payload, ensure_ascii=False, default=_plain, indent=1)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _parser() -> argparse.ArgumentParser:
    parser = arguments.Parser(
        prog="liushou-desk", description="留守工作台：留守儿童工作台账", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="命令")
    arguments.add_demo(_verb(verbs, "demo", "生成演示学校", _demo, office=None, writes=_always))
    arguments.add_import(
        _verb(
            verbs,
            "import",
            "导入学籍导出或其他名册",
            _import,
            writes=lambda options: not options.dry_run,
        )
    )
    arguments.add_figures(_verb(verbs, "figures", "全部统计指标，或一个指标背后的记录", _figures))
    arguments.add_summary(
        _verb(
            verbs,
            "summary",
            "本学期工作总结（Word、PDF）",
            summary_verb.write,
            writes=summary_verb.revises,
        )
    )
    papers = _verb(verbs, "documents", "表单（Word、PDF）", _documents, writes=_makes_papers)
    arguments.add_documents(papers)
    arguments.add_template(papers)
    proof_verb.add_options(
        _verb(verbs, "proofread", "审稿：文稿里要改的地方，可与台账核对", proof_verb.read)
    )
    file_verbs.add_backup(_verb(verbs, "backup", "备份并核对", file_verbs.back_up))
    file_verbs.add_restore(
        _verb(verbs, "restore", "从备份恢复，原来的文件另存保留", file_verbs.restore_from)
    )
    file_verbs.add_recover(
        _verb(verbs, "recover", "处理文件旁边来历不明的日志", file_verbs.recover)
    )
    _verb(verbs, "check", "检查数据文件或备份", file_verbs.check_one).add_argument(
        "file", type=Path
    )
    for verb, text in (("undo", "撤销上一步"), ("redo", "重做撤销的一步")):
        _verb(verbs, verb, text, _undo, writes=_always)
    return parser


def _verb(
    verbs: Any,
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], Answer],
    office: Path | None = DEFAULT_OFFICE,
    *,
    writes: Callable[[argparse.Namespace], bool] = lambda _: False,
) -> argparse.ArgumentParser:
    """A verb with the options that all of them take; without a default the office must be named.

    One that `writes` is not run while another program, such as the window, holds the file.
    """
    parser: argparse.ArgumentParser = verbs.add_parser(
        name, help=text, description=text, allow_abbrev=False
    )
    parser.add_argument(
        "--office", type=Path, default=office, required=office is None, help="数据文件"
    )
    parser.add_argument(
        "--today", dest="now", type=arguments.clock, default=datetime.now, help="当作今天"
    )
    parser.add_argument("--json", action="store_true", help="输出JSON")
    parser.set_defaults(run=run, writes=writes)
    return parser


if __name__ == "__main__":
    sys.exit(main())
