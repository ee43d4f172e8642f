"""批量修改: the preview says what comes of it, the change does just that, once, and comes back."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import Care, CareGrade, Hukou, Relation
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Action, BoardingPeriod, Child, SchoolClass, TermSheet
from liushou_desk.services.journal import history
from liushou_desk.services.register.bulk import (
    BULK_KEYS,
    BulkChange,
    BulkLine,
    Outcome,
    change_bulk,
    preview_bulk,
)
from liushou_desk.services.register.child_form import ENTRIES
from liushou_desk.services.register.removal import remove_child
from tests.services.register.conftest import TERM, TODAY, Register

HUKOU = BulkChange("child.hukou", next(iter(Hukou)))


def three(register: Register) -> list[int]:
    return [register.new(child__name=name) for name in ("柏一", "柏二", "柏三")]


def preview(register: Register, ids: list[int], change: BulkChange) -> tuple[BulkLine, ...]:
    return preview_bulk(register.office, TERM, ids, change)


def do(register: Register, ids: list[int], change: BulkChange) -> int:
    lines = preview(register, ids, change)
    return change_bulk(register.office, TERM, change, lines).changed


def actions(register: Register) -> int:
    with register.office.reading() as session:
        return session.scalar(sa.select(sa.func.max(Action.id))) or 0


def test_the_preview_writes_nothing_and_says_all(register: Register) -> None:
    ids = three(register)
    register.save(ids[1], child__hukou=HUKOU.value)
    before, done = register.digest(), actions(register)
    lines = preview(register, ids, HUKOU)
    assert [line.outcome for line in lines] == [Outcome.CHANGED, Outcome.SAME, Outcome.CHANGED]
    assert [line.called for line in lines] == ["柏一", "柏二", "柏三"]
    assert {line.after for line in lines} == {next(iter(Hukou)).label}
    assert (register.digest(), actions(register)) == (before, done)


def test_many_are_changed_by_one_action_that_one_undo_takes_back(register: Register) -> None:
    ids = three(register)
    before, done = register.digest(), actions(register)
    assert do(register, ids, HUKOU) == 3
    assert actions(register) == done + 1
    assert {row["hukou"] for row in register.rows(Child)} == {HUKOU.value}
    assert history.undo(register.office) == "批量修改户口性质（3名）：柏一、柏二、柏三"
    assert register.digest() == before


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("class", "三年级2班"),
        ("boarding_period.boards", True),
        ("term_sheet.verified", True),
        ("term_sheet.care_grade", next(iter(CareGrade))),
        ("caregiver_period.care", Care.OTHER),
        ("child.is_private", True),
        ("child.nation", "土家族"),
        ("child.enrolled_in", "202409"),
        ("child.remarks", "开学摸底"),
    ],
)
def test_every_kind_of_line_can_be_changed_and_changing_it_again_is_nothing(
    register: Register, key: str, value: Any
) -> None:
    ids, change = three(register), BulkChange(key, value)
    assert do(register, ids, change) == 3
    assert {line.outcome for line in preview(register, ids, change)} == {Outcome.SAME}
    done = actions(register)
    assert do(register, ids, change) == 0
    assert actions(register) == done


def test_a_class_that_is_new_is_made_once(register: Register) -> None:
    ids = three(register)
    do(register, ids, BulkChange("class", "五年级3班"))
    assert [row["number"] for row in register.rows(SchoolClass)] == [3]
    assert len({row["class_id"] for row in register.rows(TermSheet)}) == 1


@pytest.mark.parametrize("spelling", ["三（2）班", "3年级2班", "302", "三2"])
def test_another_spelling_of_the_class_is_no_change(register: Register, spelling: str) -> None:
    ids = three(register)
    do(register, ids, BulkChange("class", "三年级2班"))
    before = actions(register)
    lines = preview(register, ids, BulkChange("class", spelling))
    assert {line.outcome for line in lines} == {Outcome.SAME}
    assert do(register, ids, BulkChange("class", spelling)) == 0
    assert actions(register) == before


def test_a_class_in_another_spelling_is_the_class_all_are_in(register: Register) -> None:
    ids = three(register)
    assert do(register, ids, BulkChange("class", "四（3）班")) == 3
    assert {register.values(child_id)["class"] for child_id in ids} == {"四年级3班"}


def test_words_are_added_to_the_remarks(register: Register) -> None:
    ids = [register.new(child__remarks="奶奶眼睛不好"), register.new(child__name="柏二")]
    do(register, ids, BulkChange("child.remarks", "已发校服"))
    told = [row["remarks"] for row in register.rows(Child)]
    assert told == ["奶奶眼睛不好\n已发校服", "已发校服"]


def test_boarding_changes_from_a_day_on(register: Register) -> None:
    ids = three(register)
    do(register, ids, BulkChange("boarding_period.boards", False))
    register.days_later(30)
    on = TODAY + timedelta(days=20)
    do(register, ids[:1], BulkChange("boarding_period.boards", True, on))
    rows = [row for row in register.rows(BoardingPeriod) if row["child_id"] == ids[0]]
    assert [(row["boards"], row["from_on"], row["to_on"]) for row in rows] == [
        (False, None, on),
        (True, on, None),
    ]


def test_one_who_cannot_be_changed_is_told_of_and_left_alone(register: Register) -> None:
    ids, change = three(register), BulkChange("boarding_period.boards", True, TODAY)
    do(register, ids[:1], BulkChange("boarding_period.boards", False))
    register.days_later(9)
    do(register, ids[:1], BulkChange("boarding_period.boards", True, TODAY + timedelta(days=5)))
    do(register, ids[:1], BulkChange("boarding_period.boards", False, TODAY + timedelta(days=7)))
    remove_child(register.office, ids[1])
    lines = preview(register, ids, change)
    assert [line.outcome.name for line in lines] == ["REFUSED", "REFUSED", "CHANGED"]
    assert "变动日期早于" in lines[0].reason
    assert "删除" in lines[1].reason
    assert change_bulk(register.office, TERM, change, lines).changed == 1


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        (BulkChange("child.hukou", None), "value", "请填写"),
        (BulkChange("child.enrolled_in", "火星"), "value", "年月"),
        (BulkChange("child.name", "柏"), "value", "不能批量"),
        (BulkChange("boarding_period.boards", True, date(2099, 1, 1)), "from_on", "今天"),
    ],
)
def test_what_no_child_can_be_given_is_refused_at_once(
    register: Register, change: BulkChange, field: str, said: str
) -> None:
    with pytest.raises(InputProblem, match=said) as refused:
        preview(register, three(register), change)
    assert refused.value.field == field


def test_nothing_is_done_where_somebody_changed_the_file_meanwhile(register: Register) -> None:
    ids = three(register)
    lines = preview(register, ids, HUKOU)
    register.save(ids[2], child__hukou=list(Hukou)[1])
    before = register.digest()
    with pytest.raises(RuleConflict, match="资料变了"):
        change_bulk(register.office, TERM, HUKOU, lines)
    assert register.digest() == before


def test_many_are_backed_up_before(register: Register) -> None:
    ids = [
        register.new(child__name=f"柏{number}")
        for number in "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子"
    ]
    assert len(ids) == 21
    few = preview(register, ids[:20], HUKOU)
    assert change_bulk(register.office, TERM, HUKOU, few).backup is None
    history.undo(register.office)
    told: list[tuple[int, int]] = []
    lines = preview_bulk(register.office, TERM, ids, HUKOU, lambda n, of: told.append((n, of)))
    made = change_bulk(register.office, TERM, HUKOU, lines).backup
    assert made is not None
    assert made.exists()
    assert told[-1] == (20, 21)


def test_every_line_offered_is_a_line_of_the_form() -> None:
    assert set(BULK_KEYS) <= set(ENTRIES)


def test_a_caregiver_with_a_name_is_not_given_another_kind_of_care(register: Register) -> None:
    child_id = register.new(
        caregiver_period__care=Care.GRANDPARENTS,
        caregiver__name="王秀兰",
        caregiver__relation=Relation.GRANDMOTHER,
    )
    (line,) = preview(register, [child_id], BulkChange("caregiver_period.care", Care.ALONE))
    assert (line.outcome, "照料人姓名" in line.reason) == (Outcome.REFUSED, True)
