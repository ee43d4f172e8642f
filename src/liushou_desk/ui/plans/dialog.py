"""个别方案: the plans in a list, below it the reviews of the chosen one."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QLabel

from liushou_desk.domain.field import OPEN, Field
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.writing import written
from liushou_desk.services.plans.listing import PlanRow, list_plans
from liushou_desk.services.plans.writing import remove_plan
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.plans import forms
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

WIDTH = 980
NOTE = "有未结案方案的儿童是重点关爱对象，从立案日起，到结案日为止。"
UNDO = "（Ctrl+Z 撤销）"
NO_REVIEW = "这份方案还没有回访。按 Ctrl+R 登记一次。"
_OPEN, _CLOSED = "open", "closed"


def _field(key: str) -> Field:
    return FIELDS["support_plan", key]


def _tone(row: PlanRow) -> Tone:
    return Tone.PLAIN if row.is_open else Tone.QUIET


COLUMNS: tuple[Column[PlanRow], ...] = (
    Column("儿童", lambda row: row.child, 5, tone=_tone, field=FIELDS["child", "name"]),
    Column("班级", lambda row: row.school_class, 6, field=FIELDS["school_class", "name"]),
    Column("负责人", lambda row: row.mentor, 5, field=FIELDS["mentor", "name"]),
    Column("立案", lambda row: written(row.opened_on), 6, field=_field("opened_on")),
    Column("原因", lambda row: row.reason, 12, shown=False, field=_field("reason")),
    Column("目标", lambda row: row.goal or "", 10, shown=False, field=_field("goal")),
    Column(
        "回访", lambda row: f"{len(row.reviews)}次", 4, key=lambda row: len(row.reviews), field=OPEN
    ),
    Column(
        "最近回访",
        lambda row: written(row.reviewed_on),
        6,
        key=lambda row: row.reviewed_on or date.min,
        field=FIELDS["plan_review", "reviewed_on"],
    ),
    Column("结案", lambda row: written(row.closed_on), 6, field=_field("closed_on")),
    Column("结果", lambda row: row.result or "", 8, shown=False, field=_field("result")),
)


class PlansDialog(ListDialog[PlanRow]):
    """Enter or F2 amends a plan, Ctrl+N opens one, Ctrl+R reviews, Ctrl+T closes it."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[PlanRow] = ListPanel(
            COLUMNS,
            lambda row: row.plan_id,
            lambda row: row.search,
            "搜索：儿童、班级、负责人、原因",
        )
        super().__init__(
            desk,
            "个别方案",
            panel,
            empty=f"还没有个别方案。按 Ctrl+N 立案。{NOTE}",
            width=WIDTH,
        )
        self.told = QLabel(wordWrap=True)
        self.foot.addWidget(self.told)
        self.command("立案", self.add, "Ctrl+N")
        self.row_command("修改", self.amend, "F2", enter=True)
        self.row_command("回访", self.review, "Ctrl+R", suits=lambda row: row.is_open)
        self.row_command(
            "改最近回访", self.amend_review, "Ctrl+L", suits=lambda row: bool(row.reviews)
        )
        self.row_command("结案", self.close_plan, "Ctrl+T", suits=lambda row: row.is_open)
        self.row_command("删除", self.remove, "Delete")
        self.undo_command()
        self.offer_paper()
        self.forms_left = {
            "plan": self.amend,
            "plan_end": self.close_plan,
            "plan_look": self.review,
        }

    def reading(self) -> Reading:
        """Every plan."""
        term = self.desk.term
        return lambda office: list_plans(office, term)

    def show_read(self, read: tuple[PlanRow, ...]) -> None:
        """The plans, and how many are open."""
        number = sum(row.is_open for row in read)
        chips = (
            Chip(_OPEN, "未结案", number, lambda row: row.is_open, NOTE),
            Chip(_CLOSED, "已结案", len(read) - number, lambda row: not row.is_open),
        )
        self.show_rows(read, chips)

    def go_on(self, form: str, record_id: int) -> bool:
        """A look back is known by itself, not by its plan."""
        if form != forms.REVIEW:
            return super().go_on(form, record_id)
        for row in self.panel.rows:
            for review in row.reviews:
                if review.review_id == record_id:
                    forms.review_plan(self.desk, row, review, self._reviewed(row))
                    return True
        return False

    def suit(self, row: PlanRow | None) -> None:
        """What the chosen plan is for, and its reviews."""
        self.told.setText("\n".join(_told(row)) if row else "")
        self.told.setVisible(row is not None)

    def add(self) -> None:
        """Open a plan for a child."""
        forms.open_plan(self.desk, self._saved("已立案"))

    def amend(self, row: PlanRow) -> None:
        """Put a plan right."""
        forms.amend_plan(self.desk, row, self._saved("已保存个别方案"))

    def review(self, row: PlanRow) -> None:
        """Write down a look back."""
        forms.review_plan(self.desk, row, None, self._reviewed(row))

    def amend_review(self, row: PlanRow) -> None:
        """Put the latest look back right."""
        forms.review_plan(self.desk, row, row.reviews[0], self._reviewed(row))

    def close_plan(self, row: PlanRow) -> None:
        """Close a plan with its result."""
        forms.close_plan(self.desk, row, self._saved("已结案"))

    def remove(self, row: PlanRow) -> None:
        """Take a plan out; it lies in the recycle bin."""
        question = f"删除{row.child}的个别方案{'和它的回访' if row.reviews else ''}？"
        if messages.ask(self, question, "可以撤销，也可以从回收站恢复。", yes="删除", no="不删除"):
            self.desk.tasks.run(
                self,
                lambda office: remove_plan(office, row.plan_id),
                lambda _: self.tell(f"已删除个别方案。{UNDO}"),
            )

    def _saved(self, said: str) -> forms.Saved:
        def saved(plan_id: object) -> None:
            self.tell(f"{said}。{UNDO}")
            self.panel.reveal(plan_id)

        return saved

    def _reviewed(self, row: PlanRow) -> forms.Saved:
        def saved(_review_id: object) -> None:
            self.tell(f"已保存方案回访。{UNDO}")
            self.panel.reveal(row.plan_id)

        return saved


def _told(row: PlanRow) -> Iterator[str]:
    """Reason and goal, each review, and the result."""
    yield f"原因：{row.reason}" + (f"　目标：{row.goal}" if row.goal else "")
    for review in row.reviews:
        yield f"{review.reviewed_on} 回访：{review.finding}"
    if row.is_open and not row.reviews:
        yield NO_REVIEW
    if row.result:
        yield f"{row.closed_on} 结案：{row.result}"
