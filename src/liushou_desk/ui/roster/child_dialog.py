"""The form of one child: what is delicate is shown on demand, what is shared or grave is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from liushou_desk.domain.alerts import alerts_of
from liushou_desk.domain.identity import told_by
from liushou_desk.domain.ledgers import CARE_AGREEMENT
from liushou_desk.domain.writing import written
from liushou_desk.errors import DeskError
from liushou_desk.services.journal.origins import child_origins
from liushou_desk.services.register.child_record import ChildRecord, classes_to_choose, read_child
from liushou_desk.services.register.child_review import review_child
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.photo import PRIVATE
from liushou_desk.services.register.unmask import reveal
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Record, RecordDialog
from liushou_desk.ui.forms.form import Form
from liushou_desk.ui.forms.reveal import RevealButton
from liushou_desk.ui.look import spaced
from liushou_desk.ui.roster.form_pages import pages_of
from liushou_desk.ui.roster.lacking import LackingLinks
from liushou_desk.ui.roster.photo_box import PhotoBox
from liushou_desk.ui.roster.pupil_question import PupilQuestion
from liushou_desk.ui.tasks import OwnFault

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

FORM = "child"
"""Names the drafts."""
WIDTH = 800
AGREEMENT_KEY = "Alt+W"
ORIGIN_KEY = "F4"
_PHOTO, _PUPIL = "photo", "pupil"
_NUMBER, _SEX, _BORN = "child.national_id", "child.sex", "child.born_on"
_MARK = "school_record_mark.mark"
_UNMARKED = "空着：学籍口径列为未填，不计入留守；这里只登记学籍系统的标注，程序不代填。"
_ALERTING = ("caregiver_period.care", "child.born_on", "child.national_id")
_PRIVATE = "家长不愿公开：照常统计，但不放照片，不作案例，不上表彰。"


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the dialog needs before it can be shown; no record for a new child."""

    classes: tuple[str, ...]
    record: ChildRecord | None = None


class ChildDialog(RecordDialog):
    """A record dialog with a head, a picture and a key that shows what is covered.

    Tab and Enter go on from page to page.
    """

    def __init__(
        self, desk: Desk, record: Record, opened: _Opened, saved: Callable[[Any], None]
    ) -> None:
        super().__init__(desk, record, pages_of(opened.classes), saved=saved)
        self._opened, self._term = opened, desk.term
        self.pupil, self._agreed = PupilQuestion(), ""
        self._build_head()
        self._build_photo(opened.record.photo if opened.record else None)
        self._build_tools()
        self.fitting.wish(WIDTH, self.height())
        self._watch()
        self._tell()
        self._judge()
        self.forms[0].setFocus()  # the picture has moved the first page

    def _build_head(self) -> None:
        self.private = QLabel(_PRIVATE, wordWrap=True)
        self.private.setProperty("role", "banner")
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "quiet")
        self.alert = QLabel(wordWrap=True)
        self.alert.setProperty("role", "alert")
        self.lacking = LackingLinks()
        for label in (self.private, self.alert, self.hint, self.lacking):
            self.head.addWidget(label)
        self.lacking.linkActivated.connect(self.bring_to)
        if self._opened.record is not None:
            self.lacking.show_lines(self._opened.record.standing.lacking)

    def _build_photo(self, jpeg: bytes | None) -> None:
        """Beside the first page."""
        self.photo = PhotoBox(jpeg)
        page, title = self.tabs.widget(0), self.tabs.tabText(0)
        ground = QWidget()
        layout = QHBoxLayout(ground)
        spaced(layout)
        layout.addWidget(page, 1)
        layout.addWidget(self.photo)
        self.tabs.insertTab(0, ground, title)
        page.show()
        self.tabs.setCurrentIndex(0)

    def _build_tools(self) -> None:
        """Only of a child that is on file."""
        self.reveal_button = RevealButton(self, self.reveal, self._cover_again)
        self.agreement_button = QPushButton(f"委托照护… ({AGREEMENT_KEY})")
        for place, button in enumerate((self.reveal_button, self.agreement_button)):
            button.setAutoDefault(False)
            self.tools.insertWidget(place, button)
        self.reveal_button.setVisible(bool(self.record.covered))
        self.agreement_button.setVisible(self._opened.record is not None)

    def _watch(self) -> None:
        for form in self.forms:
            form.edited.connect(self._judge)
            form.left.connect(self._fill_from_number)
        self.photo.edited.connect(self._on_photo)
        self.agreement_button.clicked.connect(self._open_agreement)
        QShortcut(QKeySequence(AGREEMENT_KEY), self, self._open_agreement)
        QShortcut(QKeySequence(ORIGIN_KEY), self, self._open_origin)
        if self._opened.record is not None:
            child_id = self._opened.record.child_id
            self.desk.tasks.run(
                self,
                lambda office: child_origins(office, child_id),
                self._show_origins,
                lambda error: not isinstance(error, OwnFault),  # saving will say it
            )

    def reveal(self) -> None:
        """Show what is covered on this page for a while; the journal notes who was looked at."""
        form, opened, term = self._front(), self._opened.record, self._term
        keys = form.covered()
        if opened is None or not keys:
            self._announce("这一页没有隐藏的内容。")
            return
        child_id = opened.child_id

        def show(values: Mapping[str, Any]) -> None:
            form.reveal(values)
            self._tell()
            self.reveal_button.begin()

        self.desk.tasks.run(self, lambda office: reveal(office, child_id, term, keys), show)

    def confirm(self, values: dict[str, Any]) -> bool:
        """The picture goes along; what the law forbids is asked about once more."""
        if self.photo.change is not None:
            values[_PHOTO] = self.photo.change
        values |= {_PUPIL: answer} if (answer := self.pupil.answer(values)) else {}
        alerts = "".join(f"{alert}。" for alert in alerts_of(values, self.desk.today))
        if alerts not in {"", self._agreed} and not messages.ask(
            self, "仍然这样保存吗？", f"{alerts}请尽快落实监护。", yes="仍然保存", no="返回修改"
        ):
            return False
        self._agreed = alerts
        return True

    def _failed(self, error: DeskError) -> bool:
        """Where several pupils may be the child, the clerk says which, and it is saved so."""
        return self.pupil.asks(self.desk, error, self.save) or super()._failed(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Out of the last input of a page into the next page, and back the same way."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            boxes = self._front().shown_inputs()
            if _goes_on(event, watched) and watched is boxes[-1]:
                return self._turn(1)
            if event.key() == Qt.Key.Key_Backtab and watched is boxes[0]:
                return self._turn(-1)
        return super().eventFilter(watched, event)

    def _front(self) -> Form:
        return self.forms[self.tabs.currentIndex()]

    def _turn(self, step: int) -> bool:
        """Show the next page or the one before; False at either end."""
        place = self.tabs.currentIndex() + step
        if not 0 <= place < len(self.forms):
            return False
        self.tabs.setCurrentIndex(place)
        self.forms[place].shown_inputs()[0 if step > 0 else -1].setFocus()
        return True

    def _tell(self) -> None:
        """Who shares the household, and why the child counts as it does.

        The reason names where the parents are, so it waits while that is covered.
        """
        covered = {key for form in self.forms for key in form.covered()}
        is_delicate = any(key.endswith(".status") for key in covered)
        record = self._opened.record
        siblings = record.siblings if record else ()
        hint = hint_of(siblings, record.standing.reason if record and not is_delicate else "")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _judge(self) -> None:
        """Say at once what is grave, and whether the child may be seen."""
        values: dict[str, Any] = {}
        for form in self.forms:
            values |= form.readable((*_ALERTING, PRIVATE))
        alerts = alerts_of(values, self.desk.today)
        self.alert.setText("\n".join(alerts))
        self.alert.setVisible(bool(alerts))
        self.private.setVisible(bool(values.get(PRIVATE)))
        self.photo.set_private(bool(values.get(PRIVATE)))

        self._tell_beside_the_mark()

    def _tell_beside_the_mark(self) -> None:
        """How the child counts by what is saved, and what an empty 学籍标注 means for that."""
        standing = self._opened.record.standing if self._opened.record else None
        counted = f"现在按{standing.definition}判断为：{standing.word}。" if standing else ""
        for form in self.forms:
            if _MARK in form.lines:
                unmarked = "" if form.inputs[_MARK].text() else _UNMARKED
                form.lines[_MARK].say(f"{counted}{unmarked}", is_problem=False)

    def _fill_from_number(self) -> None:
        """Sex and birth date as a resident's number has them, where nothing is written yet."""
        form = self.forms[0]
        number = form.readable((_NUMBER,)).get(_NUMBER)
        told = told_by(number) if number else {}
        covered = form.covered()
        texts = {
            key: written(told[key])
            for key in (_SEX, _BORN)
            if key in told and key not in covered and not form.inputs[key].text().strip()
        }
        if texts:
            form.set_texts(texts)
            self._judge()

    def _cover_again(self) -> None:
        for form in self.forms:
            form.cover_again()
        self._tell()

    def _on_photo(self) -> None:
        """A picture is no text, so no draft keeps it; giving up still asks."""
        self.is_edited = True

    def _open_agreement(self) -> None:
        from liushou_desk.ui.ledgers.form import write_running

        if self._opened.record is not None:
            write_running(self.desk, CARE_AGREEMENT, self._opened.record.child_id)

    def _show_origins(self, origins: Mapping[str, str]) -> None:
        """Beside a line's name, where its value came from."""
        for form in self.forms:
            for key in form.lines.keys() & origins.keys():
                form.lines[key].label.setToolTip(f"{origins[key]}（{ORIGIN_KEY} 看全部来历）")

    def _open_origin(self) -> None:
        """The life of the value that has the focus."""
        from liushou_desk.ui.history.origin import open_origin

        focus = self.focusWidget()
        lines = self._front().lines.items()
        keys = [key for key, line in lines if focus and line.box.isAncestorOf(focus)]
        if self._opened.record is not None and keys:
            open_origin(self.desk, self._opened.record.child_id, keys[0], self._announce)
        else:
            self._announce("请先把光标放在一项上，再看它的来历。")


def _goes_on(event: QKeyEvent, watched: QObject) -> bool:
    """Whether a key leaves an input forwards; Enter begins a line where there are several."""
    if event.modifiers() != Qt.KeyboardModifier.NoModifier:
        return False
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Tab or (enter and not watched.inherits("QPlainTextEdit"))


def open_child(
    desk: Desk, child_id: int | None, saved: Callable[[int], None], *, at: str = ""
) -> None:
    """Open the form of a child, or an empty one, with the cursor in the line `at`."""
    term = desk.term
    desk.tasks.run(
        desk,
        lambda office: _read(office, child_id, term),
        lambda opened: _show(desk, term, opened, saved).bring_to(at),
    )


def hint_of(siblings: tuple[str, ...], reason: str) -> str:
    """Who shares the household, and why the child counts as it does."""
    lines = [f"现在的判断：{reason}。"] if reason else []
    if siblings:
        lines.append(f"与{'、'.join(siblings)}同住一户，住址、父母和家庭成员是共用的。")
    return "　".join(lines)


def _read(office: "OfficeFile", child_id: int | None, term: str) -> _Opened:
    found = None if child_id is None else read_child(office, child_id, term)
    return _Opened(classes_to_choose(office), found)


def _show(desk: Desk, term: str, opened: _Opened, saved: Callable[[int], None]) -> ChildDialog:
    found = opened.record
    child_id = found.child_id if found else None

    def save(office: "OfficeFile", values: dict[str, Any]) -> int:
        photo = values.pop(_PHOTO, None)
        pupil = values.pop(_PUPIL, None)
        return save_child(office, term, child_id, values, photo=photo, pupil=pupil)

    record = Record(
        f"修改儿童资料：{found.called}" if found else "新增儿童",
        FORM,
        child_id,
        found.values if found else {},
        save,
        found.covered if found else {},
        lambda office, values: review_child(office, term, child_id, values),
        found.seen if found else None,
    )
    dialog = ChildDialog(desk, record, opened, saved)
    dialog.open()
    return dialog
