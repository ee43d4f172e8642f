"""The demo's photos: four drawings, which show nobody, in some activities and home visits."""

import hashlib
from collections.abc import Sequence
from functools import cache

from liushou_desk import paths
from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.models import Photo, RecordPhoto
from liushou_desk.services.writing.ledger import Ledger

_PLAYGROUND, _CLASSROOM, _LANTERNS, _YARD = "playground", "classroom", "lanterns", "yard"
_OF_KIND = {
    ActivityKind.FESTIVAL: (
        (_LANTERNS, "挂灯笼，同做月饼"),
        (_CLASSROOM, "给父母写贺卡"),
        (_PLAYGROUND, "拔河比赛"),
    ),
    ActivityKind.CLUB: ((_CLASSROOM, "书法小组开班"), (_PLAYGROUND, "体育小组集合")),
    ActivityKind.CLASS_MEETING: ((_CLASSROOM, "班会现场"),),
    ActivityKind.TOGETHER: (
        (_PLAYGROUND, "亲子拔河"),
        (_LANTERNS, "晚会布置"),
        (_CLASSROOM, "写心愿卡"),
        (_YARD, "家长带来的菜园照片"),
    ),
}
HOMES = 2
"""Home visits of a term that have a picture."""


class Pictures:
    """Each drawing is on file once, however many records have it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ids: dict[str, int] = {}

    def of_activity(self, activity_id: int, kind: ActivityKind) -> None:
        """Those that suit the kind."""
        self._put(("activity_id", activity_id), _OF_KIND.get(kind, ()))

    def of_visit(self, entry_id: int) -> None:
        """The yard."""
        self._put(("entry_id", entry_id), ((_YARD, "家门口"),))

    def _put(self, owner: tuple[str, int], shots: Sequence[tuple[str, str]]) -> None:
        column, owner_id = owner
        for position, (name, caption) in enumerate(shots, start=1):
            place = {column: owner_id, "photo_id": self._kept(name), "position": position}
            self._ledger.insert(RecordPhoto, **place, caption=caption)

    def _kept(self, name: str) -> int:
        if name not in self._ids:
            jpeg = _drawing(name)
            digest = hashlib.sha256(jpeg).hexdigest()
            self._ids[name] = self._ledger.insert(Photo, sha256=digest, content=jpeg)
        return self._ids[name]


@cache
def _drawing(name: str) -> bytes:
    return (paths.resources() / "demo" / f"{name}.jpg").read_bytes()
