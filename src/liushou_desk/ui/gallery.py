"""The dialogs by name and how each is opened, so that pictures and tests see all of them."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from liushou_desk.domain.ledgers import BY_TABLE, LEDGERS, LedgerKind
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.templates import doors
from liushou_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from liushou_desk.services.diary import EntryRow
    from liushou_desk.services.keeping.office import OfficeFile
    from liushou_desk.services.pairings import MentorRow
    from liushou_desk.services.summary.returned import Edit
    from liushou_desk.ui.calendar.tab import CalendarTab
    from liushou_desk.ui.dialog import RecordDialog
    from liushou_desk.ui.pairing.tab import PairingTab
    from liushou_desk.ui.roster.tab import RosterTab
    from liushou_desk.ui.statistics.summary import SummaryPane
    from liushou_desk.ui.statistics.tab import StatisticsTab

Open = Callable[[Workspace], object]


def _add(spot: Spot) -> Open:
    return lambda workspace: workspace.bring(spot).add()


def _grid(workspace: Workspace) -> None:
    from liushou_desk.ui.diary.grid.dialog import open_grid

    open_grid(workspace.desk)


def _sheet(workspace: Workspace) -> None:
    from liushou_desk.ui.diary.sheet.dialog import open_sheet

    open_sheet(workspace.desk)


def _timeline(workspace: Workspace) -> None:
    tab = cast("RosterTab", workspace.bring(Spot.ROSTER))
    tab.panel.table.selectRow(0)
    tab.timeline_button.setChecked(True)


def _child_page(workspace: Workspace) -> None:
    from liushou_desk.ui.roster.child_page import open_child_page

    tab = cast("RosterTab", workspace.bring(Spot.ROSTER))
    open_child_page(workspace.desk, tab.panel.rows[0].child_id)


def _proposal(workspace: Workspace) -> None:
    cast("PairingTab", workspace.bring(Spot.PAIRING)).propose_button.click()


def _hand_over(workspace: Workspace) -> None:
    from liushou_desk.services.pairings import list_mentors
    from liushou_desk.ui.pairing.plans import HandOverDialog

    def show(mentors: "Sequence[MentorRow]") -> None:
        busiest = max(mentors, key=lambda row: row.load.children)
        HandOverDialog(workspace.desk, busiest).open()

    workspace.desk.tasks.run(workspace.desk.window, list_mentors, show)


def _layout_form(workspace: Workspace) -> None:
    from liushou_desk.ui.layouts.form import write_own

    write_own(workspace.desk, None, None, lambda _: None)


def _year_plan(workspace: Workspace) -> None:
    cast("CalendarTab", workspace.bring(Spot.CALENDAR)).plan_term()


def _of_plan(command: "Callable[[CalendarTab], object]") -> Open:
    """A command of an activity that has not been held."""

    def show(workspace: Workspace) -> None:
        tab = cast("CalendarTab", workspace.bring(Spot.CALENDAR))
        row = next(row for row in tab.reading.activities if not row.held_on)
        tab.go_to(Journey(Spot.CALENDAR, record_id=row.activity_id))
        command(tab)

    return show


def _photos(workspace: Workspace) -> None:
    """The page of pictures of an activity that has some."""
    from liushou_desk.services.photos import PHOTOS
    from liushou_desk.ui.calendar.dialogs import amend_activity
    from liushou_desk.ui.calendar.opening import open_with_photos

    def show(*about: Any) -> "RecordDialog":
        dialog = amend_activity(*about)
        dialog.bring_to(PHOTOS)
        return dialog

    tab = cast("CalendarTab", workspace.bring(Spot.CALENDAR))
    row = next(row for row in tab.reading.activities if row.photos)
    open_with_photos(workspace.desk, show, row, lambda _: None)


def _list_pages(workspace: Workspace) -> None:
    workspace.bring(Spot.ROSTER).print_shown()


def _form(key: str) -> Open:
    def show(workspace: Workspace) -> None:
        from liushou_desk.services.papers.registry import kind_of
        from liushou_desk.ui.papers.dialog import PaperDialog

        dialog = PaperDialog(workspace.desk, kind_of(key))
        dialog.open()
        dialog.preview()

    return show


def _letter_words(workspace: Workspace) -> None:
    from liushou_desk.ui.papers.letter_words import LetterWords

    LetterWords(workspace.desk, "letter", lambda: None).open()


def _summary(workspace: Workspace) -> None:
    workspace.bring(Spot.STATISTICS).go_to(Journey(Spot.STATISTICS, chip="summary"))


def _charts(workspace: Workspace) -> None:
    workspace.bring(Spot.STATISTICS).go_to(Journey(Spot.STATISTICS, chip="charts"))


def _proofreading(workspace: Workspace) -> None:
    """With a text of which some is wrong: an empty window shows nothing."""
    from liushou_desk.services.proofreading.reading import proof_of_text
    from liushou_desk.ui.proofreading.dialog import ProofDialog

    dialog = ProofDialog(workspace.desk)
    dialog.open()
    dialog.take(lambda office, term: proof_of_text(UNSOUND, office, term), "")


def _of_paper(open_it: "Callable[[SummaryPane], None]") -> Open:
    """A window of the summary's side, once its text is read."""

    def show(workspace: Workspace) -> None:
        _summary(workspace)
        pane = cast("StatisticsTab", workspace.bring(Spot.STATISTICS)).summary
        pane.desk.tasks.run(pane, lambda _office: None, lambda _: open_it(pane))

    return show


def _returned(pane: "SummaryPane") -> None:
    """A paper of which a word was changed, and from which a paragraph was taken out."""
    from liushou_desk.domain.paper_text import PaperText, TextLine
    from liushou_desk.services.summary.returned import edits_of
    from liushou_desk.services.summary.service import collect
    from liushou_desk.ui.statistics.returned import ReturnedDialog

    def changed(office: "OfficeFile") -> "Sequence[Edit]":
        said = [*collect(office, pane.paper).paragraphs().values()]
        lines = [f"今年，{said[0]}", *said[2:]]
        return edits_of(
            office, pane.paper, PaperText("总结.docx", tuple(TextLine(t, "") for t in lines))
        )

    pane.desk.tasks.run(
        pane,
        changed,
        lambda found: ReturnedDialog(pane.desk, pane.paper, "总结.docx", changed, found).open(),
    )


def _format(workspace: Workspace) -> None:
    """Of the empty template, which breaks some rules and has nothing for others."""
    from liushou_desk import paths
    from liushou_desk.ui.proofreading.format_dialog import FormatDialog

    FormatDialog(workspace.desk, paths.resources() / "word" / "summary.docx").open()


def _ledger(kind: LedgerKind) -> Open:
    return lambda workspace: openers.ledger(workspace.desk, kind)


def _visit_sheet(workspace: Workspace) -> None:
    """Of the latest visit alone: those of a term are hundreds of pages alike."""
    from liushou_desk.services.diary import list_entries
    from liushou_desk.ui.diary.printing import print_record

    def show(rows: "Sequence[EntryRow]") -> None:
        visits = [row for row in rows if row.kind.traits.goes_home]
        print_record(workspace.desk, visits[:1])

    desk = workspace.desk
    desk.tasks.run(desk.window, lambda office: list_entries(office, None), show)


def _ledger_form(kind: LedgerKind) -> Open:
    def write(workspace: Workspace) -> None:
        from liushou_desk.ui.ledgers.form import write_record

        write_record(workspace.desk, kind)

    return write


def _board_of_first(workspace: Workspace) -> None:
    from liushou_desk.ui.rules.board import open_board

    open_board(workspace.desk, 1)


def _presets(workspace: Workspace) -> None:
    from liushou_desk.ui.rules.presets import PresetsDialog

    PresetsDialog(workspace.desk, lambda _: None).open()


def _rule_form(workspace: Workspace) -> None:
    from liushou_desk.ui.rules.rule_form import write_rule

    write_rule(workspace.desk, None, lambda _: None)


UNSOUND = """青石镇中心小学2026—2027学年第一学期
留守儿童关爱保护工作总结
一、基本情况
全校现有留守儿童213人，其中男112人、女102人，占在校学生428人的51.2%。
服务对象为618周岁的农村未成年人,随祖辈牲活的居多。
三、下一步打算
9月31日以前，由xx老师逐户家访，联系电话13800138000。
"""
_FORMS = tuple(BY_TABLE[table] for table in ("aid", "care_agreement", "medical", "giving"))
"""Forms with a standard, a chosen person, covered lines, lines asked for by a word."""
VIEWS: Mapping[str, Open] = MappingProxyType(
    {"花名册_时间线": _timeline, "统计图": _charts, "工作总结": _summary}
)
"""Other faces of the tabs: name of the picture to what brings them to the front."""

DIALOGS: Mapping[str, Open] = MappingProxyType(
    {
        "新增儿童": _add(Spot.ROSTER),
        "新增结对": _add(Spot.PAIRING),
        "结对建议": _proposal,
        "移交": _hand_over,
        "新增记录": _add(Spot.DIARY),
        "成批登记": _grid,
        "月度登记表": _sheet,
        "新增活动": _add(Spot.CALENDAR),
        "学期行事历": _year_plan,
        "采用改过的稿": _of_paper(_returned),
        "改信的文字": _letter_words,
        "典型案例": _of_paper(lambda pane: pane.drafting.doors.cases()),
        "文件依据": _of_paper(lambda pane: pane.drafting.doors.policies()),
        "另存一份草稿": _of_paper(lambda pane: pane.drafting.copy()),
        "活动没办成": _of_plan(lambda tab: tab.not_held()),
        "活动照片": _photos,
        "重复安排活动": _of_plan(lambda tab: tab.repeat()),
        "一人一页": _child_page,
        "打印列表": _list_pages,
        "打印花名册": _form("roster"),
        "打印联系卡": _form("contact-card"),
        "打印移交单": _form("hand-over"),
        "打印帮扶协议": _form("mentor-agreement"),
        "打印家访记录表": _visit_sheet,
        "打印活动计划": _form("activity-plan"),
        "打印活动签到表": _form("activity-sign-in"),
        "打印活动记录表": _form("activity-record"),
        "打印月度登记表": _form("month-sheet"),
        "自己的模板": lambda workspace: doors.own_templates(workspace.desk),
        "县里的统计表": lambda workspace: doors.county_figures(workspace.desk),
        "县里的名册": lambda workspace: doors.county_roster(workspace.desk),
        "导入名册": lambda workspace: openers.import_roster(workspace.desk),
        "导入记录": lambda workspace: openers.import_history(workspace.desk),
        "发出填报表": lambda workspace: openers.send_sheets(workspace.desk),
        "收回填报表": lambda workspace: openers.take_back_sheets(workspace.desk),
        "发出登记本": lambda workspace: openers.send_diary_books(workspace.desk),
        "收回登记本": lambda workspace: openers.take_back_diary_books(workspace.desk),
        "资料核对": lambda workspace: openers.truth(workspace.desk),
        "问题与处理": lambda workspace: openers.concerns(workspace.desk),
        "强制报告": lambda workspace: openers.mandatory_report(workspace.desk),
        "一年的节奏": lambda workspace: openers.rhythm(workspace.desk),
        "摸底核实": lambda workspace: openers.verifying(workspace.desk),
        "审稿": _proofreading,
        "版式检查": _format,
        "查找重复": lambda workspace: openers.duplicates(workspace.desk),
        "随访规则": lambda workspace: openers.rules(workspace.desk),
        "频次完成情况": lambda workspace: openers.rule_board(workspace.desk),
        "频次完成情况_一条规则": _board_of_first,
        "新增规则": _rule_form,
        "登记核对": lambda workspace: openers.plausible(workspace.desk),
        "按随访单登记": lambda workspace: openers.call_sheet_entry(workspace.desk),
        "打印随访单": _form("call-sheet"),
        "常用规则": _presets,
        "班级": lambda workspace: openers.classes(workspace.desk),
        **{kind.title: _ledger(kind) for kind in LEDGERS},
        "选用台账": lambda workspace: openers.choose_ledgers(workspace.desk),
        **{f"登记_{kind.name}": _ledger_form(kind) for kind in _FORMS},
        "打印登记表": _form("ledger-safety-pledge"),
        "打印控辍月报": _form("dropout-report"),
        "打印荣誉证书": _form("certificate"),
        "个别方案": lambda workspace: openers.plans(workspace.desk),
        "学校信息": lambda workspace: openers.school(workspace.desk),
        "公文版式": lambda workspace: openers.layouts(workspace.desk),
        "新增公文版式": _layout_form,
        "新学期与升级": lambda workspace: openers.term(workspace.desk),
        "学期日期": lambda workspace: openers.term_dates(workspace.desk),
        "操作记录": lambda workspace: openers.history(workspace.desk),
        "定稿文件": lambda workspace: openers.issued(workspace.desk),
        "回收站": lambda workspace: openers.recycling(workspace.desk),
        "关于": lambda workspace: openers.about(workspace.desk, workspace.shell.path),
    }
)
"""Name of the picture to what opens it."""
