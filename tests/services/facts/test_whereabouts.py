"""Where a parent is: every place that tells of it says the same of the same rows."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.masking import DELICATE
from liushou_desk.domain.words import ParentStatus, Relation, Returns
from liushou_desk.models import Household
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.duplicates import Kind, compare
from liushou_desk.services.register.child_page import child_page
from liushou_desk.services.register.labels import roster_labels
from liushou_desk.services.register.timeline import timeline
from liushou_desk.services.terms.facts import sheet_facts
from liushou_desk.services.truth.more import roster_more
from tests import factories as make

TERM = make.TERM_CODE
AT_HOME = {"status": ParentStatus.AT_HOME, "away_since": None, "place": None}
FAR = {"place": "东莞市", "work": "电子厂"}


def child_of(office: OfficeFile, **where: Any) -> int:
    with office.action("新增") as session:
        make.make_profile(session)
        home = make.make_household(session)
        make.make_parent(session, home.id, **where)
        return make.make_child(session, household_id=home.id, mother=None).id


def told(office: OfficeFile, child_id: int) -> dict[str, str]:
    """What each place says of the father."""
    page = child_page(office, child_id, TERM)
    (family,) = (section for section in page.sections if section.title == "家庭成员")
    (item,) = (each for each in timeline(office, child_id) if each.kind == "父母去向")
    return {
        "list": roster_more(office, TERM)[child_id]["father.status"],
        "page": family.rows[0][3],
        "time line": item.text.removeprefix("父亲"),
        "sheet": sheet_facts(office, TERM, child_id)[1].text.partition("：")[2],
        "reason": roster_labels(office, TERM)
        .children[child_id]
        .reason.partition("父亲")[2]
        .partition("，母亲")[0],
    }


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({}, "2024年3月起在广东省东莞市务工"),
        (FAR | {"returns": Returns.YEARLY, "able_to_care": False, "unable_why": "重病"},
         "2024年3月起在东莞市务工（电子厂，每年返家，无监护能力）"),
        ({"away_since": None, "place": None, "returns": Returns.RARELY}, "务工（一年以上未归）"),
        (FAR | {"status": ParentStatus.AWAY_OTHERWISE}, "在东莞市其他外出（电子厂）"),
        (AT_HOME | {"able_to_care": False}, "在家但无监护能力"),
        *((FAR | {"status": status}, "不在家") for status in sorted(DELICATE)),
    ],
)  # fmt: skip
def test_every_place_says_the_same(office: OfficeFile, where: dict[str, Any], words: str) -> None:
    assert set(told(office, child_of(office, **where)).values()) == {words}


def test_a_parent_of_whom_nobody_knows_is_told_alike(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_profile(session)
        home = make.make_household(session)
        make.make_member(session, home.id, name="张大山", relation=Relation.FATHER)
        child = make.make_child(session, household_id=home.id, father=None, mother=None)
        child_id = child.id
    assert roster_more(office, TERM)[child_id]["father.status"] == "去向未填"
    assert "父亲去向未填" in roster_labels(office, TERM).children[child_id].reason
    assert "张大山：去向未填" in {fact.text for fact in sheet_facts(office, TERM, child_id)}
    assert "去向未填" in str(child_page(office, child_id, TERM).sections)


def test_a_visit_home_is_told_as_the_absence_around_it_where_a_day_is_read(
    office: OfficeFile,
) -> None:
    """The label counts the father as away meanwhile, and the list beside it agrees."""
    child_id = child_of(office, to_on=date(2026, 11, 18))
    with office.action("回家") as session:
        father = session.scalars(sa.select(make.models.FamilyMember).filter_by(relation="father"))
        (member,) = father
        visit = AT_HOME | {"from_on": date(2026, 11, 18), "to_on": date(2026, 12, 5)}
        make.make_whereabouts(session, member, **visit)
        make.make_whereabouts(session, member, from_on=date(2026, 12, 5))
    day = "2024年3月起在广东省东莞市务工（其间回家探亲）"
    assert roster_more(office, TERM)[child_id]["father.status"] == day
    assert day in roster_labels(office, TERM).children[child_id].reason


def test_who_chooses_between_two_sees_which_is_which(office: OfficeFile) -> None:
    left = child_of(office, status=ParentStatus.DECEASED, able_to_care=False, unable_why="重病")
    with office.action("新增") as session:
        home = session.get_one(Household, 1)
        other = make.make_household(session, home_address=home.home_address)
        make.make_parent(session, other.id, status=ParentStatus.LOST_CONTACT)
        right = make.make_child(session, household_id=other.id, mother=None).id
    lines = str(compare(office, Kind.CHILD, left, right, TERM).lines)
    assert "去世" in lines
    assert "失联" in lines
    assert "重病" not in lines
