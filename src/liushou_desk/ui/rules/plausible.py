"""登记核对: what is odd about the records of the term; Enter opens one, nothing is changed."""

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.plausibility import Ground
from liushou_desk.domain.terms import term_title
from liushou_desk.services.rules import DoubtRow, list_doubts
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

NOTE = (
    "这里只提醒，不改动记录，也不影响数字。确实如此的不用管；写错了日期、教师的，打开记录改正；"
    "没有做过的联系不要登记。"
)
COLUMNS: tuple[Column[DoubtRow], ...] = (
    Column("提醒", lambda row: row.ground.label, 9, field=OPEN),
    Column("日期", lambda row: row.happened_on.isoformat(), 6, field=OPEN),
    Column("说明", lambda row: row.sentence, 18, field=OPEN),
    Column("类别", lambda row: row.kind, 5, field=OPEN),
    Column("儿童", lambda row: row.children, 9, field=OPEN),
    Column("教师", lambda row: row.visitors, 6, field=OPEN),
)


class PlausibleDialog(ListDialog[DoubtRow]):
    """A quiet list for the clerk, before an inspector asks."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[DoubtRow] = ListPanel(
            COLUMNS, lambda row: row.key, lambda row: row.search, "搜索：儿童、教师、说明"
        )
        super().__init__(
            desk, "登记核对", panel, note=NOTE, width=1040,
            lead=f"{term_title(desk.term)}的记录中，检查时可能会被问到的：",
            empty=f"{term_title(desk.term)}的记录没有需要提醒的。",
        )  # fmt: skip
        self.open_button = self.row_command("打开记录", self.show_record, enter=True)
        self.offer_paper()

    def reading(self) -> Reading:
        """The doubts of the term."""
        term = self.desk.term
        return lambda office: list_doubts(office, term)

    def show_read(self, read: tuple[DoubtRow, ...]) -> None:
        """With a chip for each ground there is."""
        numbers = {ground: sum(row.ground is ground for row in read) for ground in Ground}
        self.show_rows(read, [_chip(ground, n) for ground, n in numbers.items() if n])

    def show_record(self, row: DoubtRow) -> None:
        """Go to the record in the diary."""
        self.accept()
        self.desk.go(Journey(Spot.DIARY, record_id=row.entry_id))


def _chip(ground: Ground, number: int) -> Chip:
    return Chip(ground.value, ground.label, number, lambda row: row.ground is ground)
