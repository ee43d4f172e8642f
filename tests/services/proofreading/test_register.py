from dataclasses import replace
from pathlib import Path

import pytest

from liushou_desk.domain.paper_text import PaperText
from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.tree import text_of_document
from liushou_desk.errors import FileTrouble, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.proofreading.reading import proof_of, proof_of_file, proof_of_text
from liushou_desk.services.summary import service

TERM = "2026-2027-1"


@pytest.fixture
def summary(demo: OfficeFile) -> PaperText:
    return text_of_document(service.collect(demo, TERM).document)


def changed(paper: PaperText, old: str, new: str) -> PaperText:
    at = next(k for k, line in enumerate(paper.lines) if old in line.text)
    lines = list(paper.lines)
    lines[at] = replace(lines[at], text=lines[at].text.replace(old, new, 1))
    return replace(paper, lines=tuple(lines))


def of_kind(kind: Fault, findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.kind is kind]


def test_our_own_summary_is_sound_and_agrees_with_the_register(
    demo: OfficeFile, summary: PaperText
) -> None:
    proof = proof_of(summary, demo, TERM)
    assert not proof.findings
    assert "已与台账核对" in proof.against
    assert "没有发现问题" in proof.sentence


def test_a_number_that_the_register_says_otherwise_is_told_with_the_day(
    demo: OfficeFile, summary: PaperText
) -> None:
    with demo.reading():
        stated = next(line.text for line in summary.lines if "其中留守儿童" in line.text)
    number = int(stated.partition("其中留守儿童")[2].partition("人")[0])
    said = f"全校现有留守儿童{number + 4}人"
    told = proof_of_text(f"截至2026年11月21日，{said}。\n{said}都已结对。", demo, TERM)
    found = of_kind(Fault.REGISTER, told.findings)
    assert len(found) == 2
    assert f"文中是{number + 4}，台账2026年11月21日是{number}" in found[0].why
    assert found[0].blocking


def test_parts_of_children_are_compared_and_parts_of_pupils_are_not(demo: OfficeFile) -> None:
    children = "全校现有留守儿童900人，其中男生500人、女生400人。"
    pupils = "学校在校教师40人，其中男25人、女15人。"
    assert len(of_kind(Fault.REGISTER, proof_of_text(children, demo, TERM).findings)) == 3
    assert not of_kind(Fault.REGISTER, proof_of_text(pupils, demo, TERM).findings)


def test_a_term_that_is_not_on_file_is_said_and_the_rest_is_read(demo: OfficeFile) -> None:
    text = "2019—2020学年第一学期工作总结\n全校留守儿童xx人。"
    proof = proof_of_text(text, demo)
    assert "没有与台账的数字核对" in proof.against
    assert of_kind(Fault.GAP, proof.findings)
    with pytest.raises(RuleConflict):
        proof_of_text(text, demo, "2019-2020-1")


def test_a_text_file_is_read_and_what_is_no_paper_refused(tmp_path: Path) -> None:
    paper = tmp_path / "去年的总结.txt"
    paper.write_text("一、基本情况\n全校留守儿童213人，其中男112人、女102人。\n", "utf-8")
    [found] = proof_of_file(paper).findings
    assert (found.kind, found.place) == (Fault.SUM, "第2行")
    with pytest.raises(FileTrouble):
        proof_of_file(tmp_path / "没有.docx")
