"""One rule being written, with the sentence it makes below the form as one types."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from liushou_desk.domain.work_fields import RULE_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.services.rules import RuleRow, rule_sentence, save_rule
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.look import GAP

UNFINISHED = "填写完整后，这里显示整条规则。"


class RuleDialog(RecordDialog):
    """A form whose meaning is read back in plain Chinese before it is saved."""

    def __init__(self, desk: Desk, record: Record, saved: Callable[[Any], None]) -> None:
        page = Page("", tuple(field_entry(field) for field in RULE_FIELDS))
        super().__init__(desk, record, [page], saved=saved)
        self.sentence = QLabel(wordWrap=True)
        self.foot.addWidget(self.sentence)
        both = self.sentence.sizeHint().height() + self.banner.sizeHint().height() + 4 * GAP
        self.fitting.wish(self.width(), self.height() + both)
        self.forms[0].edited.connect(self._tell)
        for box in self.forms[0].inputs.values():
            box.left.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        sentence = rule_sentence(self._understood())
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


def write_rule(
    desk: Desk, over: QWidget, row: RuleRow | None, saved: Callable[[Any], None]
) -> RuleDialog:
    """新增规则, or 修改规则 of a row, over the window that lists them."""
    rule_id = row.rule_id if row else None
    values = {field.key: getattr(row, field.key) for field in RULE_FIELDS} if row else {}
    record = Record(
        "修改规则" if row else "新增规则",
        "rule",
        rule_id,
        values or {"times": 1, "since_on": desk.today},
        lambda office, values: save_rule(office, rule_id, values),
        seen=values or None,
    )
    dialog = RuleDialog(desk, record, saved)
    dialog.setParent(over, dialog.windowFlags())
    dialog.open()
    return dialog
