"""The verb `summary` of the command line."""

import argparse
from collections.abc import Iterable

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.terms import code_for
from liushou_desk.domain.words import SummaryState
from liushou_desk.errors import InputProblem
from liushou_desk.file_verbs import Answer
from liushou_desk.services.keeping import office
from liushou_desk.services.papers.drawing import check_formats
from liushou_desk.services.summary import service
from liushou_desk.services.summary.checking import Check, Held, Pass
from liushou_desk.services.summary.drafts import class_called
from liushou_desk.services.summary.paper import Paper
from liushou_desk.services.summary.taking import read_offers, take


def write(options: argparse.Namespace) -> Answer:
    """Revise, issue or write a paper of a term."""
    term = options.term or code_for(options.now().date())
    if options.issue and (options.day or options.campus):
        raise InputProblem("定稿是整份文稿，不能同时指定截止日或教学点。", "请去掉其中一项。")
    if options.charts and options.day:
        raise InputProblem("统计图按各学期自己的截止日画，不能同时指定截止日。", "请去掉其中一项。")
    formats, charts = options.format.split(","), options.charts or None
    with office.open_office(options.office, options.now) as opened:
        asked = _asked(opened, term, options)
        if options.paragraph or options.reopen or options.review:
            check_formats(formats)
            own = dict(options.paragraph)
            service.revise(opened, asked, own, reopen=options.reopen, review=options.review)
        if options.take:
            take(opened, asked, options.take)
        if options.issue:
            allowed = Pass(reason=options.override)
            written = service.issue_summary(
                *(opened, asked, options.out, formats),
                charts=charts,
                layout=options.layout or "",
                allowed=allowed,
            )
        else:
            written = service.write_summary(
                opened,
                asked,
                options.out,
                formats,
                day=options.day,
                campus=options.campus,
                charts=charts,
                layout=options.layout or "",
            )
        is_open = written.state is not SummaryState.ISSUED
        offers = read_offers(opened, asked) if is_open else {}
    payload = {
        "term": term,
        "paper": asked.kind.value,
        "state": written.state.value,
        "version": written.version,
        "files": written.files,
        "paragraphs": written.paragraphs,
        "offers": offers,
        "findings": told(written.checks),
    }
    version = f"（第{written.version}稿）" if written.version else ""
    lines = [f"{written.state.label}{version}：{file}" for file in written.files]
    return payload, [*lines, *map(_line, written.checks)]


def told(checks: Iterable[Check]) -> list[dict[str, str]]:
    """Findings of the check before an issue, for the JSON object."""
    return [
        {
            "weight": one.weight.value,
            "kind": one.kind,
            "place": one.place,
            "paragraph": one.key,
            "said": one.said,
            "why": one.why,
        }
        for one in checks
    ]


def held_by(error: Exception) -> tuple[dict[str, object], list[str]]:
    """The findings that stand in the way of an issue; nothing of another error."""
    if not isinstance(error, Held):
        return {}, []
    return {"findings": told(error.checks)}, list(map(_line, error.checks))


def _line(one: Check) -> str:
    return f"{one.weight.label}　{one.kind}　{one.place}：{one.said}　{one.why}"


def _asked(opened: office.OfficeFile, term: str, options: argparse.Namespace) -> Paper:
    called, of_class = options.school_class, options.paper is SummaryKind.SCHOOL_CLASS
    if of_class and not called:
        raise InputProblem("班级总结要写明是哪个班。", "请加上 --class，如 --class 三年级1班。")
    if called and not of_class:
        raise InputProblem("只有班级总结能指定班级。", "请写 --paper 班级总结，或去掉 --class。")
    found = class_called(opened, called) if called else None
    return Paper(term, options.paper, found, options.draft or "")


def revises(options: argparse.Namespace) -> bool:
    """Whether the office file is written to."""
    revised = options.paragraph or options.take or options.reopen or options.review
    return bool(revised or options.issue)
