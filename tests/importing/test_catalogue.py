"""The catalogue of fields and the mapped columns name the same personal data."""

import sqlalchemy as sa

from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.importing.headings import IMPORT_ONLY, MEMBER_HEADERS, PLAIN_FIELDS
from liushou_desk.models import Base

TABLES = (
    "child",
    "household",
    "family_member",
    "term_sheet",
    "sheet_hardship",
    "whereabouts",
    "school_record_mark",
    "boarding_period",
    "caregiver_period",
)
NO_PERSONAL_DATA = {
    "from_on": "when a state began to hold, kept by the program",
    "to_on": "when it ended, kept by the program",
    "marked_on": "the day of the import",
    "source": "the workbook's name",
    "verified_on": "the day the school looked",
}


def personal_columns() -> set[tuple[str, str]]:
    """Columns of the person's tables but for ids, references and the exceptions above."""
    return {
        (table, column.name)
        for table in TABLES
        for column in Base.metadata.tables[table].columns
        if not column.primary_key
        and not column.foreign_keys
        and column.name not in NO_PERSONAL_DATA
    }


def catalogue() -> set[tuple[str, str]]:
    return {(entry.table, entry.key) for entry in ROSTER_FIELDS}


def test_every_column_with_personal_data_is_in_the_catalogue() -> None:
    assert personal_columns() - catalogue() == set()


def test_every_field_of_the_catalogue_is_kept() -> None:
    assert catalogue() - personal_columns() == set()


def test_no_field_is_named_twice() -> None:
    assert len(catalogue()) == len(ROSTER_FIELDS)


def test_exceptions_exist() -> None:
    names = {column.name for table in TABLES for column in Base.metadata.tables[table].columns}
    assert set(NO_PERSONAL_DATA) <= names


def test_every_field_says_what_it_is_and_why_it_is_kept() -> None:
    assert all(entry.label and entry.purpose for entry in ROSTER_FIELDS)


def test_checks_say_nothing_of_blank_text() -> None:
    numbers = {"national_id", "student_number", "phone"}
    for entry in ROSTER_FIELDS:
        if entry.key not in numbers:
            assert entry.check("  ") is None


def test_words_of_a_column_are_the_words_of_its_check() -> None:
    """What a check gives for a word's label is what the column stores."""
    for entry in ROSTER_FIELDS:
        kind = Base.metadata.tables[entry.table].columns[entry.key].type
        if isinstance(kind, sa.Enum) and kind.enum_class:
            for option in kind.enum_class:
                assert entry.check(option.label) is option


def test_no_heading_means_two_fields() -> None:
    headings = [h for entry in PLAIN_FIELDS for h in entry.headers]
    headings += [h for names in IMPORT_ONLY.values() for h in names]
    of_members = [h for names in MEMBER_HEADERS.values() for h in names]
    assert len(headings) == len(set(headings))
    assert len(of_members) == len(set(of_members))


def test_every_field_but_one_of_the_clerk_has_a_heading() -> None:
    """其他关爱 is the school's own judgement; no workbook states it."""
    assert [entry.key for entry in ROSTER_FIELDS if not entry.headers] == ["is_other_care"]
