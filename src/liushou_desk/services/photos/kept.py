"""The bytes of pictures, outside the journal, each once by its digest.

The window scales them down before and draws them anew; what comes here is checked again.
"""

import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import jpeg as marks
from liushou_desk.errors import InputProblem
from liushou_desk.models import Photo

LARGEST = 150 * 1024
"""Bytes of a picture: a hundred of a year are 15 MB in every backup."""


def require_small(jpeg: bytes, field: str) -> None:
    """Raise `InputProblem` for what is no small JPEG, or still tells where it was taken."""
    if not _is_jpeg(jpeg) or len(jpeg) > LARGEST:
        raise InputProblem("照片不是150KB以内的JPEG图片，没有保存", "请重新选择照片。", field=field)
    if marks.tells_more(jpeg):
        raise InputProblem("照片里还带着拍摄地点等信息，没有保存", "请重新选择照片。", field=field)


def _is_jpeg(jpeg: bytes) -> bool:
    """Whether a paper could show it: without a size it has no place there."""
    try:
        return min(marks.size_of(jpeg)) > 0
    except ValueError:
        return False


def kept(session: Session, jpeg: bytes) -> int:
    """The id of a picture, which may be on file already."""
    digest = hashlib.sha256(jpeg).hexdigest()
    known = session.scalar(sa.select(Photo.id).where(Photo.sha256 == digest))
    if known is not None:
        return known
    picture = Photo(sha256=digest, content=jpeg)
    session.add(picture)
    session.flush()
    return picture.id
