"""登记核对 on a file: the record, its people, and what is odd."""

from datetime import date

from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.plausibility import Ground
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.rules import list_doubts
from tests import factories as make
from tests.services.working import school


def test_a_visit_before_the_pairing_and_a_talk_on_sunday(office: OfficeFile) -> None:
    def story(session: Session) -> tuple[int, int]:
        child, mentor = make.make_child(session), make.make_mentor(session)
        make.make_pairing(session, child, mentor=mentor).from_on = date(2026, 11, 10)
        visit = make.make_entry(session, child, visitors=(mentor,), happened_on=date(2026, 11, 9))
        make.make_entry(session, child, visitors=(mentor,), happened_on=date(2026, 11, 11))
        make.make_entry(session, child, kind=DiaryKind.TALK, happened_on=date(2026, 8, 2))
        sunday = {"kind": DiaryKind.TALK, "happened_on": date(2026, 11, 8)}
        return visit.id, make.make_entry(session, child, **sunday).id

    visit, talk = school(office, story)
    rows = list_doubts(office, make.TERM_CODE)
    assert [(row.entry_id, row.ground) for row in rows] == [
        (talk, Ground.NO_SCHOOL),
        (visit, Ground.BEFORE_PAIRING),
    ]
    assert (rows[1].children, rows[1].visitors) == ("张小雨", "陈文静")


def test_a_believable_school_has_little_to_ask_about(demo: OfficeFile) -> None:
    assert len(list_doubts(demo, make.TERM_CODE)) < 40
