"""The verb `proofread` of the command line: what is to be put right in any paper."""

import argparse
from pathlib import Path
from typing import Any

from liushou_desk.domain.official_format.rule import RuleReport
from liushou_desk.domain.proofing.finding import Finding
from liushou_desk.file_verbs import Answer
from liushou_desk.services.keeping import office
from liushou_desk.services.official_format.checking import format_report
from liushou_desk.services.official_format.copying import save_reformatted
from liushou_desk.services.proofreading.reading import Proof, proof_of_file


def read(options: argparse.Namespace) -> Answer:
    """Say every finding in a file; with an office file also what its register says otherwise."""
    proof = _proof(options)
    payload: dict[str, Any] = {
        "file": options.file,
        "sound": not proof.blocking,
        "blocking": proof.blocking,
        "advisory": len(proof.findings) - proof.blocking,
        "against": proof.against,
        "findings": [_told(finding) for finding in proof.findings],
        "format": [_rule(rule) for rule in proof.format],
    }
    lines = [_line(finding) for finding in proof.findings]
    lines += [*filter(None, [proof.against]), proof.sentence]
    if options.format:
        reports = proof.format or format_report(options.file)  # which says why there are none
        payload["format"] = [_rule(one) for one in reports]
        lines += [one.sentence for one in reports]
    if options.copy:
        copy = save_reformatted(options.file)
        payload["copy"] = copy
        lines.append(f"已写出套用版式的副本：{copy}")
    return payload, lines


def add_options(parser: argparse.ArgumentParser) -> None:
    """The file, and the term whose figures it is compared with."""
    parser.set_defaults(office=None)  # read alone, unless a file to compare with is named
    parser.add_argument("file", type=Path, help="文稿（.docx、.txt、PDF）")
    parser.add_argument("--term", help="与哪个学期的台账核对，如 2026-2027-1")
    parser.add_argument("--format", action="store_true", help="同时按GB/T 9704检查版式")
    parser.add_argument(
        "--copy", action="store_true", help="在旁边另存一份套用GB/T 9704版式的.docx，原文件不动"
    )


def _proof(options: argparse.Namespace) -> Proof:
    if options.office is None:
        return proof_of_file(options.file)
    with office.open_office(options.office, options.now) as opened:
        return proof_of_file(options.file, opened, options.term)


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "label": finding.kind.label,
        "place": finding.place,
        "line": finding.line + 1,
        "start": finding.start,
        "end": finding.end,
        "said": finding.said,
        "why": finding.why,
        "blocking": finding.blocking,
    }


def _rule(report: RuleReport) -> dict[str, Any]:
    return {
        "rule": report.key,
        "title": report.title,
        "clause": report.clause,
        "verdict": report.verdict.name.lower(),
        "checked": report.checked,
        "broken": [
            {"place": one.place, "measured": one.measured, "wanted": one.wanted}
            for one in report.broken
        ],
    }


def _line(finding: Finding) -> str:
    grade = "必须改" if finding.blocking else "建议改"
    return f"{grade}　{finding.place}　{finding.kind.label}　“{finding.said}”：{finding.why}。"
