"""定稿检查: what is never passed, what passes with a reason, and what is found in the files."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.cli import main
from liushou_desk.domain.document import FigureRun, Paragraph, Table
from liushou_desk.domain.layout import GB_T_9704
from liushou_desk.errors import InputProblem
from liushou_desk.models import Action, Child, IssuedDocument
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.drawing import FORMATS, drawn_files, put_files
from liushou_desk.services.summary import checking, draft, service
from liushou_desk.services.summary.checking import READ_BACK, RECOUNTED, Held, Pass, Weight
from liushou_desk.services.summary.reading_back import lines_with_figures

TERM = "2026-2027-1"
WRONG = "全校留守儿童100人，其中男生60人，女生50人。"


def held(office: OfficeFile, folder: Path, **passed: Any) -> Held:
    with pytest.raises(Held) as refusal:
        service.issue_summary(office, TERM, folder, allowed=Pass(**passed))
    assert not list(folder.glob("*.docx"))
    return refusal.value


def test_what_blocks_passes_with_a_reason_that_is_kept(demo: OfficeFile, tmp_path: Path) -> None:
    draft.amend(demo, TERM, {"opening": WRONG})
    found = held(demo, tmp_path)
    assert found.may_pass
    worst = found.checks[0]
    assert (worst.weight, worst.key) == (Weight.BLOCKING, "opening")
    assert any("110" in one.why for one in found.checks)
    with demo.reading() as session:
        name = next(n for n in session.scalars(sa.select(Child.name)) if len(n) > 2)
    with pytest.raises(InputProblem, match="姓名"):
        service.issue_summary(demo, TERM, tmp_path, allowed=Pass(reason=f"{name}已核实"))
    issued = service.issue_summary(demo, TERM, tmp_path, allowed=Pass(reason="两类有重叠，已核实"))
    assert worst in issued.checks
    with demo.reading() as session:
        kept = session.scalars(sa.select(IssuedDocument)).one()
        assert kept.reason == "两类有重叠，已核实"
        assert json.loads(kept.overridden or "[]")[0]["why"] == worst.why
        action = session.scalars(sa.select(Action).where(Action.sentence == "定稿工作总结")).one()
    told = json.loads(action.records)
    assert told["reason"] == "两类有重叠，已核实"
    assert worst.kind in told["kinds"]


def test_gaps_and_people_never_pass(demo: OfficeFile, tmp_path: Path) -> None:
    draft.amend(demo, TERM, {"opening": "电话13800138000联系。", "basics.total": "共有XX人。"})
    found = held(demo, tmp_path, reason="没有关系")
    assert not found.may_pass
    assert {c.key for c in found.checks if c.weight is Weight.NEVER} == {"opening", "basics.total"}


def test_advice_asks_once(demo: OfficeFile, tmp_path: Path) -> None:
    draft.amend(demo, TERM, {"opening": "学校认真开展了关爱工作,成效明显。"})
    found = held(demo, tmp_path, has_looked=False)
    assert found.is_advice
    issued = service.issue_summary(demo, TERM, tmp_path)
    assert {c.weight for c in issued.checks} == {Weight.ADVISORY}
    with demo.reading() as session:
        assert session.scalars(sa.select(IssuedDocument.reason)).one() is None


def test_a_figure_that_another_count_does_not_find(
    demo: OfficeFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A slip of the program is the fault looked for: the count of one figure is turned."""
    real = checking.recount

    def turned(*about: Any) -> Mapping[str, int]:
        found = dict(real(*about))
        return found | {"left_behind": found["left_behind"] + 1}

    monkeypatch.setattr(checking, "recount", turned)
    worst = held(demo, tmp_path).checks[0]
    assert (worst.kind, worst.weight) == (RECOUNTED, Weight.BLOCKING)
    assert worst.key
    assert "另行清点" in worst.why


def test_every_figure_is_read_back_from_both_files(demo: OfficeFile, tmp_path: Path) -> None:
    document = service.collect(demo, TERM, for_issue=True).document
    made = drawn_files(document, GB_T_9704, "稿", FORMATS, demo.today)
    files = put_files(tmp_path, made)
    assert list(checking.read_back(document, files)) == []
    printed = sum(
        isinstance(run, FigureRun)
        for block in document.all_blocks()
        for runs in _runs(block)
        for run in runs
    )
    assert printed > 100
    assert len(lines_with_figures(document)) > 80

    def altered(block: object) -> Any:
        if not isinstance(block, Paragraph) or block.key != "basics.total":
            return block
        runs = tuple(replace(r, text="777") if isinstance(r, FigureRun) else r for r in block.runs)
        return replace(block, runs=runs)

    other = replace(document, blocks=tuple(altered(block) for block in document.blocks))
    found = list(checking.read_back(other, files))
    assert {(c.kind, c.weight, c.key) for c in found} == {(READ_BACK, Weight.NEVER, "basics.total")}
    assert len(found) == 2


def _runs(block: object) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.runs]
    if isinstance(block, Table):
        return [cell.runs for row in block.rows for cell in row]
    return []


def test_a_cell_that_the_word_file_lost(demo: OfficeFile, tmp_path: Path) -> None:
    document = service.collect(demo, TERM, for_issue=True).document
    made = drawn_files(document, GB_T_9704, "稿", ["docx"], demo.today)
    (file,) = put_files(tmp_path, made)
    cell = next(line for line in lines_with_figures(document) if line.cell is not None)
    lost = tmp_path / "丢.docx"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(lost, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(f">{cell.text}</w:t>".encode(), b">0.5</w:t>")
            target.writestr(name, data)
    assert cell.place in {check.place for check in checking.read_back(document, [lost])}


def test_the_command_line_lists_findings_and_takes_a_reason(
    demo: OfficeFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft.amend(demo, TERM, {"opening": WRONG})
    path = demo.path
    demo.close()
    words = [
        *("summary", "--office", str(path), "--today", "2026-11-21", "--term", TERM),
        *("--out", str(tmp_path / "出"), "--issue", "--json"),
    ]
    assert main(words) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["findings"][0]["weight"] == "blocking"
    assert told["findings"][0]["paragraph"] == "opening"
    assert main([*words, "--override", "两类有重叠，已核实"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert "合计不符" in {one["kind"] for one in told["findings"]}
