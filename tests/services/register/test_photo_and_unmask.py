"""Pictures of children, and numbers that are handed out only on demand."""

import json

import pytest

from liushou_desk.domain.words import ParentStatus
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Action, ChildPhoto, Photo
from liushou_desk.services.photos import LARGEST
from liushou_desk.services.register.child_record import read_child
from liushou_desk.services.register.photo import (
    PhotoChange,
    photo_of,
    remove_photo,
    set_photo,
)
from liushou_desk.services.register.unmask import reveal
from tests import factories as make
from tests.importing.workbooks import national_id
from tests.services.register.conftest import TERM, TODAY, Register

ONE, OTHER = make.jpeg(b"one"), make.jpeg(b"other")
SECRETS = {
    "child__national_id": national_id(1),
    "child__disability": "言语残疾",
    "hardship": "低保",
    "father__name": "柏大山",
    "father__status": ParentStatus.DETAINED,
    "father__national_id": national_id(1, "19800301"),
    "father__able_to_care": False,
    "father__unable_why": "服刑",
    "mother__name": "刘春梅",
    "mother__status": ParentStatus.AT_HOME,
}


def test_a_picture_is_taken_back_by_undo(register: Register) -> None:
    child_id = register.new()
    set_photo(register.office, child_id, ONE)
    set_photo(register.office, child_id, OTHER)
    assert photo_of(register.office, child_id) == OTHER
    assert register.only(ChildPhoto)["taken_on"] == TODAY
    register.office.undo()
    assert photo_of(register.office, child_id) == ONE
    register.office.redo()
    remove_photo(register.office, child_id)
    assert photo_of(register.office, child_id) is None
    register.office.undo()
    assert read_child(register.office, child_id, TERM).photo == OTHER


def test_the_same_picture_is_kept_once(register: Register) -> None:
    for name in ("柏一", "柏二"):
        set_photo(register.office, register.new(child__name=name), ONE)
    assert len(register.rows(Photo)) == 1
    assert len(register.rows(ChildPhoto)) == 2


def test_taking_away_what_is_not_there_is_no_action(register: Register) -> None:
    child_id, actions = register.new(), len(register.rows(Action))
    remove_photo(register.office, child_id)
    assert len(register.rows(Action)) == actions


@pytest.mark.parametrize("jpeg", [b"", b"PNG", ONE + bytes(LARGEST)])
def test_what_is_no_small_picture_is_refused(register: Register, jpeg: bytes) -> None:
    child_id = register.new()
    with pytest.raises(InputProblem, match="150KB"):
        set_photo(register.office, child_id, jpeg)
    assert register.rows(Photo) == []


def test_a_picture_and_the_form_are_one_step(register: Register) -> None:
    child_id = register.new(photo=PhotoChange(ONE))
    assert photo_of(register.office, child_id) == ONE
    before = register.digest()
    register.save(child_id, child__name="柏大雨", photo=PhotoChange(OTHER))
    register.office.undo()
    assert register.digest() == before
    assert photo_of(register.office, child_id) == ONE


def test_a_picture_changed_elsewhere_is_not_replaced_unseen(register: Register) -> None:
    child_id = register.new(photo=PhotoChange(ONE))
    set_photo(register.office, child_id, OTHER)
    before = register.digest()
    with pytest.raises(RuleConflict, match="照片已在别处换过"):
        register.save(child_id, child__name="柏大雨", photo=PhotoChange(None, seen=ONE))
    assert register.digest() == before
    register.save(child_id, photo=PhotoChange(None, seen=OTHER))
    assert photo_of(register.office, child_id) is None


def test_a_child_that_may_not_be_seen_has_no_picture(register: Register) -> None:
    child_id = register.new(child__is_private=True)
    with pytest.raises(InputProblem, match="不愿公开"):
        set_photo(register.office, child_id, ONE)
    register.save(child_id, child__is_private=False, photo=PhotoChange(ONE))
    with pytest.raises(InputProblem) as told:
        register.save(child_id, child__is_private=True)
    assert told.value.field == "child.is_private"
    register.save(child_id, child__is_private=True, photo=PhotoChange(None))
    assert read_child(register.office, child_id, TERM).is_private


def test_pictures_of_a_removed_child_are_refused(register: Register) -> None:
    with pytest.raises(RuleConflict):
        set_photo(register.office, 404, ONE)


def test_the_form_gets_signs_in_place_of_secrets(register: Register) -> None:
    child_id = register.new(**SECRETS)
    record = read_child(register.office, child_id, TERM)
    assert record.covered == {
        "child.national_id": "52" + "·" * 16,
        "child.disability": "",
        "hardship": "",
        "father.status": "······",
        "father.national_id": "52" + "·" * 16,
        "father.able_to_care": "",
        "father.unable_why": "",
    }
    assert not record.covered.keys() & record.values.keys()
    assert national_id(1) not in str(record)
    assert record.values["mother.status"] is ParentStatus.AT_HOME


def test_looking_at_secrets_is_noted_and_is_no_step(register: Register) -> None:
    child_id = register.new(**SECRETS)
    before = register.digest()
    keys = ["child.national_id", "hardship", "nonsense"]
    values = reveal(register.office, child_id, TERM, keys)
    assert values == {"child.national_id": national_id(1), "hardship": "低保"}
    noted = register.rows(Action)[-1]
    assert noted["sentence"] == "查看完整证件号码、查看敏感信息"
    assert json.loads(noted["records"]) == {"child": child_id, "fields": sorted(keys[:2])}
    assert not noted["undoable"]
    assert register.digest() == before
    register.office.undo()
    assert register.rows(Action)[-1]["sentence"] == "撤销：登记儿童"


def test_nothing_asked_is_nothing_noted(register: Register) -> None:
    child_id, actions = register.new(), len(register.rows(Action))
    assert reveal(register.office, child_id, TERM, []) == {}
    assert len(register.rows(Action)) == actions
    with pytest.raises(RuleConflict):
        reveal(register.office, 404, TERM, ["hardship"])


def test_saving_without_the_covered_lines_keeps_them(register: Register) -> None:
    child_id = register.new(**SECRETS)
    before = register.values(child_id)
    shown = read_child(register.office, child_id, TERM).values
    told = {key.replace(".", "__"): value for key, value in shown.items()}
    register.save(child_id, **told | {"child__name": "柏大雨"})
    assert register.values(child_id) == before | {"child.name": "柏大雨"}
