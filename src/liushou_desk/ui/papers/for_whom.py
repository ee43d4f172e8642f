"""For whom a paper is made: 内部, 上报 or 公示, and why; whether numbers stand on it in full."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from liushou_desk.services.papers.kind import PaperKind, Wish
from liushou_desk.ui.look import spaced

_USUAL = "例如：县教育局核对名单；操作记录里留下这一句"


class ForWhom(QWidget):
    """Nothing is shown of a paper that is only ever for one, and names nobody to others."""

    submitted = Signal()
    """Enter in the line of the reason."""

    def __init__(self, kind: PaperKind) -> None:
        super().__init__()
        self._kind = kind
        self.audience = QComboBox()
        for one in kind.audiences:
            self.audience.addItem(one.label)
        self.reason = QLineEdit(placeholderText=_USUAL)
        self.whole = QCheckBox("证件号、电话写全，操作记录里留下一笔(&W)")
        self._build()
        self.audience.currentIndexChanged.connect(self._suit)
        self.reason.returnPressed.connect(self.submitted)
        self._suit()

    def wants_reason(self) -> bool:
        """Whether names leave the office."""
        return self._chosen().wants_reason

    def told(self, wish: Wish) -> Wish:
        """The wish with what is chosen here."""
        return replace(
            wish,
            audience=self._chosen().audience,
            reason=self.reason.text() if self.wants_reason() else "",
            with_numbers=self._chosen().covers_numbers and self.whole.isChecked(),
        )

    def _chosen(self) -> PaperKind:
        return replace(self._kind, audience=self._kind.audiences[self.audience.currentIndex()])

    def _build(self) -> None:
        self._for = QLabel("给谁(&F)")
        self._for.setBuddy(self.audience)
        self._why = QLabel("上报理由(&Y)")
        self._why.setBuddy(self.reason)
        grid = QGridLayout(self)
        spaced(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, part in enumerate((self._for, self.audience, self._why, self.reason)):
            grid.addWidget(part, 0, at)
        grid.addWidget(self.whole, 1, 0, 1, 4)
        grid.setColumnStretch(3, 1)
        self.setFocusProxy(self.audience)

    def _suit(self) -> None:
        is_choice = len(self._kind.audiences) > 1
        for part in (self._for, self.audience):
            part.setVisible(is_choice)
        for part in (self._why, self.reason):
            part.setVisible(self.wants_reason())
        self.whole.setVisible(self._chosen().covers_numbers)
        self.setVisible(is_choice or self.wants_reason())
