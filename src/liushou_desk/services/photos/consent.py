"""Who may be seen: no picture of a home without the guardian's consent, none of whom it is denied.

A picture of many is not refused for one of them: whom to leave out of it is said by name.
"""

from collections.abc import Collection, Iterator
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.remarks import Remark
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, EntryChild, RecordPhoto
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.photos.shots import PHOTOS

CONSENT = "photo_consent_on"


def refuse_of_home(
    session: Session, kind: DiaryKind, agreed_on: date | None, child_ids: Collection[int]
) -> None:
    """Raise `InputProblem` where a record that has pictures may not have any.

    What was agreed to once does not hold for a child marked 家长不愿公开.
    """
    if not kind.traits.goes_home:
        return
    if names := _names(session, child_ids, Child.is_private.is_(True)):
        raise InputProblem(
            f"{names}的家长不愿公开，{kind.label}记录不放照片，没有保存",
            "请移除照片。",
            field=PHOTOS,
        )
    if agreed_on is None:
        raise InputProblem(
            f"{kind.label}的照片拍的是学生家里，要监护人同意才能存，没有保存",
            "请填写监护人哪天同意的；没有同意就移除照片。",
            field=CONSENT,
        )


def remarks(office: OfficeFile, child_ids: Collection[int]) -> tuple[Remark, ...]:
    """Beside the pictures of a record, whom not to show and of whom not to say 留守."""
    with office.reading() as session:
        said = "".join(_told(session, child_ids))
    return (Remark(said, PHOTOS),) if said else ()


def still_shown(session: Session) -> dict[int, int]:
    """The pictures in the diary of children whose parents said no since, by child."""
    counted = (
        sa.select(EntryChild.child_id, sa.func.count())
        .join(RecordPhoto, RecordPhoto.entry_id == EntryChild.entry_id)
        .join(Child, Child.id == EntryChild.child_id)
        .where(Child.is_private.is_(True))
        .group_by(EntryChild.child_id)
    )
    return {child_id: number for child_id, number in session.execute(counted)}


def _told(session: Session, child_ids: Collection[int]) -> Iterator[str]:
    if names := _names(session, child_ids, Child.is_private.is_(True)):
        yield f"{names}的家长不愿公开，照片里不要有。"
    if names := _names(session, child_ids, Child.declines_label.is_(True)):
        yield f"{names}的家长不愿登记为留守，照片和说明里不要出现“留守”。"


def _names(session: Session, child_ids: Collection[int], condition: sa.ColumnElement[bool]) -> str:
    mine = sa.select(Child.id).where(Child.id.in_(child_ids), condition).order_by(Child.id)
    ids = list(session.scalars(mine))
    names = called(session, ids, None)
    return "、".join(names[child_id] for child_id in ids)
