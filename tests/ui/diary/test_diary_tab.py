"""The list of records: what it shows and lets through, and the whole form."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QApplication

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import chinese_date, words_of
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.picking import Pick
from liushou_desk.domain.words import LeaveReason
from liushou_desk.services.diary import EntryRow, list_entries, remove_entry, save_entry
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.papers.listing import for_audience
from liushou_desk.services.register.leaving import leave
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.diary.columns import COLUMNS, is_open
from liushou_desk.ui.diary.tab import DiaryTab
from liushou_desk.ui.papers.preview import Preview
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.table.arrangement import Arrangement, Place, read_arrangement
from tests.ui.conftest import Answers
from tests.ui.diary.conftest import ENTER, TODAY
from tests.ui.keyboard import Press

Kept = Callable[[], list[EntryRow]]
Settle = Callable[[Shell], None]
Look = Callable[..., Any]
CONTROL = Qt.KeyboardModifier.ControlModifier


def dialog() -> RecordDialog:
    """The form that is open."""
    open_ones = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, RecordDialog) and widget.isVisible()
    ]
    return open_ones[-1]


def add(look_into: Look, shell: Shell, child: Pick, **values: Any) -> int:
    given = {
        "kind": DiaryKind.LETTER,
        "happened_on": TODAY,
        "reached": True,
        "is_group": False,
        "content": "一封给妈妈的信",
    }
    return look_into(shell, lambda office: save_entry(office, None, given | values, (child.id,)))


def test_the_list_is_a_sound_model(
    tab: DiaryTab, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    check_model(tab.panel.table.rows_model)
    tab.refresh()
    headings = [column.heading for column in COLUMNS]
    assert headings[:6] == ["日期", "类别", "儿童", "参与教师", "联系上", "内容"]
    assert tab.panel.shown()


def test_what_a_record_tells_is_listed_on_demand_only(
    tab: DiaryTab, shell: Shell, settle: Settle, look_into: Look
) -> None:
    header, told = tab.panel.table.header, {"内容", "发现问题", "处理"}
    assert not told & set(tab.listing().headings)
    kept = {"columns": [[column.heading, True, column.width] for column in COLUMNS]}
    header.arrange(read_arrangement(kept, COLUMNS))
    assert not told & set(tab.listing().headings), "however the list was left before"
    places = tuple(Place(column.heading, True, column.width) for column in COLUMNS)
    header.choose(Arrangement(places))
    settle(shell)
    assert told < set(tab.listing().headings)
    assert not told & set(for_audience(tab.listing(), Audience.REPORT).headings)
    assert [row.sentence for row in look_into(shell, list_actions)].count("查看敏感信息") == 1


@pytest.mark.parametrize(
    ("chip", "values", "shows"),
    [
        ("this_month", {}, lambda row: row.happened_on.month == TODAY.month),
        ("not_reached", {"reached": False}, lambda row: not row.reached),
        ("open_concerns", {"concern": "想念父母"}, is_open),
        ("late", {"happened_on": TODAY - timedelta(60)}, lambda row: row.is_late),
    ],
)
def test_a_chip_lets_its_rows_through(
    tab: DiaryTab,
    children: list[Pick],
    shell: Shell,
    look_into: Look,
    chip: str,
    values: dict[str, Any],
    shows: Callable[[EntryRow], bool],
) -> None:
    entry_id = add(look_into, shell, children[0], **values)
    tab.desk.go(Journey(Spot.DIARY, chip=chip))
    shown = tab.panel.shown()
    assert entry_id in [row.entry_id for row in shown]
    assert all(map(shows, shown))
    assert len(shown) < len(tab.panel.rows)


def test_the_kind_and_the_search_narrow_the_list(
    tab: DiaryTab, children: list[Pick], shell: Shell, look_into: Look, press: Press
) -> None:
    entry_id = add(look_into, shell, children[0], place="柳树湾")
    tab.kinds.setCurrentIndex(tab.kinds.findData(DiaryKind.LETTER))
    tab.kinds.activated.emit(0)
    assert {row.kind for row in tab.panel.shown()} == {DiaryKind.LETTER}
    press("f", held=CONTROL)
    tab.panel.search.setText("柳树湾")
    assert [row.entry_id for row in tab.panel.shown()] == [entry_id]
    listing = tab.listing()
    assert (listing.title, len(listing.rows)) == ("家访日记", 1)
    assert listing.note.endswith(f"书信，列出1行，全部{len(tab.panel.rows)}行")


def test_the_form_adds_a_record_with_everything(
    tab: DiaryTab, children: list[Pick], shell: Shell, settle: Settle, press: Press, kept: Kept
) -> None:
    press("n", held=CONTROL)
    settle(shell)
    first, second, _photos = dialog().forms
    first.inputs["children"].set_text(f"{children[0].id},{children[1].id}")
    for form, key, text in (
        (first, "kind", "家访"),
        (first, "content", "家里都好"),
        (second, "concern", "房屋漏雨"),
        (second, "due_again_on", "20261205"),
    ):
        form.inputs[key].set_text(text)
    dialog().save()
    settle(shell)
    row = kept()[0]
    assert set(row.child_ids) == {children[0].id, children[1].id}
    assert (row.concern, row.reached, row.is_group) == ("房屋漏雨", True, False)
    assert row in tab.panel.shown()


def test_a_wrong_order_of_days_is_said_beside_the_field(
    tab: DiaryTab, children: list[Pick], shell: Shell, settle: Settle, press: Press
) -> None:
    press("n", held=CONTROL)
    settle(shell)
    first, second, _photos = dialog().forms
    first.inputs["children"].set_text(str(children[0].id))
    first.inputs["kind"].set_text("家访")
    second.inputs["due_again_on"].set_text("20200101")
    dialog().save()
    settle(shell)
    assert second.problem("due_again_on").startswith("再次联系早于发生日期")
    dialog().done(0)


def test_enter_opens_a_record_and_a_child_who_left_stays_its_child(
    tab: DiaryTab, children: list[Pick], shell: Shell, settle: Settle, look_into: Look, press: Press
) -> None:
    gone = children[0]
    entry_id = add(look_into, shell, gone)
    look_into(shell, lambda office: leave(office, gone.id, TODAY, LeaveReason.TRANSFERRED))
    tab.panel.reveal(entry_id)
    tab.panel.table.setFocus()
    press(ENTER)
    settle(shell)
    assert gone.id not in tab.bar.child.picks
    assert dialog().forms[0].inputs["children"].text() == str(gone.id)
    dialog().forms[0].inputs["content"].set_text("改过的信")
    dialog().save()
    settle(shell)
    (row,) = [row for row in tab.panel.shown() if row.entry_id == entry_id]
    assert (row.child_ids, row.content) == ((gone.id,), "改过的信")


def test_a_record_is_removed_and_brought_back(
    tab: DiaryTab, shell: Shell, settle: Settle, answers: Answers, press: Press, kept: Kept
) -> None:
    before = kept()
    tab.panel.table.setFocus()
    tab.panel.table.selectRow(0)
    press(Qt.Key.Key_Delete)
    settle(shell)
    assert len(kept()) == len(before) - 1
    assert "Ctrl+Z" in answers.shown[-1]
    press("z", held=CONTROL)
    assert kept() == before


def test_a_record_of_another_term_is_shown_and_it_is_said(
    tab: DiaryTab, shell: Shell, settle: Settle, kept: Kept, press: Press
) -> None:
    said: list[str] = []
    tab.desk.said.connect(said.append)
    here = {row.entry_id for row in tab.panel.rows}
    visits = (row for row in kept() if row.kind is DiaryKind.HOME_VISIT)
    other = next(row for row in visits if row.entry_id not in here)
    tab.desk.go(Journey(Spot.DIARY, record_id=other.entry_id))
    settle(shell)
    assert tab.panel.table.current() == other
    assert said[-1] == "这条记录不在所选学期，列表已改为显示全部学期。"
    press("p", held=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(shell)
    (preview,) = (box for box in shell.findChildren(Preview) if box.isVisible())
    assert preview.pages
    assert (preview.pages.batch.title, len(preview.pages.batch.sheets)) == ("家访记录表", 1)
    assert chinese_date(other.happened_on) in words_of(preview.pages.batch.sheets[0].document)


def test_a_record_that_is_gone_is_explained(
    tab: DiaryTab, shell: Shell, settle: Settle, answers: Answers
) -> None:
    tab.desk.go(Journey(Spot.DIARY, record_id=987_654))
    settle(shell)
    assert len(answers.shown) == 1


def test_a_term_that_is_not_on_file_is_no_box(
    tab: DiaryTab, shell: Shell, settle: Settle, answers: Answers
) -> None:
    tab.desk.choose_term("2030-2031-1")
    settle(shell)
    assert (answers.shown, tab.panel.rows) == ([], ())
    assert "没有学期2030-2031-1" in shell.statusBar().currentMessage()


def test_a_saved_record_takes_its_place_and_the_others_are_not_read_anew(
    tab: DiaryTab, children: list[Pick], shell: Shell, look_into: Look, settle: Settle
) -> None:
    settle(shell)
    before = {row.entry_id: row for row in tab.panel.rows}
    entry_id = add(look_into, shell, children[0], content="新写的一封")
    settle(shell)
    rows = tab.panel.rows
    assert {row.entry_id for row in rows} == {*before, entry_id}
    assert all(row is before[row.entry_id] for row in rows if row.entry_id != entry_id)
    term = tab.desk.term
    assert list(rows) == list(look_into(shell, lambda office: list_entries(office, term)))
    look_into(shell, lambda office: remove_entry(office, entry_id))
    settle(shell)
    assert tab.panel.rows == tuple(before.values())
