"""A list kept up by what changed is the list one would read anew."""

import random
from datetime import date, timedelta

import pytest

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import diary
from liushou_desk.services.diary.entries import EntryRow
from liushou_desk.services.journal.history import redo, undo
from tests import factories as make
from tests.services.working import school

DAYS = [date(2026, 8, 30) + timedelta(days=days) for days in range(0, 60, 7)]


@pytest.fixture
def people(office: OfficeFile) -> tuple[list[int], list[int]]:
    def story(session: object) -> tuple[list[int], list[int]]:
        children = [make.make_child(session, name=name).id for name in ("张小雨", "李雷", "王芳")]
        return children, [make.make_mentor(session, name=name).id for name in ("陈静", "周明")]

    return school(office, story)


def kept_up(rows: tuple[EntryRow, ...], amended: diary.Amended) -> tuple[EntryRow, ...]:
    kept = [row for row in rows if row.entry_id not in amended.entry_ids]
    return tuple(sorted([*kept, *amended.rows], key=lambda row: (row.happened_on, row.entry_id)))


def change(office: OfficeFile, chance: random.Random, people: tuple[list[int], list[int]]) -> None:
    ids = [row.entry_id for row in diary.list_entries(office, None)]
    match chance.choice(("add", "add", "amend", "remove", "undo", "redo")):
        case "remove" if ids:
            diary.remove_entry(office, chance.choice(ids))
        case "undo":
            undo(office)
        case "redo":
            redo(office)
        case word:
            values = {
                "kind": chance.choice((DiaryKind.TALK, DiaryKind.HOME_VISIT)),
                "happened_on": chance.choice(DAYS),
                "reached": True,
                "content": f"第{chance.randrange(99)}次",
            }
            children, mentors = (chance.sample(ids, chance.randrange(1, 3)) for ids in people)
            entry_id = chance.choice(ids) if word == "amend" and ids else None
            diary.save_entry(office, entry_id, values, children, mentors)


@pytest.mark.parametrize("term", [make.TERM_CODE, None])
def test_whatever_happens_the_list_is_kept_up(
    office: OfficeFile, people: tuple[list[int], list[int]], term: str | None
) -> None:
    chance = random.Random(7)
    listed = diary.list_to_amend(office, term)
    rows, at = listed.rows, listed.at
    for _ in range(60):
        for _ in range(chance.randrange(1, 3)):
            change(office, chance, people)
        amended = diary.amended_since(office, term, at)
        assert amended is not None
        rows, at = kept_up(rows, amended), amended.at
        read = diary.list_entries(office, term)
        assert rows == tuple(sorted(read, key=lambda row: (row.happened_on, row.entry_id)))


def test_a_name_that_several_bear_asks_for_the_whole_list(
    office: OfficeFile, people: tuple[list[int], list[int]]
) -> None:
    with office.action("登记同名的儿童") as session:
        make.make_child(session, name="李雷")
    at = diary.list_to_amend(office, None).at
    values = {"kind": DiaryKind.TALK, "happened_on": DAYS[3], "reached": True, "content": "谈心"}
    entry_id = diary.save_entry(office, None, values, [people[0][0]])
    assert diary.amended_since(office, None, at) is not None
    diary.save_entry(office, entry_id, values, [people[0][1]])
    assert diary.amended_since(office, None, at) is None
    diary.save_entry(office, entry_id, values, [people[0][0]])
    assert diary.amended_since(office, None, at) is None, "it was about one of them meanwhile"


def test_very_much_asks_for_the_whole_list(office: OfficeFile) -> None:
    school(office, make.make_child)
    at = diary.list_to_amend(office, None).at
    with office.action("导入") as session:
        session.add_all(make.make_household(session) for _ in range(1001))
    assert diary.amended_since(office, None, at) is None
