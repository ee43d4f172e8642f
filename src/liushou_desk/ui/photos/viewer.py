"""看大图: the pictures of a record one by one, as large as the screen allows."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSizePolicy

from liushou_desk.services.photos import Shot
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.photos.frame import Frame, pixmap_of
from liushou_desk.ui.work_dialog import WorkDialog

_WIDTH, _HEIGHT = 1100, 760


class PhotoViewer(WorkDialog):
    """← and → go to the neighbours."""

    def __init__(self, desk: Desk, shots: Sequence[Shot], at: int) -> None:
        super().__init__(desk, "照片", width=_WIDTH, height=_HEIGHT)
        self._shots, self._at = shots, at
        self.frame = Frame()
        self.frame.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.caption = QLabel(wordWrap=True)
        self.body.addWidget(self.frame, 1)
        self.body.addWidget(self.caption)
        self.before = self.command("上一张 (←)", lambda: self.turn(-1))
        self.after = self.command("下一张 (→)", lambda: self.turn(1))
        for key, button in (("Left", self.before), ("Right", self.after)):
            QShortcut(QKeySequence(key), self, button.click)
        self.turn(0)

    def turn(self, step: int) -> None:
        """Show another one; beyond the ends there is none."""
        self._at = min(max(self._at + step, 0), len(self._shots) - 1)
        shot = self._shots[self._at]
        self.frame.show_picture(pixmap_of(shot.jpeg), "这张照片显示不出来")
        self.caption.setText(f"第{self._at + 1}张，共{len(self._shots)}张　{shot.caption}")
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._shots))
