"""One child's page: everything that is on file, nothing that is nobody's business."""

from datetime import date

import pytest

from liushou_desk.domain.masking import DELICATE, ON_FILE
from liushou_desk.domain.words import Hardship, LeaveReason, ParentStatus, Returns
from liushou_desk.errors import RuleConflict
from liushou_desk.models import CareAgreement, FamilyMember, Whereabouts
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import collect, pdf_of
from liushou_desk.services.papers.forms.child_page import CHILD_PAGE
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.register.child_page import ChildPage, child_page
from liushou_desk.services.register.labels import roster_labels
from liushou_desk.services.register.leaving import leave
from liushou_desk.services.register.removal import remove_child
from tests import factories as make

TERM = make.TERM_CODE
NUMBER = "11010519491231002X"


@pytest.fixture
def child_id(office: OfficeFile) -> int:
    with office.action("新增") as session:
        make.make_profile(session)
        child = make.make_child(
            session, national_id=NUMBER, is_private=True, hardships=(Hardship.LOW_INCOME,)
        )
        father = session.query(FamilyMember).filter_by(relation="father").one()
        session.query(Whereabouts).filter_by(member_id=father.id).one().returns = Returns.YEARLY
        make.make_entry(session, child)
        make.make_pairing(session, child)
        make.make_activity(session, child)
        make.make_aid(session, child)
        session.add(
            CareAgreement(
                child_id=child.id,
                member_id=father.id,
                from_on=date(2026, 9, 3),
                informed_on=date(2026, 9, 5),
            )
        )
        return child.id


def section(page: ChildPage, title: str) -> list[tuple[str, ...]]:
    return [row for found in page.sections if found.title == title for row in found.rows]


def test_all_that_is_kept_is_there(office: OfficeFile, child_id: int) -> None:
    page = child_page(office, child_id, TERM)
    kinds = {item.kind for item in page.items}
    assert kinds >= {
        "在册",
        "家访",
        "结对",
        "活动",
        "资助",
        "委托照护协议",
        "学期摸底表",
        "父母去向",
    }
    assert page.is_private
    assert not page.has_left
    assert section(page, "家庭成员")[0][3] == "2024年3月起在广东省东莞市务工（每年返家）"
    assert section(page, "委托照护")[0][:4] == ("张大山", "2026-09-03", "未定期限", "2026-09-05")


def test_numbers_and_restricted_facts_are_covered(office: OfficeFile, child_id: int) -> None:
    page = child_page(office, child_id, TERM)
    told = str(page.sections)
    assert NUMBER not in told
    assert NUMBER[-4:] not in told
    assert Hardship.LOW_INCOME.label not in told
    assert section(page, "历学期摸底表")[0][2] == ON_FILE


def test_the_page_follows_the_child(office: OfficeFile, child_id: int) -> None:
    leave(office, child_id, date(2026, 11, 20), LeaveReason.TRANSFERRED)
    assert child_page(office, child_id, TERM).has_left
    remove_child(office, child_id)
    with pytest.raises(RuleConflict, match="已被删除"):
        child_page(office, child_id, TERM)


def test_it_can_be_printed(office: OfficeFile, child_id: int) -> None:
    for told in (child_id, None):
        pdf = pdf_of(collect(office, CHILD_PAGE, Wish(TERM, child_id=told)))
        assert pdf.startswith(b"%PDF")


def test_one_who_has_left_can_be_printed_still(office: OfficeFile, child_id: int) -> None:
    leave(office, child_id, date(2026, 11, 20), LeaveReason.TRANSFERRED)
    assert collect(office, CHILD_PAGE, Wish(TERM, child_id=child_id)).sheets
    with pytest.raises(RuleConflict, match="一个也没有"):
        collect(office, CHILD_PAGE, Wish(TERM))


@pytest.mark.parametrize("status", sorted(DELICATE))
def test_delicate_whereabouts_are_told_alike(office: OfficeFile, status: ParentStatus) -> None:
    with office.action("新增") as session:
        make.make_profile(session)
        child_id = make.make_child(session, father=status).id
    page = child_page(office, child_id, TERM)
    reason = roster_labels(office, TERM).children[child_id].reason
    told = f"{section(page, '家庭成员')}{page.items}{reason}"
    assert "父亲不在家" in told
    assert status.label not in told


def test_the_sheet_of_a_term_that_has_not_begun_is_not_told(
    office: OfficeFile, child_id: int
) -> None:
    with office.action("新学期") as session:
        later = make.make_term(
            session, code="2026-2027-2", first_on=date(2027, 3, 1), last_on=date(2027, 7, 10)
        )
        child = session.get_one(make.models.Child, child_id)
        make.make_sheet(session, child, term_id=later.id)
    told = section(child_page(office, child_id, TERM), "历学期摸底表")
    assert [row[0] for row in told] == ["2026—2027学年第一学期"]
