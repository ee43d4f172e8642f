"""Older steps alone, where no key but good sense binds rows: times, lists, rules, names."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.ledger_words import WishKind
from liushou_desk.models import (
    Activity,
    ActivityChild,
    BoardingPeriod,
    Child,
    DiaryEntry,
    EntryChild,
    FollowUpRule,
    MentorLeave,
    Pairing,
    Photo,
    RecordPhoto,
    RegisterPeriod,
    SchoolClass,
    Wish,
)
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make
from tests.models.test_lone_undo import add, amend, blocked, newest

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def child(office: OfficeFile) -> int:
    return add(office, make.make_child)


def put(office: OfficeFile, table: type, /, **values: Any) -> tuple[int, int]:
    """A row more: its id and its action."""

    def story(session: Session) -> Any:
        row = table(**values)
        session.add(row)
        session.flush()
        return row

    row_id = add(office, story)
    return row_id, newest(office)


def test_one_time_ends_before_the_next_begins(office: OfficeFile, child: int) -> None:
    first, _ = put(office, BoardingPeriod, child_id=child, boards=True)
    ended = amend(office, BoardingPeriod, first, to_on=NOVEMBER)
    second, _ = put(office, BoardingPeriod, child_id=child, boards=False, from_on=NOVEMBER)
    assert blocked(office, ended) == {("boarding_period", second)}
    office.undo()
    office.undo_action(ended)


def test_classes_that_bear_names_are_tied_others_not(office: OfficeFile) -> None:
    first, second = (add(office, lambda s, n=n: make.make_class(s, number=n)) for n in (1, 2))
    with office.action("合并") as session:
        session.delete(session.get_one(SchoolClass, second))
    gone = newest(office)
    office.undo_action(gone)
    named = amend(office, SchoolClass, first, name="启智班")
    office.redo_action(gone)
    office.undo()  # the name, older than the merging was done again
    office.redo_action(named)
    office.undo_action(gone)
    renamed = amend(office, SchoolClass, second, name="育才班")
    assert blocked(office, named) == {("school_class", second)}
    office.undo_action(renamed)
    office.undo_action(named)


def test_who_came_back_had_left(office: OfficeFile, child: int) -> None:
    with office.reading() as session:
        (period,) = session.query(RegisterPeriod.id).filter_by(child_id=child).one()
    left = amend(office, RegisterPeriod, period, left_on=NOVEMBER)
    back, _ = put(office, RegisterPeriod, child_id=child, entered_on=DECEMBER)
    assert blocked(office, left) == {("register_period", back)}
    amend(office, RegisterPeriod, back, left_on=date(2026, 12, 9))
    assert blocked(office, left) == {("register_period", back)}


def test_another_mentor_does_not_stand_in_the_way(office: OfficeFile, child: int) -> None:
    one, other = (add(office, make.make_mentor) for _ in range(2))
    pairing, _ = put(office, Pairing, child_id=child, mentor_id=one)
    ended = amend(office, Pairing, pairing, to_on=NOVEMBER)
    put(office, Pairing, child_id=child, mentor_id=other, from_on=NOVEMBER)
    office.undo_action(ended)
    office.redo_action(ended)
    again, _ = put(office, Pairing, child_id=child, mentor_id=one, from_on=DECEMBER)
    assert blocked(office, ended) == {("pairing", again)}


def test_who_stands_in_is_not_on_leave_again(office: OfficeFile) -> None:
    away, other = (add(office, make.make_mentor) for _ in range(2))
    days = {"from_on": NOVEMBER, "until_on": DECEMBER, "reason": "病假"}
    own, _ = put(office, MentorLeave, mentor_id=other, **days)
    shorter = amend(office, MentorLeave, own, until_on=NOVEMBER)
    later = days | {"from_on": DECEMBER}
    stands_in, _ = put(office, MentorLeave, mentor_id=away, substitute_id=other, **later)
    assert blocked(office, shorter) == {("mentor_leave", stands_in)}
    office.undo()
    office.undo_action(shorter)


def test_a_list_needs_the_day_it_was_held(office: OfficeFile, child: int) -> None:
    activity, _ = put(office, Activity, title="游园", planned_on=NOVEMBER)
    held = amend(office, Activity, activity, held_on=NOVEMBER)
    placed = amend(office, Activity, activity, place="操场")
    name, _ = put(office, ActivityChild, activity_id=activity, child_id=child)
    assert blocked(office, held) == {("activity_child", name)}
    office.undo_action(placed)
    taken = remove(office, ActivityChild, name)
    amend(office, Activity, activity, held_on=DECEMBER)
    office.undo_action(taken)


def test_a_picture_needs_the_day_it_was_held_and_the_consent(
    office: OfficeFile, record: tuple[int, int]
) -> None:
    activity, _ = put(office, Activity, title="游园", planned_on=NOVEMBER)
    for kind, row_id, column, owner in (
        (Activity, activity, "held_on", "activity_id"),
        (DiaryEntry, record[0], "photo_consent_on", "entry_id"),
    ):
        allowed = amend(office, kind, row_id, **{column: NOVEMBER})
        photo, _ = put(office, Photo, sha256=owner, content=make.jpeg())
        link, _ = put(office, RecordPhoto, photo_id=photo, position=1, **{owner: row_id})
        assert blocked(office, allowed) == {("record_photo", link)}


def test_what_a_form_let_through_together_stays_together(
    office: OfficeFile, child: int, record: tuple[int, int]
) -> None:
    said = {"asked_on": DECEMBER, "kind": WishKind.WISH, "what": "一本字典", "helped_by": "店主"}
    wish, _ = put(office, Wish, child_id=child, **said)
    heads = {"head_count": 9, "guardians": 9}
    activity, _ = put(office, Activity, title="游园", planned_on=NOVEMBER, **heads)
    for kind, row_id, first, later in (
        (DiaryEntry, record[0], {"kind": DiaryKind.HOLIDAY_STAY}, {"stayed_until": DECEMBER}),
        (Activity, activity, {"guardians": 1}, {"head_count": 3}),
        (Wish, wish, {"asked_on": NOVEMBER}, {"settled_on": NOVEMBER}),
    ):
        amended = amend(office, kind, row_id, **first)
        amend(office, kind, row_id, **later)
        assert blocked(office, amended) == {(kind.__tablename__, row_id)}
        office.undo()
        office.undo_action(amended)


def test_the_same_rule_is_not_in_force_twice(office: OfficeFile) -> None:
    first = add(office, make.make_rule)
    off = amend(office, FollowUpRule, first, is_active=False)
    second = add(office, make.make_rule)
    assert blocked(office, off) == {("follow_up_rule", second)}


def remove(office: OfficeFile, kind: type, row_id: int) -> int:
    with office.action("删除") as session:
        session.delete(session.get_one(kind, row_id))
    return newest(office)


@pytest.fixture
def record(office: OfficeFile, child: int) -> tuple[int, int]:
    """A record about one child, and the link between them."""

    def story(session: Session) -> Any:
        entry = make.make_entry(session, session.get_one(Child, child))
        session.flush()
        return session.query(EntryChild).filter_by(entry_id=entry.id).one()

    link = add(office, story)
    with office.reading() as session:
        return session.get_one(EntryChild, link).entry_id, link


def test_the_last_name_of_a_record_stays(office: OfficeFile, record: tuple[int, int]) -> None:
    entry, link = record
    other = add(office, make.make_child)
    _, added = put(office, EntryChild, entry_id=entry, child_id=other)
    taken = remove(office, EntryChild, link)
    assert blocked(office, added) == {("entry_child", link)}
    office.undo_action(taken)
    office.undo_action(added)
    office.redo_action(added)
    office.redo_action(taken)


def test_names_taken_from_a_record_come_back_in_any_order(
    office: OfficeFile, record: tuple[int, int]
) -> None:
    entry, link = record
    others = [add(office, make.make_child) for _ in range(2)]
    second, _ = put(office, EntryChild, entry_id=entry, child_id=others[0])
    put(office, EntryChild, entry_id=entry, child_id=others[1])
    first = remove(office, EntryChild, link)
    remove(office, EntryChild, second)
    office.undo_action(first)
    office.redo_action(first)
    office.undo_action(first)
