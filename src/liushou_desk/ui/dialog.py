"""The life of a dialog that edits one record: build, fill, connect, show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.keeping.drafts import read_draft
from liushou_desk.services.writing.stale import ChangedElsewhere
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.draft_keeper import Kept
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.forms.entry import Entry
from liushou_desk.ui.forms.form import Form
from liushou_desk.ui.forms.line import Covers
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.scrolled import scrolled
from liushou_desk.ui.seen import Seen
from liushou_desk.ui.tasks import OwnFault
from liushou_desk.ui.unsaved import Unsaved

if TYPE_CHECKING:
    from liushou_desk.domain.remarks import Remark
    from liushou_desk.services.keeping.drafts import Draft
    from liushou_desk.services.keeping.office import OfficeFile

WIDTH = 680
_TRIES = 3


@dataclass(frozen=True)
class Page:
    """A group of entries with a title; a dialog of several pages shows them as tabs."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Record:
    """What a dialog edits. `form` names the draft, `record_id` is None for a new record."""

    title: str
    form: str
    record_id: int | None
    values: Mapping[str, Any]
    save: "Callable[[OfficeFile, dict[str, Any]], Any]"
    """Runs on the worker. Raises `InputProblem` for a field of the form."""
    covered: Covers = field(default_factory=dict[str, str])
    """What stands for the values that stay in the file until they are asked for."""
    review: "Callable[[OfficeFile, dict[str, Any]], Sequence[Remark]] | None" = None
    """Runs on the worker as an input is left, on what can be read of the form."""
    seen: Mapping[str, Any] | None = None
    """What the file holds of a record that is being amended; `save` is then given a `Changed`."""


class RecordDialog(QDialog):
    """One record in a form; 保存 writes it as one action, 取消 asks before anything is lost."""

    def __init__(
        self, desk: Desk, record: Record, pages: Sequence[Page], *, saved: Callable[[Any], None]
    ) -> None:
        super().__init__(QApplication.activeModalWidget() or desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(record.title)
        self.desk, self.record, self._saved = desk, record, saved
        self.is_edited = False
        self._build(pages)
        self._fill()
        self._opened_with = self.texts()
        self._reviewed: dict[str, str] | None = self._opened_with
        """The form a service has thought of; none where what it said may be gone."""
        self._remarked: dict[str, str] = {}
        read = {key: value for form in self.forms for key, value in form.readable().items()}
        self._seen = Seen(record.seen, record.values, read, self._opened_with)
        kept = Kept(record.form, record.record_id, lambda: self._seen.draft_of(self.texts()))
        self.unsaved = Unsaved(self, desk, kept, (self.save_button, *self.forms))
        self._connect()
        self.forms[0].setFocus()
        desk.tasks.run(
            self, lambda office: read_draft(office, record.form, record.record_id), self._restore
        )

    def _build(self, pages: Sequence[Page]) -> None:
        self.banner = QLabel(wordWrap=True)
        self.banner.setProperty("role", "banner")
        self.banner.setVisible(False)
        self.remarks = QLabel(wordWrap=True)
        self.remarks.setProperty("role", "warning")
        self.remarks.setVisible(False)
        self.forms = [Form(page.entries, self.desk.today) for page in pages]
        self.buttons = QDialogButtonBox()
        self.save_button = self.buttons.addButton(
            "保存 (Ctrl+S)", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.cancel_button = self.buttons.addButton(
            "取消 (Esc)", QDialogButtonBox.ButtonRole.RejectRole
        )
        self.save_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)
        self.head, self.foot, self.tools = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        """Room above the pages, below them, and left of the buttons."""
        self.pages = self._pages(pages)
        self.tools.addStretch(1)
        self.tools.addWidget(self.buttons)
        self.rows = QVBoxLayout(self)
        spaced(self.rows, MARGIN)
        for part in (self.head, self.foot, self.tools):
            spaced(part)
        self.rows.addLayout(self.head)
        self.rows.addWidget(self.banner)
        self.rows.addWidget(self.pages, 1)
        self.rows.addWidget(self.remarks)
        self.rows.addLayout(self.foot)
        self.rows.addLayout(self.tools)
        self.fitting = Fitting(self, WIDTH, self.sizeHint().height(), self.record.form)
        self._grow_timer = QTimer(self, singleShot=True, interval=0)
        self._grow_timer.timeout.connect(self._grow)

    def _pages(self, pages: Sequence[Page]) -> QWidget:
        if len(pages) == 1:
            return _scrolled(self.forms[0])
        self.tabs = QTabWidget()
        for page, form in zip(pages, self.forms, strict=True):
            self.tabs.addTab(_scrolled(form), page.title)
        return self.tabs

    def _fill(self) -> None:
        for form in self.forms:
            form.fill(self.record.values)
            form.cover(self.record.covered)

    def _connect(self) -> None:
        for form in self.forms:
            form.edited.connect(self._on_edited)
            form.left.connect(self._look_over)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        for form in self.forms:
            form.installEventFilter(self)
            for box in form.inputs.values():
                box.widget.installEventFilter(self)

    def texts(self) -> dict[str, str]:
        """What stands in all pages."""
        return {key: text for form in self.forms for key, text in form.texts().items()}

    def save(self) -> None:
        """Write the record, or show beside the fields why it cannot be."""
        if self.unsaved.is_writing:
            return
        values: dict[str, Any] = {}
        for form in self.forms:
            read = form.read()
            if read is None:
                self._bring_up(form)
                self._announce("有内容需要改正，见红色说明；还没有保存。")
                return
            values |= read
        if not self.confirm(values):
            return
        changed = self._seen.changed(values)
        self.unsaved.write(
            lambda office: self.record.save(office, changed), self._done, self._failed
        )

    def bring_to(self, key: str) -> None:
        """Put the cursor into the line of a field, on whatever page it stands."""
        for form in self.forms:
            if key in form.inputs:
                self._bring_up(form)
                form.inputs[key].widget.setFocus()

    def confirm(self, values: dict[str, Any]) -> bool:
        """Whether to save what could be read; a dialog may add to it or ask once more."""
        return True

    def reject(self) -> None:
        """Close without saving, after asking where something was typed."""
        if self.unsaved.is_writing:
            return
        if self.is_edited and not messages.ask(
            self, "放弃刚才填写的内容吗？", "还没有保存。", yes="放弃更改", no="继续填写"
        ):
            return
        if self.is_edited:
            self.unsaved.drop()
        super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a line goes on to the next input; saving has its own key."""
        if event.type() == QEvent.Type.LayoutRequest and watched in self.forms:
            self._grow_timer.start()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and plain and not watched.inherits("QPlainTextEdit"):
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, and never another one."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QPushButton):
                focus.click()
        else:
            super().keyPressEvent(event)

    def _done(self, result: Any) -> None:
        self.is_edited = False
        self.accept()
        self._saved(result)

    def _failed(self, error: DeskError) -> bool:
        self._reviewed = None
        self._look_over()  # nothing was thought of while it was being written
        if isinstance(error, InputProblem):
            for form in self.forms:
                if form.show_problem(error):
                    self._bring_up(form)
                    self._announce("还没有保存，见红色说明。")
                    return True
        if isinstance(error, ChangedElsewhere) and messages.ask(
            self, error.sentence, error.advice, yes="用我写的保存", no="回到表单"
        ):
            self._seen.accept(error.now)
            self.save()
            return True
        self._announce(error.message)
        return True

    def _restore(self, draft: "Draft | None") -> None:
        """Put a draft back, except where something was typed before it came."""
        if draft is None:
            return
        before = self._opened_with
        typed = {key for key, text in self.texts().items() if text != before.get(key)}
        kept = {key: text for key, text in draft.values.items() if key not in typed}
        for form in self.forms:
            form.set_texts(kept)
        self.is_edited = True
        overtaken = set(self._seen.overtaken(draft.values)) & kept.keys()
        entries = [entry for form in self.forms for entry in form.entries]
        named = [entry.label for entry in entries if entry.key in overtaken]
        since = f"这期间别处改过：{'、'.join(named)}。" if named else ""
        lost = [told for form in self.forms for told in form.left_out(kept).items()]
        gone = "".join(said.format("、".join(labels)) for said, labels in lost)
        self._announce(f"已恢复上次没有保存的内容，请核对后保存。{since}{gone}")

    def _on_edited(self) -> None:
        self.is_edited = True
        self._reviewed = None
        self.unsaved.touch()

    def _look_over(self) -> None:
        """Let the service say what it thinks of the form as it stands, if it is another one."""
        review, texts = self.record.review, self.texts()
        if review is None or texts == self._reviewed or self.unsaved.is_writing:
            return
        self._reviewed = texts
        values = {key: value for form in self.forms for key, value in form.readable().items()}
        self.desk.tasks.run(
            self,
            lambda office: review(office, values),
            self._show_remarks,
            lambda error: not isinstance(error, OwnFault),  # saving will say it
            replaces="review",
        )

    def _show_remarks(self, remarks: "Sequence[Remark]") -> None:
        """Beside their fields, in place of what was said last time; the rest above the buttons."""
        lines = {key: line for form in self.forms for key, line in form.lines.items()}
        for key, sentence in self._remarked.items():
            if lines[key].said() == sentence:
                lines[key].say("")
        self._remarked = {}
        for remark in remarks:
            line = lines.get(remark.key)
            if line is not None and not line.said():
                line.say(remark.sentence, is_problem=remark.blocks)
                self._remarked[remark.key] = remark.sentence
        others = [remark.sentence for remark in remarks if remark.key not in lines]
        self.remarks.setText("\n".join(others))
        self.remarks.setVisible(bool(others))

    def _grow(self) -> None:
        """Give room to what was not there at first, a note or a name, as far as the screen goes."""
        told = self.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for _ in range(_TRIES):  # the form takes some of what a sentence was given
            self.rows.activate()
            cut = sum(map(_cut, told))
            missing = max(0, *map(_hidden, self.forms)) + cut
            if missing == 0:
                return
            height = min(self.fitting.tallest, self.height() + missing)
            self.fitting.wish(self.width(), height, is_needed=cut > 0)

    def _announce(self, sentence: str) -> None:
        self.banner.setText(sentence)
        self.banner.setVisible(True)
        self._grow_timer.start()

    def _bring_up(self, form: Form) -> None:
        if len(self.forms) > 1:
            self.tabs.setCurrentIndex(self.forms.index(form))


def _scrolled(form: Form) -> QScrollArea:
    area = scrolled(form)  # the first key goes into the first input
    form.setFocusProxy(next(iter(form.inputs.values())))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _cut(label: QLabel) -> int:
    """How many pixels of a sentence do not fit into its label."""
    if not label.isVisible() or not label.wordWrap():
        return 0
    return max(label.heightForWidth(label.width()) - label.height(), 0)


def _hidden(form: Form) -> int:
    """How many pixels of a form that is shown do not fit into its window."""
    window = form.parentWidget()
    return form.sizeHint().height() - window.height() if window and form.isVisible() else 0
