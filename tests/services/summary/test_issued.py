"""After issuing: records that moved, what a correction corrects, files still as they were."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
import sqlalchemy as sa

from liushou_desk.errors import FileTrouble
from liushou_desk.models import Child, DiaryEntry, IssuedFile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary import remove_entry
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.summary import draft, editing, service
from liushou_desk.services.summary.issued import (
    corrections,
    issued_documents,
    issued_pdf,
    take_out,
)
from liushou_desk.services.summary.since import How, records_since
from tests.conftest import OPENING, ticking

TERM = "2026-2027-1"


@pytest.fixture(scope="module")
def issued_file(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo school with its summary issued; only ever copied."""
    folder = tmp_path_factory.mktemp("issued")
    path = Path(shutil.copyfile(demo_template, folder / "演示学校.db"))
    with open_office(path, ticking(OPENING)) as office:
        service.issue_summary(office, TERM, folder)
    return path


@pytest.fixture
def issued(issued_file: Path, tmp_path: Path) -> Iterator[OfficeFile]:
    path = Path(shutil.copyfile(issued_file, tmp_path / "演示学校.db"))
    with open_office(path, ticking(OPENING + timedelta(hours=1))) as office:
        yield office


def visits(office: OfficeFile) -> Iterator[int]:
    with office.reading() as session:
        return iter([row.record_id for row in open_book(office, session, TERM).rows("times.家访")])


def since(office: OfficeFile, key: str) -> list[tuple[How, int, bool]]:
    found = records_since(office, TERM, key)
    return [(row.how, row.record_id, bool(row.text)) for row in found]


def test_the_records_behind_every_figure_that_drifted(issued: OfficeFile) -> None:
    removed, amended, *_ = visits(issued)
    remove_entry(issued, removed)
    with issued.action("更正记录") as session:
        session.get_one(DiaryEntry, amended).reached = False
    drifted = {drift.key: drift for drift in editing.drift(issued, TERM)}
    times = drifted["times.家访"]
    moved = [(How.WENT, amended, True), (How.GONE, removed, False)]
    assert sorted(since(issued, "times.家访")) == sorted(moved)
    assert int(times.frozen) - int(times.present) == 2
    for key in drifted:
        assert records_since(issued, TERM, key), key
    issued.undo()
    issued.undo()
    assert editing.drift(issued, TERM) == ()
    assert records_since(issued, TERM, "times.家访") == ()


def test_a_child_that_comes_and_a_sum_that_changes(issued: OfficeFile) -> None:
    with issued.reading() as session:
        book = open_book(issued, session, TERM)
        held = book.rows("activity_head_count")[0].record_id
        child = book.rows("left_behind")[0].record_id
    with issued.action("改人数") as session:
        session.execute(sa.text("UPDATE activity SET head_count = 999 WHERE id = :i"), {"i": held})
        session.get_one(Child, child).remarks = "记一笔"
    assert since(issued, "activity_head_count") == [(How.CHANGED, held, True)]
    assert since(issued, "left_behind") == []
    issued.undo()
    assert since(issued, "activity_head_count") == []
    issued.redo()
    assert since(issued, "activity_head_count") == [(How.CHANGED, held, True)]


def test_a_correction_keeps_the_first_and_says_what_it_corrects(
    issued: OfficeFile, tmp_path: Path
) -> None:
    first = {row.version: issued_pdf(issued, row.document_id) for row in issued_documents(issued)}
    visit = next(visits(issued))
    with issued.action("更正记录") as session:
        session.get_one(DiaryEntry, visit).reached = False
    draft.amend(issued, TERM, {"opening": "更正了开头的一段。"}, reopen=True)
    again = service.issue_summary(issued, TERM, tmp_path / "二")
    assert all("更正稿，第2稿" in file.name for file in again.files)
    page = pypdfium2.PdfDocument(again.files[1])[0].get_textpage().get_text_range()
    assert "更正稿，第2稿" in page.replace(" ", "")
    latest, before = issued_documents(issued)
    assert [row.edition for row in (latest, before)] == ["更正稿，第2稿", "第1稿"]
    assert issued_pdf(issued, before.document_id) == first[1]
    said = corrections(issued, latest.document_id)
    assert said[0].place == "开头"
    assert said[0].after == "更正了开头的一段。"
    assert {"段落", "数字"} == {one.what for one in said}
    times = next(one for one in said if one.place == "次数：家访")
    assert int(times.before) == int(times.after) + 1
    assert corrections(issued, before.document_id) == ()
    files = take_out(issued, before.document_id, tmp_path / "取")
    assert [f.read_bytes() for f in files if f.suffix == ".pdf"] == [first[1]]
    assert list_actions(issued)[0].sentence.startswith("取出定稿文件")


def test_a_stored_file_that_was_damaged_is_not_handed_out(
    issued: OfficeFile, tmp_path: Path
) -> None:
    (row,) = issued_documents(issued)
    assert not row.damaged
    with issued.beside() as session:
        pdf = session.scalars(sa.select(IssuedFile).where(IssuedFile.name.like("%.pdf"))).one()
        pdf.content = pdf.content[:-1] + b"x"
    (row,) = issued_documents(issued)
    assert [name[-4:] for name in row.damaged] == [".pdf"]
    for hand_out in (
        lambda: issued_pdf(issued, row.document_id),
        lambda: take_out(issued, row.document_id, tmp_path / "取"),
        lambda: editing.preview_pdf(issued, TERM),
        lambda: service.write_summary(issued, TERM, tmp_path / "取"),
    ):
        with pytest.raises(FileTrouble, match="与定稿时不同"):
            hand_out()
    assert not list((tmp_path / "取").iterdir())
    assert len(service.write_summary(issued, TERM, tmp_path / "取", ["docx"]).files) == 1
