"""What a class is called: a name of its own, or grade and number.

Names are what classes are told apart by, in a roster that is imported as in a table: no two may be
called the same, and a name that reads as grade and number may only say its own.
"""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.classes import is_class_code, parse_class, plain_class
from liushou_desk.domain.field import Value
from liushou_desk.domain.words import Stage
from liushou_desk.domain.work_fields import CLASS_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import Campus, SchoolClass
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.classes.board import place_of
from liushou_desk.services.facts.places import Place, places
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.writing import records

LONGEST_NAME = 20
MOST_CLASSES = 99
_NAME, _NUMBER = (field.key for field in CLASS_FIELDS)


def rename_class(office: OfficeFile, class_id: int, values: records.Values) -> None:
    """Give a class a name of its own; empty: grade and number again.

    A form hands over nothing where nothing was changed. Raises `InputProblem`.
    """
    if _NAME not in values:
        return
    written: Any = _checked(office, _NAME, values)
    own = " ".join((written or "").split()) or None
    with office.reading() as session:
        before = place_of(session, class_id)
        own = None if own == before.name.label else own
        if before.own == own:
            return
        after = replace(before, own=own)
        if own is not None:
            _refuse_name(session, class_id, own, after)
    _write(office, class_id, ("改名", before, after), {_NAME: own}, values)


def renumber_class(office: OfficeFile, class_id: int, values: records.Values) -> None:
    """Give a class another 班号, in every term. Raises `InputProblem`, for a taken one too."""
    if _NUMBER not in values:
        return
    number: Any = _checked(office, _NUMBER, values)
    with office.reading() as session:
        before = place_of(session, class_id)
        if before.name.number == number:
            return
        least = 0 if before.name.stage is Stage.PRESCHOOL else 1
        if not least <= number <= MOST_CLASSES:
            raise InputProblem(f"班号要在{least}到{MOST_CLASSES}之间", "请改班号。", field=_NUMBER)
        after = replace(before, name=replace(before.name, number=number))
        _refuse_taken(session, class_id, after)
        if after.own is not None:
            _refuse_name(session, class_id, after.own, after, field=_NUMBER)
    _write(office, class_id, ("改班号", before, after), {_NUMBER: number}, values)


def _checked(office: OfficeFile, key: str, values: records.Values) -> Value | None:
    fields = [field for field in CLASS_FIELDS if field.key == key]
    return records.checked(fields, values, office.today, new=True)[key]


def _write(
    office: OfficeFile,
    class_id: int,
    said: tuple[str, Place, Place],
    row: dict[str, Any],
    values: records.Values,
) -> None:
    """The sentence names the class as it was: the journal's names are those of today."""
    what, before, after = said
    old, new = before.class_label, after.class_label
    if old == new:
        old, new = (place.campus_label + place.name.label for place in (before, after))
    with office.action(f"班级{what}：{old}改为{new}") as session:
        records.require_as_seen(session, SchoolClass, class_id, CLASS_FIELDS, values)
        records.write(session, SchoolClass, class_id, row)


def _refuse_taken(session: Session, class_id: int, after: Place) -> None:
    for other_id, other in places(session).items():
        if other_id != class_id and (other.campus_id, other.name) == (after.campus_id, after.name):
            called = f"（现在叫{other.class_label}）" if other.own else ""
            raise InputProblem(
                f"已有{other.campus_label}{other.name.label}{called}，没有改动",
                "要把两个班并成一个，请用“合并到……”。",
                field=_NUMBER,
            )


def _refuse_name(
    session: Session, class_id: int, own: str, after: Place, *, field: str = _NAME
) -> None:
    if len(own) > LONGEST_NAME:
        raise InputProblem(f"名称最多{LONGEST_NAME}个字", "请写得短一些。", field=field)
    if is_class_code(own):
        raise InputProblem(
            f"“{own}”是按入学年份写的班号，升级后就不是这个班了", "请写别的名称。", field=field
        )
    reads_as = parse_class(own, year=0, primary_years=profile_of(session).primary_years)
    if reads_as is not None and reads_as != after.name:
        raise InputProblem(
            f"“{own}”会被读作{reads_as.label}，这个班是{after.name.label}",
            "请写别的名称；年级和班号写错了的，请改班号或合并到对的班。",
            field=field,
        )
    for campus in session.scalars(sa.select(Campus.name)):
        if plain_class(own).startswith(plain_class(campus)):
            raise InputProblem(
                f"名称不用写“{campus}”", "校区、教学点由程序写在班级前面。", field=field
            )
    for other_id, other in places(session).items():
        if other_id != class_id and plain_class(other.class_label) == plain_class(
            after.class_label
        ):
            raise InputProblem(
                f"已有一个班叫{other.class_label}（{other.name.label}）",
                "两个班不能同名；要并成一个，请用“合并到……”。",
                field=field,
            )
