"""Keeps what was typed and is not saved: a power cut or crash loses none of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from liushou_desk.domain.draft_forms import CALLED, first_word
from liushou_desk.errors import DeskError
from liushou_desk.services.keeping.drafts import drop_draft, keep_draft
from liushou_desk.ui.desk import Desk

KEEP_AFTER = 700
"""Milliseconds without a keystroke after which what was typed is kept as a draft."""


@dataclass(frozen=True)
class Kept:
    """What goes into a draft, and under which name."""

    form: str
    record_id: int | None
    texts: Callable[[], Mapping[str, str]]
    """Empty where nothing is worth keeping."""

    def __post_init__(self) -> None:
        """A draft that nobody knows would be offered by no board and taken up by nothing."""
        if first_word(self.form) not in CALLED:
            raise ValueError(self.form)


class DraftKeeper(QObject):
    """Keeps one draft in every pause of typing; the program asks it once more before it ends."""

    rested = Signal()
    """A pause came, and what stands there is on its way into the draft."""

    def __init__(self, parent: QObject, desk: Desk, kept: Kept) -> None:
        super().__init__(parent)
        self.desk, self.kept = desk, kept
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._timer.timeout.connect(self._rest)

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._timer.isActive()

    def touch(self) -> None:
        """Something was typed: keep it in the next pause."""
        self._timer.start()

    def pause(self) -> None:
        """Keep nothing until something is typed again."""
        self._timer.stop()

    def keep_now(self) -> None:
        """Keep what is still waiting for a pause."""
        if self.is_waiting:
            self.pause()
            self.keep()

    def keep(self) -> None:
        """Make the draft what stands there; without anything worth keeping there is none."""
        form, record_id, texts = self.kept.form, self.kept.record_id, dict(self.kept.texts())
        if not texts:
            self.drop()
            return
        self.desk.tasks.run(
            self,
            lambda office: keep_draft(office, form, record_id, texts),
            self._tell_others,
            failed=self._tell_unkept,
            replaces=form,
        )

    def drop(self) -> None:
        """Take the draft away, also when whoever typed it is gone before that is done."""
        self.pause()
        form, record_id = self.kept.form, self.kept.record_id
        self.desk.tasks.run(
            self.desk,
            lambda office: drop_draft(office, form, record_id),
            self._tell_others,
            failed=self._tell_unkept,
        )

    def _tell_others(self, _done: object) -> None:
        """Drafts are no actions of the journal: without a word the board would still list them."""
        self.desk.drafts_changed.emit()

    def _rest(self) -> None:
        self.keep()
        self.rested.emit()

    def _tell_unkept(self, error: DeskError) -> bool:
        """Said without a box, for it is tried again as typing goes on."""
        self.desk.say(f"刚输入的内容还没有留下草稿，请尽快保存。{error.sentence}")
        return True
