"""A day of care by keyboard alone: pairing, diary, rules, calendar, a fact, a ledger, 今日."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt

from liushou_desk.domain.ledgers import WORK_NOTE
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities import list_activities
from liushou_desk.services.diary import list_entries
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.ledgers.listing import read_ledger
from liushou_desk.services.pairings import read_coverage
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.services.rules import list_rules
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.ledgers.dialog import LedgerDialog
from liushou_desk.ui.rules.dialog import RulesDialog
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING
from tests.ui.keyboard import CTRL, Keyboard

KEY = Qt.Key
TERM, TODAY = "2026-2027-1", OPENING.date()
MARK = "关爱日"


class Clerk(Keyboard):
    """Counts in the file what a piece of work has added."""

    def __init__(self, shell: Shell, look_into: Callable[..., Any]) -> None:
        super().__init__(shell)
        self._look_into = look_into

    @property
    def desk(self) -> Desk:
        assert self.shell.workspace is not None
        return self.shell.workspace.desk

    def look(self, job: Callable[[OfficeFile], Any]) -> Any:
        return self._look_into(self.shell, job)

    def added(self, count: Callable[[OfficeFile], int], work: Callable[[], None]) -> int:
        before = self.look(count)
        work()
        for dialog in reversed(self.dialogs()):
            dialog.close()
        self.settle()
        return self.look(count) - before


@pytest.fixture
def clerk(shell: Shell, look_into: Callable[..., Any]) -> Clerk:
    return Clerk(shell, look_into)


def test_seven_pieces_of_work(clerk: Clerk) -> None:
    unpaired = clerk.look(_unpaired)
    assert unpaired > 0
    assert clerk.added(_unpaired, lambda: accept_the_proposal(clerk)) == -unpaired
    assert clerk.added(_visits, lambda: enter_a_visit_in_the_grid(clerk)) == 1
    assert clerk.added(_rules, lambda: take_a_usual_rule(clerk)) == 1
    assert clerk.added(_activities, lambda: plan_from_the_skeleton(clerk)) == 1
    assert clerk.added(_of_the_village, lambda: write_a_village(clerk)) == 1
    assert clerk.added(_notes, lambda: note_some_work(clerk)) == 1
    assert clerk.added(_actions, lambda: tick_a_line_of_the_year(clerk)) == 1


def accept_the_proposal(clerk: Clerk) -> None:
    clerk.press(KEY.Key_3, held=CTRL)
    clerk.press(KEY.Key_J, held=CTRL)
    clerk.press(KEY.Key_S, held=CTRL)


def enter_a_visit_in_the_grid(clerk: Clerk) -> None:
    child = clerk.look(lambda office: roster_rows(office, TERM))[0]
    clerk.press(KEY.Key_4, held=CTRL)
    clerk.press(KEY.Key_G, held=CTRL)
    clerk.press("11.20", KEY.Key_Return, child.name, KEY.Key_Return, "1", KEY.Key_Return)
    clerk.press(KEY.Key_Return, "1", KEY.Key_Return, "家", KEY.Key_Return, "奶奶", KEY.Key_Return)
    clerk.press(MARK)
    clerk.press(KEY.Key_S, held=CTRL)


def take_a_usual_rule(clerk: Clerk) -> None:
    RulesDialog(clerk.desk).open()  # an open menu would hold the test in a loop of its own
    clerk.settle()
    clerk.press(KEY.Key_L, held=CTRL)
    presets: Any = clerk.dialogs()[-1]
    while presets.panel.table.current().is_there:
        clerk.press(KEY.Key_Down)
    clerk.press(KEY.Key_Return)


def plan_from_the_skeleton(clerk: Clerk) -> None:
    clerk.press(KEY.Key_5, held=CTRL)
    clerk.press(KEY.Key_L, held=CTRL)
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_S, held=CTRL)


def write_a_village(clerk: Clerk) -> None:
    clerk.press(KEY.Key_2, held=CTRL)
    clerk.press(KEY.Key_Down)
    clerk.press(KEY.Key_F2)
    form: Any = clerk.dialogs()[-1]
    key = "child.village"
    village = next(one.inputs[key].widget for one in form.forms if key in one.inputs)
    village.setFocus()
    village.selectAll()
    clerk.press(MARK)
    clerk.press(KEY.Key_S, held=CTRL)


def note_some_work(clerk: Clerk) -> None:
    LedgerDialog(clerk.desk, WORK_NOTE).open()
    clerk.settle()
    clerk.press(KEY.Key_N, held=CTRL)
    form: Any = clerk.dialogs()[-1]
    for key, text in (("happened_on", "2026-11-20"), ("what", MARK)):
        form.forms[0].inputs[key].setFocus()
        clerk.press(text)
    clerk.press(KEY.Key_S, held=CTRL)


def tick_a_line_of_the_year(clerk: Clerk) -> None:
    clerk.press(KEY.Key_1, held=CTRL)
    clerk.press(KEY.Key_F9)
    dialog: Any = clerk.dialogs()[-1]
    line = next(row for row in dialog.panel.rows if row.line.key == "brief")
    dialog.panel.table.select([line])
    dialog.panel.table.setFocus()
    clerk.press(KEY.Key_Space)


def _unpaired(office: OfficeFile) -> int:
    return read_coverage(office, TERM).unpaired


def _visits(office: OfficeFile) -> int:
    return sum(row.content == MARK for row in list_entries(office, TERM))


def _rules(office: OfficeFile) -> int:
    return len(list_rules(office, TERM))


def _activities(office: OfficeFile) -> int:
    first, last = TODAY.replace(month=9, day=1), TODAY.replace(month=12, day=31)
    return len(list_activities(office, first, last))


def _of_the_village(office: OfficeFile) -> int:
    with office.reading() as session:
        return session.scalars(
            sa.select(sa.func.count(Child.id)).where(Child.village == MARK)
        ).one()


def _notes(office: OfficeFile) -> int:
    return len(read_ledger(office, WORK_NOTE, TERM).lines)


def _actions(office: OfficeFile) -> int:
    return len(list_actions(office))
