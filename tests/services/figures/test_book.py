"""What holds for the figures of any school: rows make the number, groups make the total."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.ledgers import LEDGERS, About
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Campus, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.figures.catalogue import FIGURES, RATES
from liushou_desk.services.figures.figure import Unit, percent, scaled
from liushou_desk.services.summary.tables import CAMPUS_KEYS
from tests import factories as make
from tests.conftest import OPENING
from tests.services.figures.one_day import Question
from tests.services.figures.random_office import refill
from tests.services.figures.random_rows import DAY
from tests.services.figures.test_recount import LAST_TODAY, asked_of, open_asked

ALIKE = pytest.mark.parametrize("seed", range(500, 512))
TOTALS = {
    "pupils_by_grade": "pupils",
    "by_category": "in_care",
    "by_agreement": "in_care",
    "by_school_record": "in_care",
    "by_verified": "in_care",
    "by_civil": "in_care",
    "removed_by_reason": "removed",
    "activity_attendance": "activity_child_times",
}
LEFT_BEHIND = ("by_sex", "by_stage", "by_grade", "by_class", "by_campus", "by_away", "by_care",
               "by_caregiver", "by_boarding", "by_village",
               "by_age", "by_stage_boarding")  # fmt: skip
ADDITIVE = {Unit.CHILDREN, Unit.CHILD_TIMES, Unit.PAIRS, Unit.CELLS, Unit.YUAN, Unit.PIECES}
OF_THE_WHOLE_SCHOOL = {"mentors", "added", "removed", "removed_by_reason"}
OF_THE_WHOLE_SCHOOL |= {
    *("activity_head_count", "activity_guardians", "activity_teachers", "activity_yuan"),
    *("activity_guardian_by_kind", "activity_teacher_by_kind"),
}
OF_THE_WHOLE_SCHOOL |= {
    count.key for kind in LEDGERS if kind.about is About.SCHOOL for count in kind.counts
}
"""Not the sum of the campuses: people and events they share, and moves between them."""


def books(session: Session, seed: int) -> list[FigureBook]:
    return [open_asked(session, asked) for asked in asked_of(session, random.Random(seed))]


def total(book: FigureBook, key: str) -> int | Decimal:
    return sum(value.value for value in book if value.key.startswith(f"{key}."))


@ALIKE
def test_the_rows_of_a_figure_add_up_to_its_number(random_file: OfficeFile, seed: int) -> None:
    refill(random_file, seed)
    rates = {rate.key for rate in RATES}
    with random_file.reading() as session:
        asked = next(iter(asked_of(session, random.Random(seed))))
        book = open_asked(session, asked)
        empty = random.Random(seed).sample([v.key for v in book if not v.value], 5)
        for key in [v.key for v in book if v.value and v.key not in rates] + empty:
            added = sum((row.adds for row in book.rows(key)), Decimal(0))
            assert added == (book[key].value or 0), f"seed {seed}, {asked}: {key}"


@ALIKE
def test_the_rows_of_a_rate_make_its_percentage(random_file: OfficeFile, seed: int) -> None:
    refill(random_file, seed)
    with random_file.reading() as session:
        for book in books(session, seed):
            for rate in RATES:
                of = total(book, rate.denominator) or book.number(rate.denominator)
                added = sum(row.adds for row in book.rows(rate.key))
                assert percent(added, of) == book[rate.key].value, f"seed {seed}: {rate.key}"


@ALIKE
def test_rows_of_people_name_each_of_them_once(random_file: OfficeFile, seed: int) -> None:
    refill(random_file, seed)
    with random_file.reading() as session:
        book = books(session, seed)[1]
        for value in book:
            if value.unit == Unit.CHILDREN and value.value:
                rows = [(row.source, row.record_id) for row in book.rows(value.key)]
                assert len(set(rows)) == len(rows), f"seed {seed}: {value.key}"


@ALIKE
def test_groups_add_up_to_their_total(random_file: OfficeFile, seed: int) -> None:
    refill(random_file, seed)
    whole = TOTALS | dict.fromkeys(LEFT_BEHIND, "left_behind")
    with random_file.reading() as session:
        for book in books(session, seed):
            found = {key: total(book, key) for key in whole}
            assert found == {key: book.number(of) for key, of in whole.items()}, f"seed {seed}"


@ALIKE
def test_parts_make_the_whole(random_file: OfficeFile, seed: int) -> None:
    refill(random_file, seed)
    with random_file.reading() as session:
        for book in books(session, seed):
            number, whole = book.number, book.number("left_behind")
            assert number("last_term") + number("added") - number("removed") == whole
            assert (
                number("left_behind_male") + number("left_behind_female") + number("by_sex.未填")
                == whole
            )
            assert number("paired") + number("unpaired") == whole
            assert number("filed") + number("unfiled") == number("to_file") >= whole
            assert number("complete") + number("incomplete") == number("to_file")
            assert number("retained") <= number("at_start_staying") <= number("at_start")
            assert number("solved_concerns") + number("open_concerns") == number("concerns")
            states = (
                total(book, "rule_done") + total(book, "rule_due") + total(book, "rule_overdue")
            )
            assert states == total(book, "rule_owed"), f"seed {seed}"


@ALIKE
def test_a_definition_counts_the_same_beside_the_others_as_alone(
    random_file: OfficeFile, seed: int
) -> None:
    refill(random_file, seed)
    with random_file.reading() as session:
        for book in books(session, seed):
            kind = book.scope.definition.kind
            assert book.number(f"left_behind_{kind}") == book.number("left_behind"), f"seed {seed}"


@ALIKE
def test_what_the_last_term_ended_with_is_what_its_own_figures_say(
    random_file: OfficeFile, seed: int
) -> None:
    refill(random_file, seed)
    with random_file.reading() as session:
        terms = session.scalars(sa.select(Term).order_by(Term.code)).all()
        for kind in DefinitionKind if len(terms) > 1 else ():
            earlier, later = (
                open_asked(session, asked)
                for asked in (_asked(terms[0], kind), _asked(terms[1], kind))
            )
            assert later.number("last_term") == earlier.number("left_behind"), f"seed {seed}"


@pytest.mark.parametrize("seed", range(600, 610))
def test_campuses_add_up_to_the_school(random_file: OfficeFile, seed: int) -> None:
    refill(random_file, seed, all_in_classes=True)
    with random_file.reading() as session:
        term = session.scalars(sa.select(Term).order_by(Term.code.desc())).first()
        names = session.scalars(sa.select(Campus.name)).all()
        asked = _asked(term, DefinitionKind.SCHOOL_RECORD)
        whole = _additive(open_asked(session, asked))
        parts = [
            _additive(open_asked(session, _asked(term, asked.kind, campus))) for campus in names
        ]
    for key in whole.keys() | set().union(*parts):
        added = sum(part.get(key, 0) for part in parts)
        assert added == whole.get(key, 0), f"seed {seed}: {key}"


def test_asking_again_gives_the_same_without_filling_again(random_file: OfficeFile) -> None:
    refill(random_file, 4)
    with random_file.reading() as session:
        asked = next(iter(asked_of(session, random.Random(4))))
        first = [*open_asked(session, asked)]
        assert [*open_asked(session, asked)] == first
        session.execute(sa.text("DELETE FROM temp.enrolled"))
        assert open_asked(session, asked).number("pupils") == 0, "it was filled twice"


def test_a_new_action_fills_again(random_file: OfficeFile) -> None:
    refill(random_file, 4)
    with random_file.reading() as session:
        asked = next(iter(asked_of(session, random.Random(4))))
        before = open_asked(session, asked).number("in_care")
    with random_file.action("新来一名") as session:
        home = make.make_household(session).id
        child = make.Child(household_id=home, name="新来", national_id="x")
        session.add(child)
        session.flush()
        make.make_register_period(session, child, entered_on=make.LONG_AGO)
    with random_file.reading() as session:
        assert open_asked(session, asked).number("in_care") == before + 1


def test_an_older_book_still_lists_its_own_rows(random_file: OfficeFile) -> None:
    refill(random_file, 5)
    with random_file.reading() as session:
        older, _, newer = books(session, 5)
        assert newer.scope != older.scope
        assert len(older.rows("in_care")) == older.number("in_care") > 0


@ALIKE
def test_a_campus_of_the_school_has_the_numbers_of_its_own_book(
    random_file: OfficeFile, seed: int
) -> None:
    refill(random_file, seed)
    keys = [key for _, key in CAMPUS_KEYS]
    with random_file.reading() as session:
        school, *_ = books(session, seed)
        names = session.scalars(sa.select(Campus.name)).all()
        whole = replace(school.scope, campus=None, campus_id=None)
        found = {name: FigureBook(session, whole).of_campus(name, keys) for name in names}
        ids = {name: key for key, name in session.execute(sa.select(Campus.id, Campus.name))}
        for name in names:
            own = FigureBook(session, replace(whole, campus=name, campus_id=ids[name]))
            assert [found[name][key].value for key in keys] == [own.number(key) for key in keys]


def test_what_leaves_a_book_is_its_own_whatever_was_asked_since(random_file: OfficeFile) -> None:
    refill(random_file, 5)
    with random_file.reading() as session:
        both = older, newer = books(session, 5)[::2]
        told = [book.snapshot() for book in both]
        rolls = [book.roll() for book in both]
        assert rolls[0] != rolls[1]
        for book, values, roll in zip((newer, older), told[::-1], rolls[::-1], strict=True):
            present = [row.child_id for row in book.roll() if row.present]
            owed = [cell for cell in book.open_cells() if cell.overdue]
            assert book.roll() == roll
            assert len(present) == values["in_care"].value
            assert len(owed) == sum(v.value or 0 for k, v in values.items() if "overdue." in k)
            assert {row.child_id for row in book.standings()} >= {cell.child_id for cell in owed}


def test_aid_without_an_amount_is_a_row_that_adds_nothing(office: OfficeFile) -> None:
    with office.action("资助") as session:
        make.make_profile(session)
        child = make.make_child(session)
        make.make_aid(session, child, fen=None)
        make.make_aid(session, child, fen=10_005)
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        assert [row.adds for row in book.rows("aid_yuan")] == [0, Decimal("100.05")]


def test_a_key_that_is_none_is_refused(office: OfficeFile) -> None:
    with office.action("学校") as session:
        make.make_profile(session)
        make.make_child(session)
    with office.reading() as session:
        book = open_book(office, session, make.TERM_CODE)
        with pytest.raises(InputProblem, match="left_behnd"):
            book.rows("left_behnd")


@pytest.mark.parametrize(
    "wrong",
    [
        {"term": "2025-2026-2"},
        {"day": make.LONG_AGO},
        {"day": OPENING.date() + DAY},
        {"campus": "北校区"},
        {"term": "2026-2028-1"},
    ],
)
def test_a_question_about_what_is_not_on_file_is_refused(
    office: OfficeFile, wrong: dict[str, object]
) -> None:
    with office.action("学校") as session:
        make.make_profile(session)
        make.make_child(session)
    with office.reading() as session, pytest.raises((RuleConflict, InputProblem)):
        open_book(office, session, **{"term": make.TERM_CODE} | wrong)


def test_keys_are_given_once_and_every_figure_says_what_it_counts() -> None:
    keys = [figure.key for figure in (*FIGURES, *RATES)]
    assert len(set(keys)) == len(keys)
    assert all(figure.label and figure.definition for figure in (*FIGURES, *RATES))


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(49, 90, "54.4"), (120, 238, "50.4"), (1, 8, "12.5"), (1, 16, "6.3"), (1, 800, "0.1"),
     (3, 2000, "0.2"), (2, 2, "100.0"), (0, 7, "0.0")],
)  # fmt: skip
def test_percentages_have_one_decimal_half_up(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == Decimal(said)


def test_there_is_no_percentage_of_nothing() -> None:
    assert percent(0, 0) is None


@pytest.mark.parametrize(
    ("fen", "yuan"),
    [(0, "0"), (100, "1"), (19_187_500, "191875"), (10_005, "100.05"), (50, "0.50")],
)
def test_fen_are_shown_as_yuan_exactly(fen: int, yuan: str) -> None:
    assert str(scaled(fen, 100)) == yuan


def _asked(term: Term, kind: str, campus: str | None = None) -> Question:
    return Question(term.code, str(kind), LAST_TODAY, campus=campus)


def _additive(book: FigureBook) -> dict[str, int | Decimal]:
    return {
        value.key: value.value
        for value in book
        if value.unit in ADDITIVE and value.key.partition(".")[0] not in OF_THE_WHOLE_SCHOOL
        if not value.key.endswith(f".{DiaryKind.COUNSELLING.label}")  # nobody knows who came
    }
