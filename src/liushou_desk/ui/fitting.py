"""How big a window is: as it was left last, never bigger than the screen it stands on.

What is kept are sizes by the kind of window, beside the usual place of the data; no title, since
titles hold names.
"""

import json
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from liushou_desk import paths
from liushou_desk.ui.look import TALLEST_DIALOG

FRAME = 40
"""Pixels of a screen's height that go to a window's own title bar."""
EDGES = 16
"""The same of its width, for the frame on both sides."""
_ROUNDED = 2
"""Pixels that are nobody's wish."""
_LONGEST_SIDE = 20000
_Kept = tuple[int, int, bool]
"""Width, height, and whether it filled the screen."""


def room_of(window: QWidget) -> QSize:
    """The biggest a window may be on its screen, in the pixels of its layout."""
    available = _ground_of(window).size()
    return QSize(max(available.width() - EDGES, 1), max(available.height() - FRAME, 1))


def _ground_of(window: QWidget) -> QRect:
    """What may be covered of the screen that the window above it stands on."""
    middle = _middle_above(window)
    # not window.screen(): the binding lets the screen die with the window that was asked
    screen = QGuiApplication.screenAt(middle) if middle else None
    return (screen or QGuiApplication.primaryScreen()).availableGeometry()


def _middle_above(window: QWidget) -> QPoint | None:
    above = window.parentWidget()
    return above.window().frameGeometry().center() if above else None


class Fitting:
    """Gives one window its size, and keeps the one that somebody else gave it.

    A dialog's is kept as it closes, the main window says when. A dialog's place is given too: where
    the system chooses it, a size that is wished for before the answer has come throws the window
    into the corner of the screen, its title outside.
    """

    def __init__(self, window: QWidget, width: int, height: int, kind: str = "") -> None:
        self._window: QWidget = weakref.proxy(window)  # no ring: Qt's side goes first
        self._kind = f"{type(window).__name__} {kind}".strip()
        kept = _read().get(self._kind)
        self._is_kept = kept is not None
        if isinstance(window, QDialog):
            window.setMaximumHeight(self.tallest)
        width, height, self._was_maximized = kept or (width, height, False)
        if self._was_maximized:
            window.setWindowState(Qt.WindowState.WindowMaximized)
        self._give(width, height)
        if isinstance(window, QDialog):
            window.finished.connect(self.keep)

    @property
    def tallest(self) -> int:
        """The height a dialog may have on its screen."""
        return min(TALLEST_DIALOG, room_of(self._window).height())

    def wish(self, width: int, height: int, *, is_needed: bool = False) -> None:
        """The program's own wish, where nobody made the window another size.

        One that `is_needed`, since a sentence would be cut, is granted in any case.
        """
        if is_needed or (not self._is_kept and _is_same(self._window.size(), self._own)):
            self._give(width, height)

    @property
    def _own(self) -> QSize:
        """The size it has without anybody's doing: what it has to show may force it open."""
        return self._given.expandedTo(self._window.minimumSize())

    def keep(self) -> None:
        """Note the size for the next time, where it is not the one the program gave.

        One that was cut to a small screen leaves alone what is kept for a bigger one.
        """
        window = self._window
        is_maximized = window.isMaximized()
        size = window.normalGeometry().size() if is_maximized else window.size()
        if size.isEmpty():
            size = self._given
        if not _is_same(size, self._own) or is_maximized != self._was_maximized:
            _write(self._kind, (size.width(), size.height(), is_maximized))

    def _give(self, width: int, height: int) -> None:
        window = self._window
        window.resize(QSize(width, height).boundedTo(room_of(window)))
        self._given = window.size()
        middle = _middle_above(window)
        if middle is None:
            return
        frame = QRect(QPoint(), self._given + QSize(EDGES, FRAME))
        frame.moveCenter(middle)
        if window.isVisible():
            frame.moveTopLeft(window.pos())  # it has grown where it stands
        window.move(_corner(frame, _ground_of(window)))


def _is_same(one: QSize, other: QSize) -> bool:
    """Whether nobody made the one the other; at 125 and 150 % the system rounds pixels."""
    off = one - other
    return max(abs(off.width()), abs(off.height())) <= _ROUNDED


def _corner(frame: QRect, ground: QRect) -> QPoint:
    """Where a frame begins so that all of it is on the screen, its title in any case."""
    left = max(min(frame.x(), ground.x() + ground.width() - frame.width()), ground.x())
    top = max(min(frame.y(), ground.y() + ground.height() - frame.height()), ground.y())
    return QPoint(left, top)


def _read() -> dict[str, _Kept]:
    """What was kept and is a size; nothing where the file is gone or spoilt."""
    try:
        read: Any = json.loads(_note().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    found = cast("dict[str, Any]", read) if isinstance(read, dict) else {}
    return {kind: (kept[0], kept[1], kept[2]) for kind, kept in found.items() if _is_size(kept)}


def _is_size(kept: Any) -> bool:
    match kept:
        case [int(width), int(height), bool()]:
            return 0 < width < _LONGEST_SIDE and 0 < height < _LONGEST_SIDE
        case _:
            return False


def _write(kind: str, kept: _Kept) -> None:
    """Where it cannot be noted, the window has its usual size next time."""
    text = json.dumps({**_read(), kind: kept})
    part = _note().with_suffix(".part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8")
        part.replace(_note())
    except OSError:
        return


class _Place:
    folder: Path | None = None


@contextmanager
def sizes_kept_in(folder: Path) -> Generator[None]:
    """Read and keep sizes in another folder: what is opened to be pictured is nobody's wish."""
    before, _Place.folder = _Place.folder, folder
    try:
        yield
    finally:
        _Place.folder = before


def _note() -> Path:
    folder = _Place.folder or paths.office_file().parent
    return folder / "窗口大小.json"
