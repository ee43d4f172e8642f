"""Labels of a child that the definitions leave to the school's settings or to the catalogue."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.words import Hardship, Mark, ParentStatus, Relation
from liushou_desk.models import Household
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures import roll
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.figures.complete import answered_children
from liushou_desk.services.figures.scope import scope_for
from tests import factories as make

FIELDS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "child": ("nation", {"nation": "汉族"}, {}),
    "household": ("home_address", {}, {}),
    "term_sheet": ("study", {"sheet": {"study": "良好"}}, {}),
    "sheet_hardship": ("hardship", {"hardships": (Hardship.LOW_INCOME,)}, {}),
    "school_record_mark": ("mark", {}, {"mark": None}),
    "boarding_period": ("boards", {}, {"boards": None}),
    "caregiver_period": ("care", {}, {"care": None}),
    "family_member": ("relation_note", {}, {}),
    "whereabouts": ("work", {}, {}),
}
"""A field of each table, what makes a child's file answer it and what keeps it from doing so."""


@pytest.mark.parametrize("table", sorted({field.table for field in ROSTER_FIELDS}))
def test_a_field_of_any_table_can_be_required(office: OfficeFile, table: str) -> None:
    key, answer, silence = FIELDS[table]
    required = [f for f in ROSTER_FIELDS if f.required or (f.table, f.key) == (table, key)]
    born = date(2016, 1, 1)
    with office.action("学校") as session:
        make.make_profile(session)
        whole = make.make_child(session, born_on=born, national_id="1", **answer).id
        home = session.scalars(sa.select(Household.id)).one()
        make.make_member(session, home, relation_note="堂姑")
        make.make_parent(session, home, Relation.STEP_FATHER, work="鞋厂")
        other = make.make_household(session, home_address=None if table == "household" else "柳溪")
        make.make_child(session, born_on=born, national_id="2", household_id=other.id, **silence)
    with office.reading() as session:
        scope = scope_for(session, make.TERM_CODE, office.today)
        assert answered_children(session, scope, required) == {whole}


def test_only_a_row_that_holds_on_the_day_answers(
    office: OfficeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll, "REQUIRED", [f for f in ROSTER_FIELDS if f.key == "work"])
    with office.action("学校") as session:
        make.make_profile(session)
        child = make.make_child(session, father=None)
        ended = date(2026, 10, 1)
        make.make_parent(session, child.household_id, work="鞋厂", to_on=ended)
    with office.reading() as session:
        for day, number in ((date(2026, 9, 30), 1), (ended, 0)):
            book = open_book(office, session, make.TERM_CODE, day=day)
            assert book.number("complete") == number


def test_a_child_is_in_care_on_the_first_ground_that_the_file_names(office: OfficeFile) -> None:
    with office.action("学校") as session:
        make.make_profile(session)
        for changes in (
            {"is_migrant": True, "is_other_care": True},
            {"is_other_care": True},
            {"is_other_care": False},
            {},
        ):
            make.make_child(session, mark=Mark.NONE, **changes)
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        names = ("留守", "困境", "随迁", "其他关爱", "未填")
        assert [book.number(f"by_category.{name}") for name in names] == [0, 0, 1, 1, 2]


def test_every_definition_stands_beside_the_chosen_one_with_its_settings(
    office: OfficeFile,
) -> None:
    with office.action("学校") as session:
        make.make_profile(session)
        lost = ParentStatus.LOST_CONTACT
        make.make_child(session, mother=lost, born_on=date(2012, 1, 1))
    with office.reading() as session:
        usual = scope_for(session, make.TERM_CODE, office.today)
        settings = replace(usual.definition, lost_counts_as_away=False, age_limit=14)
        for scope, keys in (
            (usual, ("by_verified.双亲留守", "by_civil.留守")),
            (replace(usual, definition=settings), ("by_verified.单亲留守", "by_civil.非留守")),
        ):
            book = FigureBook(session, scope)
            assert [book.number(key) for key in keys] == [1, 1]
