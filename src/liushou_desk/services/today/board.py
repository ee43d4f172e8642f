"""The board of today: counts are figures, lines are the rows behind them."""

from dataclasses import dataclass

from liushou_desk.errors import RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.figures.scope import scope_for
from liushou_desk.services.keeping.backup_policy import backup_state
from liushou_desk.services.keeping.drafts import list_drafts
from liushou_desk.services.keeping.old_fingerprints import kept_beside
from liushou_desk.services.rhythm.lists import rhythm_in
from liushou_desk.services.rules import DueRow, due_list
from liushou_desk.services.today.clock import clock_lines
from liushou_desk.services.today.coming import expiring_lines, gone_lines, season_lines
from liushou_desk.services.today.drafts import draft_lines
from liushou_desk.services.today.late_records import late_lines
from liushou_desk.services.today.lines import (
    BoardLine,
    Place,
    activity_lines,
    backup_line,
    birthday_lines,
    continued_lines,
    due_lines,
    figure_lines,
    kept_lines,
)
from liushou_desk.services.today.teachers import teacher_lines

FIRST_DUE = 12
Lines = tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class TodayBoard:
    """What asks for the clerk; `overdue` and `owed` are the figures 逾期 and 未到期 of the term."""

    overdue: int
    owed: int
    due: Lines
    """The first of them, the longest overdue first."""
    teachers: Lines
    """What teachers owe by themselves."""
    continued: Lines
    activities: Lines
    birthdays: Lines
    season: Lines
    """What the time of the year asks for."""
    drafts: Lines
    notices: Lines
    """What is wanting in the register or the term itself."""
    backup: BoardLine
    due_rows: tuple[DueRow, ...] | None
    """All of them; None where the term has nothing to count yet."""


@dataclass(frozen=True, slots=True)
class _TermPart:
    """What takes a term that has begun."""

    overdue: int = 0
    owed: int = 0
    due: tuple[DueRow, ...] | None = None
    teachers: Lines = ()
    birthdays: Lines = ()
    notices: Lines = ()
    season: Lines = ()


def read_board(office: OfficeFile, term: str | None) -> TodayBoard:
    """The board; without a term, or with one still to come, what can be said without it."""
    part, kept = _term_part(office, term), list_drafts(office)
    with office.reading() as session:
        continued = tuple(continued_lines(session, term, office.today))
        drafts = tuple(draft_lines(session, kept))
        clock = tuple(clock_lines(session, office.today))
        late = tuple(late_lines(session, term, office.today))
        gone = tuple(gone_lines(session, office.today))
    return TodayBoard(
        part.overdue,
        part.owed,
        tuple(due_lines((part.due or ())[:FIRST_DUE])),
        part.teachers,
        continued,
        tuple(activity_lines(office)),
        part.birthdays,
        part.season,
        drafts,
        (*late, *gone, *clock, *part.notices, *kept_lines(kept_beside(office.path))),
        backup_line(backup_state(office), office.today),
        part.due,
    )


def _term_part(office: OfficeFile, term: str | None) -> _TermPart:
    if term is None:
        notice = BoardLine("还没有学期", "导入花名册或新增学期后开始统计", Place.ROSTER)
        return _TermPart(notices=(notice,))
    try:
        with office.reading() as session:
            book = open_book(office, session, term)
            birthdays = tuple(birthday_lines(book, term, office.today))
            overdue, owed = int(book.total("rule_overdue")), int(book.total("rule_due"))
            teachers = tuple(teacher_lines(session, book, office.today))
            notices = (*figure_lines(book), *expiring_lines(_as_of_today(office, book)))
            season = tuple(season_lines(rhythm_in(session, book, term, office.today)))
    except RuleConflict as conflict:
        notice = BoardLine(conflict.sentence, conflict.advice, Place.STATISTICS)
        return _TermPart(notices=(notice,))
    due = due_list(office, term)
    return _TermPart(overdue, owed, due, teachers, birthdays, notices, season)


def _as_of_today(office: OfficeFile, book: FigureBook) -> FigureBook:
    """The book by which stocks are read today also when the 截止日 of the term has passed."""
    scope, today = book.scope, office.today
    if scope.day == today or today not in scope.term.span:
        return book
    return FigureBook(book.session, scope_for(book.session, scope.term.code, today, day=today))
