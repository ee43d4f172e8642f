"""The statistics' tables: nothing of the catalogue missing or twice, rows behind every number."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import UNFILLED, AidKind, DefinitionKind
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.figures.catalogue import FIGURES, RATES
from liushou_desk.services.figures.statistics import (
    StatCell,
    Statistics,
    StatTable,
    figure_rows,
    read_statistics,
    rows_behind,
)
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.school.terms import plan_term
from liushou_desk.services.writing.ledger import Ledger
from tests.conftest import OPENING, ticking
from tests.factories import make_aid

TERM = "2026-2027-1"
SCOPES: tuple[dict[str, Any], ...] = ({}, {"campus": "柳溪教学点"}, {"kind": DefinitionKind.CIVIL})


def cells(statistics: Statistics) -> list[StatCell]:
    return [cell for table in statistics.tables for row in table.rows for cell in row]


def table_of(statistics: Statistics, key: str) -> StatTable:
    return next(table for table in statistics.tables if table.key == key)


def test_every_figure_stands_in_one_table(demo: OfficeFile) -> None:
    with demo.action("资助") as session:
        child = session.scalars(sa.select(Child).limit(1)).one()
        make_aid(session, child, kind=AidKind.GOODS, quantity=3, quantity_unit="册", fen=None)
    shown = Counter(cell.key for cell in cells(read_statistics(demo, TERM)) if cell.key)
    assert set(shown.values()) == {1}
    names = {key.partition(".")[0] for key in shown}
    assert names == {figure.key for figure in (*FIGURES, *RATES)}


@pytest.mark.parametrize("scope", SCOPES)
def test_cells_show_the_books_numbers(demo: OfficeFile, scope: dict[str, Any]) -> None:
    shown = {cell.key: cell.text for cell in cells(read_statistics(demo, TERM, **scope))}
    with demo.reading() as session:
        for value in open_book(demo, session, TERM, **scope):
            if value.value or not value.key.endswith(UNFILLED):
                assert shown[value.key] == ("—" if value.value is None else str(value.value))


@pytest.mark.parametrize("scope", SCOPES)
def test_rows_add_up_to_every_number(demo: OfficeFile, scope: dict[str, Any]) -> None:
    shown = {c.key: c.text for c in cells(read_statistics(demo, TERM, **scope)) if c.key}
    totals = {rate.key: rate.numerator for rate in RATES}
    with demo.reading() as session:
        book = open_book(demo, session, TERM, **scope)
        for key, text in shown.items():
            behind = rows_behind(book, key)
            assert behind.text == text.replace("—", "") + behind.unit or text == "—"
            added = sum(Decimal(row.adds) for row in behind.rows)
            if text != "—":
                assert added == Decimal(shown[totals.get(key, key)]), key


def test_rows_of_each_table_fit_its_headings(demo: OfficeFile) -> None:
    tables = read_statistics(demo, TERM).tables
    assert 6 <= len(tables) <= 12
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.headings)}


def test_breakdown_has_a_total_only_where_groups_add_up(demo: OfficeFile) -> None:
    statistics = read_statistics(demo, TERM)
    contacts = table_of(statistics, "contacts")
    total = dict(zip(contacts.headings, contacts.rows[-1], strict=True))
    assert total["类别"].text == "合计"
    assert total["个别（次）"].key == "times"
    assert total["不同儿童（人）"] == StatCell("")
    shown = {cell.key for cell in cells(statistics)}
    assert "by_sex" in shown
    assert "by_hardship" not in shown


def test_words_people_know(demo: OfficeFile) -> None:
    """No bare grade numbers, no ids of activities."""
    statistics = read_statistics(demo, TERM)
    grades = [row[1].text for row in table_of(statistics, "classes").rows]
    assert grades[0] == "一年级"
    labels = [row[1].text for row in table_of(statistics, "activities").rows]
    assert not [label for label in labels if label.isdigit()]
    assert figure_rows(demo, TERM, "by_grade.1").label == "留守儿童按年级：一年级"


def test_note_names_definition_and_day(demo: OfficeFile) -> None:
    note = read_statistics(demo, TERM, kind=DefinitionKind.CIVIL).note
    assert note.startswith("民政口径")
    assert "截止日" in note


def test_rows_of_a_number_say_what_they_are(demo: OfficeFile) -> None:
    found = figure_rows(demo, TERM, "share")
    assert found.text.endswith("%")
    assert "÷" in found.definition
    assert {row.source for row in found.rows} == {"child"}


@pytest.mark.parametrize("key", ["没有", "", "by_hardship", "by_sex.没有", "times."])
def test_unknown_key_is_refused(demo: OfficeFile, key: str) -> None:
    with pytest.raises(InputProblem):
        figure_rows(demo, TERM, key)


def test_unknown_place_and_term_are_refused(demo: OfficeFile) -> None:
    with pytest.raises(RuleConflict):
        read_statistics(demo, TERM, campus="没有")
    with pytest.raises(RuleConflict):
        read_statistics(demo, "2031-2032-1")


def test_empty_office_shows_noughts_and_dashes(tmp_path: Path) -> None:
    with create_office(tmp_path / "空.db", ticking(OPENING), "小石小学") as office:
        with office.action("建学期") as session:
            ledger = Ledger(session)
            plan_term(session, ledger, TERM)
            ledger.write(session)
        statistics = read_statistics(office, TERM)
        shown = {cell.key: cell.text for cell in cells(statistics)}
        assert (shown["left_behind"], shown["share"], shown["rule_owed"]) == ("0", "—", "0")
        assert "没有上学期" in table_of(statistics, "changes").note
        assert figure_rows(office, TERM, "by_class").rows == ()
