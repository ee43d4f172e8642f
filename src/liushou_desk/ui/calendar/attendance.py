"""参加名单: tick the children who took part; saved as one action, kept as a draft until then."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.roll_call import Known, call_roll, is_list
from liushou_desk.domain.search import compile_needle
from liushou_desk.errors import DeskError
from liushou_desk.services.activities import ActivityRow, beware, set_attendance
from liushou_desk.services.activities.attendees import (
    FORM,
    AttendanceReading,
    read_attendance,
)
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.photos import PHOTOS
from liushou_desk.ui import messages
from liushou_desk.ui.calendar.tick_model import TickModel
from liushou_desk.ui.calendar.tick_table import TickTable
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import WIDTH
from liushou_desk.ui.draft_keeper import Kept
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, spaced
from liushou_desk.ui.unsaved import Unsaved

EVERY_CLASS, EVERYBODY = "全部班级", "全部儿童"


def open_attendance(desk: Desk, activity: ActivityRow, term: str) -> None:
    """Read who may be ticked, then show the list."""
    activity_id, day = activity.activity_id, activity.day_on
    desk.tasks.run(
        desk.window,
        lambda office: read_attendance(office, activity_id, day, term),
        lambda reading: AttendanceDialog(desk, activity, reading).open(),
    )


class AttendanceDialog(QDialog):
    """Type initials, Enter ticks the marked child; Space ticks in the table."""

    def __init__(self, desk: Desk, activity: ActivityRow, reading: AttendanceReading) -> None:
        super().__init__(desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"参加名单：{activity.title}（{chinese_date(activity.day_on)}）")
        self.desk, self.activity, self.reading = desk, activity, reading
        left = reading.unsaved
        self.model = TickModel(reading.on_file if left is None else left)
        self._build()
        kept = Kept(FORM, activity.activity_id, self._texts)
        self.unsaved = Unsaved(self, desk, kept, (self.save_button, *self._inputs()))
        self._connect()
        self._show()
        if left is not None and left != reading.on_file:
            self._announce("已恢复上次没有保存的勾选，请核对后保存。")

    def _build(self) -> None:
        self.banner = QLabel(wordWrap=True)
        self.banner.setProperty("role", "banner")
        self.banner.setVisible(False)
        self.search = QLineEdit(
            placeholderText="姓名、拼音或首字母，按回车勾选；可粘贴名单", clearButtonEnabled=True
        )
        self.table = TickTable(self.model, self.search)
        self.count = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.save_button = self.buttons.addButton("保存 (Ctrl+S)", role.AcceptRole)
        self.cancel_button = self.buttons.addButton("取消 (Esc)", role.RejectRole)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addWidget(self.banner)
        layout.addLayout(self._build_filter())
        layout.addWidget(self.table, 1)
        layout.addLayout(self._build_bulk())
        layout.addWidget(self.count)
        layout.addWidget(self.buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        height = min(TALLEST_DIALOG - 60, self.desk.window.height())
        self.fitting = Fitting(self, WIDTH, height)

    def _build_filter(self) -> QHBoxLayout:
        self.school_class = QComboBox()
        self.school_class.addItem(EVERY_CLASS)
        self.school_class.addItems(
            list(dict.fromkeys(row.school_class for row in self.reading.rows))
        )
        self.group = QComboBox()
        self.group.addItem(EVERYBODY)
        self.group.addItems([label for label, _ in self.reading.groups])
        self.only_ticked = QCheckBox("只看已勾(&K)")
        label, kind = QLabel("班级(&B)"), QLabel("哪些(&G)")
        label.setBuddy(self.school_class)
        kind.setBuddy(self.group)
        bar = QHBoxLayout()
        spaced(bar)
        bar.addWidget(self.search, 1)
        bar.addWidget(label)
        bar.addWidget(self.school_class)
        bar.addWidget(kind)
        bar.addWidget(self.group)
        bar.addWidget(self.only_ticked)
        return bar

    def _build_bulk(self) -> QHBoxLayout:
        self.tick_all, self.untick_all = QPushButton(), QPushButton("取消显示的勾选(&U)")
        bar = QHBoxLayout()
        spaced(bar)
        bar.addWidget(self.tick_all)
        bar.addWidget(self.untick_all)
        bar.addStretch(1)
        return bar

    def _inputs(self) -> tuple[QWidget, ...]:
        filters = (self.search, self.school_class, self.group, self.only_ticked)
        return (*filters, self.table, self.tick_all, self.untick_all)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda: self._show())
        self.school_class.activated.connect(lambda: self._show())
        self.group.activated.connect(lambda: self._show())
        self.only_ticked.toggled.connect(lambda: self._show())
        self.tick_all.clicked.connect(lambda: self.model.tick(self.model.rows, on=True))
        self.untick_all.clicked.connect(lambda: self.model.tick(self.model.rows, on=False))
        self.model.ticked_changed.connect(self._on_ticked)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self.search.installEventFilter(self)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)

    @property
    def is_edited(self) -> bool:
        """Whether the ticks differ from what is on file."""
        return self.model.ticked != self.reading.on_file

    def save(self) -> None:
        """Make the list on file what is ticked, as one action."""
        if self.unsaved.is_writing:
            return
        ticked, seen = self.model.ticked, self.reading.on_file
        self.unsaved.write(
            lambda office: _save(office, self.activity, ticked, seen),
            lambda remarks: self._done(len(ticked), remarks),
            self._failed,
        )

    def reject(self) -> None:
        """Close without saving, after asking where something was changed."""
        if self.unsaved.is_writing:
            return
        if self.is_edited and not messages.ask(
            self, "放弃刚才的勾选吗？", "还没有保存。", yes="放弃更改", no="继续勾选"
        ):
            return
        self.unsaved.drop()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next place, or presses a button; saving has its own key."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(button := self.focusWidget(), QPushButton):
            button.click()
        else:
            self.focusNextChild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search box Enter ticks the marked child, Up and Down move the mark."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Down:
                self.table.step(1)
            case Qt.Key.Key_Up:
                self.table.step(-1)
            case _:
                return super().eventFilter(watched, event)
        return True

    def _enter(self) -> None:
        """Tick the marked child, or everybody on a list of names that was pasted."""
        text = self.search.text()
        if not is_list(text):
            self.model.toggle(self.table.chosen() if text.strip() else [])
            self.search.selectAll()
            return
        rows = self.reading.rows
        call = call_roll(text, [Known(row.child_id, row.name, row.school_class) for row in rows])
        self.search.clear()
        self.model.tick([row for row in rows if row.child_id in call.ids], on=True)
        self._announce(call.told)

    def _show(self) -> None:
        """The children whom search, class and group let through."""
        matches, school_class = compile_needle(self.search.text()), self.school_class.currentText()
        whole = self.group.currentIndex() == 0
        group = frozenset[int]() if whole else self.reading.groups[self.group.currentIndex() - 1][1]
        every, ticked = self.school_class.currentIndex() == 0, self.only_ticked.isChecked()
        rows = [
            row
            for row in self.reading.rows
            if (every or row.school_class == school_class)
            and (whole or row.child_id in group)
            and (not ticked or row.child_id in self.model.ticked)
            and matches(row.search)
        ]
        self.model.set_rows(rows)
        self.table.step(1)
        whole_class = whole and not every and not ticked and not self.search.text().strip()
        self.tick_all.setText(f"{'勾选全班' if whole_class else '勾选显示的'} {len(rows)} 人(&A)")
        self._count()

    def _count(self) -> None:
        shown = {row.child_id for row in self.model.rows}
        ticked, hidden = len(self.model.ticked), len(self.model.ticked - shown)
        aside = f"（其中 {hidden} 人不在当前筛选中）" if hidden else ""
        heads = self.activity.head_count
        whole = f"；登记的参加总人数 {heads} 人" if heads is not None else ""
        self.count.setText(
            f"已勾 {ticked} 人{aside}，显示 {len(shown)} 人，共 {len(self.reading.rows)} 人{whole}"
        )

    def _on_ticked(self) -> None:
        self._count()
        self.unsaved.touch()

    def _texts(self) -> dict[str, str]:
        return {"ticked": ",".join(str(child_id) for child_id in sorted(self.model.ticked))}

    def _done(self, number: int, remarks: Sequence[Remark]) -> None:
        self.accept()
        warned = "".join(f"注意：{remark.sentence}" for remark in remarks)
        self.desk.say(f"已登记{number}名参加儿童。{warned}")

    def _failed(self, error: DeskError) -> bool:
        self._announce(error.message)
        return True

    def _announce(self, sentence: str) -> None:
        self.banner.setText(sentence)
        self.banner.setVisible(True)


def _save(
    office: OfficeFile, activity: ActivityRow, ticked: Collection[int], seen: Collection[int]
) -> Sequence[Remark]:
    """On the worker; returns whom the pictures that are there must not show."""
    set_attendance(office, activity.activity_id, ticked, seen=seen)
    return beware(office, activity.activity_id, {PHOTOS: activity.photos})
