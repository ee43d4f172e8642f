"""A damaged office file takes no roster, and a roster of one class touches no other class."""

import pytest

from liushou_desk.errors import ImportTrouble
from liushou_desk.models import Child, RegisterPeriod, TermSheet
from liushou_desk.models.engine import connect
from tests.importing.workbooks import left_behind, pupil
from tests.services.imports.desk import Desk

MISSING = {
    "household": "DELETE FROM household",
    "child of a member": "UPDATE family_member SET household_id = 999",
    "caregiver": "UPDATE caregiver_period SET member_id = 999",
    "class": "DELETE FROM school_class",
    "term": "UPDATE term_sheet SET term_id = 999",
}


@pytest.mark.parametrize("statement", MISSING.values(), ids=MISSING)
def test_records_that_lead_nowhere_end_an_import_in_a_sentence(desk: Desk, statement: str) -> None:
    desk.take(left_behind(1))
    path = desk.book(left_behind(1, 联系电话="13899998888"), left_behind(3))
    raw = connect(desk.office.path)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute(statement)
    raw.commit()
    raw.close()
    before = desk.digest(journal=True)
    for take in (desk.preview, desk.take_file):
        with pytest.raises(ImportTrouble, match="指向不存在的记录，没有导入任何数据"):
            take(path)
    assert desk.digest(journal=True) == before


def test_a_roster_of_one_class_leaves_the_other_classes_alone(desk: Desk) -> None:
    desk.take(left_behind(1), left_behind(3, 班号="202202"), pupil(5, 班号="202202"))
    left = [row for row in desk.rows(Child) if row["name"] != "柏小二"]
    kept = desk.rows(RegisterPeriod), desk.rows(TermSheet)[1:], left
    result = desk.take(left_behind(1, 联系电话="13899998888"))
    assert (desk.rows(RegisterPeriod), desk.rows(TermSheet)[1:], left) == kept
    assert (result.absent, result.absent_elsewhere) == (2, 2)
    assert result.absent_said() == "2人（其中2人所在的班级表里没有写到）"
    assert (
        desk.take(left_behind(3, 班号="202202")).absent_said()
        == "2人（其中1人所在的班级表里没有写到）"
    )
