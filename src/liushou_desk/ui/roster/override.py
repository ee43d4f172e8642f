"""人工认定: what the school decides otherwise about a child, beside what its facts give."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLabel

from liushou_desk.domain.words import Overridable
from liushou_desk.services.register.override import (
    FROM_ON,
    REASON,
    OverrideRecord,
    read_overrides,
    save_overrides,
    word_field,
)
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry

FORM = "override"
ORDER = tuple(Overridable)


def open_override(desk: Desk, child_id: int, saved: Callable[[object], None]) -> None:
    """Read the child's labels of today, then show a page for each that can be decided."""
    term = desk.term
    desk.tasks.run(
        desk.window,
        lambda office: read_overrides(office, child_id, term),
        lambda record: OverrideDialog(desk, record, saved).open(),
    )


class OverrideDialog(RecordDialog):
    """A page for each label; above it, what the facts give and why."""

    def __init__(self, desk: Desk, shown: OverrideRecord, saved: Callable[[object], None]) -> None:
        self.shown = shown
        child_id = shown.child_id
        record = Record(
            f"人工认定：{shown.called}",
            FORM,
            child_id,
            shown.values,
            lambda office, values: save_overrides(office, child_id, values),
            seen=shown.values,
        )
        super().__init__(desk, record, [_page(about) for about in ORDER], saved=saved)
        self.facts = QLabel(wordWrap=True)
        self.facts.setProperty("role", "quiet")
        self.head.addWidget(self.facts)
        self.tabs.currentChanged.connect(self._tell)
        self._tell(0)

    def _tell(self, page: int) -> None:
        label = self.shown.labels.about(ORDER[page])
        said = f"；{label.decided}" if label.decided else ""
        self.facts.setText(f"按已有信息：{label.reason}{said}")


def _page(about: Overridable) -> Page:
    return Page(
        about.label,
        (
            field_entry(word_field(about)),
            field_entry(replace(REASON, key=f"{about.value}.reason")),
            field_entry(replace(FROM_ON, key=f"{about.value}.from_on")),
        ),
    )
