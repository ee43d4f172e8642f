"""The command line's way to templates: a county's workbook or a document filled in."""

import argparse
from pathlib import Path
from typing import Any

from liushou_desk import arguments
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import code_for
from liushou_desk.errors import InputProblem
from liushou_desk.file_verbs import Answer
from liushou_desk.services.keeping import office
from liushou_desk.services.papers.kind import Per
from liushou_desk.services.papers.whom import LEFT_BEHIND, ON_REGISTER
from liushou_desk.services.templates.columns import chosen_by_words
from liushou_desk.services.templates.figures import (
    marks_by_words,
    plan_figures,
    require_any,
    write_figures,
)
from liushou_desk.services.templates.listed import behind
from liushou_desk.services.templates.own import (
    Order,
    fill_file,
    fill_template,
    lint_file,
    lint_template,
    template_named,
)
from liushou_desk.services.templates.placeholders import KINDS
from liushou_desk.services.templates.roster import (
    Examples,
    RosterPlan,
    Wanted,
    plan_roster,
    write_roster,
)
from liushou_desk.services.templates.sheets import read_county_book

_WHOM = {"register": ON_REGISTER, "left_behind": LEFT_BEHIND}


def fill(options: argparse.Namespace) -> Answer:
    """Fill in a county's workbook, or only say how it would be."""
    if options.template.suffix.lower() == ".docx" or not options.template.suffix:
        return _word(options)
    return (_figures if options.figures or options.cells else _roster)(options)


def _word(options: argparse.Namespace) -> Answer:
    """A Word template in a file, or the one kept under a name."""
    whom = _WHOM.get(options.figure) or behind(options.figure)
    with office.open_office(options.office, options.now) as opened:
        kept = None if options.template.exists() else template_named(opened, str(options.template))
        order = Order(
            options.term or code_for(options.now().date()),
            kept.per if kept else _per(options.per),
            whom,
            options.school_class,
            options.child,
            options.audience or Audience.INTERNAL,
            options.with_numbers,
            options.reason,
        )
        if kept:
            lint = lint_template(opened, kept.template_id, order.term)
        else:
            lint = lint_file(opened, options.template, order.term, order.per)
        files: list[Path] = []
        if not options.dry_run:
            folder = _folder(options)
            if kept:
                files += fill_template(opened, kept.template_id, order, folder)
            else:
                files += fill_file(opened, options.template, order, folder)
    payload = {
        "kind": "own-template",
        "per": order.per.value,
        "sound": lint.is_sound,
        "used": lint.used,
        "unknown": [{"name": name, "nearest": near} for name, near in lint.unknown],
        "unused": lint.unused,
        "problems": lint.problems,
        "files": files,
    }
    return payload, [lint.said, *(f"{file}" for file in files)]


def _per(word: str) -> Per:
    for per in KINDS:
        if word in (per.value, per.label):
            return per
    known = "、".join(f"{per.value}（{per.label}）" for per in KINDS)
    raise InputProblem(f"模板没有“{word}”这种份法，没有写出任何文件。", f"可写：{known}。")


def _figures(options: argparse.Namespace) -> Answer:
    term = options.term or code_for(options.now().date())
    words = arguments.json_object(options.cells)
    with office.open_office(options.office, options.now) as opened:
        book = read_county_book(options.template)
        sheet = options.sheet or next(iter(book.sheets), "")
        marks = None if words is None else marks_by_words(book.grid(sheet), words)
        plan = plan_figures(opened, options.template, term, marks, sheet=sheet, book=book)
        require_any(plan)
        files = [] if options.dry_run else [write_figures(opened, plan, _folder(options))]
    payload = {
        "kind": "county-figures",
        "sheet": plan.sheet,
        "cells": [
            {
                "cell": cell.mark.cell,
                "figure": cell.mark.figure,
                "label": cell.label,
                "value": cell.value,
                "beside": cell.mark.beside,
                "above": cell.mark.above,
                "asks": cell.asks,
            }
            for cell in plan.cells
        ],
        "differences": plan.differences,
        "notes": plan.notes,
        "files": files,
    }
    lines = [
        *(f"{c.mark.cell}\t{c.label}\t{c.text}\t{c.asks}" for c in plan.cells),
        plan.said,
        *(f"不一致　{said}。" for said in plan.differences),
        *plan.notes,
        *(f"统计表：{file}" for file in files),
    ]
    return payload, lines


def _roster(options: argparse.Namespace) -> Answer:
    wanted = Wanted(
        options.term or code_for(options.now().date()),
        _WHOM.get(options.figure) or behind(options.figure),
        options.school_class,
        options.audience or Audience.REPORT,
        options.with_numbers,
        options.sheet or "",
        chosen_by_words(arguments.mapping(options.map) or {}),
        _examples(options.examples),
    )
    with office.open_office(options.office, options.now) as opened:
        plan = plan_roster(opened, options.template, wanted)
        if options.dry_run:
            return _told(plan, [])
        return _told(plan, [write_roster(opened, plan, _folder(options), options.reason)])


def _folder(options: argparse.Namespace) -> Path:
    if options.out is None:
        said = "没有写明文件放在哪里，没有写出任何文件。"
        raise InputProblem(said, "请用 --out 写一个文件夹。")
    return options.out


def _told(plan: RosterPlan, files: list[Any]) -> Answer:
    payload = {
        "kind": "county-roster",
        "sheet": plan.sheet,
        "children": len(plan.child_ids),
        "first_row": plan.first_row + 1,
        "columns": [
            {"cell": c.cell, "heading": c.heading, "key": c.key, "means": c.means, "how": c.how}
            for c in plan.head.columns
        ],
        "examples": plan.examples,
        "asks": plan.asks,
        "doubts": [{"cell": doubt.cell, "reason": doubt.said} for doubt in plan.doubts],
        "notes": plan.notes,
        "files": files,
    }
    lines = [
        *(f"{c.cell}\t{c.heading}\t{c.means or '—'}\t{c.how.label}" for c in plan.head.columns),
        plan.said,
        *plan.notes,
        *(f"存疑　{doubt.cell} {doubt.said}" for doubt in plan.doubts),
        *([plan.asks] if plan.asks else []),
        *(f"{plan.wanted.audience.label}名册：{file}" for file in files),
    ]
    return payload, lines


def _examples(word: str | None) -> Examples | None:
    if word is None:
        return None
    found = Examples.from_text(word) or next((one for one in Examples if one.value == word), None)
    if found is None:
        raise InputProblem(f"示例行没有“{word}”这种办法，没有写出任何文件。", "可写replace或keep。")
    return found
