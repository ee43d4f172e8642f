"""What is said of a caregiver stays with that person; beds and weekends go with the term."""

import pytest

from liushou_desk.domain.reading import birth_year
from liushou_desk.domain.words import Relation
from liushou_desk.errors import InputProblem
from liushou_desk.models import FamilyMember
from liushou_desk.services.register.child_page import BOARDING, child_page
from tests.services.register.conftest import TERM, Register

ELDER = {
    "caregiver__name": "王秀兰",
    "caregiver__relation": Relation.GRANDMOTHER,
    "caregiver__birth_year": 1958,
    "caregiver__occupation": "务农",
    "caregiver__health": "高血压",
}
BED = {
    "term_sheet__dormitory": "女生宿舍203",
    "term_sheet__bed": "2号",
    "term_sheet__weekend_to": "回家",
}


def test_what_is_said_of_a_caregiver_is_kept_with_that_member(register: Register) -> None:
    child_id = register.new(**ELDER)
    row = register.only(FamilyMember)
    assert (row["birth_year"], row["occupation"], row["health"]) == (1958, "务农", "高血压")
    register.save(child_id, caregiver__health=None)
    assert register.only(FamilyMember)["health"] is None


def test_a_parent_who_looks_after_the_child_is_told_of_as_well(register: Register) -> None:
    register.new(
        father__name="柏大山",
        **ELDER | {"caregiver__name": "柏大山", "caregiver__relation": Relation.FATHER},
    )
    assert register.only(FamilyMember)["occupation"] == "务农"


@pytest.mark.parametrize("relation", [Relation.FATHER, Relation.GRANDFATHER])
def test_who_looks_after_the_child_again_keeps_what_is_on_file(
    register: Register, relation: Relation
) -> None:
    """Empty lines say nothing of somebody whom the form did not show as the caregiver."""
    named = {"caregiver__name": "柏大山", "caregiver__relation": relation}
    own = {
        "caregiver__birth_year": 1958,
        "caregiver__occupation": "务农",
        "caregiver__health": "好",
    }
    father = {"father__name": "柏大山"} if relation is Relation.FATHER else {}
    child_id = register.new(**father, **named, **own)
    empty = dict.fromkeys(own, None)
    elder = {"caregiver__name": "王秀兰", "caregiver__relation": Relation.GRANDMOTHER}
    register.save(child_id, **empty, **elder)
    register.save(child_id, **empty, **named)
    (row,) = (one for one in register.rows(FamilyMember) if one["relation"] is relation)
    assert (row["birth_year"], row["occupation"], row["health"]) == (1958, "务农", "好")


def test_what_was_said_of_one_caregiver_does_not_land_on_the_next(register: Register) -> None:
    child_id = register.new(**ELDER)
    before = register.digest()
    with pytest.raises(InputProblem, match="还是原来那一位的"):
        register.save(child_id, caregiver__name="柏老根", caregiver__relation=Relation.GRANDFATHER)
    assert register.digest() == before
    register.save(
        child_id,
        caregiver__name="柏老根",
        caregiver__relation=Relation.GRANDFATHER,
        caregiver__birth_year=1955,
        caregiver__occupation=None,
        caregiver__health=None,
    )
    told = {row["name"]: row["birth_year"] for row in register.rows(FamilyMember)}
    assert told == {"王秀兰": 1958, "柏老根": 1955}


@pytest.mark.parametrize("written", ["58", "1850年", "六十岁", "19580"])
def test_a_year_of_birth_is_a_year(written: str) -> None:
    with pytest.raises(InputProblem):
        birth_year(written)


def test_bed_and_weekend_stand_on_the_childs_page(register: Register) -> None:
    child_id = register.new(**BED)
    (found,) = [
        s for s in child_page(register.office, child_id, TERM).sections if s.title == BOARDING
    ]
    assert dict(found.rows) == {"宿舍": "女生宿舍203", "床位": "2号", "周末去向": "回家"}
