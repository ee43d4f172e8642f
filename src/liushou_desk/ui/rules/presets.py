"""常用规则: what is usual elsewhere, with its source, to choose from."""

from collections.abc import Callable
from typing import Any

from liushou_desk.domain.field import OPEN
from liushou_desk.services.rules import PresetRow, list_presets, take_presets
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading, say
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

LEAD = (
    "各地做法不同，次数由学校或上级决定。可以选一条或几条采用，从今天起计；采用后都能修改、停用。"
)


def _tone(row: PresetRow) -> Tone:
    return Tone.QUIET if row.is_there else Tone.PLAIN


COLUMNS: tuple[Column[PresetRow], ...] = (
    Column("规则", lambda row: row.sentence, 19, tone=_tone, field=OPEN),
    Column("依据", lambda row: row.source, 21, tone=_tone, field=OPEN),
    Column("现在", lambda row: "已启用" if row.is_there else "", 4, tone=_tone, field=OPEN),
)


class PresetsDialog(ListDialog[PresetRow]):
    """A list to choose from; nothing of it is in force until it is taken over."""

    def __init__(self, desk: Desk, taken: Callable[[Any], object]) -> None:
        panel: ListPanel[PresetRow] = ListPanel(
            COLUMNS, lambda row: row.place, lambda row: row.search, "搜索规则、依据"
        )
        super().__init__(
            desk, "常用规则", panel, lead=LEAD, note=" ", height=TALLEST_DIALOG - 120,
        )  # fmt: skip
        self._taken = taken
        self.take_button = self.row_command(
            "采用选中的", self.take, "Ctrl+S", enter=True, suits=lambda row: not row.is_there
        )

    def reading(self) -> Reading:
        """All that may be taken over."""
        return list_presets

    def take(self, _row: PresetRow) -> None:
        """Put the chosen ones in force and go back to the school's rules."""
        places = [row.place for row in self.panel.table.selected()]

        def done(ids: Any) -> None:
            self.accept()
            self._taken(ids)

        self.desk.tasks.run(self, lambda office: take_presets(office, places), done)

    def suit(self, row: PresetRow | None) -> None:
        """Say at length what the chosen rule asks."""
        say(self.note, f"{row.explained}。" if row else "")
