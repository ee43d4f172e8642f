"""The left half of the calendar: a month or a whole term, its title, and how to turn the page."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.document import chinese_month
from liushou_desk.domain.ledgers import SCHOOL_DAY
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.services.activities.calendar import CalendarReading
from liushou_desk.services.activities.marks import Marks
from liushou_desk.ui import openers
from liushou_desk.ui.calendar.month import week_names, weeks_of
from liushou_desk.ui.calendar.month_view import MonthView
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.key_button import key_of
from liushou_desk.ui.look import spaced


class MonthPane(QWidget):
    """Shows what it is given; where its keys lead is asked for with `wished`."""

    wished = Signal(object)
    """The day to turn to."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__()
        self.desk = desk
        self.view = MonthView()
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.back, self.forth, self.now = map(QPushButton, ("上月", "下月", "今天"))
        self.whole = QPushButton("整学期 (Ctrl+G)")
        self.whole.setCheckable(True)
        self.whole.setToolTip("按教学周看一个学期，再按回到一个月")
        self.days_button = QPushButton()
        self._day = desk.today
        self._lay_out()
        self._connect(owner)

    def _lay_out(self) -> None:
        bar, layout = QHBoxLayout(), QVBoxLayout(self)
        spaced(bar)
        spaced(layout)
        bar.addWidget(self.title, 1)
        for button, keys in ((self.back, "PageUp"), (self.forth, "PageDown"), (self.now, "Ctrl+T")):
            button.setToolTip(keys)
            bar.addWidget(button)
        bar.addWidget(self.whole)
        bar.addWidget(self.days_button)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)

    def _connect(self, owner: QWidget) -> None:
        self.view.wished.connect(self.wished)
        self.back.clicked.connect(lambda: self.wished.emit(add_months(self._day, -1)))
        self.forth.clicked.connect(lambda: self.wished.emit(add_months(self._day, 1)))
        self.now.clicked.connect(lambda: self.wished.emit(self.desk.today))
        self.whole.toggled.connect(lambda: self.wished.emit(self._day))
        self.days_button.clicked.connect(lambda: openers.ledger(self.desk, SCHOOL_DAY))
        for keys, button in (("Ctrl+T", self.now), ("Ctrl+G", self.whole)):
            key_of(owner, keys, button.click)

    def show_days(self, reading: CalendarReading, day: date, page: date, marks: Marks) -> None:
        """The month of a page, or the whole term that holds the day with the cursor."""
        self._day = day
        span, title = self._span(reading, day, page)
        self.title.setText(title)
        known = reading.is_announced(page.year)
        self.days_button.setText("节假日(&L)" if known else "节假日未公布(&L)")
        self.days_button.setToolTip(f"{page.year}年放假和补班的日子")
        weeks = weeks_of(span, reading, self.desk.today, marks)
        self.view.show_weeks(weeks, week_names(weeks, reading), day)

    def _span(self, reading: CalendarReading, day: date, page: date) -> tuple[Span, str]:
        term = reading.days_of(day) if self.whole.isChecked() else None
        if term:
            return term.span, term.title_parts[1]
        return Span(page, add_months(page, 1) - DAY), chinese_month(page)
