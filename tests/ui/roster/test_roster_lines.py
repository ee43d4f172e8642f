"""A line of the roster: its words, colours and order."""

from dataclasses import replace
from datetime import date

import pytest

from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.follow_up import State
from liushou_desk.domain.words import UNFILLED, Category, Sex
from liushou_desk.services.register.labels import ChildLabels, FollowUp
from liushou_desk.services.register.rows import RosterRow
from liushou_desk.ui.look import Tone
from liushou_desk.ui.roster.columns import COLUMNS, OF_LABELS, OF_MORE
from liushou_desk.ui.roster.lines import (
    RosterLine,
    join,
    name_shown,
    standing,
    state_tone,
    state_word,
)

ROW = RosterRow(
    child_id=1,
    called="张伟",
    name="张伟",
    sex=Sex.MALE,
    born_on=date(2016, 3, 1),
    age=10,
    school_class="三年级1班",
    class_order=301,
    home_address="河湾村",
    phone="",
    caregiver="王秀兰（祖母）",
    caregiver_phone="13800000000",
    boards="是",
    mentors="",
    entered_on=date(2026, 9, 1),
    left_on=None,
    verified=False,
    id_tail="123X",
    words="",
    spoken="",
    name_order="zhangwei",
)
LABELS = ChildLabels(Category.LEFT_BEHIND.label, Finding.BOTH.label, "祖辈", "", FollowUp())
BY_HEADING = {column.heading: column for column in COLUMNS}


def follow(state: State, due_on: date | None = None) -> RosterLine:
    return RosterLine(ROW, replace(LABELS, follow_up=FollowUp(state, "", due_on)))


@pytest.mark.parametrize(
    ("category", "finding", "shown"),
    [
        (Category.LEFT_BEHIND.label, Finding.BOTH.label, "双亲留守"),
        (Category.HARDSHIP.label, Finding.NOT.label, "困境·非留守"),
        (UNFILLED, Finding.INSUFFICIENT.label, "事实不足"),
    ],
)
def test_standing_names_every_category_but_left_behind(
    category: str, finding: str, shown: str
) -> None:
    assert standing(RosterLine(ROW, replace(LABELS, category=category, finding=finding))) == shown


@pytest.mark.parametrize(
    ("state", "due_on", "word", "tone"),
    [
        (State.OVERDUE, date(2026, 10, 31), "逾期 10-31", Tone.BAD),
        (State.OWED, date(2026, 11, 30), "应完成 11-30", Tone.OWED),
        (State.DONE, None, "已完成", Tone.GOOD),
        (State.NONE, None, "无", Tone.QUIET),
    ],
)
def test_a_state_has_its_word_and_its_colour(
    state: State, due_on: date | None, word: str, tone: Tone
) -> None:
    line = follow(state, due_on)
    assert (state_word(line), state_tone(line)) == (word, tone)


def test_a_child_that_left_is_quiet_and_says_when() -> None:
    line = replace(follow(State.OVERDUE), row=replace(ROW, left_on=date(2026, 10, 8)))
    assert (state_word(line), state_tone(line)) == ("离校 10-08", Tone.QUIET)


def test_before_the_second_reading_labels_are_blank() -> None:
    (line,) = join([ROW], {})
    assert [state_word(line), standing(line)] == ["", ""]


def test_follow_up_sorts_the_most_pressing_first() -> None:
    late, later = follow(State.OVERDUE, date(2026, 9, 30)), follow(State.OVERDUE, date(2026, 10, 1))
    lines = [RosterLine(ROW), follow(State.DONE), follow(State.OWED), later, late]
    assert sorted(lines, key=BY_HEADING["随访"].sort_key)[:2] == [late, later]
    assert sorted(lines, key=BY_HEADING["随访"].sort_key)[-1] is lines[0]


def test_age_and_class_sort_as_numbers() -> None:
    ten = RosterLine(ROW)
    nine = RosterLine(replace(ROW, born_on=date(2017, 3, 1), school_class="十年级1班"))
    unknown = RosterLine(replace(ROW, born_on=None, age=None, class_order=10_000, school_class=""))
    assert sorted([unknown, ten, nine], key=BY_HEADING["年龄"].sort_key) == [nine, ten, unknown]
    assert sorted([unknown, ten], key=BY_HEADING["班级"].sort_key) == [ten, unknown]


def test_no_column_shows_an_identity_number() -> None:
    texts = "".join(column.text(RosterLine(ROW, LABELS)) for column in COLUMNS)
    assert ROW.id_tail not in texts
    assert ROW.caregiver_phone in texts


def test_a_private_child_is_marked_before_what_tells_namesakes_apart() -> None:
    row = replace(ROW, called="张伟（三1·2016-03）", is_private=True)
    assert name_shown(RosterLine(row)) == "张伟〔不公开〕（三1·2016-03）"
    assert name_shown(RosterLine(ROW)) == "张伟"


def test_an_alert_is_red_and_told_first_and_a_decision_is_told_of() -> None:
    line = RosterLine(
        ROW, replace(LABELS, alert="未满16周岁独自生活", decided="类别：困境（走访）")
    )
    column = BY_HEADING["留守情况"]
    assert column.text(line) == "未满16周岁独自生活·双亲留守"
    assert column.tone(line) is Tone.BAD
    assert column.tip is not None
    assert "人工认定：类别：困境（走访）" in column.tip(line)
    assert column.tip(RosterLine(ROW)) == ""
    assert column.tone(RosterLine(ROW, LABELS)) is Tone.PLAIN


def test_what_was_not_read_yet_is_blank() -> None:
    assert all(column.text(RosterLine(ROW)) == "" for column in (*OF_MORE, *OF_LABELS))
    column = BY_HEADING["资料完整度"]
    assert column.sort_key(RosterLine(ROW)) == -1
