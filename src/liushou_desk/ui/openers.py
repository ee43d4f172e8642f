"""Opens the dialogs that belong to no tab; each is loaded when it is first opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from liushou_desk.domain.ledgers import CARE_AGREEMENT, LedgerKind
from liushou_desk.domain.rhythm import Door, Line
from liushou_desk.ui.desk import Desk, Journey, Spot

FIRST_STEPS = "first_steps"
"""The chip of a journey to the board that asks for its first steps."""

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from liushou_desk.ui.window import Window


def import_roster(desk: Desk) -> None:
    """导入名册."""
    from liushou_desk.ui.importing.wizard import ImportWizard

    ImportWizard(desk).open()


def import_history(desk: Desk) -> None:
    """导入记录."""
    from liushou_desk.ui.importing.history_dialog import open_import_history

    open_import_history(desk)


def send_sheets(desk: Desk) -> None:
    """发出班主任填报表."""
    from liushou_desk.ui.collecting.sending import open_sending

    open_sending(desk)


def take_back_sheets(desk: Desk) -> None:
    """收回班主任填报表."""
    from liushou_desk.ui.collecting.returning import open_returning

    open_returning(desk)


def send_diary_books(desk: Desk) -> None:
    """发出家访登记本."""
    from liushou_desk.ui.collecting.sending import DIARY_BOOKS, open_sending

    open_sending(desk, DIARY_BOOKS)


def take_back_diary_books(desk: Desk) -> None:
    """收回家访登记本."""
    from liushou_desk.ui.collecting.returning import DIARY_BOOKS, open_returning

    open_returning(desk, returning=DIARY_BOOKS)


def proofreading(desk: Desk) -> None:
    """审稿."""
    from liushou_desk.ui.proofreading.dialog import open_proofreading

    open_proofreading(desk)


def export_all(desk: Desk) -> None:
    """全部导出."""
    from liushou_desk.ui.collecting.full_export import open_full_export

    open_full_export(desk)


def fill_with_papers(menu: "QMenu", desk: Desk) -> None:
    """打印: every form of the office by shelves, but those of a ledger: its list offers them."""
    from liushou_desk.services.papers.registry import SHELVES
    from liushou_desk.ui.papers.dialog import PaperDialog

    for title, kinds in SHELVES:
        offered = [kind for kind in kinds if not kind.ledger]
        if not offered:
            continue
        shelf = menu.addMenu(title)
        for kind in offered:
            action = shelf.addAction(f"{kind.title}……")
            action.triggered.connect(lambda _=False, kind=kind: PaperDialog(desk, kind).open())


def truth(desk: Desk) -> None:
    """资料核对."""
    from liushou_desk.ui.truth.dialog import open_truth

    open_truth(desk)


def verifying(desk: Desk) -> None:
    """摸底核实."""
    from liushou_desk.ui.terms.verifying import open_verifying

    open_verifying(desk)


def duplicates(desk: Desk) -> None:
    """查找重复."""
    from liushou_desk.ui.duplicates.list_dialog import open_duplicates

    open_duplicates(desk)


def rhythm(desk: Desk) -> None:
    """一年的节奏."""
    from liushou_desk.ui.rhythm.dialog import RhythmDialog

    RhythmDialog(desk, lambda line: _go_through(desk, line)).open()


def concerns(desk: Desk) -> None:
    """问题与处理."""
    from liushou_desk.ui.diary.concerns import ConcernsDialog

    ConcernsDialog(desk).open()


def mandatory_report(desk: Desk) -> None:
    """强制报告."""
    from liushou_desk.ui.ledgers.mandatory_report import MandatoryReportDialog

    MandatoryReportDialog(desk).open()


def rules(desk: Desk) -> None:
    """随访规则."""
    from liushou_desk.ui.rules.dialog import RulesDialog

    RulesDialog(desk).open()


def rule_board(desk: Desk) -> None:
    """频次完成情况 of all rules."""
    from liushou_desk.ui.rules.board import open_board

    open_board(desk)


def plausible(desk: Desk) -> None:
    """登记核对."""
    from liushou_desk.ui.rules.plausible import PlausibleDialog

    PlausibleDialog(desk).open()


def call_sheet_entry(desk: Desk) -> None:
    """按随访单登记."""
    from liushou_desk.ui.rules.sheet_form import ask_sheet_number

    ask_sheet_number(desk)


def rules_since(desk: Desk) -> None:
    """规则从哪天起计."""
    from liushou_desk.ui.rules.since_form import ask_since

    ask_since(desk)


def first_steps(desk: Desk) -> None:
    """开始使用: the board shows the steps again."""
    desk.go(Journey(Spot.TODAY, chip=FIRST_STEPS))


def school(desk: Desk) -> None:
    """学校信息."""
    from liushou_desk.ui import office_dialogs

    office_dialogs.edit_school(desk)


def layouts(desk: Desk) -> None:
    """公文版式."""
    from liushou_desk.ui.layouts.dialog import LayoutsDialog

    LayoutsDialog(desk).open()


def classes(desk: Desk) -> None:
    """班级."""
    from liushou_desk.ui.classes.dialog import ClassesDialog

    ClassesDialog(desk).open()


def term(desk: Desk) -> None:
    """新学期与升级."""
    from liushou_desk.ui.terms.opener import open_term_opener

    open_term_opener(desk)


def term_dates(desk: Desk, row_id: int | None = None) -> None:
    """学期日期 of the term of a row, or of the one looked at; without a term, 新学期."""
    from liushou_desk.ui.terms.dates import open_term_dates

    open_term_dates(desk, row_id)


def ledger(desk: Desk, kind: LedgerKind) -> None:
    """台账."""
    from liushou_desk.ui.ledgers.dialog import LedgerDialog

    LedgerDialog(desk, kind).open()


def choose_ledgers(desk: Desk) -> None:
    """选用台账."""
    from liushou_desk.ui.ledgers.choosing import ChoosingDialog

    ChoosingDialog(desk).open()


def ledger_record(desk: Desk, table: str, record_id: int | None) -> None:
    """A record of a ledger, or its whole list."""
    from liushou_desk.domain.ledgers import BY_TABLE
    from liushou_desk.ui.ledgers.form import write_record

    if record_id is None:
        ledger(desk, BY_TABLE[table])
    else:
        write_record(desk, BY_TABLE[table], record_id)


def take_up_ledger(desk: Desk, form: str, record_id: int | None) -> None:
    """A form of 台账 that was left half filled."""
    from liushou_desk.ui.ledgers.form import take_up

    take_up(desk, form, record_id)


def plans(desk: Desk) -> None:
    """个别方案."""
    from liushou_desk.ui.plans.dialog import PlansDialog

    PlansDialog(desk).open()


def history(desk: Desk) -> None:
    """操作记录."""
    from liushou_desk.ui.history.dialog import open_history

    open_history(desk)


def recycling(desk: Desk) -> None:
    """回收站."""
    from liushou_desk.ui.history.recycling import open_recycling

    open_recycling(desk)


def backup(desk: Desk) -> None:
    """备份到U盘."""
    from liushou_desk.ui import office_dialogs

    office_dialogs.back_up_to_stick(desk)


def issued(desk: Desk) -> None:
    """定稿文件."""
    from liushou_desk.ui.statistics.issued import IssuedDialog

    IssuedDialog(desk).open()


def restore(desk: Desk, shell: "Window") -> None:
    """从备份恢复."""
    from liushou_desk.ui.files.restore_dialog import RestoreDialog

    RestoreDialog(desk, shell).open()


def open_other(desk: Desk, shell: "Window") -> None:
    """打开."""
    from liushou_desk.ui.files.switching import open_other as open_it

    open_it(desk, shell)


def new_office(desk: Desk, shell: "Window") -> None:
    """新建."""
    from liushou_desk.ui.files.new_office import NewOffice

    NewOffice(desk, shell).open()


def demo_school(desk: Desk, shell: "Window") -> None:
    """演示学校."""
    from liushou_desk.ui.files.switching import open_demo

    open_demo(desk, shell)


def about(desk: Desk, path: Path) -> None:
    """关于."""
    from liushou_desk.ui import office_dialogs

    office_dialogs.about(desk, path)


_OPENERS = {
    Door.VERIFYING: verifying,
    Door.SENDING: send_sheets,
    Door.COLLECTING: take_back_sheets,
    Door.RULES: rule_board,
    Door.BACKUP: backup,
    Door.HISTORY: history,
}
_SPOTS = {
    Door.ROSTER: Spot.ROSTER,
    Door.PAIRING: Spot.PAIRING,
    Door.CALENDAR: Spot.CALENDAR,
    Door.DIARY: Spot.DIARY,
    Door.STATISTICS: Spot.STATISTICS,
}


def _go_through(desk: Desk, line: Line) -> None:
    """Open the place where a line of the year's checklists is done."""
    if line.door in _OPENERS:
        _OPENERS[line.door](desk)
    elif line.door is Door.AGREEMENTS:
        ledger(desk, CARE_AGREEMENT)
    elif line.door is Door.PRINTING:
        desk.say("请从工具栏的“打印”里选要打印的表。")
    else:
        # Whoever still lacks something is in the roster, whatever tab the work is done on.
        spot = Spot.ROSTER if line.chip else _SPOTS[line.door]
        desk.go(Journey(spot, chip=line.chip))
