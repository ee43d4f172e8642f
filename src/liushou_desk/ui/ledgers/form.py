"""The form of a ledger's record, made from its kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCompleter, QLabel

from liushou_desk.domain.ledgers import LedgerKind
from liushou_desk.domain.ledgers.kind import Whom
from liushou_desk.services.ledgers.drafts import OF_CHILD, draft_of, kind_of_draft
from liushou_desk.services.ledgers.form import CHILDREN, LedgerForm, read_form, reveal, running
from liushou_desk.services.ledgers.standards import Amounts, amount_on
from liushou_desk.services.ledgers.writing import review_record, save_record
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry, field_entry, pick_entry
from liushou_desk.ui.forms.inputs import LineInput
from liushou_desk.ui.forms.reveal import RevealButton

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

NOBODY = "这个家庭还没有登记父母以外的成员。请先在儿童资料的“照料人”页登记。"
Saved = Callable[[Any], None]


def write_record(
    desk: Desk,
    kind: LedgerKind,
    record_id: int | None = None,
    *,
    child_id: int | None = None,
    saved: Saved | None = None,
) -> None:
    """Open a record's form, or a new one, perhaps of a child that is settled."""
    term = desk.term
    desk.tasks.run(
        desk,
        lambda office: read_form(office, kind, term, record_id, child_id),
        lambda form: _show(desk, kind, form, saved),
    )


def write_running(desk: Desk, kind: LedgerKind, child_id: int) -> None:
    """Open what holds of a child now, or a new record."""
    term = desk.term

    def read(office: "OfficeFile") -> LedgerForm:
        return read_form(office, kind, term, running(office, kind, child_id), child_id)

    desk.tasks.run(desk, read, lambda form: _show(desk, kind, form, None))


def take_up(desk: Desk, form: str, record_id: int | None) -> None:
    """Go on with a form that was left half filled."""
    kind = kind_of_draft(form)
    if kind is None:
        raise ValueError(form)
    of_child = form.startswith(OF_CHILD)
    write_record(
        desk,
        kind,
        None if of_child else record_id,
        child_id=record_id if of_child else None,
    )


def _show(desk: Desk, kind: LedgerKind, form: LedgerForm, saved: Saved | None) -> None:
    nobody = any(one.whom is Whom.MEMBER and not form.picks[one.key] for one in kind.choices)
    if nobody and form.child_id is not None:
        messages.inform(QApplication.activeModalWidget() or desk.window, NOBODY)
        return
    dialog = LedgerRecordDialog(desk, kind, form, saved or _tell(desk, kind))
    if kind.note:
        note = QLabel(kind.note, wordWrap=True)
        note.setProperty("role", "quiet")
        dialog.head.addWidget(note)
    _offer_standards(dialog, kind, form.amounts)
    dialog.open()


def _record(kind: LedgerKind, form: LedgerForm) -> Record:
    record_id, child_id = form.record_id, form.child_id

    def save(office: "OfficeFile", values: dict[str, Any]) -> tuple[int, ...]:
        return save_record(office, kind, record_id, values, child_id)

    whom = f"：{form.called}" if form.called else ""
    return Record(
        f"{'登记' if record_id is None else '修改'}{kind.title}{whom}",
        *draft_of(kind, record_id, child_id),
        form.values,
        save,
        review=lambda office, values: review_record(office, kind, values, child_id, record_id),
        seen=None if record_id is None else form.values,
        covered=dict(form.covered),
    )


def _entries(kind: LedgerKind, form: LedgerForm) -> tuple[Entry, ...]:
    offered = form.picks.get(CHILDREN)
    children = [pick_entry(CHILDREN, "儿童", offered, several=kind.several)] if offered else []
    people = [
        pick_entry(one.key, one.label, form.picks[one.key], several=False, mandatory=False)
        for one in kind.choices
    ]
    asked = {one.key: (one.where, (one.says.label,)) for one in kind.asked}
    fields = [replace(field_entry(field), only_where=asked.get(field.key)) for field in kind.fields]
    return (*children, *people, *fields)


class LedgerRecordDialog(RecordDialog):
    """A record dialog whose delicate lines are shown on demand, for a while."""

    def __init__(self, desk: Desk, kind: LedgerKind, form: LedgerForm, saved: Saved) -> None:
        pages = [Page("", _entries(kind, form))]
        super().__init__(desk, _record(kind, form), pages, saved=saved)
        self.kind = kind
        self.reveal_button = RevealButton(self, self.reveal, self.forms[0].cover_again)
        self.reveal_button.setVisible(bool(self.record.covered))
        self.tools.insertWidget(0, self.reveal_button)

    def reveal(self) -> None:
        """Show what is covered; the journal notes that it was looked at."""
        kind, record_id, keys = self.kind, self.record.record_id, self.forms[0].covered()
        if record_id is None or not keys:
            return

        def show(values: Mapping[str, Any]) -> None:
            self.forms[0].reveal(values)
            self.reveal_button.begin()

        self.desk.tasks.run(self, lambda office: reveal(office, kind, record_id, keys), show)


def _offer_standards(dialog: RecordDialog, kind: LedgerKind, amounts: Amounts) -> None:
    """Items of the school's list are offered and bring their amount along.

    An amount that somebody typed stays; one that an item brought goes with it.
    """
    standard = kind.standard
    if standard is None or not amounts:
        return
    inputs = dialog.forms[0].inputs
    item, amount = inputs[standard.by], inputs[standard.amount]
    if isinstance(item, LineInput):
        item.line.setCompleter(_completer(tuple(amounts), item))

    def due() -> str:
        day = dialog.forms[0].readable().get(kind.day) or dialog.desk.today
        return kind.shown(standard.amount, amount_on(amounts, item.text(), day))

    brought = due()

    def fill() -> None:
        nonlocal brought
        if amount.text() in {"", brought} and amount.text() != due():
            amount.set_text(due())
            amount.edited.emit()
        brought = due()

    item.left.connect(fill)


def _completer(items: Sequence[str], owner: LineInput) -> QCompleter:
    completer = QCompleter(list(items), owner)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer


def _tell(desk: Desk, kind: LedgerKind) -> Saved:
    return lambda _: desk.say(f"已保存{kind.title}。（Ctrl+Z 撤销）")
