"""One rule being written, with the sentence it makes below the form as one types."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel

from liushou_desk.domain.diary_kinds import SHOWN_KINDS, DiaryKind
from liushou_desk.domain.field import Field
from liushou_desk.domain.follow_up import usual_also
from liushou_desk.domain.rule_words import kept_kinds, kinds_shown
from liushou_desk.domain.words import AppliesTo, OwedBy, Season
from liushou_desk.domain.work_fields import RULE_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.services.rules import RuleRow, rule_sentence, save_rule
from liushou_desk.services.school.class_list import list_classes
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry, field_entry
from liushou_desk.ui.forms.inputs import ChoiceInput
from liushou_desk.ui.forms.ticks import TicksInput
from liushou_desk.ui.look import GAP

UNFINISHED = "填写完整后，这里显示整条规则。"
USUAL: Mapping[str, Any] = {
    "times": 1,
    "owed_by": OwedBy.CHILD,
    "applies_to": AppliesTo.LEFT_BEHIND,
    "season": Season.IN_TERM,
    "is_prorated": True,
}
"""What a new rule begins with; it stands in the form and in the sentence."""
_ASKED_OF = {"grade": AppliesTo.GRADE, "class_id": AppliesTo.CLASS}
_KIND, _ALSO, _CLASS = "kind", "also", "class_id"


class RuleDialog(RecordDialog):
    """A form whose meaning is read back in plain Chinese before it is saved."""

    def __init__(
        self,
        desk: Desk,
        record: Record,
        classes: Mapping[int, str],
        saved: Callable[[Any], None],
    ) -> None:
        self._classes = classes
        page = Page("", tuple(_entry(field, classes) for field in RULE_FIELDS))
        super().__init__(desk, record, [page], saved=saved)
        self.sentence = QLabel(wordWrap=True)
        self.foot.addWidget(self.sentence)
        both = 2 * self.sentence.sizeHint().height() + self.banner.sizeHint().height() + 4 * GAP
        self.fitting.wish(self.width(), self.height() + both)
        self.forms[0].edited.connect(self._tell)
        for box in self.forms[0].inputs.values():
            box.left.connect(self._tell)
        if record.record_id is None:
            self.forms[0].inputs[_KIND].edited.connect(self._tick_usual)
        self._tell()

    def _tick_usual(self) -> None:
        """What else does for the kind, in the clerk's sight before it is saved."""
        kind = self._understood().get(_KIND)
        also = usual_also(kind) if isinstance(kind, DiaryKind) else ()
        self.forms[0].inputs[_ALSO].set_text(kinds_shown(kept_kinds(also)))

    def _tell(self) -> None:
        values = self._understood()
        sentence = rule_sentence(values, self._classes.get(values.get(_CLASS) or 0, ""))
        self.sentence.setText(f"这条规则：{sentence}。" if sentence else UNFINISHED)
        self.sentence.setProperty("role", "" if sentence else "quiet")
        self.sentence.style().polish(self.sentence)

    def _understood(self) -> dict[str, Any]:
        """What can be read so far; what cannot is left out."""
        values: dict[str, Any] = {}
        form = self.forms[0]
        for entry in form.entries:
            try:
                values[entry.key] = entry.read(form.inputs[entry.key].text(), form.today)
            except InputProblem:
                continue
        return values


def _entry(field: Field, classes: Mapping[int, str]) -> Entry:
    entry = field_entry(field)
    if whom := _ASKED_OF.get(field.key):
        entry = replace(entry, only_where=("applies_to", (whom.label,)))
    if field.key == _ALSO:
        return replace(entry, make=lambda: TicksInput([kind.label for kind in SHOWN_KINDS]))
    return _class_entry(entry, classes) if field.key == _CLASS else entry


def _class_entry(entry: Entry, classes: Mapping[int, str]) -> Entry:
    ids = {label: class_id for class_id, label in classes.items()}

    def read(text: str, _today: date) -> int | None:
        return ids[text] if text else None

    def write(class_id: int | None) -> str:
        return classes.get(class_id or 0, "")

    return replace(entry, make=lambda: ChoiceInput(tuple(ids)), read=read, write=write)


def write_rule(
    desk: Desk,
    row: RuleRow | None,
    saved: Callable[[Any], None],
) -> None:
    """新增规则 as usual, or 修改规则 of a row."""
    rule_id = row.rule_id if row else None
    values = row.values if row else {**USUAL, "since_on": desk.today}
    record = Record(
        "修改规则" if row else "新增规则",
        "rule",
        rule_id,
        values,
        lambda office, values: save_rule(office, rule_id, values),
        seen=row.values if row else None,
    )

    def show(classes: Mapping[int, str]) -> None:
        dialog = RuleDialog(desk, record, classes, saved)
        dialog.open()

    term = desk.term
    desk.tasks.run(
        desk.window, lambda office: {c.class_id: c.label for c in list_classes(office, term)}, show
    )
