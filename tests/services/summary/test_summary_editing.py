"""Editing the summary beside its pages: texts, checks, previews, issues and what drifted since."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import sqlalchemy as sa

from liushou_desk.domain.document import Heading
from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.words import SummaryState
from liushou_desk.errors import InputProblem, RuleConflict, TemplateTrouble
from liushou_desk.models import Child, DiaryEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal import history
from liushou_desk.services.summary import draft, editing, service
from liushou_desk.services.summary.drafts import (
    copy_draft,
    list_drafts,
    list_papers,
    remove_draft,
    rename_draft,
)
from liushou_desk.services.summary.paper import Paper
from liushou_desk.services.summary.sections import SECTIONS, section_of
from liushou_desk.services.summary.taking import read_offers, take

TERM = "2026-2027-1"
KEY = "plans.records"


def paragraph(office: OfficeFile, key: str) -> editing.ParagraphText:
    sections = editing.read_summary(office, TERM).sections
    return next(p for section in sections for p in section.paragraphs if p.key == key)


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_text_stands_in_the_order_of_the_document(demo: OfficeFile) -> None:
    collected = service.collect(demo, TERM)
    read = editing.read_summary(demo, TERM)
    there = [p for section in read.sections for p in section.paragraphs if not p.is_offered]
    said = {p.key: p.text for p in there if p.text}
    assert list(said) == list(collected.paragraphs())
    assert all(collected.paragraphs()[key].endswith(text) for key, text in said.items())
    headings = [b.text for b in collected.document.blocks if isinstance(b, Heading)]
    printed = [s.heading for s in read.sections if {p.key for p in s.paragraphs} & set(said)]
    assert printed[1:] == [text for text in headings if not text.startswith("二、")]
    assert (read.state, read.version) == (SummaryState.DRAFT, 0)


def test_template_holds_figures_where_the_text_holds_numbers(demo: OfficeFile) -> None:
    found = paragraph(demo, "basics.total")
    assert "{left_behind}" in found.template
    assert "{" not in found.text
    assert editing.check_paragraph(demo, TERM, found.key, found.template) == found.text


def test_paragraph_left_out_can_be_brought_back(demo: OfficeFile) -> None:
    before = paragraph(demo, "problems.late").text
    service.revise(demo, TERM, {"problems.late": " "})
    assert paragraph(demo, "problems.late") == editing.ParagraphText("problems.late", "", "", True)
    assert "problems.late" not in service.collect(demo, TERM).paragraphs()
    service.revise(demo, TERM, {"problems.late": None})
    assert paragraph(demo, "problems.late").text == before


def test_numbering_skips_what_is_left_out(demo: OfficeFile) -> None:
    keys = [key for key in service.collect(demo, TERM).paragraphs() if key.startswith("problems.")]
    draft.amend(demo, TERM, {keys[0]: ""})
    said = service.collect(demo, TERM).paragraphs()
    numbers = [said[key].partition(". ")[0] for key in keys[1:]]
    assert numbers == [str(number) for number in range(1, len(keys))]


def test_part_left_out_has_no_heading(demo: OfficeFile) -> None:
    draft.amend(demo, TERM, {"work.filing": ""})
    document = service.collect(demo, TERM).document
    parts = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2]
    assert not [text for text in parts if "建档" in text]
    assert [text[1] for text in parts] == list("一二三四五六七八九十")


def test_paragraph_gone_bad_is_shown_with_its_problem(demo: OfficeFile) -> None:
    """An activity that was taken back must not lock the clerk out of the summary."""
    draft.amend(demo, TERM, {"opening": "有{activity_attendance.99999}人。"})
    found = paragraph(demo, "opening")
    assert found.text == "有〔没有指标：各场活动留守儿童：已删除的活动〕人。"
    assert "“各场活动留守儿童：已删除的活动”现在没有数字" in found.problem
    assert "没有指标：各场活动" in pdf_text(editing.preview_pdf(demo, TERM))
    with pytest.raises(TemplateTrouble, match="没填完的空"):
        service.collect(demo, TERM, for_issue=True)
    service.revise(demo, TERM, {"opening": None})
    assert not paragraph(demo, "opening").problem


@pytest.mark.parametrize(
    ("key", "template", "trouble"),
    [
        ("opening", "有{没有这个指标}人", TemplateTrouble),
        ("opening", "有{left_behind人", TemplateTrouble),
        ("没有", "文字", InputProblem),
    ],
)
def test_check_refuses(demo: OfficeFile, key: str, template: str, trouble: type) -> None:
    with pytest.raises(trouble):
        editing.check_paragraph(demo, TERM, key, template)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("by_care.祖辈", "留守儿童按照料方式：祖辈"),
        ("上学期.left_behind", "上学期留守儿童"),
        ("增减.left_behind", "留守儿童，与上学期之差"),
        ("by_care", "留守儿童按照料方式"),
        ("没有这个指标", None),
    ],
)
def test_figures_go_by_chinese_names(demo: OfficeFile, key: str, name: str | None) -> None:
    assert editing.read_summary(demo, TERM).values.name(key) == name


def test_refusal_to_issue_quotes_the_words_as_they_read(demo: OfficeFile, tmp_path: Path) -> None:
    with demo.reading() as session:
        name = session.scalars(sa.select(Child.name)).first()
    draft.amend(demo, TERM, {"opening": f"家访{{times.家访}}次，看望了{name}。"})
    with pytest.raises(TemplateTrouble, match=f"儿童姓名“{name}”") as trouble:
        service.issue_summary(demo, TERM, tmp_path)
    assert "{" not in trouble.value.message


def test_history_names_the_figures_of_a_paragraph(demo: OfficeFile) -> None:
    service.revise(demo, TERM, {KEY: "家访{times.家访}次。"})
    service.revise(demo, TERM, {KEY: None})
    for action in history.list_actions(demo)[:2]:
        lines, _ = history.what_it_did(demo, action.action_id)
        told = {line.item: line.before + line.after for line in lines if line.table != "工作总结"}
        assert told["文字"] == "家访〔次数：家访〕次。"
        assert told["段落"] == "下一步打算"
        assert not any(line.after.startswith("#") for line in lines)
        assert any(line.who.endswith("下一步打算") for line in lines)


def test_every_paragraph_has_a_section(demo: OfficeFile) -> None:
    for paper in (TERM, *(Paper(TERM, kind) for kind in (SummaryKind.YEAR, SummaryKind.PLAN))):
        take(demo, paper, {key.partition(".")[0] for key in read_offers(demo, paper)})
        said = service.collect(demo, paper).paragraphs()
        assert {section_of(key) for key in said} <= {*SECTIONS.values()}


def test_every_choice_can_be_put_in(demo: OfficeFile) -> None:
    choices = editing.figure_choices(demo, TERM)
    template = "、".join(f"{{{key}}}" for key, _, _ in choices)
    assert editing.check_paragraph(demo, TERM, "opening", template)
    shown = {key: (label, text) for key, label, text in choices}
    assert shown["share"][1].count("%") == 1
    assert shown["aid_yuan"][1].endswith("元")
    assert shown["上学期.left_behind"][0] == "上学期留守儿童"


def test_preview_shows_what_is_not_saved(demo: OfficeFile) -> None:
    draft.amend(demo, TERM, {"opening": "存过的开头。"})
    size = demo.path.stat().st_size
    assert "没有存的开头" in pdf_text(
        editing.preview_pdf(demo, TERM, {"opening": "没有存的开头。"})
    )
    assert "存过的开头" not in pdf_text(editing.preview_pdf(demo, TERM, {"opening": None}))
    assert "存过的开头" in pdf_text(editing.preview_pdf(demo, TERM))
    assert demo.path.stat().st_size == size
    assert demo.undo() == "修改工作总结"


def test_preview_is_what_is_written(demo: OfficeFile, tmp_path: Path) -> None:
    written = service.write_summary(demo, TERM, tmp_path, ["pdf"])
    assert editing.preview_pdf(demo, TERM) == written.files[0].read_bytes()


def test_issued_summary_shows_its_frozen_pages(demo: OfficeFile, tmp_path: Path) -> None:
    issued = service.issue_summary(demo, TERM, tmp_path)
    frozen = issued.files[1].read_bytes()
    assert editing.preview_pdf(demo, TERM, {"opening": "别的开头。"}) == frozen
    assert editing.read_summary(demo, TERM).state is SummaryState.ISSUED
    draft.amend(demo, TERM, {}, reopen=True)
    assert editing.preview_pdf(demo, TERM) != frozen
    assert editing.read_summary(demo, TERM).version == 1


def test_issued_text_is_what_was_issued(demo: OfficeFile, tmp_path: Path) -> None:
    """Whatever happens to the records or the draft; the pages say the same."""
    draft.amend(demo, TERM, {"opening": "定稿的开头。\n第二行。"})
    said = service.issue_summary(demo, TERM, tmp_path).paragraphs
    headings = [s.heading for s in editing.read_summary(demo, TERM).sections]
    with demo.action("改名") as session:
        session.get_one(Child, 1).name = "改了名"
    demo.undo()
    read = editing.read_summary(demo, TERM)
    assert [p.text for s in read.sections for p in s.paragraphs] == list(said.values())
    assert all(p.text == p.template for s in read.sections for p in s.paragraphs)
    draft.amend(demo, TERM, {}, reopen=True)
    again = editing.read_summary(demo, TERM)
    assert headings == [
        s.heading
        for s in again.sections
        if any(p.text and not p.is_offered for p in s.paragraphs) or s.heading[1:2] == "、"
    ]


def test_drift_names_what_the_issue_no_longer_matches(demo: OfficeFile, tmp_path: Path) -> None:
    assert editing.drift(demo, TERM) == ()
    service.issue_summary(demo, TERM, tmp_path)
    assert editing.drift(demo, TERM) == ()
    with demo.reading() as session:
        visit = open_book(demo, session, TERM).rows("times.家访")[-1]
    with demo.action("更正记录") as session:
        session.get_one(DiaryEntry, visit.record_id).reached = False
    drifted = {found.key: found for found in editing.drift(demo, TERM)}
    times = drifted["times.家访"]
    assert (int(times.frozen), times.label) == (int(times.present) + 1, "次数：家访")
    demo.undo()
    assert editing.drift(demo, TERM) == ()


def test_refusal_serves_the_window_as_well(demo: OfficeFile, tmp_path: Path) -> None:
    service.issue_summary(demo, TERM, tmp_path)
    for refused in (
        lambda: service.revise(demo, TERM, {"opening": "另一段开头。"}),
        lambda: service.issue_summary(demo, TERM, tmp_path),
    ):
        with pytest.raises(RuleConflict) as trouble:
            refused()
        assert "请先重新起草" in trouble.value.message
        assert "--" not in trouble.value.message


def test_drafts_stand_side_by_side(demo: OfficeFile, tmp_path: Path) -> None:
    """A copy goes its own way; each step is taken back by one undo."""
    service.revise(demo, TERM, {"opening": "第一份的开头。"})
    copied = copy_draft(demo, TERM, " 送教育局 ")
    assert list_drafts(demo, TERM) == ("", "送教育局")
    service.revise(demo, copied, {"opening": "第二份的开头。"})
    said = [service.collect(demo, one).paragraphs()["opening"] for one in (TERM, copied)]
    assert said == ["第一份的开头。", "第二份的开头。"]
    named = service.write_summary(demo, copied, tmp_path, ["pdf"]).files[0].name
    assert named.endswith("（草稿送教育局）.pdf")
    for name, words in (("送教育局", "已有叫"), ("  ", "要有自己的名称")):
        with pytest.raises(InputProblem, match=words):
            copy_draft(demo, TERM, name)
    assert rename_draft(demo, copied, "报局里").name == "报局里"
    left = remove_draft(demo, replace(copied, name="报局里"))
    assert (left.name, list_drafts(demo, TERM)) == ("", ("",))
    with pytest.raises(RuleConflict, match="只有这一份"):
        remove_draft(demo, TERM)
    assert [demo.undo() for _ in range(2)] == ["删除草稿", "草稿改名"]
    assert service.collect(demo, copied).paragraphs()["opening"] == "第二份的开头。"


def test_each_kind_of_paper_is_its_own_and_is_issued_for_itself(
    demo: OfficeFile, tmp_path: Path
) -> None:
    papers = [row.paper for row in list_papers(demo, TERM)]
    classes = [paper for paper in papers if paper.kind is SummaryKind.SCHOOL_CLASS]
    one_a_kind = {paper.kind: paper for paper in reversed(papers)}
    assert len(classes) > 3
    del one_a_kind[SummaryKind.HOLIDAY]  # the winter holiday lies ahead
    for kind, paper in one_a_kind.items():
        service.revise(demo, paper, {"opening": f"{kind.label}的开头。"})
    for kind, paper in one_a_kind.items():
        assert service.collect(demo, paper).paragraphs()["opening"] == f"{kind.label}的开头。"
    year = one_a_kind[SummaryKind.YEAR]
    issued = service.issue_summary(demo, year, tmp_path)
    assert "2026—2027学年留守儿童关爱保护工作总结" in issued.files[0].name
    assert editing.read_summary(demo, year).state is SummaryState.ISSUED
    assert editing.read_summary(demo, TERM).state is SummaryState.DRAFT
    assert editing.drift(demo, year) == ()
    assert demo.undo() == "修改工作总结"  # the plan's, not the year's, which is sealed
    with pytest.raises(RuleConflict, match="2027年寒假从2027年1月16日开始"):
        service.collect(demo, Paper(TERM, SummaryKind.HOLIDAY))
