"""What teachers owe by themselves, overdue or due within the week, as lines of the board."""

from collections.abc import Collection, Iterator
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.rule_cells import CellState, Standing
from liushou_desk.domain.words import OwedBy
from liushou_desk.models import Mentor
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.rule_cells import Owner
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.today.lines import DUE_WITHIN, BoardLine, Place


def teacher_lines(session: Session, book: FigureBook, today: date) -> Iterator[BoardLine]:
    """A line for each teacher and rule, each leading to a record by that teacher."""
    names = {key: name for key, name in session.execute(sa.select(Mentor.id, Mentor.name))}
    for rule in rules_of(session):
        if rule.owed_by is OwedBy.MENTOR:
            standings, _ = book.cells_of(rule, Owner.MENTOR)
            for mentor_id in sorted(standings, key=lambda key: names[key]):
                cells = standings[mentor_id].values()
                yield from _line(rule, (mentor_id, names[mentor_id]), cells, today)


def _line(
    rule: Rule, mentor: tuple[int, str], cells: Collection[Standing], today: date
) -> Iterator[BoardLine]:
    mentor_id, name = mentor
    late = [cell for cell in cells if cell.state is CellState.OVERDUE]
    coming = [
        cell
        for cell in cells
        if cell.state is CellState.OWED and (cell.due_on - today).days <= DUE_WITHIN
    ]
    told = [f"逾期{len(late)}项"] if late else []
    told += [f"{month_and_day(cell.due_on)}前还差{cell.times - cell.done}户" for cell in coming]
    if told:
        said = f"{name}：{rule.frequency.label}{rule.kind.label}{'，'.join(told)}"
        yield BoardLine(said, "", Place.NEW_ENTRY_BY, mentor_id, bool(late), kind=rule.kind)
