"""委托照护协议 of one child: who is entrusted, for how long, and what the law asks for."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QLabel

from liushou_desk.domain.agreement_fields import AGREEMENT_FIELDS, FORBIDDEN, TRUSTEE
from liushou_desk.services.register.agreement import (
    Agreement,
    read_agreement,
    review_agreement,
    save_agreement,
)
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry, pick_entry

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

FORM = "agreement"
"""Names the drafts, by child."""
_NOBODY = "这个家庭还没有登记父母以外的成员。请先在儿童资料的“照料人”页登记受托人。"


def open_agreement(desk: Desk, child_id: int) -> None:
    """Open the agreement that holds now, or an empty one."""
    term = desk.term
    desk.tasks.run(
        desk,
        lambda office: read_agreement(office, child_id, term),
        lambda found: _show(desk, child_id, found),
    )


def _show(desk: Desk, child_id: int, found: Agreement) -> None:
    if not found.trustees:
        messages.inform(QApplication.activeModalWidget() or desk.window, _NOBODY)
        return
    agreement_id = found.agreement_id

    def save(office: "OfficeFile", values: dict[str, Any]) -> int:
        return save_agreement(office, child_id, agreement_id, values)

    record = Record(
        f"{'委托照护' if agreement_id else '登记委托照护'}：{found.called}",
        FORM,
        child_id,
        found.values,
        save,
        review=lambda office, values: review_agreement(office, child_id, values),
        seen=None if agreement_id is None else found.values,
    )
    trustee = pick_entry(TRUSTEE, "受托人", found.trustees, several=False)
    page = Page("", (trustee, *map(field_entry, AGREEMENT_FIELDS)))
    dialog = RecordDialog(
        desk, record, [page], saved=lambda _: desk.say("已保存委托照护。（Ctrl+Z 撤销）")
    )
    _explain(dialog)
    dialog.open()


def _explain(dialog: RecordDialog) -> None:
    """What is to be checked stands above what is asked."""
    law = QLabel("四类情形不得受托：" + "；".join(FORBIDDEN) + "。", wordWrap=True)
    law.setProperty("role", "quiet")
    dialog.head.addWidget(law)
