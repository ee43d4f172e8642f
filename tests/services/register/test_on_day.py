"""One child on any day: the roll's own labels, with the reason in words."""

import random
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import (
    Care,
    DefinitionKind,
    Hardship,
    LeaveReason,
    Mark,
    ParentStatus,
    Relation,
    Returns,
)
from liushou_desk.errors import RuleConflict
from liushou_desk.models import CareAgreement, SchoolProfile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.fill import fill
from liushou_desk.services.figures.scope import scope_for
from liushou_desk.services.register.labels import roster_labels
from liushou_desk.services.register.leaving import leave
from liushou_desk.services.register.on_day import ChildOnDay, derive, derived
from tests import factories as make
from tests.services.figures.random_office import refill
from tests.services.register.conftest import TERM, TODAY, Register

AT_HOME, AWAY = ParentStatus.AT_HOME, ParentStatus.WORKS_AWAY
FATHER = "父亲2024年3月起在广东省东莞市务工"


def child_of(
    register: Register, father: dict[str, Any], mother: dict[str, Any], **changes: Any
) -> int:
    with register.office.action("准备") as session:
        home = make.make_household(session)
        for relation, where in ((Relation.FATHER, father), (Relation.MOTHER, mother)):
            make.make_parent(session, home.id, relation, **where)
        row = {"born_on": date(2015, 1, 1), "mark": Mark.ONE, "household_id": home.id}
        return make.make_child(session, **(row | changes)).id


def told(register: Register, father: dict[str, Any], mother: dict[str, Any]) -> ChildOnDay:
    return derive(register.office, child_of(register, father, mother), TODAY)


HOME = {"status": AT_HOME}
ILL = HOME | {"able_to_care": False, "unable_why": "重病"}


@pytest.mark.parametrize(
    ("father", "mother", "reason"),
    [
        ({}, HOME, f"{FATHER}，母亲在家：单亲留守"),
        ({"away_since": date(2026, 10, 8)}, HOME,
         "父亲2026年10月起在广东省东莞市务工（不满3个月），母亲在家：非留守"),
        ({"returns": Returns.YEARLY}, ILL,
         f"{FATHER}（每年返家），母亲在家但无监护能力（重病）：单亲留守"),
        ({"returns": Returns.RARELY}, {"status": ParentStatus.LOST_CONTACT},
         f"{FATHER}（一年以上未归），母亲失联：双亲留守"),
        ({"status": ParentStatus.DECEASED}, {"status": ParentStatus.DECEASED},
         "父亲去世，母亲去世：孤儿"),
    ],
)  # fmt: skip
def test_the_verified_finding_says_why(
    register: Register, father: dict[str, Any], mother: dict[str, Any], reason: str
) -> None:
    assert told(register, father, mother).verified.reason == reason


@pytest.mark.parametrize(
    ("father", "mother", "reason"),
    [
        ({}, ILL, f"未满16周岁，{FATHER}，母亲在家但无监护能力（重病）：留守"),
        ({}, HOME, f"未满16周岁，{FATHER}，母亲在家：非留守"),
        ({"away_since": date(2026, 10, 8)}, {"place": None, "away_since": None},
         "未满16周岁，父亲2026年10月起在广东省东莞市务工，母亲务工：留守"),
    ],
)  # fmt: skip
def test_the_civil_finding_says_why(
    register: Register, father: dict[str, Any], mother: dict[str, Any], reason: str
) -> None:
    assert told(register, father, mother).civil.reason == reason


def test_an_unverified_child_is_told_what_its_facts_would_give(register: Register) -> None:
    child = child_of(register, {}, HOME, has_sheet=False)
    label = derive(register.office, child, TODAY).verified
    assert label.word == "未核实"
    assert label.reason == (f"本学期摸底表未核实（{FATHER}，母亲在家，据此为单亲留守）：未核实")


def test_every_label_of_a_child(register: Register) -> None:
    lost = {"status": ParentStatus.LOST_CONTACT}
    child = child_of(
        register, lost, {"status": ParentStatus.DETAINED},
        care=Care.ALONE, mark=Mark.NONE, hardships=(Hardship.LOW_INCOME,), disability="肢体",
    )  # fmt: skip
    with register.office.action("委托") as session:
        session.add(CareAgreement(child_id=child, from_on=date(2026, 9, 1),
                                  until_on=TODAY, informed_on=date(2026, 9, 3)))  # fmt: skip
    day = derive(register.office, child, TODAY)
    assert day.record.reason == "学籍标注非留守儿童：非留守"
    assert day.finding is day.record
    assert day.kind == "非留守·独居"
    assert day.care.reason == "照料方式登记（2024年3月1日起）：独自"
    assert day.alert.startswith("未满16周岁独自生活（《未成年人保护法》第二十一条")
    assert day.category.reason == "有困境情形：低保、残疾、事实无人抚养：困境"
    assert [(label.name, label.word, label.reason) for label in day.hardships] == [
        ("家庭困境", "低保", "本学期摸底表勾选"),
        ("自身困境", "残疾", "登记有残疾"),
        ("监护困境", "事实无人抚养", "父亲失联，母亲服刑等"),
    ]
    assert day.entrusted.reason == "协议自2026年9月1日起，至2026年11月21日；已书面告知学校"
    assert (day.agreement, day.boards, day.on_register) == ("一致", "走读", True)


def test_the_caregiver_is_named_by_relation(register: Register) -> None:
    day = derive(register.office, child_of(register, {}, {}), TODAY)
    assert day.care.reason == "由祖母照料（2024年3月1日起）：祖辈"
    assert day.kind == "单亲留守·隔代照料"


def test_an_agreement_holds_to_the_end_of_its_last_day(register: Register) -> None:
    child = child_of(register, {}, {})
    with register.office.action("委托") as session:
        session.add(CareAgreement(child_id=child, from_on=date(2026, 9, 1), until_on=TODAY))
    words = {
        day: derive(register.office, child, day).entrusted.word
        for day in (date(2026, 8, 31), date(2026, 9, 1), TODAY, date(2026, 11, 22))
    }
    assert list(words.values()) == ["未签协议", "已签协议", "已签协议", "未签协议"]


def test_a_child_that_left_has_labels_of_that_day(register: Register) -> None:
    child = child_of(register, {}, {})
    leave(register.office, child, date(2026, 10, 1), LeaveReason.TRANSFERRED)
    days = [derive(register.office, child, date(2026, month, 30)) for month in (9, 10)]
    assert [day.on_register for day in days] == [True, False]
    assert {day.verified.word for day in days} == {"双亲留守"}


def test_a_removed_child_has_no_labels(register: Register) -> None:
    with pytest.raises(RuleConflict, match="已被删除"):
        derive(register.office, 1, TODAY)


def test_the_list_does_not_say_why_a_parent_is_unable(register: Register) -> None:
    child = child_of(register, {}, ILL)
    reason = roster_labels(register.office, TERM).children[child].reason
    assert "母亲在家但无监护能力：" in reason
    assert "重病" not in reason


@pytest.mark.parametrize("seed", range(12))
def test_the_labels_of_a_day_are_those_of_the_roll(
    random_file: OfficeFile,
    seed: int,
) -> None:
    refill(random_file, seed)
    kind = random.Random(seed).choice(list(DefinitionKind))
    with random_file.action("口径") as session:
        session.execute(sa.update(SchoolProfile).values(definition=kind))
    with random_file.reading() as session:
        term = session.scalars(sa.select(make.models.Term.code)).first()
        scope = scope_for(session, str(term), date(2026, 12, 1))
        fill(session, scope)
        present = sa.select(tables.roll.table).where(tables.roll.c.present == 1)
        for row in session.execute(present).mappings().all():
            day = derived(session, row["child_id"], scope.day)
            assert _columns(day) == {key: row[key] or _NONE.get(key) for key in _columns(day)}


_NONE = {"school_record_finding": "事实不足", "category": "未填", "care": "未填", "boards": "未填"}


def _columns(day: ChildOnDay) -> dict[str, Any]:
    """What a label of the day stands in the roll as."""
    return {
        "school_record_finding": day.record.word,
        "verified_finding": day.verified.word,
        "civil_finding": day.civil.word,
        "agreement": day.agreement,
        "category": day.category.word,
        "care": day.care.word,
        "boards": day.boards,
        "alert": day.alert.partition("（")[0] or None,
    }
