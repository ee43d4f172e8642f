"""The pictures of a record: several in their order, each once, written with the record's form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import reading
from liushou_desk.errors import InputProblem
from liushou_desk.models import Photo, RecordPhoto
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.photos.kept import kept, require_small

PHOTOS = "photos"
"""The key of a form's line of pictures, and what `InputProblem.field` says where it is meant."""
MOST = 12
Owner = tuple[str, int]
"""The column that names the record, `entry_id` or `activity_id`, and its id."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a record and what is written below it."""

    jpeg: bytes
    caption: str = ""


def told(shots: Sequence[Shot] | None) -> str:
    """How many, in words."""
    return f"{len(shots)}张" if shots else "（空）"


SAID = {PHOTOS: ("照片", told)}
"""How a form's line of pictures is told where it was changed elsewhere."""


def shots_of(office: OfficeFile, owner: Owner) -> tuple[Shot, ...]:
    """The pictures of a record in their order."""
    with office.reading() as session:
        return read_shots(session, owner)


def read_shots(session: Session, owner: Owner) -> tuple[Shot, ...]:
    """The same within a session."""
    mine = sa.select(Photo.content, RecordPhoto.caption).join(
        RecordPhoto, RecordPhoto.photo_id == Photo.id
    )
    found = session.execute(mine.where(_is_of(owner)).order_by(RecordPhoto.position))
    return tuple(Shot(content, caption or "") for content, caption in found)


def stated_shots(values: Mapping[str, Any]) -> tuple[Shot, ...] | None:
    """The pictures a form hands over, the same one once; None where it says nothing of them.

    Raises `InputProblem` for too many, and for one that may not be kept.
    """
    if PHOTOS not in values:
        return None
    stated: dict[bytes, Shot] = {}
    for shot in values[PHOTOS] or ():
        require_small(shot.jpeg, PHOTOS)
        stated.setdefault(shot.jpeg, replace(shot, caption=reading.text(shot.caption) or ""))
    if len(stated) > MOST:
        raise InputProblem(
            f"一条记录最多放{MOST}张照片，没有保存", "请移除几张再保存。", field=PHOTOS
        )
    return tuple(stated.values())


def write_shots(session: Session, owner: Owner, shots: Sequence[Shot]) -> None:
    """Make a record have exactly these, inside an open action; only what differs is written."""
    column, owner_id = owner
    there = {
        link.photo_id: link for link in session.scalars(sa.select(RecordPhoto).where(_is_of(owner)))
    }
    wanted = {kept(session, shot.jpeg): shot for shot in shots}
    for photo_id in there.keys() - wanted.keys():
        session.delete(there[photo_id])
    for position, (photo_id, shot) in enumerate(wanted.items(), start=1):
        link = there.get(photo_id) or RecordPhoto(photo_id=photo_id, **{column: owner_id})
        link.position, link.caption = position, shot.caption or None
        session.add(link)
    session.flush()


def numbers(session: Session) -> dict[int, int]:
    """How many pictures the records of the diary have, by record; few have any."""
    mine = RecordPhoto.entry_id
    counted = sa.select(mine, sa.func.count()).group_by(mine)
    return {entry_id: number for entry_id, number in session.execute(counted) if entry_id}


def _is_of(owner: Owner) -> sa.ColumnElement[bool]:
    column, owner_id = owner
    return RecordPhoto.__table__.c[column] == owner_id
