"""Sees what else would only stand on stderr, or wait in a box: faults nobody catches.

A fault in one of Qt's slots or in a thread ends no program: it is printed, and the work goes on. A
self-test that does not look there passes although a tab stays empty.
"""

import sys
import threading
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

LOOK_EVERY = 100
"""Milliseconds between two looks for a box that has opened by itself."""
OF_THE_COMPUTER = (
    "This plugin does not support",  # a platform without windows
    "QFontDatabase: Cannot find font directory",  # … which on Windows has no fonts but ours
    "Detected locale",
)
"""How warnings begin that are no fault of ours."""


class Watch:
    """Collects faults that nobody caught, in words."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def note(self, kind: str, error: BaseException | None) -> None:
        """Keep a fault with its traceback."""
        told = "".join(traceback.format_exception(error)) if error else ""
        self.faults.append(f"{kind}：{told}")

    def look_for_boxes(self) -> None:
        """Close a message box and keep what it said: it would wait for somebody for ever."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QMessageBox) and widget.isVisible():
                self.faults.append(f"消息框：{widget.text()}\n{widget.detailedText()}")
                widget.reject()

    def hear_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Keep a complaint of Qt's about our own calls; what it says of the computer is no fault.

        The latter has a category of Qt's, as `qt.qpa.fonts`.
        """
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        category: str | None = getattr(context, "category", None)  # unknown to the stubs
        ours = category in (None, "default") and not text.startswith(OF_THE_COMPUTER)
        if ours or kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            self.faults.append(f"Qt：{text}")


@contextmanager
def watching() -> Generator[Watch]:
    """Watch all that happens in the block, in every thread and in Qt's own code."""
    watch = Watch()
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = lambda _kind, error, _trace: watch.note("没有接住", error)
    threading.excepthook = lambda fault: watch.note("线程里没有接住", fault.exc_value)
    sys.unraisablehook = lambda fault: watch.note("收尾时没有接住", fault.exc_value)
    heard: Any = qInstallMessageHandler(watch.hear_qt)
    try:
        yield watch
    finally:
        qInstallMessageHandler(heard)
        sys.excepthook, threading.excepthook, sys.unraisablehook = before


@contextmanager
def closing_boxes(watch: Watch) -> Generator[None]:
    """Let no box wait while windows are shown; there must be an application."""
    timer = QTimer(interval=LOOK_EVERY)
    timer.timeout.connect(watch.look_for_boxes)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
