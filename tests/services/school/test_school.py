"""The school's page: profile, terms, classes."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import DefinitionKind, Hardship, Stage
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.school.class_list import list_classes
from liushou_desk.services.school.profile import read_school, save_school
from liushou_desk.services.school.terms import list_terms
from liushou_desk.services.terms import open_term
from tests import factories as make
from tests.services.working import school, sentences


@pytest.fixture(autouse=True)
def _school(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_child(session, hardships=(Hardship.LOW_INCOME,))
        branch = make.make_campus(session, name="柳溪教学点", is_main=False).id
        make.make_class(session, campus_id=branch, grade=1)
        make.make_class(session, stage=Stage.JUNIOR, grade=7)
        make.make_class(session, stage=Stage.PRESCHOOL, grade=0)

    school(office, story)


def test_the_profile_is_read_and_saved(office: OfficeFile) -> None:
    values = dict(read_school(office))
    assert values["name"] == "青石坪小学"
    save_school(office, values)
    save_school(office, values | {"headed_by": "刘 建国", "definition": DefinitionKind.CIVIL})
    assert read_school(office)["headed_by"] == "刘建国"
    assert sentences(office) == ["修改学校资料", "学校"]


@pytest.mark.parametrize("values", [{"name": None}, {"name": "  "}])
def test_a_school_has_a_name(office: OfficeFile, values: dict[str, Any]) -> None:
    with pytest.raises(InputProblem) as caught:
        save_school(office, values)
    assert caught.value.field == "name"


@pytest.mark.parametrize(
    ("key", "number"),
    [("age_limit", 5), ("age_limit", 19), ("away_months", 0), ("visit_days", 91),
     ("late_after_days", 0), ("mentor_limit", 0)],
)  # fmt: skip
def test_settings_of_the_definitions_have_bounds(office: OfficeFile, key: str, number: int) -> None:
    with pytest.raises(InputProblem) as caught:
        save_school(office, dict(read_school(office)) | {key: number})
    assert caught.value.field == key


def test_settings_of_the_definitions_are_kept(office: OfficeFile) -> None:
    changed = {"age_limit": 18, "visit_days": 15, "preschool_inside": True, "rural_only": True}
    save_school(office, dict(read_school(office)) | changed)
    assert read_school(office).items() >= changed.items()


def test_terms_are_added_once(office: OfficeFile) -> None:
    open_term(office, "2025-2026-2")
    now, before = list_terms(office)
    assert (now.code, now.is_current) == (make.TERM_CODE, True)
    assert (before.label, before.is_current) == ("2025—2026学年第二学期", False)
    with pytest.raises(RuleConflict, match="已经有了"):
        open_term(office, "2025-2026-2")


@pytest.mark.parametrize("code", ["2026", "2026-2028-1", "2026-2027-3", ""])
def test_a_code_that_is_none_is_refused(office: OfficeFile, code: str) -> None:
    with pytest.raises(InputProblem) as caught:
        open_term(office, code)
    assert caught.value.field == "code"


def test_terms_do_not_overlap(office: OfficeFile) -> None:
    with office.action("改日期") as session:
        term = session.get_one(make.models.Term, 1)
        term.last_on = term.last_on.replace(month=3, day=10)
    with pytest.raises(RuleConflict, match="重叠"):
        open_term(office, "2026-2027-2")


@pytest.mark.parametrize(
    ("terms", "classes"),
    [
        (["2026-2027-2"], ["四年级1班"]),
        (["2027-2028-1"], ["五年级1班"]),
        (["2026-2027-2", "2027-2028-1"], ["五年级1班"]),
        (["2025-2026-2"], []),
    ],
)
def test_a_new_term_carries_sheets_forward_unverified(
    office: OfficeFile, terms: list[str], classes: list[str]
) -> None:
    with office.action("离校") as session:
        make.make_child(session, name="离校的", left_on=date(2026, 12, 1))
    for code in terms:
        open_term(office, code)
    used = [row.label for row in list_classes(office, terms[-1]) if row.is_used]
    assert used == classes
    with office.reading() as session:
        sheets = session.execute(_SHEETS.where(make.models.Term.code == terms[-1])).all()
    assert sheets == ([] if terms == ["2025-2026-2"] else [(1, None, Hardship.LOW_INCOME)])
    for _ in terms:
        office.undo()
    assert [row.code for row in list_terms(office)] == [make.TERM_CODE]


_SHEETS = (
    sa.select(
        make.models.TermSheet.child_id,
        make.models.TermSheet.verified_on,
        make.models.SheetHardship.hardship,
    )
    .join(make.models.Term, make.models.Term.id == make.models.TermSheet.term_id)
    .outerjoin(
        make.models.SheetHardship,
        make.models.SheetHardship.sheet_id == make.models.TermSheet.id,
    )
)


def test_classes_stand_in_order(office: OfficeFile) -> None:
    rows = list_classes(office, make.TERM_CODE)
    assert [row.label for row in rows] == [
        "学前1班", "四年级1班", "七年级1班", "柳溪教学点一年级1班"
    ]  # fmt: skip
    assert [row.is_used for row in rows] == [False, True, False, False]
