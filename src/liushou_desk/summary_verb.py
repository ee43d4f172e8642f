"""The verb `summary` of the command line."""

import argparse

from liushou_desk.domain.terms import code_for
from liushou_desk.errors import InputProblem
from liushou_desk.file_verbs import Answer
from liushou_desk.services.keeping import office
from liushou_desk.services.papers.drawing import check_formats
from liushou_desk.services.summary import service


def write(options: argparse.Namespace) -> Answer:
    """Revise, issue or write a term's summary."""
    term = options.term or code_for(options.now().date())
    if options.issue and (options.day or options.campus):
        raise InputProblem(
            "定稿是全校本学期的总结，不能同时指定截止日或教学点。", "请去掉其中一项。"
        )
    if options.charts and options.day:
        raise InputProblem("统计图按各学期自己的截止日画，不能同时指定截止日。", "请去掉其中一项。")
    formats, charts = options.format.split(","), options.charts or None
    with office.open_office(options.office, options.now) as opened:
        if options.paragraph or options.reopen or options.review:
            check_formats(formats)
            own = dict(options.paragraph)
            service.revise(opened, term, own, reopen=options.reopen, review=options.review)
        if options.issue:
            written = service.issue_summary(opened, term, options.out, formats, charts=charts)
        else:
            written = service.write_summary(
                opened,
                term,
                options.out,
                formats,
                day=options.day,
                campus=options.campus,
                charts=charts,
            )
    payload = {
        "term": term,
        "state": written.state.value,
        "version": written.version,
        "files": written.files,
        "paragraphs": written.paragraphs,
    }
    version = f"（第{written.version}稿）" if written.version else ""
    return payload, [f"{written.state.label}{version}：{file}" for file in written.files]


def revises(options: argparse.Namespace) -> bool:
    """Whether the office file is written to."""
    return bool(options.paragraph or options.reopen or options.review or options.issue)
