"""家访记录表 or 谈心记录单 of the record that is chosen in the list."""

from collections.abc import Sequence

from liushou_desk.services.diary import EntryRow
from liushou_desk.ui.desk import Desk

NONE_CHOSEN = "请选中一条记录再印；要印一个学期的，用菜单“打印”。"


def print_record(desk: Desk, rows: Sequence[EntryRow]) -> None:
    """Show the page of the only one; a kind that has none is told."""
    from liushou_desk.services.papers.batch import collect
    from liushou_desk.services.papers.forms.entries import wish_of
    from liushou_desk.services.papers.forms.entry_sheets import SHEET_OF
    from liushou_desk.ui.papers.preview import Preview

    if len(rows) != 1:
        desk.say(NONE_CHOSEN)
        return
    row, kind = rows[0], SHEET_OF.get(rows[0].kind)
    if kind is None:
        desk.say(f"{row.kind.label}没有单独的记录表，可印的是家访、慰问、谈心和通话。")
        return
    entry_id, child_id = row.entry_id, row.child_ids[0]
    Preview(
        desk,
        kind.title,
        lambda office, progress: collect(
            office, kind, wish_of(office, entry_id, child_id), progress
        ),
    ).open()
