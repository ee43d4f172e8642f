"""登记核对: each ground on its own, and what is as it should be is not named."""

from datetime import date
from typing import Any

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.plausibility import Ground, Written, doubts
from liushou_desk.domain.terms import usual_term

TERM = usual_term("2026-2027-1")
MONDAY = date(2026, 11, 16)


def written(entry_id: int, **changes: Any) -> Written:
    row = {
        "kind": DiaryKind.HOME_VISIT, "happened_on": MONDAY, "recorded_on": MONDAY,
        "content": f"第{entry_id}户，家中只有祖母", "visitors": (1,), "homes": {entry_id},
        "paired": (),
    }  # fmt: skip
    return Written(entry_id, **row | changes)


def found(*records: Written) -> list[tuple[int, Ground, str]]:
    return [(one.entry_id, one.ground, one.sentence) for one in doubts(TERM, records)]


def test_talks_want_a_school_day() -> None:
    talk = {"kind": DiaryKind.TALK}
    assert found(
        written(1, **talk),
        written(2, **talk, happened_on=date(2026, 11, 15)),
        written(3, **talk, happened_on=date(2026, 10, 1)),
        written(4, happened_on=date(2026, 11, 15)),
    ) == [
        (2, Ground.NO_SCHOOL, "这一天是星期日"),
        (3, Ground.NO_SCHOOL, "这一天是假期里"),
    ]


def test_a_visit_before_the_pairing_is_named() -> None:
    later, earlier = date(2026, 11, 17), date(2026, 9, 1)
    assert found(
        written(1, paired=(later,)),
        written(2, paired=(later, earlier)),
        written(3, paired=(MONDAY,)),
    ) == [(1, Ground.BEFORE_PAIRING, "结对11月17日才开始")]


def test_nine_households_a_day_are_many() -> None:
    eight = [written(number) for number in range(8)]
    assert found(*eight, written(8, visitors=(2,)), written(9, homes={7})) == []
    nine = found(*eight, written(8))
    assert {entry for entry, _, _ in nine} == set(range(9))
    assert {(ground, said) for _, ground, said in nine} == {
        (Ground.MANY_HOMES, "同一人这一天走访9户")
    }


def test_three_equal_texts_are_named_and_two_are_not() -> None:
    same = [written(number, content="家中 情况良好。") for number in range(3)]
    assert found(*same[:2]) == []
    assert [said for _, _, said in found(*same)] == ["与另外2条记录文字完全相同"] * 3
    assert found(*(written(number, content="良好") for number in range(3))) == []


def test_most_records_of_the_last_three_days_are_named_once() -> None:
    late = [written(n, visitors=(), recorded_on=date(2027, 1, 13 + n % 3)) for n in range(6)]
    early = [written(n, visitors=()) for n in range(6, 10)]
    (one,) = found(*late, *early)
    assert one == (0, Ground.AT_THE_END, "本学期10条记录中有6条在1月13日至1月15日登记")
    assert found(*late[:5], *early, written(10, visitors=())) == []
