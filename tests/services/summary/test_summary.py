"""The work summary: what it says, what it must not say, how it is issued."""

import json
import re
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
import sqlalchemy as sa

from liushou_desk.domain.document import FigureRun, Heading, Paragraph, Table, words_of
from liushou_desk.domain.official_format.rule import Verdict
from liushou_desk.domain.words import SummaryState
from liushou_desk.errors import FileTrouble, InputProblem, RuleConflict, TemplateTrouble
from liushou_desk.models import Action, Activity, Child, IssuedDocument
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.figures.charts import read_charts
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.official_format.checking import format_report
from liushou_desk.services.school.terms import plan_term
from liushou_desk.services.summary import draft, issue, service
from liushou_desk.services.summary.charts import want_charts
from liushou_desk.services.summary.taking import read_offers, take
from liushou_desk.services.writing.ledger import Ledger
from tests.conftest import OPENING, ticking

TERM = "2026-2027-1"
HEADS = ["一、基本情况", "二、主要工作措施", "三、取得的成效", "四、存在的问题"]


def heads(office: OfficeFile) -> list[str]:
    blocks = service.collect(office, TERM).document.blocks
    return [b.text for b in blocks if isinstance(b, Heading) and b.level == 1]


def test_sections_in_order_and_what_was_not_taken_is_not_said(demo: OfficeFile) -> None:
    assert heads(demo) == HEADS
    offers = read_offers(demo, TERM)
    assert "plans.overdue" in offers
    assert not set(offers) & set(service.collect(demo, TERM).paragraphs())
    take(demo, TERM, ["plans"])
    assert heads(demo) == [*HEADS, "五、下一步打算"]
    plans = [key for key in service.collect(demo, TERM).paragraphs() if key.startswith("plans.")]
    assert plans == [key for key in offers if key.startswith("plans.")]
    service.revise(demo, TERM, {"features.own": "周五亲情电话日。"})
    assert heads(demo)[2:4] == ["三、特色做法", "四、取得的成效"]
    demo.undo()
    demo.undo()
    assert heads(demo) == HEADS
    with pytest.raises(InputProblem, match=r"没有可采用的建议段落“plans\.没有”"):
        take(demo, TERM, ["plans.没有"])


def test_parts_are_numbered_without_a_gap(demo: OfficeFile) -> None:
    blocks = service.collect(demo, TERM).document.blocks
    parts = [b.text for b in blocks if isinstance(b, Heading) and b.level == 2]
    numerals = [*"一二三四五六七八九十", "十一", "十二"]
    assert [text[1 : text.index("）")] for text in parts] == numerals[: len(parts)]


def test_every_number_of_a_figure_is_the_books(demo: OfficeFile) -> None:
    document = service.collect(demo, TERM).document
    with demo.reading() as session:
        book = open_book(demo, session, TERM)
        for block in document.all_blocks():
            for run in _runs(block):
                if isinstance(run, FigureRun) and not re.search("上学期|增减|：", run.key):
                    assert run.text.removesuffix("%") == _shown(book, run.key), run.key


def _runs(block: object) -> list[object]:
    if isinstance(block, Paragraph):
        return list(block.runs)
    if isinstance(block, Table):
        return [run for row in block.rows for cell in row for run in cell.runs]
    return []


def _shown(book: object, key: str) -> str:
    value = book[key].value if key in book else 0  # type: ignore[operator, index]
    return "—" if value is None else str(value)


def test_sentences_hold_no_number_that_is_no_figure(demo: OfficeFile) -> None:
    """Dates, numbering, rule sentences (每月谈心1次) and activity titles aside."""
    for block in service.collect(demo, TERM).document.blocks:
        if isinstance(block, Paragraph) and not block.key.startswith("opening"):
            words = "".join(r.text for r in block.runs if not isinstance(r, FigureRun))
            words = re.sub(r"\d+[年月日]|^\d+\. |每(月|学期)\w+?\d[次户]", "", words)
            assert not re.search(r"\d", words), words


def test_real_activities_are_named(demo: OfficeFile) -> None:
    text = "".join(words_of(service.collect(demo, TERM).document))
    with demo.reading() as session:
        held = session.scalars(sa.select(Activity.title).where(Activity.held_on >= "2026-09-01"))
        for title in held:
            assert title in text


def test_names_no_child(demo: OfficeFile) -> None:
    text = "\n".join(words_of(service.collect(demo, TERM).document))
    with demo.reading() as session:
        assert not [name for name in session.scalars(sa.select(Child.name)) if name in text]


def test_empty_office_claims_nothing(tmp_path: Path) -> None:
    with create_office(tmp_path / "空.db", ticking(OPENING), "小石小学") as office:
        with office.action("建学期") as session:
            ledger = Ledger(session)
            plan_term(session, ledger, TERM)
            ledger.write(session)
        text = "".join(words_of(service.collect(office, TERM).document))
    for claim in ("家访", "结成", "开展活动", "发放", "领导小组", "比上学期"):
        assert claim not in text.split("附件：")[0], claim


def test_both_files_say_the_same(demo: OfficeFile, tmp_path: Path) -> None:
    written = service.write_summary(demo, TERM, tmp_path / "出")
    word, pdf = written.files
    words = _compact("".join(words_of(service.collect(demo, TERM).document)))
    assert _compact(_word_text(word)) == words
    assert _numbers(_pdf_text(pdf)) == _numbers(_word_text(word))
    for path in (word, pdf):
        broken = [one for one in format_report(path) if one.verdict is Verdict.BROKEN]
        assert [one.sentence for one in broken] == []


def test_a_page_of_charts_where_the_school_wants_one(demo: OfficeFile, tmp_path: Path) -> None:
    want_charts(demo, True)
    word, pdf = service.write_summary(demo, TERM, tmp_path / "出").files
    document = service.collect(demo, TERM).document
    assert [attachment.label for attachment in document.attachments] == ["附件1", "附件2"]
    assert _compact(_word_text(word)) == _compact("".join(words_of(document)))
    assert _numbers(_pdf_text(pdf)) == _numbers(_word_text(word))
    shapes = docx.Document(str(word)).inline_shapes
    told = [shape._inline.docPr.get("descr") for shape in shapes]
    assert told == [chart.told for chart in read_charts(demo, TERM).charts]
    images = [thing for page in pypdfium2.PdfDocument(pdf) for thing in page.get_objects([3])]
    for image in images:
        left, _, right, _ = image.get_bounds()
        assert image.get_px_size()[0] / (right - left) * 72 == pytest.approx(300, abs=1)
    assert len(images) == len(shapes)
    want_charts(demo, False)
    assert len(service.collect(demo, TERM).document.attachments) == 1
    assert len(service.collect(demo, TERM, charts=True).document.attachments) == 2


def _word_text(path: Path) -> str:
    paragraphs = [n for n in docx.Document(str(path)).element.body.iter() if n.tag.endswith("}p")]
    return "\n".join(
        "".join(n.text or "" for n in paragraph.iter() if n.tag.endswith("}t"))
        for paragraph in paragraphs
    )


def _pdf_text(path: Path) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    return "\n".join(re.sub(r"(?m)^— \d+ —\r?$|草稿", "", page) for page in pages)


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text)


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:\.\d+)?", text))


def test_own_paragraph_with_figures(demo: OfficeFile) -> None:
    text = "我校有留守儿童{left_behind}人，家访{times.家访}次，上学期{上学期.left_behind}人。"
    service.revise(demo, TERM, {"basics.total": text})
    paragraph = service.collect(demo, TERM).paragraphs()["basics.total"]
    with demo.reading() as session:
        book = open_book(demo, session, TERM)
        assert f"留守儿童{book.number('left_behind')}人" in paragraph


@pytest.mark.parametrize(
    "text", ["有{没有这个指标}人", "家访{times.家防}次", "有{left_behind人", "有left_behind}人"]
)
def test_bad_placeholder_is_refused(demo: OfficeFile, text: str) -> None:
    with pytest.raises(TemplateTrouble):
        service.revise(demo, TERM, {"opening": text})


def test_a_paragraph_that_cannot_be_printed_is_not_saved(demo: OfficeFile) -> None:
    before = service.collect(demo, TERM).paragraphs()["opening"]
    with pytest.raises(TemplateTrouble, match="字库里没有"):
        service.revise(demo, TERM, {"opening": "甲\U0003134f。"})
    assert service.collect(demo, TERM).paragraphs()["opening"] == before
    service.revise(demo, TERM, {"opening": "甲\uffff\u0000乙。"})
    assert service.collect(demo, TERM).paragraphs()["opening"] == "甲乙。"


def test_unknown_paragraph_is_refused(demo: OfficeFile) -> None:
    with pytest.raises(InputProblem):
        service.revise(demo, TERM, {"opening": "甲。", "没有": "文字"})
    assert service.collect(demo, TERM).paragraphs()["opening"] != "甲。"


def test_replacement_is_undone(demo: OfficeFile) -> None:
    before = service.collect(demo, TERM).paragraphs()
    draft.amend(demo, TERM, {"opening": "改过。"})
    assert service.collect(demo, TERM).paragraphs()["opening"] == "改过。"
    demo.undo()
    assert service.collect(demo, TERM).paragraphs() == before


@pytest.mark.parametrize("gap", ["共xx名", "**区", "20__年", "电话13812345678"])
def test_issue_is_refused_while_something_is_wrong(
    demo: OfficeFile, tmp_path: Path, gap: str
) -> None:
    draft.amend(demo, TERM, {"opening": gap})
    with pytest.raises(TemplateTrouble):
        service.issue_summary(demo, TERM, tmp_path)
    assert not list(tmp_path.glob("*.docx"))


def test_issue_is_refused_with_a_childs_name(demo: OfficeFile, tmp_path: Path) -> None:
    with demo.reading() as session:
        name = session.scalars(sa.select(Child.name)).first()
    draft.amend(demo, TERM, {"opening": f"如{name}同学。"})
    with pytest.raises(TemplateTrouble):
        service.issue_summary(demo, TERM, tmp_path)


def test_issue_freezes_text_figures_rows_and_files(demo: OfficeFile, tmp_path: Path) -> None:
    issued = service.issue_summary(demo, TERM, tmp_path / "一")
    contents = {file.name: file.read_bytes() for file in issued.files}
    with demo.action("改名") as session:
        session.scalars(sa.select(Child)).first().name = "改了名"  # type: ignore[union-attr]
    again = service.write_summary(demo, TERM, tmp_path / "二")
    assert again.state is SummaryState.ISSUED
    assert {file.name: file.read_bytes() for file in again.files} == contents
    with demo.reading() as session:
        frozen = session.scalars(sa.select(IssuedDocument)).one()
        figures, rows = json.loads(frozen.figures), json.loads(frozen.rows)
        assert len(rows["left_behind"]) == int(figures["left_behind"])


def test_issued_carries_no_draft_mark(demo: OfficeFile, tmp_path: Path) -> None:
    drafted = service.write_summary(demo, TERM, tmp_path / "草").files[1]
    issued = service.issue_summary(demo, TERM, tmp_path / "定").files[1]
    marks = ["草稿" in pypdfium2.PdfDocument(f)[0].get_textpage().get_text_range()
             for f in (drafted, issued)]  # fmt: skip
    assert marks == [True, False]


def test_issue_twice_is_refused_until_something_changes(demo: OfficeFile, tmp_path: Path) -> None:
    service.issue_summary(demo, TERM, tmp_path)
    with pytest.raises(RuleConflict):
        service.issue_summary(demo, TERM, tmp_path)
    with pytest.raises(RuleConflict):
        draft.amend(demo, TERM, {"opening": "另一段开头。"})
    draft.amend(demo, TERM, {"opening": "另一段开头。"}, reopen=True)
    assert service.issue_summary(demo, TERM, tmp_path).version == 2


def test_issue_cannot_be_undone(demo: OfficeFile, tmp_path: Path) -> None:
    with demo.action("记一笔") as session:
        session.scalars(sa.select(Child)).first().remarks = "记"  # type: ignore[union-attr]
    draft.amend(demo, TERM, {"opening": "另一段开头。"})
    service.issue_summary(demo, TERM, tmp_path)
    assert demo.undo() == "记一笔"
    assert demo.redo() == "记一笔"
    with demo.reading() as session:
        assert session.scalars(sa.select(IssuedDocument)).one()
        assert draft.own_paragraphs(session, TERM) == {"opening": "另一段开头。"}


def test_nothing_written_before_an_issue_is_taken_back_or_done_again(
    demo: OfficeFile, tmp_path: Path
) -> None:
    draft.amend(demo, TERM, {"opening": "第一句。"})
    draft.amend(demo, TERM, {"opening": "第二句。"})
    draft.amend(demo, TERM, {}, review=True)
    demo.undo()
    rows = list_actions(demo)
    service.issue_summary(demo, TERM, tmp_path)
    assert demo.redo() is None
    for row in [row for row in rows if row.sentence.endswith(draft.SENTENCE)]:
        for again in (demo.undo_action, demo.redo_action):
            with pytest.raises(RuleConflict):
                again(row.action_id)
    with demo.reading() as session:
        assert draft.own_paragraphs(session, TERM) == {"opening": "第二句。"}


def test_another_terms_writing_is_still_taken_back(demo: OfficeFile, tmp_path: Path) -> None:
    draft.amend(demo, "2025-2026-2", {"opening": "上学期。"})
    service.issue_summary(demo, TERM, tmp_path)
    assert demo.undo() == draft.SENTENCE
    with demo.reading() as session:
        assert not draft.own_paragraphs(session, "2025-2026-2")


def test_nothing_is_written_over(demo: OfficeFile, tmp_path: Path) -> None:
    """Draft, 送审稿 and each issue have names of their own; a taken one is counted up."""
    written = [service.write_summary(demo, TERM, tmp_path)]
    assert service.write_summary(demo, TERM, tmp_path).files == written[0].files
    draft.amend(demo, TERM, {"opening": "改过。"})
    written.append(service.write_summary(demo, TERM, tmp_path))
    draft.amend(demo, TERM, {}, review=True)
    written.append(service.write_summary(demo, TERM, tmp_path))
    final = tmp_path / written[0].files[0].name.replace("（草稿）", "")
    final.write_bytes(b"of somebody else")
    written.append(service.issue_summary(demo, TERM, tmp_path))
    draft.amend(demo, TERM, {}, reopen=True)
    written.append(service.issue_summary(demo, TERM, tmp_path))
    assert final.read_bytes() == b"of somebody else"
    name = final.stem
    assert [one.files[1].stem.removeprefix(name) for one in written] == [
        *("（草稿）", "（草稿）（2）", "（送审稿）", "（2）", "（更正稿，第2稿）")
    ]
    assert all(docx.stem == pdf.stem for docx, pdf in (one.files for one in written))
    assert len(list(tmp_path.glob(f"{name}*"))) == 11


def test_review_then_issue_then_write_on(demo: OfficeFile, tmp_path: Path) -> None:
    draft.amend(demo, TERM, {}, review=True)
    assert service.collect(demo, TERM).document.draft_mark == "送审稿"
    service.issue_summary(demo, TERM, tmp_path)
    draft.amend(demo, TERM, {}, reopen=True)
    assert service.collect(demo, TERM).state is SummaryState.DRAFT
    demo.undo()
    assert service.collect(demo, TERM).state is SummaryState.ISSUED


def test_undo_of_the_review_leaves_the_issue(demo: OfficeFile, tmp_path: Path) -> None:
    draft.amend(demo, TERM, {}, review=True)
    row = list_actions(demo)[0]
    service.issue_summary(demo, TERM, tmp_path)
    with pytest.raises(RuleConflict):
        demo.undo_action(row.action_id)
    assert service.write_summary(demo, TERM, tmp_path).state is SummaryState.ISSUED


def test_failed_issue_leaves_no_trace(
    demo: OfficeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise FileTrouble("磁盘空间不足。")

    monkeypatch.setattr(issue, "freeze", full)
    with pytest.raises(FileTrouble):
        service.issue_summary(demo, TERM, tmp_path / "出")
    assert not list((tmp_path / "出").iterdir())
    assert service.collect(demo, TERM).state is SummaryState.DRAFT


def test_unknown_format_and_term_are_refused(demo: OfficeFile, tmp_path: Path) -> None:
    with pytest.raises(InputProblem):
        service.write_summary(demo, TERM, tmp_path, ["odt"])
    with pytest.raises(RuleConflict):
        service.write_summary(demo, "2031-2032-1", tmp_path)


def test_campus_and_day_get_files_of_their_own(demo: OfficeFile, tmp_path: Path) -> None:
    draft.amend(demo, TERM, {"opening": "全校的开头。"})
    whole, campus, day = (
        service.write_summary(demo, TERM, tmp_path, **scope)
        for scope in ({}, {"campus": "柳溪教学点"}, {"day": date(2026, 10, 1)})
    )
    assert len({file.name for written in (whole, campus, day) for file in written.files}) == 6
    assert campus.paragraphs["opening"] != "全校的开头。" == whole.paragraphs["opening"]


def test_papers_that_were_written_are_noted_and_nothing_undoes_that(
    demo: OfficeFile, tmp_path: Path
) -> None:
    service.write_summary(demo, TERM, tmp_path, ("pdf",))
    with demo.reading() as session:
        last = session.scalars(sa.select(Action).order_by(Action.id.desc())).first()
    assert last is not None
    assert (last.sentence, last.undoable) == ("写出工作总结", False)
    assert json.loads(last.records) == {"paper": "summary", "papers": 1, "term": TERM}
