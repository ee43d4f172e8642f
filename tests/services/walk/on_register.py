"""Steps on the register: children, their families, labels, photos, and many at once."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.decisions import CHOICES
from liushou_desk.domain.ledgers import CARE_AGREEMENT
from liushou_desk.domain.words import (
    Care,
    CareGrade,
    Hardship,
    LeaveReason,
    Mark,
    Overridable,
    ParentStatus,
    Relation,
    Returns,
    Sex,
)
from liushou_desk.models import CareAgreement, Child, FamilyMember, LabelOverride, RegisterPeriod
from liushou_desk.services.ledgers.writing import remove_records, save_record
from liushou_desk.services.register.bulk import BulkChange, change_bulk, preview_bulk
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.leaving import come_back, leave
from liushou_desk.services.register.override import Stated, end_override, override_label
from liushou_desk.services.register.photo import PhotoChange, remove_photo, set_photo
from liushou_desk.services.register.removal import remove_child
from liushou_desk.services.truth.completeness import CAN_BE_NONE, confirm_none
from tests import factories as make
from tests.importing.workbooks import national_id
from tests.services.walk.clerk import PEOPLE, Clerk, Step

NAMES = ("柏小雨", "李春生", "王𠮷", "单小满")
ADDRESSES = ("青石坪村1组", "青石坪村2组", None)
CLASSES = ("三年级1班", "四年级2班", "六年级1班", None)


def some_values(clerk: Clerk) -> dict[str, Any]:
    """Some pages of the form, now and then with what cannot be taken."""
    choice = clerk.rng.choice
    values: dict[str, Any] = {
        "child.is_private": clerk.likely(0.1),
        "child.is_orphan": choice((True, False, None)),
        "child.remarks": str(clerk.number()),
        "household.home_address": choice(ADDRESSES),
        "class": choice(CLASSES),
        "term_sheet.verified": clerk.likely(0.5),
        "term_sheet.care_grade": choice((*CareGrade, None)),
        "hardship": choice((Hardship.LOW_INCOME.label, "低保、重病", None)),
        "boarding_period.boards": choice((True, False, None)),
        "school_record_mark.mark": choice(list(Mark)),
        "effective_on": choice((None, None, clerk.day(6))),
    }
    values = {key: value for key, value in values.items() if clerk.likely(0.6)}
    pages = (
        _parent(clerk, "father", "柏大山"),
        _parent(clerk, "mother", "刘春梅"),
        _caregiver(clerk),
    )
    for page in pages:
        values |= page if clerk.likely(0.5) else {}
    return values


def _parent(clerk: Clerk, who: str, name: str) -> dict[str, Any]:
    choice = clerk.rng.choice
    status = choice(list(ParentStatus))
    is_away = status is ParentStatus.WORKS_AWAY
    return {
        f"{who}.name": name,
        f"{who}.status": status,
        f"{who}.phone": choice(("13900001111", None)),
        f"{who}.place": choice(("广东", None)) if is_away else None,
        f"{who}.work": None,
        f"{who}.away_since": choice((date(2024, 3, 1), None)) if is_away else None,
        f"{who}.returns": choice((*Returns, None)) if is_away else None,
        f"{who}.able_to_care": None,
        f"{who}.unable_why": None,
    }


def _caregiver(clerk: Clerk) -> dict[str, Any]:
    care, relation, name = clerk.rng.choice(
        (
            (Care.GRANDPARENTS, Relation.GRANDMOTHER, "王秀兰"),
            (Care.GRANDPARENTS, Relation.GRANDFATHER, "柏老三"),
            (Care.PARENT, Relation.FATHER, "柏大山"),
            (Care.ALONE, None, None),
            (None, None, None),
        )
    )
    keys = ("caregiver_period.care", "caregiver.relation", "caregiver.name", "caregiver.phone")
    return dict(zip(keys, (care, relation, name, None), strict=True))


def register_child(clerk: Clerk) -> None:
    values = some_values(clerk) | {"child.name": clerk.rng.choice(NAMES)}
    if clerk.likely(0.4):
        serial = clerk.rng.randint(1, PEOPLE)
        values["child.national_id"] = national_id(serial)
    else:
        values |= {"child.sex": clerk.rng.choice(list(Sex)), "child.born_on": date(2014, 9, 9)}
    values["entered_on"] = clerk.maybe(clerk.day())
    save_child(clerk.office, clerk.term, None, values)


def amend_child(clerk: Clerk) -> None:
    photo = clerk.rng.choice((None, None, None, PhotoChange(None), PhotoChange(jpeg(clerk))))
    save_child(clerk.office, clerk.term, clerk.one(Child), some_values(clerk), photo=photo)


def leave_school(clerk: Clerk) -> None:
    leave(clerk.office, clerk.one(Child), clerk.day(), clerk.rng.choice(list(LeaveReason)))


def return_to_school(clerk: Clerk) -> None:
    gone = sa.select(RegisterPeriod.child_id).where(RegisterPeriod.left_on.is_not(None))
    come_back(clerk.office, clerk.one(Child, Child.id.in_(gone)), clerk.day())


def take_child_out(clerk: Clerk) -> None:
    remove_child(clerk.office, clerk.one(Child))


def change_photo(clerk: Clerk) -> None:
    if clerk.likely(0.7):
        set_photo(clerk.office, clerk.one(Child), jpeg(clerk))
    else:
        remove_photo(clerk.office, clerk.one(Child))


def jpeg(clerk: Clerk) -> bytes:
    """One of few, so that some are kept already."""
    return make.jpeg(bytes([clerk.rng.randrange(6)]))


def write_agreement(clerk: Clerk) -> None:
    known = clerk.likely(0.3)
    agreement_id = clerk.one(CareAgreement) if known else None
    values = {
        "from_on": clerk.day(),
        "until_on": clerk.maybe(clerk.office.today + timedelta(days=90)),
        "informed_on": clerk.maybe(clerk.day()),
        "child_heard": clerk.likely(0.5),
        "ended_on": clerk.maybe(clerk.office.today),
        "member_id": (clerk.one(FamilyMember),) if clerk.likely(0.3) else (),
    }
    child_id = clerk.one(Child)
    if agreement_id is not None:
        with clerk.office.reading() as session:
            child_id = session.get_one(CareAgreement, agreement_id).child_id
    save_record(clerk.office, CARE_AGREEMENT, agreement_id, values, child_id)


def take_agreement_out(clerk: Clerk) -> None:
    remove_records(clerk.office, CARE_AGREEMENT, [clerk.one(CareAgreement)])


def decide_label(clerk: Clerk) -> None:
    about = clerk.rng.choice(list(Overridable))
    stated = Stated(clerk.rng.choice(CHOICES[about]), "家访核实", clerk.maybe(clerk.day(3)))
    override_label(clerk.office, clerk.one(Child), about, stated)


def end_decision(clerk: Clerk) -> None:
    with clerk.office.reading() as session:
        open_one = clerk.one(LabelOverride, LabelOverride.to_on.is_(None))
        decided = session.get_one(LabelOverride, open_one)
    end_override(clerk.office, decided.child_id, decided.about)


def answer_none(clerk: Clerk) -> None:
    confirm_none(clerk.office, clerk.one(Child), clerk.rng.choice(sorted(CAN_BE_NONE)))


def change_many(clerk: Clerk) -> None:
    key, value = clerk.rng.choice(
        (
            ("class", "五年级1班"),
            ("boarding_period.boards", clerk.likely(0.5)),
            ("term_sheet.verified", clerk.likely(0.5)),
            ("caregiver_period.care", clerk.rng.choice(list(Care))),
            ("child.remarks", str(clerk.number())),
        )
    )
    change, term = BulkChange(key, value), clerk.term
    lines = preview_bulk(clerk.office, term, clerk.some(Child, 8), change)
    change_bulk(clerk.office, term, change, lines)


STEPS: dict[Step, int] = {
    register_child: 6,
    amend_child: 8,
    leave_school: 5,
    return_to_school: 5,
    take_child_out: 3,
    change_photo: 2,
    write_agreement: 3,
    take_agreement_out: 1,
    decide_label: 4,
    end_decision: 2,
    answer_none: 2,
    change_many: 3,
}
