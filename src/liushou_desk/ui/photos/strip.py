"""照片 as a line of a form: a strip of small pictures, moved, removed and described by keyboard."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.services.photos import MOST, PHOTOS, Shot
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.forms.beside import beside
from liushou_desk.ui.forms.entry import Entry
from liushou_desk.ui.forms.inputs import Input
from liushou_desk.ui.look import GAP, spaced
from liushou_desk.ui.photos.choosing import from_clipboard, from_files
from liushou_desk.ui.photos.frame import pixmap_of
from liushou_desk.ui.photos.viewer import PhotoViewer
from liushou_desk.ui.table.flow import FlowLayout

_SMALL = QSize(128, 96)
_ROOM = QSize(144, 128)
_NONE = (
    "还没有照片。按“加照片”选择文件，或复制图片后在这里按 Ctrl+V 粘贴。"
    "存的是缩小的照片，不带拍摄地点和时间。"
)
_DIGEST = int(Qt.ItemDataRole.UserRole)
_CAPTION = _DIGEST + 1
Known = dict[str, bytes]
"""Pictures by their digest."""


def photos_entry(desk: Desk, shots: Sequence[Shot]) -> Entry:
    """The line of a record's pictures; its value is a tuple of `Shot`."""
    known: Known = {}
    for shot in shots:
        known[_digest(shot.jpeg)] = shot.jpeg

    def read(text: str, _today: date) -> tuple[Shot, ...]:
        return tuple(Shot(known[digest], caption) for digest, caption in _parted(text))

    def write(shots: Any) -> str:
        return _joined([(_digest(shot.jpeg), shot.caption) for shot in shots or ()])

    return Entry(PHOTOS, "照片", lambda: PhotosInput(desk, known), read, write)


def photos_title(number: int) -> str:
    """The title of the page with that line."""
    return f"照片（{number}）" if number else "照片"


class PhotosInput(Input):
    """Delete removes the chosen picture, Enter shows it large, Ctrl+← and Ctrl+→ move it.

    Its text is the digests and captions, so that a draft tells what stood there; pictures
    themselves are in no draft.
    """

    is_wide: ClassVar[bool] = True
    lost: ClassVar[str] = "{}里新加的不随草稿保存，请重新加。"

    def __init__(self, desk: Desk, known: Known) -> None:
        self.desk, self.known = desk, known
        box = QWidget()
        super().__init__(box)
        self._build(box)
        self._connect()
        self._tell()

    def _build(self, box: QWidget) -> None:
        self.strip = QListWidget()
        self.strip.setAccessibleName("照片")
        self.strip.setViewMode(QListView.ViewMode.IconMode)
        self.strip.setMovement(QListView.Movement.Static)
        self.strip.setResizeMode(QListView.ResizeMode.Adjust)
        self.strip.setIconSize(_SMALL)
        self.strip.setGridSize(_ROOM)
        self.strip.setUniformItemSizes(True)
        self.strip.setMinimumHeight(_ROOM.height() + GAP)
        self.caption = QLineEdit(placeholderText="选中一张，写一句说明")
        self.caption.setMaxLength(60)
        self.size_label = QLabel(wordWrap=True)
        self.size_label.setProperty("role", "quiet")
        self.add_button, self.paste_button = map(QPushButton, ("加照片(&F)…", "粘贴(&V)"))
        self.large_button, self.remove_button = map(QPushButton, ("看大图(&L)", "移除(&D)"))
        self.back_button, self.on_button = map(QPushButton, ("前移 (Ctrl+←)", "后移 (Ctrl+→)"))
        self._of_one = (self.large_button, self.remove_button, self.back_button, self.on_button)
        buttons = FlowLayout()
        for button in (self.add_button, self.paste_button, *self._of_one):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = QVBoxLayout(box)
        spaced(layout)
        layout.addLayout(buttons)
        layout.addWidget(self.strip, 1)
        layout.addWidget(beside("说明", self.caption))
        layout.addWidget(self.size_label)
        self.setFocusProxy(self.strip)
        box.setFocusProxy(self.strip)

    def _connect(self) -> None:
        self.strip.installEventFilter(self)
        self.caption.installEventFilter(self)
        self.strip.currentItemChanged.connect(lambda: self._follow())
        self.strip.itemDoubleClicked.connect(lambda: self.show_large())
        self.caption.textEdited.connect(self._describe)
        self.add_button.clicked.connect(self.choose)
        self.paste_button.clicked.connect(self.paste)
        self.large_button.clicked.connect(self.show_large)
        self.back_button.clicked.connect(partial(self.move_by, -1))
        self.on_button.clicked.connect(partial(self.move_by, 1))
        self.remove_button.clicked.connect(self.remove)

    def text(self) -> str:
        return _joined([(i.data(_DIGEST), i.data(_CAPTION)) for i in self._items()])

    def set_text(self, text: str) -> None:
        """Pictures that are not known here are left out."""
        self.strip.clear()
        for digest, caption in _parted(text):
            if digest in self.known:
                self._put(digest, caption)
        self.strip.setCurrentRow(0)
        self._tell()

    def mark(self, problem: bool) -> None:
        """What is wrong is said beside it; a strip has no red border."""

    def choose(self) -> None:
        """Add pictures from files."""
        from_files(self.window(), self.desk.tasks, self.take)

    def paste(self) -> None:
        """Add what was copied elsewhere."""
        from_clipboard(self.window(), self.desk.tasks, self.take)

    def take(self, jpegs: Sequence[bytes]) -> None:
        """Add small pictures behind the others, those only that are not there."""
        there = {item.data(_DIGEST) for item in self._items()}
        new = {_digest(jpeg): jpeg for jpeg in jpegs if _digest(jpeg) not in there}
        fit = dict(list(new.items())[: MOST - len(there)])
        self.known |= fit
        for digest in fit:
            self._put(digest, "")
        again, over = len(jpegs) - len(new), len(new) - len(fit)
        said = f"{again}张已经在了，没有再加。" if again else ""
        self._tell(f"{said}最多{MOST}张，有{over}张没有加上。" if over else said)
        if fit:
            self.strip.setCurrentRow(self.strip.count() - 1)
            self._changed()

    def show_large(self) -> None:
        """Open the chosen picture as large as there is room."""
        if self.strip.count():
            shots = [Shot(self.known[i.data(_DIGEST)], i.data(_CAPTION)) for i in self._items()]
            PhotoViewer(self.desk, shots, max(self.strip.currentRow(), 0)).open()

    def move_by(self, step: int) -> None:
        """Let the chosen picture change places with its neighbour."""
        here = self.strip.currentRow()
        there = here + step
        if here >= 0 and 0 <= there < self.strip.count():
            self.strip.insertItem(there, self.strip.takeItem(here))
            self.strip.setCurrentRow(there)
            self._number()
            self._changed()

    def remove(self) -> None:
        """Take the chosen picture out; in the file it stays until the form is saved."""
        here = self.strip.currentRow()
        if here >= 0:
            self.strip.takeItem(here)
            self._number()
            self._tell()
            self._changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.strip and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_large()
        elif plain and key == Qt.Key.Key_Delete:
            self.remove()
        elif control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.move_by(1 if key == Qt.Key.Key_Right else -1)
        else:
            return False
        return True

    def _items(self) -> list[QListWidgetItem]:
        return [self.strip.item(row) for row in range(self.strip.count())]

    def _put(self, digest: str, caption: str) -> None:
        item = QListWidgetItem(_icon(self.known[digest]), "")
        item.setData(_DIGEST, digest)
        item.setData(_CAPTION, caption)
        self.strip.addItem(item)
        self._number()

    def _number(self) -> None:
        for number, item in enumerate(self._items(), start=1):
            item.setText(f"{number}. {item.data(_CAPTION) or '（无说明）'}")
            item.setToolTip(item.data(_CAPTION))

    def _describe(self, words: str) -> None:
        item = self.strip.currentItem()
        if item:
            item.setData(_CAPTION, words)
            self._number()
            self.edited.emit()

    def _follow(self) -> None:
        there = self.strip.currentRow() >= 0
        self.caption.setText(self.strip.currentItem().data(_CAPTION) if there else "")
        self.caption.setEnabled(there)
        for button in self._of_one:
            button.setEnabled(there)

    def _changed(self) -> None:
        self.edited.emit()
        self.left.emit()

    def _tell(self, also: str = "") -> None:
        sizes = [len(self.known[item.data(_DIGEST)]) for item in self._items()]
        kilobytes = -(-sum(sizes) // 1024)
        kept = f"{len(sizes)}张，在数据文件里占{kilobytes}KB。" if sizes else _NONE
        self.size_label.setText(also + kept)
        self._follow()


def _icon(jpeg: bytes) -> QIcon:
    """No larger than a screen of twice the usual density shows it."""
    picture = pixmap_of(jpeg) or QPixmap(_SMALL)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QIcon(picture.scaled(_SMALL * 2, keep, smooth))


def _digest(jpeg: bytes) -> str:
    return hashlib.sha256(jpeg).hexdigest()


def _joined(pairs: Sequence[tuple[str, str]]) -> str:
    return json.dumps(pairs, ensure_ascii=False) if pairs else ""


def _parted(text: str) -> list[tuple[str, str]]:
    return [(digest, caption) for digest, caption in json.loads(text)] if text else []
