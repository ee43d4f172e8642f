"""One layout of the school's being written, beside its live page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from liushou_desk.domain.layout_fields import LETTER_FIELDS, NAME_FIELD, PAGE_FIELDS
from liushou_desk.domain.school_layout import STANDARD, SchoolLayout, values_of
from liushou_desk.errors import DeskError
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.layouts import remarks_of, save_layout
from liushou_desk.services.papers.pages import page_count
from liushou_desk.services.papers.sample import sample_pdf
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.papers.pages_view import PagesView
from liushou_desk.ui.tasks import OwnFault

WIDTH, HEIGHT = 1120, 660
DRAW_AFTER = 300
"""Milliseconds of quiet before the page is drawn anew."""
NARROWEST = 260
_SHARES = (11, 9)
_PAGES = (
    Page("页面", tuple(map(field_entry, (NAME_FIELD, *PAGE_FIELDS)))),
    Page("字体", tuple(map(field_entry, LETTER_FIELDS))),
)


class LayoutDialog(RecordDialog):
    """The page beside the form follows what is typed, as soon as it can be drawn."""

    def __init__(self, desk: Desk, record: Record, saved: Callable[[Any], None]) -> None:
        super().__init__(desk, record, _PAGES, saved=saved)
        self.fitting.wish(WIDTH, HEIGHT)
        self._timer = QTimer(self, singleShot=True, interval=DRAW_AFTER)
        self._timer.timeout.connect(self.draw)
        for form in self.forms:
            form.edited.connect(self._timer.start)
        self.draw()

    def draw(self) -> None:
        """Show the sample as it would be now; an unfinished form keeps the last page."""
        values = {key: value for form in self.forms for key, value in form.readable().items()}
        today = self.desk.today

        def work(_: OfficeFile) -> tuple[bytes, int]:
            pdf = sample_pdf(values, today)
            return pdf, page_count(pdf)

        self.desk.tasks.run(
            self,
            work,
            lambda drawn: self.view.show_pdf(*drawn),
            _is_told_beside,
            replaces="sample",
        )

    def _pages(self, pages: Sequence[Page]) -> QWidget:
        self.view = PagesView(self.desk.tasks)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMinimumWidth(NARROWEST)
        beside = QSplitter(childrenCollapsible=False)
        for part, share in zip((super()._pages(pages), self.view), _SHARES, strict=True):
            beside.addWidget(part)
            beside.setStretchFactor(beside.indexOf(part), share)
        return beside


def _is_told_beside(error: DeskError) -> bool:
    """What the page cannot hold stands beside its field already."""
    return not isinstance(error, OwnFault)


def write_own(
    desk: Desk,
    layout_id: int | None,
    layout: SchoolLayout | None,
    saved: Callable[[Any], None],
) -> None:
    """修改 of one of the school's, or a new one that begins as another is."""
    begun = layout or STANDARD
    values = values_of(begun if layout_id else replace(begun, name=""))
    record = Record(
        "修改公文版式" if layout_id else "新增公文版式",
        "layout",
        layout_id,
        values,
        lambda office, values: save_layout(office, layout_id, values),
        review=remarks_of,
        seen=values if layout_id else None,
    )
    LayoutDialog(desk, record, saved).open()
