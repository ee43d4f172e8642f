"""Unfinished forms wait in the file: past a crash, outside the journal, one for each record."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.errors import FileTrouble
from liushou_desk.models import Action, Change, FormDraft, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.drafts import drop_draft, keep_draft, list_drafts, read_draft
from liushou_desk.services.keeping.office import open_office

TYPED = {
    "child.name": "张\n“小”'雨",
    "child.born_on": "不是日期",
    "child.phone": "",
    "x": "𠮷",
    "half a sign": "\ud800",
}


def journal_length(office: OfficeFile) -> list[int]:
    with office.reading() as session:
        return [session.scalar(sa.select(sa.func.count(t.id))) for t in (Action, Change)]


@pytest.mark.parametrize("record_id", [None, 7])
def test_what_was_typed_comes_back(office: OfficeFile, record_id: int | None) -> None:
    keep_draft(office, "child", record_id, TYPED)
    assert read_draft(office, "child", record_id).values == TYPED
    drop_draft(office, "child", record_id)
    drop_draft(office, "child", record_id)
    assert read_draft(office, "child", record_id) is None


def test_one_for_each_form_and_record(office: OfficeFile) -> None:
    for form, record_id in [("child", None), ("child", 1), ("diary", None), ("child", None)]:
        keep_draft(office, form, record_id, {"was": f"{form}{record_id}"})
    listed = [(row.form, row.record_id) for row in list_drafts(office)]
    assert listed == [("child", None), ("diary", None), ("child", 1)]
    assert read_draft(office, "child", 1).values == {"was": "child1"}
    assert read_draft(office, "diary", 1) is None


def test_the_later_text_stands(office: OfficeFile) -> None:
    keep_draft(office, "child", None, {"a": "1", "b": "2"})
    first = read_draft(office, "child", None).kept_at
    keep_draft(office, "child", None, {"a": "3"})
    later = read_draft(office, "child", None)
    assert later.values == {"a": "3"}
    assert later.kept_at > first


def test_no_action_and_no_undo(office: OfficeFile) -> None:
    with office.action("新增") as session:
        session.add(Mentor(name="甲", kind="teacher"))
    before = journal_length(office)
    keep_draft(office, "child", None, TYPED)
    assert journal_length(office) == before
    assert office.undo() == "新增"
    assert read_draft(office, "child", None).values == TYPED
    keep_draft(office, "child", 3, TYPED)
    assert office.redo() == "新增"


def test_records_cannot_be_changed_beside(office: OfficeFile) -> None:
    draft = FormDraft(form="child", record_id=1, values="{}", kept_at=office.now())
    with pytest.raises(sa.exc.IntegrityError), office.beside() as session:
        session.add_all([draft, Mentor(name="甲", kind="teacher")])
    assert list_drafts(office) == ()


def test_a_read_only_file_keeps_none(office_path: Path, clock) -> None:
    with open_office(office_path, clock, read_only=True) as office:
        drop_draft(office, "child", None)
        with pytest.raises(FileTrouble, match="只读"):
            keep_draft(office, "child", None, TYPED)


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from liushou_desk.services.keeping.drafts import keep_draft
from liushou_desk.services.keeping.office import open_office

office = open_office(Path(sys.argv[1]), lambda: datetime(2026, 11, 21))
for number in range(20):
    keep_draft(office, "child", None, {"number": str(number)})
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_program_loses_no_draft(office_path: Path, clock) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, office_path], capture_output=True)
    assert run.returncode == -9, run.stderr
    with open_office(office_path, clock) as office:
        assert read_draft(office, "child", None).values == {"number": "19"}
