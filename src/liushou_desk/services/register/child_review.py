"""What is said of a child's form while it is being filled in, before anything is saved."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Value
from liushou_desk.domain.mandatory_report import NOTICE
from liushou_desk.domain.reading import parts
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.words import Hardship
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.register.child_checks import (
    check_number,
    number_warning,
    refuse_company,
    refuse_double,
)
from liushou_desk.services.register.child_file import RELATIONS, ChildFile, read_file
from liushou_desk.services.register.child_form import (
    ENTRIES,
    MEMBER_KEYS,
    PARENT_KEYS,
    PARENTS,
)
from liushou_desk.services.register.child_record import siblings_of
from liushou_desk.services.register.pupil import pupils_like

if TYPE_CHECKING:
    from liushou_desk.domain.words import Relation

_ADDRESS, _HARDSHIP = "household.home_address", "hardship"
_SHORT = {"phone": "电话", "name": "姓名", "status": "去向", "national_id": "身份证件号"}
_LISTED = 4
"""How many names a hint has room for."""


def review_child(
    office: OfficeFile, term: str, child_id: int | None, stated: Mapping[str, Value | None]
) -> tuple[Remark, ...]:
    """What to say of a form that states these values; lines not given stand as they are on file.

    Raises `RuleConflict` where the child has been removed.
    """
    with office.reading() as session:
        file = ChildFile() if child_id is None else read_file(session, child_id, term)
        merged: dict[str, Any] = dict.fromkeys(ENTRIES) | file.values() | dict(stated)
        remarks = list(_of_numbers(session, merged, file, child_id))
        if child_id is None:
            remarks += _like_others(session, merged, term)
            remarks += _like_pupils(session, merged)
        else:
            hint = _shared_hint(session, file, merged, term)
            remarks += [Remark(hint)] if hint else []
        remarks += _duty(file, merged)
    return tuple(remarks)


def _duty(file: ChildFile, values: Mapping[str, Any]) -> Iterator[Remark]:
    """What is ticked now and may have to be reported; on file already, it has been said."""
    ticked = {Hardship.from_text(label) for label in parts(values[_HARDSHIP] or "")}
    if {Hardship.ABUSED, Hardship.STREET} & ticked - {*file.hardships}:
        yield Remark(NOTICE, _HARDSHIP)


def _like_others(session: Session, values: Mapping[str, Any], term: str) -> Iterator[Remark]:
    """Another child of this name and birth date is most likely this one."""
    name, born_on = values["child.name"], values["child.born_on"]
    same = sa.select(Child.id).where(Child.name == name, Child.born_on == born_on)
    found = session.scalars(same).all() if name and born_on else ()
    for called_so in called(session, found, term).values():
        said = f"花名册里已有同名同生日的{called_so}，请确认不是同一个人。"
        yield Remark(said, "child.name")


def _like_pupils(session: Session, values: Mapping[str, Any]) -> Iterator[Remark]:
    """Several pupils not in care may be this one: saving will ask which."""
    count = len(pupils_like(session, values)) if values["child.name"] else 0
    if count > 1:
        said = f"其他在校学生里有{count}名同名同性别的分不清，保存时会请你选出是哪一名。"
        yield Remark(said, "child.name")


def shared_fields(file: ChildFile, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What all children of the household have in common and these values change, in words."""
    before = file.values()
    changed = [_ADDRESS] if before[_ADDRESS] != values[_ADDRESS] else []
    for who in PARENTS:
        if file.family.parent(who) is not None:
            keys = [f"{who}.{key}" for key in (*MEMBER_KEYS, *PARENT_KEYS)]
            changed += [key for key in keys if before[key] != values[key]]
    words = [_in_words(key) for key in changed]
    relation: Relation | None = before["caregiver.relation"]
    same = all(before[key] == values[key] for key in ("caregiver.relation", "caregiver.name"))
    if relation and same and all(relation not in parents for parents in RELATIONS.values()):
        keys = [key for key in ("phone", "national_id")]
        changed_too = [
            key for key in keys if before[f"caregiver.{key}"] != values[f"caregiver.{key}"]
        ]
        words += [f"{relation.label}{_SHORT[key]}" for key in changed_too]
    return tuple(words)


def _of_numbers(
    session: Session, values: dict[str, Any], file: ChildFile, child_id: int | None
) -> Iterator[Remark]:
    """The checks that saving makes, so that nothing is asked that is refused in the end."""
    checks = (
        lambda: check_number(dict(values), file.child),
        lambda: refuse_double(session, values, child_id),
        lambda: refuse_company(values),
    )
    for check in checks:
        try:
            check()
        except InputProblem as wrong:
            yield Remark(wrong.message, wrong.field, blocks=True)
    if warning := number_warning(values):
        yield Remark(warning, "child.student_number")


def _shared_hint(session: Session, file: ChildFile, values: Mapping[str, Any], term: str) -> str:
    """修改祖母电话将同时更新3名儿童: which of them, as far as there is room."""
    child_id: int = file.child["id"]
    others = siblings_of(session, file.child["household_id"], child_id)
    words = shared_fields(file, values) if others else ()
    if not words:
        return ""
    names = called(session, (child_id, *others), term)
    listed = "、".join(names[one] for one in (child_id, *others)[:_LISTED])
    more = "等" if len(others) >= _LISTED else ""
    return f"修改{'、'.join(words)}将同时更新{len(others) + 1}名儿童：{listed}{more}。"


def _in_words(key: str) -> str:
    who, _, name = key.partition(".")
    label = _SHORT.get(name, ENTRIES[key].label)
    parent = PARENTS.get(who, "")
    return label if label.startswith(parent) and parent else f"{parent}{label}"
