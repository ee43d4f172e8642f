"""版式检查: each rule of the format for one file, and a copy of it in the layout."""

from dataclasses import dataclass
from pathlib import Path

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.official_format.rule import RuleReport, Verdict
from liushou_desk.services.official_format.checking import format_report
from liushou_desk.services.official_format.copying import save_reformatted
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

LEAD = (
    "按GB/T 9704—2012逐条检查页面、字体、行距和页码。只读不改；"
    "“另存副本”在旁边写一份套好版式的.docx。"
)
_TONES = {Verdict.BROKEN: Tone.OWED, Verdict.UNKNOWN: Tone.QUIET, Verdict.HELD: Tone.PLAIN}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, or one of the places that break it."""

    key: str
    title: str
    clause: str
    verdict: Verdict
    place: str = ""
    measured: str = ""
    wanted: str = ""


COLUMNS: tuple[Column[RuleRow], ...] = (
    Column("规则", lambda row: row.title, 8, field=OPEN),
    Column(
        "结果", lambda row: row.verdict.value, 5, tone=lambda row: _TONES[row.verdict], field=OPEN
    ),
    Column("位置", lambda row: row.place, 9, field=OPEN),
    Column("实际", lambda row: row.measured, 12, field=OPEN),
    Column("应为", lambda row: row.wanted, 12, field=OPEN),
    Column("条款", lambda row: row.clause, 4, field=OPEN),
)


def rows_of(reports: tuple[RuleReport, ...]) -> list[RuleRow]:
    """What is broken first, place by place."""
    rows: list[RuleRow] = []
    for one in reports:
        told = (one.key, one.title, one.clause, one.verdict)
        places = [RuleRow(*told, c.place, c.measured, c.wanted) for c in one.broken]
        rows += places or [RuleRow(*told)]
    return sorted(rows, key=lambda row: list(_TONES).index(row.verdict))


class FormatDialog(ListDialog[RuleRow]):
    """The rules of a .docx or PDF; of a .docx a copy in the layout can be saved."""

    def __init__(self, desk: Desk, path: Path) -> None:
        panel: ListPanel[RuleRow] = ListPanel(
            COLUMNS,
            lambda row: (row.key, row.place, row.measured),
            lambda row: f"{row.title} {row.place} {row.measured} {row.wanted}",
            "搜索：规则、位置",
        )
        super().__init__(desk, f"版式检查：{path.name}", panel, lead=LEAD, width=1000)
        self.path = path
        self.copy_button = self.command("另存副本", self.copy, "Ctrl+S")
        self.copy_button.setEnabled(path.suffix.lower() != ".pdf")
        self.offer_paper()

    def reading(self) -> Reading:
        """The file is read anew each time: somebody may have changed it in between."""
        return lambda _office: format_report(self.path)

    def show_read(self, read: tuple[RuleReport, ...]) -> None:
        """The rules, and how many of each verdict."""
        rows = rows_of(read)
        number = {one: sum(report.verdict is one for report in read) for one in Verdict}
        self.show_rows(rows, [_chip(rows, verdict) for verdict in _TONES])
        self.announce("，".join(f"{one.value}{number[one]}条" for one in _TONES) + "。")

    def copy(self) -> None:
        """Write 名（版式）.docx beside it."""
        self.desk.tasks.run(
            self,
            lambda _office: save_reformatted(self.path),
            self._tell_written,
        )

    def _tell_written(self, written: Path) -> None:
        self.announce(f"已写出“{written.name}”，在原文件旁边；原文件没有改动。")


def _chip(rows: list[RuleRow], verdict: Verdict) -> Chip:
    number = sum(row.verdict is verdict for row in rows)
    return Chip(verdict.name, verdict.value, number, lambda row: row.verdict is verdict)
