"""规则从哪天起计: asked once of a new office, and found again under 办公室."""

from typing import Any

from liushou_desk.domain.work_fields import RULE_FIELDS
from liushou_desk.services.rules import list_rules, set_rules_since
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.forms.inputs import DayInput

SINCE = next(field for field in RULE_FIELDS if field.key == "since_on")
NOTE = (
    "全部规则从这一天起计：这天以前的、这天所在的周、月和学期都不要求联系，也不算逾期。"
    "要从开学算起，就写学期第一天。"
)


def ask_since(desk: Desk) -> None:
    """The day, with what it means; today unless another one was set."""

    def show(since: Any) -> None:
        record = Record(
            "规则从哪天起计",
            "rules_since",
            None,
            {SINCE.key: since},
            lambda office, values: set_rules_since(office, values[SINCE.key]),
        )
        page = Page("", (field_entry(SINCE, label="从哪天起计"),))
        dialog = RecordDialog(
            desk,
            record,
            [page],
            saved=lambda _: desk.say("已设定规则起算日。（Ctrl+Z 撤销）"),
        )
        dialog.banner.setText(NOTE)
        dialog.banner.setVisible(True)
        dialog.open()
        box = dialog.forms[0].inputs[SINCE.key]
        assert isinstance(box, DayInput)
        box.line.selectAll()  # typing takes the place of what is proposed

    desk.tasks.run(
        desk.window,
        lambda office: max(
            (rule.values[SINCE.key] for rule in list_rules(office, None)), default=office.today
        ),
        show,
    )
