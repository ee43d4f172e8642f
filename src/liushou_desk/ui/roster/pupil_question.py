"""Which of several pupils not in care a new child is: asked before the child is saved."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QLabel

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.writing import written
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.register.pupil import PupilAnswer, PupilDoubt, PupilLike
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.view import TableView
from liushou_desk.ui.work_dialog import WorkDialog

NONE_KEY = "Alt+N"
_WHO = ("child.name", "child.national_id", "child.student_number")
"""An answer holds as long as these stay; the form fills in the sex by itself."""
_UNKNOWN = "未填"

COLUMNS: tuple[Column[PupilLike], ...] = (
    Column("姓名", lambda row: row.name, 6, field=OPEN),
    Column(
        "性别", lambda row: row.sex.label if row.sex else _UNKNOWN, 3, field=FIELDS["child", "sex"]
    ),
    Column(
        "班级", lambda row: row.school_class or _UNKNOWN, 14, field=FIELDS["school_class", "name"]
    ),
    Column("入校日期", lambda row: written(row.entered_on) or _UNKNOWN, 6, field=OPEN),
    Column(
        "离校日期", lambda row: written(row.left_on), 6, field=FIELDS["register_period", "left_on"]
    ),
)


class PupilQuestion:
    """Keeps the clerk's answer for one form, so that a problem elsewhere does not ask it again."""

    def __init__(self) -> None:
        self._answer: PupilAnswer | None = None
        self._asked_of: tuple[Any, ...] = ()

    def answer(self, values: Mapping[str, Any]) -> PupilAnswer | None:
        """What was said of the child as it is now; None where it is somebody else by now."""
        asked_of = tuple(values.get(key) for key in _WHO)
        if asked_of != self._asked_of:
            self._asked_of, self._answer = asked_of, None
        return self._answer

    def asks(self, desk: Desk, error: DeskError, then: Callable[[], object]) -> bool:
        """Whether saving failed by the doubt: the clerk chooses then, and `then` saves again.

        Closing the question goes back to the form. By any other refusal but a value's an answer is
        overtaken: who was chosen may be gone.
        """
        if not isinstance(error, PupilDoubt):
            self._answer = self._answer if isinstance(error, InputProblem) else None
            return False
        among = frozenset(one.pupil_id for one in error.candidates)

        def say(pupil: PupilLike | None) -> None:
            self._answer = PupilAnswer(among, pupil.pupil_id if pupil else None)
            then()

        PupilDialog(desk, error.candidates, say).open()
        return True


class PupilDialog(WorkDialog):
    """The likeliest first; Enter takes the chosen one, 都不是 leaves all of them as they are."""

    def __init__(
        self,
        desk: Desk,
        candidates: tuple[PupilLike, ...],
        say: Callable[[PupilLike | None], object],
    ) -> None:
        super().__init__(desk, "这名儿童是哪一名在校学生？", width=760, height=360)
        self._say = say
        name, count = candidates[0].name, len(candidates)
        note = QLabel(
            f"只计人数的其他在校学生里，有{count}名都可能是“{name}”，程序分不清，还没有保存。"
            "请选出是哪一名：他的在册时间转到这名儿童名下，原来那条不再另计一人。"
            "都不是的，几名学生都照旧。",
            wordWrap=True,
        )
        self.table: TableView[PupilLike] = TableView(COLUMNS)
        self.table.give_room(2)
        self.body.addWidget(note)
        self.body.addWidget(self.table, 1)
        self.choose_button = self.command("就是这一名 (Enter)", self.choose)
        self.none_button = self.command("都不是", lambda: self._end(None), NONE_KEY)
        self.table.opened.connect(self._end)
        self.table.show_rows(candidates)
        self.table.select(candidates[:1])
        self.table.setFocus()

    def choose(self) -> None:
        """The one with the cursor it is."""
        if (row := self.table.current()) is not None:
            self._end(row)

    def _end(self, pupil: PupilLike | None) -> None:
        self.accept()
        self._say(pupil)
