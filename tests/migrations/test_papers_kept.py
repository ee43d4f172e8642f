"""Revision 0028: a draft and an issue of before are the summary of their term."""

import sqlite3
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.words import SummaryState
from liushou_desk.models import IssuedDocument, SummaryDraft, upgrade
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.summary import draft
from tests.conftest import OPENING, ticking

AT = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 - the office's own wall clock
TERM = "2026-2027-1"


def with_a_draft_and_an_issue(path: Path) -> None:
    connection = sqlite3.connect(path)
    term = f"(SELECT id FROM term WHERE code = '{TERM}')"
    connection.executescript(
        f"INSERT INTO summary_draft VALUES (7, {term}, 'review', 1);"
        "INSERT INTO draft_paragraph VALUES (9, 7, 'opening', '以前写的开头。');"
        f"INSERT INTO issued_document VALUES (3, {term}, 1, '2026-11-20 10:00:00.000000',"
        " '2026-11-20', '口径', '[]', '{}', '{}');"
        "INSERT INTO issued_file VALUES (4, 3, '总结.pdf', '', x'25');"
    )
    connection.close()


def test_a_draft_and_an_issue_of_before_are_the_terms(old_file: Path, scripts: Path) -> None:
    with_a_draft_and_an_issue(old_file)
    upgrade.bring_up_to_date(old_file, scripts, at=AT)
    with OfficeFile.open(old_file, scripts, ticking(OPENING)) as office:
        with office.reading() as session:
            for model in (SummaryDraft, IssuedDocument):
                found = session.scalars(sa.select(model)).one()
                assert (found.kind, found.class_id) == (SummaryKind.TERM, None)
            assert draft.own_paragraphs(session, TERM) == {"opening": "以前写的开头。"}
            assert draft.state_of(session, TERM) is SummaryState.REVIEW
            assert draft.latest_version(session, TERM) == 1
        with office.action("再写一份") as session:
            term_id = session.scalars(sa.select(SummaryDraft.term_id)).one()
            again = SummaryDraft(
                term_id=term_id, kind=SummaryKind.YEAR, state=SummaryState.DRAFT, after_version=0
            )
            session.add(again)
            session.flush()
            assert again.id == 8
