"""The numbers of the window 班级 are those of the figures, whatever the file holds."""

from collections import Counter

import pytest
import sqlalchemy as sa

from liushou_desk.models import Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.classes import list_class_lines
from liushou_desk.services.facts.rows import Reader
from liushou_desk.services.figures.enrolled import enrolled_rows
from liushou_desk.services.figures.roll import roll_rows
from liushou_desk.services.figures.scope import scope_for
from tests.services.figures.random_office import refill


@pytest.mark.parametrize("seed", range(8))
def test_the_window_counts_as_the_figures_do(office: OfficeFile, seed: int) -> None:
    refill(office, seed)
    with office.reading() as session:
        begun = sa.select(Term.code).where(Term.first_on <= office.today)
        terms = session.scalars(begun).all()
    for term in terms:
        with office.reading() as session:
            scope = scope_for(session, term, office.today)
            roll, _ = roll_rows(session, scope, Reader.read(session))
            rows = enrolled_rows(session, scope, roll)
        counted = Counter(row[:2] for row in rows)
        lines = list_class_lines(office, term)
        shown = {(line.class_id, "child"): line.children for line in lines}
        shown |= {(line.class_id, "pupil"): line.pupils for line in lines}
        assert shown == {key: counted[key] for key in shown}
        assert {class_id for class_id, _ in counted} <= {None, *(line.class_id for line in lines)}
