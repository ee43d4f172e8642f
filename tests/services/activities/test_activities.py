"""活动日历: planned, held, attended."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Activity, ActivityChild
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import activities
from liushou_desk.services.activities import ActivityState
from tests import factories as make
from tests.services.working import count, school, sentences

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
PLAN: dict[str, Any] = {"title": "冬至包饺子", "planned_on": date(2026, 12, 22)}
HELD: dict[str, Any] = {"title": "重阳节", "planned_on": TODAY - DAY, "held_on": TODAY}


@pytest.fixture
def children(office: OfficeFile) -> list[int]:
    def story(session: Session) -> list[int]:
        return [make.make_child(session, name=name).id for name in ("张小雨", "李小山")]

    return school(office, story)


def states(office: OfficeFile, first: date, last: date) -> list[tuple[str, ActivityState]]:
    return [(row.title, row.state) for row in activities.list_activities(office, first, last)]


def test_a_month_shows_what_is_planned_or_held_in_it(office: OfficeFile) -> None:
    activities.save_activity(office, None, PLAN)
    activities.save_activity(office, None, PLAN | {"title": "没办成", "planned_on": TODAY - DAY})
    moved = PLAN | {"title": "提前", "planned_on": date(2026, 12, 1), "held_on": TODAY}
    activities.save_activity(office, None, moved)
    november = states(office, date(2026, 11, 1), date(2026, 11, 30))
    assert november == [("没办成", ActivityState.NOT_RECORDED), ("提前", ActivityState.HELD)]
    december = states(office, date(2026, 12, 1), date(2026, 12, 31))
    assert december == [("提前", ActivityState.HELD), ("冬至包饺子", ActivityState.PLANNED)]


def test_awaited_are_those_not_recorded(office: OfficeFile) -> None:
    for title, day in (("今天", TODAY), ("昨天", TODAY - DAY), ("以后", TODAY + 15 * DAY)):
        activities.save_activity(office, None, {"title": title, "planned_on": day})
    activities.save_activity(office, None, HELD)
    awaited = activities.list_awaited(office, TODAY + 14 * DAY)
    assert [row.title for row in awaited] == ["昨天", "今天"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"planned_on": TODAY}, "title"), ({"title": "无日期"}, "planned_on"),
     (HELD | {"held_on": TODAY + DAY}, "held_on"), (HELD | {"head_count": 10_000}, "head_count")],
)  # fmt: skip
def test_what_cannot_be_is_refused(office: OfficeFile, values: dict[str, Any], field: str) -> None:
    with pytest.raises(InputProblem) as caught:
        activities.save_activity(office, None, values)
    assert caught.value.field == field
    assert count(office, Activity) == 0


def test_attendance_is_one_action(office: OfficeFile, children: list[int]) -> None:
    activity = activities.save_activity(office, None, HELD)
    activities.set_attendance(office, activity, children)
    activities.set_attendance(office, activity, children[::-1])
    assert activities.attendance(office, activity) == frozenset(children)
    assert sentences(office)[:2] == ["登记活动参加儿童2名", "新增活动"]
    activities.set_attendance(office, activity, children[1:])
    office.undo()
    assert activities.list_activities(office, TODAY, TODAY)[0].attended == 2


def test_no_list_before_the_activity_was_held(office: OfficeFile, children: list[int]) -> None:
    activity = activities.save_activity(office, None, PLAN)
    with pytest.raises(RuleConflict, match="还没有登记举行日期"):
        activities.set_attendance(office, activity, children)


def test_the_list_must_fit_the_head_count(office: OfficeFile, children: list[int]) -> None:
    activity = activities.save_activity(office, None, HELD | {"head_count": 1})
    with pytest.raises(InputProblem, match="总人数1少于"):
        activities.set_attendance(office, activity, children)
    activities.set_attendance(office, activity, children[:1])
    for values, field in (({"head_count": 0}, "head_count"), ({"held_on": None}, "held_on")):
        with pytest.raises(InputProblem) as caught:
            activities.save_activity(office, activity, values)
        assert caught.value.field == field


def test_strangers_and_removed_activities_are_refused(office: OfficeFile) -> None:
    activity = activities.save_activity(office, None, HELD)
    with pytest.raises(InputProblem, match="已被删除"):
        activities.set_attendance(office, activity, [999])
    activities.remove_activity(office, activity)
    with pytest.raises(InputProblem, match="已被删除"):
        activities.save_activity(office, activity, {"title": "改名"})
    with pytest.raises(InputProblem, match="已被删除"):
        activities.attendance(office, activity)


def test_an_activity_goes_with_its_list_and_comes_back(
    office: OfficeFile, children: list[int]
) -> None:
    activity = activities.save_activity(office, None, HELD)
    activities.set_attendance(office, activity, children)
    activities.remove_activity(office, activity)
    assert count(office, ActivityChild) == 0
    office.undo()
    assert activities.attendance(office, activity) == frozenset(children)


def test_everybody_together_is_no_less_than_those_counted_apart(office: OfficeFile) -> None:
    meeting = HELD | {"kind": ActivityKind.PARENT_MEETING, "head_count": 40, "guardians": 36}
    activity = activities.save_activity(office, None, meeting | {"teachers": 4})
    [row] = activities.list_activities(office, TODAY, TODAY)
    assert (row.kind, row.guardians, row.cost_fen) == (ActivityKind.PARENT_MEETING, 36, None)
    with pytest.raises(InputProblem, match="少于36名监护人、5名教师之和") as caught:
        activities.save_activity(office, activity, {"teachers": 5})
    assert caught.value.field == "head_count"


def test_what_is_called_off_waits_no_longer(office: OfficeFile) -> None:
    plan = {"title": "秋游", "planned_on": TODAY - DAY}
    activity = activities.save_activity(office, None, plan)
    activities.save_activity(office, activity, {"called_off_why": "下雨"})
    assert activities.list_awaited(office, TODAY) == ()
    assert states(office, TODAY - DAY, TODAY) == [("秋游", ActivityState.CALLED_OFF)]
    with pytest.raises(InputProblem, match="不能写取消原因"):
        activities.save_activity(office, activity, {"held_on": TODAY})
    activities.save_activity(office, activity, {"called_off_why": None, "held_on": TODAY})
    assert states(office, TODAY, TODAY) == [("秋游", ActivityState.HELD)]
