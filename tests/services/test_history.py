"""操作记录: listed, taken back, done again."""

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import history, pairings
from liushou_desk.services.office import open_office
from tests.conftest import OPENING, ticking
from tests.services.test_pairings import TEACHER


def test_nothing_to_take_back_in_a_new_file(office: OfficeFile) -> None:
    assert history.next_steps(office) == (None, None)
    assert (history.undo(office), history.redo(office)) == (None, None)
    assert history.list_actions(office) == ()


def test_steps_go_back_and_forth(office: OfficeFile) -> None:
    mentor = pairings.save_mentor(office, None, TEACHER)
    pairings.save_mentor(office, mentor, {"name": "陈静"})
    assert history.next_steps(office) == ("修改帮扶人", None)
    assert history.undo(office) == "修改帮扶人"
    assert history.next_steps(office) == ("新增帮扶人", "修改帮扶人")
    assert history.redo(office) == "修改帮扶人"
    assert pairings.list_mentors(office)[0].name == "陈静"


def test_the_list_tells_what_stands(office: OfficeFile) -> None:
    pairings.save_mentor(office, None, TEACHER)
    with office.action("备份", undoable=False):
        pass
    history.undo(office)
    rows = history.list_actions(office)
    assert [(row.sentence, row.is_undone, row.undoable) for row in rows] == [
        ("撤销：新增帮扶人", False, False),
        ("备份", False, False),
        ("新增帮扶人", True, True),
    ]
    assert history.list_actions(office, limit=1) == rows[:1]


def test_undo_reaches_over_a_restart(office: OfficeFile) -> None:
    pairings.save_mentor(office, None, TEACHER)
    office.close()
    with open_office(office.path, ticking(OPENING)) as again:
        assert history.undo(again) == "新增帮扶人"
        assert pairings.list_mentors(again) == ()
