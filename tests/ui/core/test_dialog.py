"""The record dialog: drafts, checks beside the field, keys, and what must never happen twice."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.work_fields import MENTOR_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.services.keeping.drafts import list_drafts, read_draft
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.shell import Shell

Settle = Callable[[Shell], None]
Look = Callable[[Shell, Callable[..., Any]], Any]
NAME, KIND, PHONE = (field_entry(field) for field in MENTOR_FIELDS[:3])
CONTROL = Qt.KeyboardModifier.ControlModifier
HERE = Path(__file__)


class Desktop:
    """A window, and the dialogs a test opens in it over a service of the test's own."""

    def __init__(self, shell: Shell, settle: Settle) -> None:
        self.shell, self._settle = shell, settle
        self.saved: list[dict[str, Any]] = []
        self.refusal: BaseException | None = None
        self.review: Any = None
        self.gate = threading.Event()
        self.gate.set()

    def save(self, _office: object, values: dict[str, Any]) -> None:
        assert self.gate.wait(10)
        if self.refusal:
            raise self.refusal
        self.saved.append(values)

    def open(self, *, settled: bool = True, pages: tuple[Page, ...] = ()) -> RecordDialog:
        assert self.shell.workspace is not None
        record = Record("帮扶人", "mentor", None, {"name": "旧名"}, self.save, review=self.review)
        shown = pages or (Page("", (NAME, KIND, PHONE)),)
        dialog = RecordDialog(self.shell.workspace.desk, record, shown, saved=lambda _: None)
        dialog.open()
        if settled:
            self.settle()
        return dialog

    def settle(self) -> None:
        self._settle(self.shell)


@pytest.fixture
def desktop(shell: Shell, settle: Settle) -> Desktop:
    return Desktop(shell, settle)


@pytest.fixture
def drafts(shell: Shell, look_into: Look) -> Callable[[], list[str]]:
    """The forms of which a draft is on file."""
    return lambda: [row.form for row in look_into(shell, list_drafts)]


def line(dialog: RecordDialog, key: str) -> Any:
    form = next(form for form in dialog.forms if key in form.inputs)
    return form.inputs[key].widget


def typed(qtbot: QtBot, dialog: RecordDialog, key: str, text: str) -> RecordDialog:
    qtbot.keyClicks(line(dialog, key), text)
    return dialog


def keep_now(dialog: RecordDialog, qtbot: QtBot, drafts: Callable[[], list[str]]) -> None:
    """Wait until the pause in typing is long enough."""
    qtbot.waitUntil(lambda: not dialog.unsaved.is_waiting)
    assert drafts() == ["mentor"]


def test_the_first_key_goes_into_the_first_field(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    assert QApplication.focusWidget() is line(dialog, "name")


def test_typing_keeps_a_draft_that_is_found_again(
    desktop: Desktop, qtbot: QtBot, drafts: Callable[[], list[str]], look_into: Look
) -> None:
    dialog = typed(qtbot, desktop.open(), "phone", "138")
    keep_now(dialog, qtbot, drafts)
    draft = look_into(desktop.shell, lambda office: read_draft(office, "mentor", None))
    assert draft.values == {"name": "旧名", "kind": "", "phone": "138"}
    again = desktop.open()
    assert again.texts() == draft.values
    assert "已恢复上次没有保存的内容" in again.banner.text()
    assert again.banner.isVisible()
    assert again.is_edited


@pytest.mark.parametrize("way", ["save", "reject"])
def test_saving_and_giving_up_drop_the_draft(
    desktop: Desktop, qtbot: QtBot, drafts: Callable[[], list[str]], way: str
) -> None:
    dialog = typed(qtbot, desktop.open(), "phone", "13812345678")
    line(dialog, "kind").setCurrentIndex(1)
    keep_now(dialog, qtbot, drafts)
    getattr(dialog, way)()
    desktop.settle()
    assert drafts() == []
    assert len(desktop.saved) == (way == "save")


def test_a_pause_that_ends_while_the_worker_writes_leaves_no_ghost(
    desktop: Desktop, qtbot: QtBot, drafts: Callable[[], list[str]]
) -> None:
    """A draft kept behind the write would come after the one that drops it."""
    dialog = typed(qtbot, desktop.open(), "phone", "13812345678")
    line(dialog, "kind").setCurrentIndex(1)
    desktop.gate.clear()
    dialog.save()
    assert not dialog.unsaved.is_waiting
    assert not line(dialog, "name").isEnabled()
    desktop.gate.set()
    desktop.settle()
    assert drafts() == []
    assert [values["phone"] for values in desktop.saved] == ["13812345678"]


def test_what_is_typed_before_the_draft_comes_is_not_overwritten(
    desktop: Desktop, qtbot: QtBot, drafts: Callable[[], list[str]]
) -> None:
    keep_now(typed(qtbot, desktop.open(), "phone", "138"), qtbot, drafts)
    gate = threading.Event()
    desktop.shell.tasks.run(desktop.shell, lambda _: gate.wait(10))
    dialog = typed(qtbot, desktop.open(settled=False), "name", "B")
    gate.set()
    desktop.settle()
    assert dialog.texts() == {"name": "B", "kind": "", "phone": "138"}


def test_a_problem_a_service_finds_stands_beside_its_field_on_its_page(
    desktop: Desktop, qtbot: QtBot
) -> None:
    dialog = desktop.open(pages=(Page("一", (NAME,)), Page("二", (PHONE,))))
    desktop.refusal = InputProblem("号码重复", "请核对。", field="phone")
    dialog.save()
    desktop.settle()
    assert dialog.tabs.currentIndex() == 1
    assert dialog.forms[1].problem("phone") == desktop.refusal.message
    assert "还没有保存" in dialog.banner.text()
    qtbot.waitUntil(line(dialog, "phone").hasFocus)


@pytest.mark.parametrize(
    "refusal", [RuleConflict("不能这样。", "请那样。"), InputProblem("不在表里", field="别处")]
)
def test_other_refusals_stand_in_the_banner(desktop: Desktop, qtbot: QtBot, refusal: Any) -> None:
    dialog = typed(qtbot, desktop.open(), "phone", "13812345678")
    line(dialog, "kind").setCurrentIndex(1)
    desktop.refusal = refusal
    dialog.save()
    desktop.settle()
    assert dialog.banner.text() == refusal.message
    assert dialog.isVisible()
    assert dialog.unsaved.is_waiting, "what is not saved goes on being kept"
    desktop.refusal = None
    dialog.save()
    desktop.settle()
    assert len(desktop.saved) == 1


def test_what_was_thought_of_the_form_stands_again_after_a_failed_save(
    desktop: Desktop, qtbot: QtBot
) -> None:
    remark = Remark("这个号码少见。", "phone")
    desktop.review = lambda _office, _values: [remark]
    dialog = typed(qtbot, desktop.open(), "phone", "13812345678")
    line(dialog, "kind").setCurrentIndex(1)
    desktop.refusal = RuleConflict("不能这样。")
    dialog.save()
    desktop.settle()
    assert dialog.forms[0].problem("phone") == remark.sentence
    line(dialog, "phone").setFocus()
    qtbot.keyClicks(line(dialog, "phone"), "9")
    assert dialog.forms[0].problem("phone") == ""
    qtbot.keyClick(line(dialog, "phone"), Qt.Key.Key_Backspace)
    line(dialog, "name").setFocus()
    desktop.settle()
    assert dialog.forms[0].problem("phone") == remark.sentence


def test_a_form_with_a_problem_is_not_given_to_the_worker(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open(pages=(Page("一", (NAME,)), Page("二", (PHONE,))))
    line(dialog, "phone").setText("12")
    dialog.save()
    desktop.settle()
    assert desktop.saved == []
    assert dialog.tabs.currentIndex() == 1
    assert "见红色说明" in dialog.banner.text()


def test_a_fault_of_ours_gives_the_dialog_back(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liushou_desk.ui import messages

    bugs: list[BaseException] = []
    monkeypatch.setattr(messages, "show_bug", lambda _parent, error: bugs.append(error))
    dialog = typed(qtbot, desktop.open(), "phone", "13812345678")
    line(dialog, "kind").setCurrentIndex(1)
    desktop.refusal = KeyError("没有")
    dialog.save()
    desktop.settle()
    assert bugs == [desktop.refusal]
    desktop.refusal = None
    dialog.save()
    desktop.settle()
    assert len(desktop.saved) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Return])
def test_the_saving_key_pressed_twice_saves_once(
    desktop: Desktop, qtbot: QtBot, key: Qt.Key
) -> None:
    dialog = desktop.open()
    line(dialog, "kind").setCurrentIndex(1)
    desktop.gate.clear()
    for _ in range(3):
        qtbot.keyClick(dialog, key, CONTROL)
    desktop.gate.set()
    desktop.settle()
    assert len(desktop.saved) == 1


def test_the_saving_key_pressed_before_the_answer_is_home_saves_once(desktop: Desktop) -> None:
    dialog = desktop.open()
    line(dialog, "kind").setCurrentIndex(1)
    dialog.save()
    once = Qt.ConnectionType.SingleShotConnection
    desktop.shell.tasks.busy.connect(lambda _: dialog.save(), once)  # written, not yet told
    desktop.settle()
    assert len(desktop.saved) == 1


def test_esc_asks_only_when_something_was_typed(
    desktop: Desktop, qtbot: QtBot, answers: Any
) -> None:
    dialog = desktop.open()
    qtbot.keyClick(line(dialog, "name"), Qt.Key.Key_Escape)
    assert answers.shown == []
    assert not dialog.isVisible()
    answers.ask = False
    dialog = typed(qtbot, desktop.open(), "phone", "13812345678")
    qtbot.keyClick(line(dialog, "name"), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "放弃刚才填写的内容吗" in answers.shown[0]
    answers.ask = True
    qtbot.keyClick(line(dialog, "name"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_esc_does_not_promise_what_is_being_written_already(
    desktop: Desktop, qtbot: QtBot, answers: Any
) -> None:
    dialog = typed(qtbot, desktop.open(), "phone", "13812345678")
    line(dialog, "kind").setCurrentIndex(1)
    desktop.gate.clear()
    dialog.save()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert answers.shown == []
    desktop.gate.set()
    desktop.settle()
    assert len(desktop.saved) == 1


def test_enter_goes_on_and_at_the_end_saves(desktop: Desktop, qtbot: QtBot) -> None:
    dialog = desktop.open()
    qtbot.keyClick(line(dialog, "name"), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(dialog, "kind")
    qtbot.keyClick(line(dialog, "kind"), Qt.Key.Key_1)
    qtbot.keyClick(line(dialog, "kind"), Qt.Key.Key_Return)
    qtbot.keyClick(line(dialog, "phone"), Qt.Key.Key_Return)
    assert desktop.saved == []
    assert QApplication.focusWidget() is dialog.save_button
    qtbot.keyClick(dialog.save_button, Qt.Key.Key_Return)
    desktop.settle()
    assert len(desktop.saved) == 1


def test_no_dialog_is_taller_than_the_screen_or_680(desktop: Desktop) -> None:
    entries = tuple(field_entry(MENTOR_FIELDS[0], f"name{n}", f"第{n}行") for n in range(60))
    for pages in ((Page("", entries),), (Page("一", entries), Page("二", entries))):
        dialog = desktop.open(pages=pages)
        assert dialog.height() <= 680
        room = dialog.screen().availableGeometry()
        assert dialog.frameGeometry().height() <= room.height()
        assert dialog.save_button.isVisible()


def test_a_killed_program_finds_the_draft_again(
    open_shell: Callable[[Path], Shell], demo_path: Path, settle: Settle
) -> None:
    child = subprocess.Popen(
        [sys.executable, str(HERE.with_name("killed_typist.py")), str(demo_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE.parents[3],
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "kept"
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    child.stdout.close()
    shell = open_shell(demo_path)
    assert shell.workspace is not None
    dialog = Desktop(shell, settle).open()
    assert dialog.texts()["phone"] == "1381234"
    assert "已恢复" in dialog.banner.text()


def test_a_draft_that_cannot_be_kept_is_said_without_a_box(
    desktop: Desktop, qtbot: QtBot, demo_path: Path, answers: Any
) -> None:
    dialog = desktop.open()
    demo_path.unlink()
    typed(qtbot, dialog, "phone", "138")
    qtbot.waitUntil(lambda: not dialog.unsaved.is_waiting)
    desktop.settle()
    assert answers.shown == []
    assert "还没有留下草稿" in desktop.shell.statusBar().currentMessage()
