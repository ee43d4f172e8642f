"""The only door for boxes, questions and file dialogs; tests replace its functions.

Everything the user is told here is in plain Chinese; what goes into the log is the kind of fault
and the place in our code, never a value, since values are names and numbers of children.

Qt's box and file dialog are loaded when the first one is shown: making their dozens of enumerations
takes as long as painting the window.
"""

import logging
import traceback
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liushou_desk import paths
from liushou_desk.errors import Cancelled, DeskError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

TITLE = "留守工作台"
OFFICE_FILES = f"数据文件 ({' '.join(f'*{suffix}' for suffix in paths.OFFICE_SUFFIXES)})"
"""The kind of file to open, as Qt's file dialogs write it."""


class _Sign(Enum):
    """What a box is about; named as Qt's icons are."""

    WARNING = "Warning"
    FAULT = "Critical"
    RESULT = "Information"
    QUESTION = "Question"


_log = logging.getLogger(__name__)


def show_error(parent: QWidget | None, error: DeskError) -> None:
    """Say what happened, that data is safe, what to do."""
    if isinstance(error, Cancelled):
        inform(parent, error.message)
        return
    _log.warning("told the user: %s", type(error).__name__)
    box = _box(parent, _Sign.WARNING, error.sentence)
    box.setInformativeText(error.advice)
    box.exec()


def show_bug(parent: QWidget | None, error: BaseException) -> None:
    """Own up to a fault of ours: saved data is safe, details can be copied."""
    details = code_places(error)
    _log.error("%s", details)
    box = _box(
        parent,
        _Sign.FAULT,
        "程序出了差错，这一步没有完成。已保存的内容都在，没有丢失。",
    )
    box.setInformativeText("可以继续使用；如果反复出现，请把下面的详情抄给技术人员。")
    box.setDetailedText(details)
    box.exec()


def code_places(error: BaseException) -> str:
    """The kind of an exception and where in the code it was raised, without any value."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *places])


def inform(parent: QWidget | None, sentence: str, advice: str = "") -> None:
    """Tell a result."""
    box = _box(parent, _Sign.RESULT, sentence)
    box.setInformativeText(advice)
    box.exec()


def ask(
    parent: QWidget | None,
    question: str,
    detail: str = "",
    *,
    yes: str,
    no: str,
    harmless: bool = False,
) -> bool:
    """A question answered by the button named `yes` or by `no`, which Esc means too.

    Enter means `no` as well: a hand that types on must not throw away, remove or issue anything.
    Only where `yes` can do no harm (`harmless`) is it the one that Enter presses.
    """
    from PySide6.QtWidgets import QMessageBox

    box = _box(parent, _Sign.QUESTION, question)
    box.setInformativeText(detail)
    box.setStandardButtons(QMessageBox.StandardButton.NoButton)
    confirm = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    for button in (confirm, refuse):
        button.setAutoDefault(False)  # else the one that has the focus is pressed by Enter
    box.setDefaultButton(confirm if harmless else refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is confirm


def file_to_open(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """A file the user chose; `kinds` as Qt writes them, e.g. `工作簿 (*.xlsx)`."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def files_to_open(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Some files the user chose, or none."""
    from PySide6.QtWidgets import QFileDialog

    names, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(name) for name in names]


def file_to_save(parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
    """Where to write a file; the dialog itself asks before one is written over."""
    from PySide6.QtWidgets import QFileDialog

    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    return Path(chosen) if chosen else None


def folder(parent: QWidget | None, title: str, start: str = "") -> Path | None:
    """A folder the user chose."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(name) if name else None


def _box(parent: QWidget | None, sign: _Sign, text: str) -> "QMessageBox":
    from PySide6.QtWidgets import QMessageBox

    icon = QMessageBox.Icon[sign.value]
    box = QMessageBox(icon, TITLE, text, QMessageBox.StandardButton.Ok, parent)
    box.button(QMessageBox.StandardButton.Ok).setText("知道了")
    return box
