"""A paper edited in WPS is compared paragraph by paragraph, and comes back with its figures."""

import re
from pathlib import Path

import docx
import pytest

from liushou_desk.domain.amended import paired, rebuilt
from liushou_desk.domain.document import FigureRun, TextRun
from liushou_desk.domain.paper_text import PaperText, TextLine
from liushou_desk.errors import FileTrouble
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.summary import editing, service
from liushou_desk.services.summary.returned import Edited, edits_of, read_edits, take_edits

TERM = "2026-2027-1"


@pytest.fixture
def written(demo: OfficeFile, tmp_path: Path) -> Path:
    return service.write_summary(demo, TERM, tmp_path, ["docx"]).files[0]


def template(office: OfficeFile, key: str) -> str:
    sections = editing.read_summary(office, TERM).sections
    return next(p.template for s in sections for p in s.paragraphs if p.key == key)


def test_a_file_nobody_touched_says_nothing_new(demo: OfficeFile, written: Path) -> None:
    assert read_edits(demo, TERM, written) == ()


def test_each_change_is_shown_and_only_what_is_taken_is_changed(
    demo: OfficeFile, written: Path
) -> None:
    paper = docx.Document(str(written))
    by_start = {p.text[:6]: p for p in paper.paragraphs}
    opening = by_start["2026—2"]
    opening.runs[0].text = "本学期，" + opening.runs[0].text
    pairs = next(p for p in paper.paragraphs if p.text.startswith("学校安排帮扶人"))
    text, number = pairs.text, int(re.findall(r"帮扶人(\d+)人", pairs.text)[0])
    for run in pairs.runs[1:]:
        run.text = ""
    pairs.runs[0].text = text.replace("学校安排", "全校选派", 1).replace(
        f"{number}人", f"{number + 1}人", 1
    )
    gone = next(p for p in paper.paragraphs if "记录不够及时" in p.text)
    gone._element.getparent().remove(gone._element)
    opening.insert_paragraph_before("另起的一段{话}。")
    paper.save(str(written))

    found = {edit.what: edit for edit in read_edits(demo, TERM, written)}
    before = {key: template(demo, key) for key in ("opening", "work.pairing", "problems.late")}
    changed = [e for e in read_edits(demo, TERM, written) if e.what is Edited.CHANGED]
    assert [edit.key for edit in changed] == ["opening", "work.pairing"]
    assert changed[1].doubts == (f"文件里写{number + 1}，台账是{number}",)
    assert changed[1].template == before["work.pairing"].replace("学校安排", "全校选派", 1).replace(
        "{mentors}", str(number + 1)
    )
    assert found[Edited.REMOVED].key == "problems.late"
    added = found[Edited.ADDED]
    assert (added.new, added.key) == ("另起的一段｛话｝。", "basics.added_1")
    assert len(read_edits(demo, TERM, written)) == 4

    take_edits(demo, TERM, [changed[1], found[Edited.ADDED], found[Edited.REMOVED]])
    said = service.collect(demo, TERM).paragraphs()
    assert said["work.pairing"].startswith(f"全校选派帮扶人{number + 1}人，与留守儿童")
    assert said["basics.added_1"] == "另起的一段｛话｝。"
    assert "problems.late" not in said
    assert template(demo, "opening") == before["opening"]
    assert [edit.key for edit in read_edits(demo, TERM, written)] == ["opening"]
    demo.undo()
    assert {key: template(demo, key) for key in before} == before


def test_what_the_program_sets_cannot_be_taken_and_another_paper_is_refused(
    demo: OfficeFile,
) -> None:
    lines = [*service.collect(demo, TERM).paragraphs().values()]
    texts = ["一、学校的基本情况", *lines]
    paper = PaperText("改过.docx", tuple(TextLine(text, "") for text in texts))
    fixed = [edit for edit in edits_of(demo, TERM, paper) if not edit.can_be_taken]
    assert {edit.what for edit in fixed} == {Edited.FIXED}
    with pytest.raises(FileTrouble, match="几乎没有相同的段落"):
        edits_of(demo, TERM, PaperText("别的.docx", (TextLine("别的学校的总结。", ""),)))


def test_numbers_that_moved_on_are_told_apart_from_words() -> None:
    runs = (TextRun("家访"), FigureRun("times.家访", "48"), TextRun("次，谈心"),
            FigureRun("times.谈心", "48"), TextRun("次。"))  # fmt: skip
    moved = rebuilt(runs, "家访48次，谈心50次。")
    assert (moved.template, moved.only_numbers) == ("家访{times.家访}次，谈心50次。", True)
    turned = rebuilt(runs, "谈心48次，家访48次，共96次。")
    assert not turned.only_numbers
    assert "96" in turned.template
    assert list(paired(["甲甲甲甲", "乙乙乙乙"], ["新新新新", "乙乙乙丙"])) == [
        (0, None), (None, 0), (1, 1),
    ]  # fmt: skip
