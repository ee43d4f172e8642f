"""家访日记: what is listed, kept, refused and only doubted."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind, LetterWriter
from liushou_desk.errors import InputProblem
from liushou_desk.models import DiaryEntry, EntryChild, EntryVisitor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import diary
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.register.timeline import timeline
from tests import factories as make
from tests.services.working import count, school, sentences

DAY = timedelta(days=1)
OCTOBER = date(2026, 10, 12)
TEXT = "孩子最近上课认真，作业按时完成，与奶奶相处很好。"
VISIT: dict[str, Any] = {
    "kind": DiaryKind.HOME_VISIT,
    "happened_on": OCTOBER,
    "reached": True,
    "content": TEXT,
}


def siblings(session: Session) -> dict[str, int]:
    first = make.make_child(session, name="张小雨")
    second = make.make_child(session, name="张小雪", household_id=first.household_id)
    teacher = make.make_mentor(session)
    make.make_pairing(session, first, teacher)
    make.make_rule(session)
    return {"rain": first.id, "snow": second.id, "teacher": teacher.id}


@pytest.fixture
def ids(office: OfficeFile) -> dict[str, int]:
    return school(office, siblings)


def add(office: OfficeFile, child_ids: list[int], visitors: tuple[int, ...] = (), **v: Any) -> int:
    return diary.save_entry(office, None, VISIT | v, child_ids, visitors)


def test_one_visit_to_siblings_is_one_record(office: OfficeFile, ids: dict[str, int]) -> None:
    add(office, [ids["rain"], ids["snow"], ids["snow"]], (ids["teacher"],))
    (row,) = diary.list_entries(office, make.TERM_CODE)
    assert (row.children, row.visitors, row.kind) == (
        "张小雨、张小雪",
        "陈文静",
        DiaryKind.HOME_VISIT,
    )
    assert row.recorded_on == office.today
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        assert (book.number("times.家访"), book.number("child_times.家访")) == (1, 2)


def test_newest_first_and_only_the_term_or_child(office: OfficeFile, ids: dict[str, int]) -> None:
    old = add(office, [ids["rain"]], happened_on=date(2026, 6, 1))
    later = add(office, [ids["snow"]], happened_on=OCTOBER + DAY)
    first = add(office, [ids["rain"]])
    assert [row.entry_id for row in diary.list_entries(office, None)] == [later, first, old]
    assert [row.entry_id for row in diary.list_entries(office, make.TERM_CODE)] == [later, first]
    mine = diary.list_entries(office, None, child_id=ids["rain"])
    assert [row.entry_id for row in mine] == [first, old]


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_late_records_are_marked(
    office: OfficeFile, ids: dict[str, int], days: int, late: bool
) -> None:
    add(office, [ids["rain"]], happened_on=office.today - days * DAY)
    assert diary.list_entries(office, None)[0].is_late is late


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": None}, "kind"),
        ({"happened_on": date(2026, 11, 22)}, "happened_on"),
        ({"reached": None}, "reached"),
        ({"closed_on": OCTOBER - DAY}, "closed_on"),
        ({"due_again_on": OCTOBER - DAY}, "due_again_on"),
    ],
)
def test_what_cannot_be_is_refused(
    office: OfficeFile, ids: dict[str, int], changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InputProblem) as caught:
        add(office, [ids["rain"]], **changes)
    assert caught.value.field == field
    assert count(office, DiaryEntry) == 0


@pytest.mark.parametrize(("children", "visitors"), [([], ()), ([999], ()), ([1], (999,))])
def test_a_record_is_about_people_on_file(
    office: OfficeFile, ids: dict[str, int], children: list[int], visitors: tuple[int, ...]
) -> None:
    with pytest.raises(InputProblem) as caught:
        add(office, children, visitors)
    assert caught.value.field == ("visitors" if visitors else "children")


@pytest.mark.parametrize("kind", [DiaryKind.LETTER, DiaryKind.TALK])
def test_who_wrote_is_kept_of_a_letter_alone(
    office: OfficeFile, ids: dict[str, int], kind: DiaryKind
) -> None:
    entry_id = add(office, [ids["rain"]], kind=kind, written_by=LetterWriter.PARENT)
    kept = diary.read_entry(office, entry_id).values["written_by"]
    assert kept is (LetterWriter.PARENT if kind is DiaryKind.LETTER else None)


def test_a_holiday_stay_alone_has_a_last_day(office: OfficeFile, ids: dict[str, int]) -> None:
    happened, last = VISIT["happened_on"], office.today + timedelta(days=9)
    stay = {"kind": DiaryKind.HOLIDAY_STAY, "stayed_until": last}
    for wrong in (stay | {"kind": DiaryKind.TALK}, stay | {"stayed_until": date(2026, 1, 1)}):
        with pytest.raises(InputProblem) as caught:
            add(office, [ids["rain"]], **wrong)
        assert caught.value.field == "stayed_until"
    entry_id = add(office, [ids["rain"]], **stay)
    (line,) = (one for one in timeline(office, ids["rain"]) if one.day == happened)
    assert f"住到{last}" in line.text
    diary.save_entry(office, entry_id, {"content": "回家过年"}, [ids["rain"]])
    assert diary.read_entry(office, entry_id).values["stayed_until"] == last
    diary.save_entry(office, entry_id, {"kind": DiaryKind.TALK}, [ids["rain"]])
    assert diary.read_entry(office, entry_id).values["stayed_until"] is None


def test_a_letter_by_nobody_is_doubted(office: OfficeFile, ids: dict[str, int]) -> None:
    said = diary.doubts(office, VISIT | {"kind": DiaryKind.LETTER}, [ids["rain"]])
    assert any("由谁写" in sentence for sentence in said)


def test_amending_writes_only_what_differs(office: OfficeFile, ids: dict[str, int]) -> None:
    entry = add(office, [ids["rain"]], (ids["teacher"],))
    before = diary.read_entry(office, entry)
    diary.save_entry(office, entry, dict(before.values), before.child_ids, before.visitor_ids)
    assert sentences(office)[0] == "新增家访记录"
    diary.save_entry(office, entry, {"content": None}, [ids["snow"]], ())
    after = diary.read_entry(office, entry)
    assert (after.values["content"], after.child_ids, after.visitor_ids) == (None, (2,), ())
    office.undo()
    assert diary.read_entry(office, entry) == before


def test_a_record_is_never_entered_before_it_happened(
    office: OfficeFile, ids: dict[str, int]
) -> None:
    with office.action("以前登记") as session:
        child = session.get_one(make.Child, ids["rain"])
        entry = make.make_entry(session, child, happened_on=OCTOBER).id
    diary.save_entry(office, entry, {"happened_on": OCTOBER + DAY}, [ids["rain"]], ())
    assert diary.list_entries(office, None)[0].recorded_on == office.today


def test_a_record_goes_with_all_that_hangs_on_it(office: OfficeFile, ids: dict[str, int]) -> None:
    entry = add(office, [ids["rain"], ids["snow"]], (ids["teacher"],))
    diary.remove_entry(office, entry)
    assert [count(office, model) for model in (DiaryEntry, EntryChild, EntryVisitor)] == [0, 0, 0]
    with pytest.raises(InputProblem, match="已被删除"):
        diary.remove_entry(office, entry)
    office.undo()
    assert diary.read_entry(office, entry).visitor_ids == (ids["teacher"],)


def test_a_copied_text_is_said_and_saved(office: OfficeFile, ids: dict[str, int]) -> None:
    entry = add(office, [ids["rain"]])
    add(office, [ids["rain"]], happened_on=OCTOBER + DAY, content="另有一次不同的记录，谈到冬衣。")
    copied = TEXT.replace("认真", "专心")
    said = diary.near_copy(office, [ids["rain"]], copied)
    assert said == "与以前的记录（10月12日）91%相同"
    assert diary.near_copy(office, [ids["rain"]], TEXT, entry_id=entry) is None
    assert diary.near_copy(office, [ids["snow"]], TEXT) is None
    assert diary.near_copy(office, [ids["rain"]], "一切正常") is None
    assert diary.near_copy(office, [], TEXT) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"content": None}, "没有写内容"),
        ({"is_group": True}, "只选了一名"),
        ({"happened_on": date(2026, 8, 1)}, "不在册"),
    ],
)
def test_doubts_are_said(
    office: OfficeFile, ids: dict[str, int], changes: dict[str, Any], said: str
) -> None:
    (doubt,) = diary.doubts(office, VISIT | changes, [ids["rain"]])
    assert said in doubt
    add(office, [ids["rain"]], **changes)


@pytest.mark.parametrize(
    "changes",
    [{}, {"reached": False, "content": None}, {"kind": DiaryKind.PHONE_CALL, "content": None},
     {"content": None, "concern": "缺少冬衣"}],
)  # fmt: skip
def test_nothing_to_doubt(office: OfficeFile, ids: dict[str, int], changes: dict[str, Any]) -> None:
    assert diary.doubts(office, VISIT | changes, [ids["rain"]]) == ()


def test_quick_entry_begins_with_what_is_owed(office: OfficeFile, ids: dict[str, int]) -> None:
    ready = diary.quick_defaults(office, make.TERM_CODE, ids["rain"])
    assert ready == diary.QuickDefaults(DiaryKind.TALK, ids["teacher"], "陈文静")
    for month in (9, 10, 11):
        add(office, [ids["rain"]], kind=DiaryKind.TALK, happened_on=date(2026, month, 20))
    assert diary.quick_defaults(office, make.TERM_CODE, ids["rain"]).kind is None
    assert diary.quick_defaults(office, make.TERM_CODE, ids["snow"]).mentor_id is None


def test_namesakes_are_told_apart(office: OfficeFile, ids: dict[str, int]) -> None:
    with office.action("同名") as session:
        other = make.make_child(session, name="张小雨", born_on=date(2016, 3, 1)).id
    add(office, [other])
    assert diary.list_entries(office, make.TERM_CODE)[0].children == "张小雨（四1·2016-03）"


def test_search_finds_text_people_and_kind(office: OfficeFile, ids: dict[str, int]) -> None:
    add(office, [ids["rain"]], (ids["teacher"],), place="青石坪村")
    (row,) = diary.list_entries(office, None)
    assert all(word in row.search for word in ("张小雨", "陈文静", "家访", "青石坪", "作业"))


def test_a_longer_diary_takes_no_more_statements(demo: OfficeFile) -> None:
    asked: list[str] = []

    @sa.event.listens_for(demo.engine, "before_cursor_execute")
    def count_it(*told: Any) -> None:
        asked.append(told[2])

    few = diary.list_entries(demo, make.TERM_CODE, child_id=1)
    for_few = len(asked)
    assert len(few) < len(diary.list_entries(demo, None)) / 10
    assert len(asked) - for_few <= for_few
