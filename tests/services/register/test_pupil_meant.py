"""Which of the other pupils a new child is: nobody is asked of one, somebody is of several."""

from typing import Any

import pytest

from liushou_desk.domain.words import Care, Relation, Sex
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Child, Pupil, PupilClass, RegisterPeriod
from liushou_desk.services.register.child_review import review_child
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.numbers import bits_of
from liushou_desk.services.register.pupil import PupilAnswer, PupilDoubt
from liushou_desk.services.school.profile import profile_of
from tests import factories as make
from tests.importing.workbooks import national_id
from tests.services.register.conftest import TERM, TODAY, Register

TOLD: dict[str, Any] = {"child.name": "柏小同", "child.national_id": national_id(1)}
SECOND_CLASS: dict[str, Any] = {"class": "三年级2班"}


def add_pupils(register: Register, count: int, **changes: Any) -> list[int]:
    """Pupils who are the child by all that is kept of them; the n-th sits in class n."""
    with register.office.action("准备") as session:
        bits = bits_of(profile_of(session).pupil_key, TOLD)[0]
        row = {"name": "柏小同", "sex": None, "id_bits": bits} | changes
        return [make.make_pupil(session, **row).id for _ in range(count)]


def seat(register: Register, *pupil_ids: int) -> None:
    """The n-th in class n of grade three."""
    with register.office.action("准备") as session:
        term = make.make_term(session, code=TERM)
        for number, pupil_id in enumerate(pupil_ids, start=1):
            one = make.make_class(session, grade=3, number=number)
            session.add(PupilClass(pupil_id=pupil_id, term_id=term.id, class_id=one.id))


def save(register: Register, answer: PupilAnswer | None = None, **more: Any) -> int:
    return save_child(register.office, TERM, None, TOLD | more, pupil=answer)


def pupils(register: Register) -> list[int]:
    return [row["id"] for row in register.rows(Pupil)]


@pytest.mark.parametrize("changes", [{"name": "柏小异"}, {"id_bits": -1}, {"sex": Sex.FEMALE}])
def test_who_is_not_alike_stays(register: Register, changes: dict[str, Any]) -> None:
    (pupil_id,) = add_pupils(register, 1, **changes)
    save(register, None, **{"child.sex": Sex.MALE})
    assert pupils(register) == [pupil_id]


def test_one_alike_gives_way_unasked(register: Register) -> None:
    add_pupils(register, 1)
    save(register)
    assert pupils(register) == []


def test_of_two_alike_saving_asks_and_writes_nothing(register: Register) -> None:
    first, second = add_pupils(register, 2)
    seat(register, first, second)
    with pytest.raises(PupilDoubt, match=r"2名.*还没有保存") as doubt:
        save(register, None, **SECOND_CLASS)
    told = [(one.pupil_id, one.school_class) for one in doubt.value.candidates]
    assert told == [(second, "三年级2班"), (first, "三年级1班")]
    assert doubt.value.candidates[0].entered_on == make.FIRST_DAY
    assert register.rows(Child) == []
    (remark,) = review_child(register.office, TERM, None, TOLD)
    assert (remark.key, remark.blocks) == ("child.name", False)


def test_what_is_refused_in_the_end_is_refused_before_the_question(register: Register) -> None:
    add_pupils(register, 2)
    alone = {"caregiver_period.care": Care.ALONE, "caregiver.name": "王秀兰"}
    with pytest.raises(InputProblem, match="独自"):
        save(register, None, **alone, **{"caregiver.relation": Relation.GRANDMOTHER})


@pytest.mark.parametrize("place", [0, 1])
def test_the_one_that_is_named_gives_way_and_undo_brings_it_back(
    register: Register, place: int
) -> None:
    both = add_pupils(register, 2)
    before = register.digest()
    child_id = save(register, PupilAnswer(frozenset(both), both[place]))
    assert pupils(register) == [both[1 - place]]
    (period,) = [row for row in register.rows(RegisterPeriod) if row["child_id"] == child_id]
    assert period["entered_on"] == make.FIRST_DAY
    assert register.office.undo() == "登记儿童"
    assert register.digest() == before


def test_none_of_them_gives_way_where_it_is_none(register: Register) -> None:
    both = add_pupils(register, 2)
    child_id = save(register, PupilAnswer(frozenset(both), None), entered_on=TODAY)
    assert pupils(register) == both
    (period,) = [row for row in register.rows(RegisterPeriod) if row["child_id"] == child_id]
    assert period["entered_on"] == TODAY


def test_an_answer_that_is_overtaken_is_not_taken(register: Register) -> None:
    first, second = add_pupils(register, 2)
    asked = frozenset([first, second])
    add_pupils(register, 1)
    with pytest.raises(PupilDoubt, match="3名"):
        save(register, PupilAnswer(asked, None))
    assert register.office.undo() == "准备"
    with register.office.action("准备") as session:
        for model in (RegisterPeriod, Pupil):
            session.delete(session.get_one(model, first))
    with pytest.raises(RuleConflict, match=r"已经不在了.*没有保存"):
        save(register, PupilAnswer(asked, first))
    assert pupils(register) == [second]
