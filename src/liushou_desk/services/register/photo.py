"""The picture of a child (照片): linked as one action, never published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import ChildPhoto, Photo
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.photos.kept import kept, require_small
from liushou_desk.services.register.child_file import require_child

PRIVATE = "child.is_private"


@dataclass(frozen=True, slots=True)
class PhotoChange:
    """Another picture, or none any more; `seen` is the one that it was chosen in place of.

    Without `seen` it takes the place of whatever there is.
    """

    jpeg: bytes | None
    seen: bytes | Literal["whatever there is"] | None = "whatever there is"


def set_photo(office: OfficeFile, child_id: int, jpeg: bytes) -> None:
    """Give a child a picture in place of the one there was; undo takes the old one back.

    Raises `InputProblem` for bytes that are no small JPEG and for a child marked 家长不愿公开,
    `RuleConflict` where the child was removed.
    """
    _change(office, child_id, PhotoChange(jpeg), "更换照片")


def remove_photo(office: OfficeFile, child_id: int) -> None:
    """Take the picture away; nothing happens where there is none."""
    if photo_of(office, child_id) is not None:
        _change(office, child_id, PhotoChange(None), "移除照片")


def photo_of(office: OfficeFile, child_id: int) -> bytes | None:
    """The picture of a child as JPEG."""
    with office.reading() as session:
        return read_photo(session, child_id)


def read_photo(session: Session, child_id: int) -> bytes | None:
    """The same within a session."""
    of_child = sa.select(Photo.content).join(ChildPhoto, ChildPhoto.photo_id == Photo.id)
    return session.scalar(of_child.where(ChildPhoto.child_id == child_id))


def refuse_photo(
    session: Session, child_id: int | None, values: Mapping[str, Any], photo: PhotoChange | None
) -> None:
    """Raise `InputProblem` for a picture that is none, or one of a child marked 家长不愿公开."""
    jpeg = photo.jpeg if photo else None
    if jpeg is not None:
        require_small(jpeg, "photo")
    is_private = values.get(PRIVATE)
    if PRIVATE not in values and child_id is not None:
        is_private = require_child(session, child_id)["is_private"]
    has_photo = jpeg is not None
    if photo is None and child_id is not None:
        has_photo = read_photo(session, child_id) is not None
    if is_private and has_photo:
        raise InputProblem(
            "家长不愿公开的儿童不放照片，没有保存",
            "请先移除照片，或把这一项改成否。",
            field=PRIVATE,
        )


def write_photo(session: Session, child_id: int, photo: PhotoChange, today: date) -> None:
    """Change the link inside an open action; the picture itself is outside the journal.

    Raises `RuleConflict` where the picture is not the one that was seen.
    """
    if photo.seen not in ("whatever there is", read_photo(session, child_id)):
        raise RuleConflict(
            "照片已在别处换过，这次没有保存，填写的内容还在。",
            "请关闭后重新打开，看过现在的照片再决定换不换。",
        )
    link = session.scalar(sa.select(ChildPhoto).where(ChildPhoto.child_id == child_id))
    if photo.jpeg is None:
        if link is not None:
            session.delete(link)
    elif link is None:
        photo_id = kept(session, photo.jpeg)
        session.add(ChildPhoto(child_id=child_id, photo_id=photo_id, taken_on=today))
    else:
        link.photo_id, link.taken_on = kept(session, photo.jpeg), today
    session.flush()


def _change(office: OfficeFile, child_id: int, photo: PhotoChange, sentence: str) -> None:
    with office.reading() as session:
        require_child(session, child_id)
        refuse_photo(session, child_id, {}, photo)
    with office.action(sentence, child=child_id) as session:
        write_photo(session, child_id, photo, office.today)
