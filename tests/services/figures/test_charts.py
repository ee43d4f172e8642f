"""Charts: the numbers of the tables, each term's its own, gaps where nothing is known."""

from datetime import date

import pytest

from liushou_desk.domain.charts.chart import MISSING
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.charts import TERMS, behind, chart_table, read_charts
from liushou_desk.services.figures.statistics import figure_rows, read_statistics

TERM, BEFORE = "2026-2027-1", "2025-2026-2"


def test_charts_show_the_numbers_of_each_terms_tables(demo: OfficeFile) -> None:
    tables = {
        term: {
            cell.key: cell.text
            for table in read_statistics(demo, term).tables
            for row in table.rows
            for cell in row
        }
        for term in (TERM, BEFORE)
    }
    charts = read_charts(demo, TERM).charts
    assert [chart.key for chart in charts] == ["people", "by_grade", "by_village", "rates"]
    terms: set[str] = set()
    for chart in charts:
        points = [point for series in chart.series for point in series.points]
        for point in points:
            assert point.text.removesuffix("%") == tables[point.term][point.key]
            assert str(point.value) == point.text.removesuffix("%")
        terms |= {point.term for point in points}
        cells = [cell for row in chart_table(chart).rows for cell in row if cell.key]
        assert sorted(cell.text for cell in cells) == sorted(point.text for point in points)
        for cell in cells[:3]:
            term, key = behind(cell.key)
            found = figure_rows(demo, term, key)
            if "." not in cell.text:  # the rows of a rate are its numerator's
                assert sum(row.adds for row in found.rows) == int(cell.text)
    assert terms == {TERM, BEFORE}


def test_a_term_that_is_not_on_file_or_holds_nobody_is_a_gap(demo: OfficeFile) -> None:
    with demo.action("学期") as session:
        for code, year in (("2024-2025-1", 2024), ("2025-2026-1", 2025)):
            days = [date(year, 9, 1), date(year + 1, 2, 28), date(year, 9, 30), date(year, 12, 31)]
            named = dict(zip(("first_on", "last_on", "survey_on", "cutoff_on"), days, strict=True))
            session.add(Term(code=code, **named))
    people = read_charts(demo, TERM).charts[0]
    assert [label.split("\n")[0] for label in people.labels] == [
        "2024年秋", "2025年春", "2025年秋", "2026年春", "2026年秋",
    ]  # fmt: skip
    for series in people.series:
        assert [point.text == MISSING for point in series.points] == [True] * 3 + [False] * 2
        assert all(p.value is None and not p.key for p in series.points[:3])
    assert len(read_charts(demo, "2025-2026-1").charts[0].labels) <= TERMS


def test_charts_are_read_once_for_one_state_of_the_file(demo: OfficeFile) -> None:
    first = read_charts(demo, TERM)
    assert read_charts(demo, TERM) is first
    with demo.action("学期") as session:
        session.query(Term).filter_by(code=BEFORE).one().cutoff_on = date(2026, 6, 1)
    again = read_charts(demo, TERM)
    assert "6月1日" in again.charts[0].labels[0]
    with pytest.raises(RuleConflict):
        read_charts(demo, "2031-2032-1")
