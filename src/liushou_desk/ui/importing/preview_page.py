"""Step three of the import: what would become of every row, before anything is written."""

from collections.abc import Callable, Set
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.services.imports.desk import Preview, PreviewRow, Refusal, Verdict, fields_of
from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui import messages
from liushou_desk.ui.importing.row_fields import RowFields
from liushou_desk.ui.look import GAP, Tone, spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

DOUBTFUL = "doubtful"
NOTABLE = "notable"
"""Everything but rows that say what is on file: of a file imported again only these count."""
TITLE = "名册导入核对表"
NAMED = 6
"""Headings of columns not used that the banner names; a button tells all of them."""
_TONES = {
    Verdict.NEW: Tone.GOOD,
    Verdict.CHANGED: Tone.PLAIN,
    Verdict.UNCHANGED: Tone.QUIET,
    Verdict.REJECTED: Tone.BAD,
}


def verdict_words(row: PreviewRow) -> str:
    """What becomes of a row, as 新增 or 新增、存疑."""
    return f"{row.verdict.label}、存疑" if row.is_doubtful else row.verdict.label


def _tone(row: PreviewRow) -> Tone:
    doubtful = row.is_doubtful and row.verdict is not Verdict.REJECTED
    return Tone.OWED if doubtful else _TONES[row.verdict]


def columns(verdict: Callable[[PreviewRow], str]) -> tuple[Column[PreviewRow], ...]:
    """The columns of the list; `verdict` says what becomes of a row."""
    return (
        Column("工作表", lambda row: row.sheet, 8, field=OPEN),
        Column(
            "行", lambda row: str(row.number), 4, key=lambda row: row.number, right=True, field=OPEN
        ),
        Column("姓名", lambda row: row.who, 6, field=FIELDS["child", "name"]),
        Column("结果", verdict, 8, tone=_tone, field=OPEN),
        Column("改动和问题", lambda row: "；".join(row.notes), 20, field=PERSONAL),
    )


def chips(preview: Preview) -> list[Chip]:
    """The counts of the result as filters of its rows."""
    counts = preview.result.counts
    keys = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)
    return [
        Chip(NOTABLE, "有改动或问题", sum(map(_is_notable, preview.rows)), _is_notable),
        *(Chip(key, key.label, counts[key.value], _is(key)) for key in keys),
        Chip(DOUBTFUL, "存疑", counts[DOUBTFUL], lambda row: row.is_doubtful),
        Chip(
            Verdict.REJECTED,
            Verdict.REJECTED.label,
            counts[Verdict.REJECTED.value],
            _is(Verdict.REJECTED),
        ),
    ]


def _is_notable(row: PreviewRow) -> bool:
    return row.is_doubtful or row.verdict is not Verdict.UNCHANGED


def _is(verdict: Verdict) -> Callable[[PreviewRow], bool]:
    return lambda row: row.verdict is verdict


class PreviewPage(QWidget):
    """Lists the rows, names the columns that are not used; Ctrl+D refuses a row, Space a field."""

    def __init__(self) -> None:
        super().__init__()
        self.preview: Preview | None = None
        self.refused: set[Refusal] = set()
        self._chips_exclude = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.summary = QLabel(wordWrap=True)
        self.unused = QLabel(wordWrap=True)
        self.unused.setProperty("role", "banner")
        self.all_unused = QPushButton("全部列名(&L)")
        self.all_unused.setAutoDefault(False)
        self._banner = QWidget()
        banner = QHBoxLayout(self._banner)
        spaced(banner)
        banner.addWidget(self.unused, 1)
        banner.addWidget(self.all_unused)
        self.panel: ListPanel[PreviewRow] = ListPanel(
            columns(self._verdict),
            lambda row: (row.sheet, row.number),
            lambda row: row.search,
            "搜索：姓名、改动或问题",
        )
        self.row_told = RowFields()
        line = self.row_told.fontMetrics().lineSpacing()
        self.row_told.setMinimumHeight(line * 2 + GAP * 3)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.panel)
        parts.addWidget(self.row_told)
        parts.setStretchFactor(0, 1)
        parts.setSizes([line * 17, line * 5 + GAP * 3])
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.summary)
        layout.addWidget(self._banner)
        layout.addWidget(parts, 1)

    def _connect(self) -> None:
        self.all_unused.clicked.connect(self._tell_unused)
        self.panel.chosen.connect(self._tell_row)
        self.row_told.toggled.connect(self._take_field)
        QShortcut(QKeySequence("Ctrl+D"), self, self.refuse_rows)

    def show_preview(self, preview: Preview) -> None:
        """Show what a workbook would do."""
        self.preview = preview
        self.refused = set()
        self.summary.setText(_summary(preview))
        headings = preview.result.unknown_headings
        self._banner.setVisible(bool(headings))
        self.all_unused.setVisible(len(headings) > NAMED)
        self.unused.setText(_unused(headings, preview.result.offered_headings))
        self.panel.search.clear()
        self.panel.set_rows(preview.rows)
        offered = chips(preview)
        self.panel.set_chips(offered)
        self._let_chips_exclude(offered)
        is_mixed = 0 < (offered[0].number or 0) < len(preview.rows)
        self.panel.press_chip(NOTABLE if is_mixed else "")
        self.panel.table.selectRow(0)
        self._tell_row()

    def listing(self) -> Listing:
        """The rows as they are shown, to be handed back to whoever made the workbook."""
        assert self.preview is not None
        return self.panel.listing(TITLE, _note(self.preview))

    def _let_chips_exclude(self, offered: list[Chip]) -> None:
        """A row has one verdict: pressing a chip lets the one pressed before go."""
        if self._chips_exclude:
            return
        self._chips_exclude = True
        buttons = [b for b in self.panel.findChildren(QPushButton) if b.property("role") == "chip"]
        for chip, button in zip(offered, buttons, strict=True):
            button.clicked.connect(partial(self._press, chip.key, button))

    def _press(self, key: str, button: QPushButton) -> None:
        self.panel.press_chip(key if button.isChecked() else "")

    def refuse_rows(self) -> None:
        """Refuse the selected rows as a whole, or take them again where all are refused."""
        wholes = {Refusal(row.sheet, row.number) for row in self.panel.table.selected()}
        if wholes <= self.refused:
            self.refused -= wholes
        else:
            self.refused |= wholes
        self._show_refused()

    def _take_field(self, key: str, taken: bool) -> None:
        row = self.panel.table.current()
        if row is not None:
            refusal = Refusal(row.sheet, row.number, key)
            (self.refused.discard if taken else self.refused.add)(refusal)
            self._show_refused()

    def _show_refused(self) -> None:
        """The list says anew what becomes of its rows."""
        self.panel.table.viewport().update()
        at = self.row_told.currentRow()
        self._tell_row()
        self.row_told.setCurrentRow(at)

    def _verdict(self, row: PreviewRow) -> str:
        if Refusal(row.sheet, row.number) in self.refused:
            return Verdict.REFUSED.label
        fields = len(self._refused_of(row))
        return f"{verdict_words(row)}，{fields}项不采纳" if fields else verdict_words(row)

    def _refused_of(self, row: PreviewRow) -> Set[str]:
        mine = (one for one in self.refused if (one.sheet, one.number) == (row.sheet, row.number))
        return frozenset(one.field for one in mine if one.field)

    def _tell_row(self) -> None:
        row = self.panel.table.current()
        if row is None or self.preview is None:
            self.row_told.clear()
            return
        changes = fields_of(self.preview, row)
        told = {f"{change.label} {change.before} → {change.after}" for change in changes}
        notes = [note for note in row.notes if note not in told]
        self.row_told.show_row(notes, changes, frozenset(self._refused_of(row)))

    def _tell_unused(self) -> None:
        assert self.preview is not None
        headings = self.preview.result.unknown_headings
        messages.inform(self, f"这些列没有用到（共{len(headings)}列）：", "、".join(headings))


def _note(preview: Preview) -> str:
    return f"{preview.workbook.name}　{term_title(preview.wish.term)}"


def _summary(preview: Preview) -> str:
    result, wish = preview.result, preview.wish
    absent = f"在册而表中没有的{result.absent_said()}，不作改动。" if result.absent else ""
    read = (
        f"“{preview.workbook.name}”共{len(preview.rows)}行，导入{term_title(wish.term)}，"
        f"新增儿童从{wish.entered_on}起在册。{absent}"
    )
    if result.writes_anything:
        return read
    if all(row.verdict is Verdict.REJECTED for row in preview.rows):
        why = "每一行都有问题，没有可以导入的内容。请按下面的说明改好表格，再导入一次。"
    else:
        why = "能导入的内容与已登记的一致，没有需要写入的内容。"
    return f"{read}\n{why}"


def _unused(headings: tuple[str, ...], offered: tuple[str, ...]) -> str:
    said = f"其中{'、'.join(offered[:NAMED])}，要导入请回到上一步指明。" if offered else ""
    if len(headings) <= NAMED:
        return f"没有用到的列：{'、'.join(headings)}。{said}"
    return f"有{len(headings)}列没有用到：{'、'.join(headings[:NAMED])}等。{said}"


def proposed_name(listing: Listing, preview: Preview) -> str:
    """A name for an exported list that tells its workbook."""
    return f"{listing.title}_{Path(preview.workbook.name).stem}.xlsx"
