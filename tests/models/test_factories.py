"""The shared rows themselves: a child comes with all that the figures ask about."""

import sqlalchemy as sa

from liushou_desk.domain.words import Care, Hardship
from liushou_desk.models import FamilyMember, SheetHardship, Term, Whereabouts
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make


def _count(office: OfficeFile, kind: type) -> int:
    with office.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(kind))


def test_children_share_term_and_class(office: OfficeFile) -> None:
    with office.action("新增") as session:
        first, second = make.make_child(session), make.make_child(session, name="李小花")
        assert first.household_id != second.household_id
    assert _count(office, Term) == 1
    assert _count(office, FamilyMember) == 6


def test_siblings_share_their_family(office: OfficeFile) -> None:
    with office.action("新增") as session:
        first = make.make_child(session)
        make.make_child(session, household_id=first.household_id)
    assert _count(office, FamilyMember) == 3
    assert _count(office, Whereabouts) == 2


def test_a_child_with_parts_left_out(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_child(session, father=None, mark=None, care=Care.ALONE, has_sheet=False)
    assert _count(office, FamilyMember) == 1
    assert _count(office, Term) == 0


def test_every_other_row_can_be_made(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_profile(session)
        child = make.make_child(session, hardships=(Hardship.LOW_INCOME, Hardship.DISASTER))
        mentor = make.make_mentor(session)
        make.make_pairing(session, child, mentor)
        make.make_entry(session, child, visitors=(mentor,))
        make.make_activity(session, child)
        for row in (make.make_plan, make.make_tally, make.make_aid):
            row(session, child)
        make.make_pupil(session)
        make.make_rule(session)
    assert _count(office, SheetHardship) == 2
