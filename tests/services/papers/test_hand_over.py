"""结对帮扶移交单: the last contacts, what is open and owed, nothing restricted."""

from datetime import date

import pytest

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import words_of
from liushou_desk.errors import RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.hand_over import HAND_OVER
from liushou_desk.services.papers.kind import Wish
from tests import factories as make

TERM = make.TERM_CODE


def test_a_sheet_tells_what_a_successor_must_know(office: OfficeFile) -> None:
    with office.action("学校") as session:
        make.make_profile(session)
        make.make_term(session)
        child, other = (make.make_child(session, name=name) for name in ("张小雨", "李小山"))
        mentor = make.make_mentor(session, name="陈文静")
        make.make_pairing(session, child, mentor)
        make.make_pairing(session, other, make.make_mentor(session, name="王一"))
        make.make_rule(session)
        for day, kind, text in (
            (10, DiaryKind.TALK, "最早的一次"),
            (11, DiaryKind.TALK, "谈到想家" * 20),
            (13, DiaryKind.HOME_VISIT, "家中\n无人"),
        ):
            make.make_entry(
                session, child, kind=kind, happened_on=date(2026, 11, day), content=text,
                concern="缺冬衣" if day == 11 else None, reached=day != 13,
            )  # fmt: skip
        mentor_id, stranger = mentor.id, make.make_mentor(session, name="孙二").id
    batch = collect(office, HAND_OVER, Wish(TERM, mentor_id=mentor_id))
    (sheet,) = batch.sheets
    told = "".join(words_of(sheet.document))
    for part in (
        "2026-11-13 家访，未联系上：家中 无人",
        "2026-11-11 缺冬衣", "还差1次", "移交人签字", "接手人签字",
    ):  # fmt: skip
        assert part in told
    for part in ("谈到想家" * 11, "李小山"):
        assert part not in told
    assert batch.noted["children"] == 1
    assert len(collect(office, HAND_OVER, Wish(TERM)).sheets) == 2
    with pytest.raises(RuleConflict):
        collect(office, HAND_OVER, Wish(TERM, mentor_id=stranger))
