"""频次完成情况 on paper, by class and by mentor: of every rule how often it was owed and done."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from liushou_desk.domain.document import Align, Document, chinese_date
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.rule_cells import CellState, RuleCell
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import OwedBy
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import book_of
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, note, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import Chosen, Whom
from liushou_desk.services.rules.grid import read_board

_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A rule in force and how everybody stands who owes it."""

    title: str
    of_mentors: bool
    cells: Mapping[int, tuple[RuleCell, ...]]


def _owing(office: OfficeFile, session: Session, term: str) -> Chosen:
    """Whoever stands under a rule, though gone since."""
    book = book_of(office, session, term)
    return Chosen(book.scope.day, {one.child_id for one in book.standings()}, book.scope.note)


def _collect(subject: Subject) -> Iterator[Paper]:
    rules = subject.once(_rules)
    of_children = [rule for rule in rules.values() if not rule.of_mentors]
    people = people_of(subject)
    headings = (
        Heading("序号", 3),
        Heading("班级", 7),
        Heading("姓名", 6),
        *(Heading(rule.title, 9) for rule in of_children),
        Heading("没有完成的原因", 12, Align.LEFT),
    )
    rows = [_row(number, one, of_children) for number, one in enumerate(people, start=1)]
    sums = [_sum([cell for one in people for cell in rule.cells.get(one.child_id, ())])
            for rule in of_children]  # fmt: skip
    total = [(f"合计：{len(people)}人", 3), *((text, 1) for text in sums), ("", 1)]
    told = (term_title(subject.wish.term), subject.name, chinese_date(subject.today))
    blocks = (
        centred("　".join(told)),
        listing(headings, [Group(rows, total)]),
        *(note(text) for text in _of_mentor(subject, rules)),
        note(
            "写法：已完成/应完成（项），一个周期为1项；—：不要求。三个不同的日子都没有联系上的是已尽力，不算完成。"
        ),
        signing(("填表人", None), ("审核人", None)),
    )
    yield Paper(Document(((subject.school, "频次完成情况表"),), blocks))


def _rules(subject: Subject) -> Mapping[int, _Asked]:
    """The board of each rule in force."""
    with subject.office.reading() as session:
        rules = rules_of(session)
    found: dict[int, _Asked] = {}
    for rule in rules:
        board = read_board(subject.office, subject.wish.term, rule.id)
        cells = {row.owner_id: row.cells for row in board.rows}
        found[rule.id] = _Asked(board.title, rule.owed_by is OwedBy.MENTOR, cells)
    return found


def _row(number: int, person: Person, rules: list[_Asked]) -> tuple[str, ...]:
    mine = [rule.cells.get(person.child_id, ()) for rule in rules]
    reasons = dict.fromkeys(cell.reason for cells in mine for cell in cells if cell.reason)
    who = (str(number), person.school_class, person.name)
    return (*who, *map(_sum, mine), "；".join(reasons))


def _sum(cells: tuple[RuleCell, ...] | list[RuleCell]) -> str:
    """2/3，逾期1."""
    states = Counter(cell.state for cell in cells)
    owed = len(cells) - states[CellState.NONE]
    late = sum(cell.overdue for cell in cells if cell.is_open)
    if not owed:
        return _NOTHING
    return f"{states[CellState.DONE]}/{owed}" + (f"，逾期{late}" if late else "")


def _of_mentor(subject: Subject, rules: Mapping[int, _Asked]) -> Iterator[str]:
    """What the mentor owes as a teacher."""
    for rule in rules.values():
        mine = rule.cells.get(subject.mentor_id or 0)
        if rule.of_mentors and mine:
            yield f"{subject.name}：{rule.title}　{_sum(mine)}"


_WHOM = Whom("有随访要求的儿童", _owing)
RULE_SHEET = PaperKind(
    "rule-sheet", "频次完成情况表", Per.CLASS, _WHOM, LISTING, Audience.INTERNAL, _collect
)
MENTOR_RULE_SHEET = PaperKind(
    "mentor-rule-sheet",
    "频次完成情况表（按帮扶人）",
    Per.MENTOR,
    _WHOM,
    LISTING,
    Audience.INTERNAL,
    _collect,
)
