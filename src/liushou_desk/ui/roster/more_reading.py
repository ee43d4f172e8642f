"""The roster's third reading: further columns, read only while one of them is shown."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QObject, Signal

from liushou_desk.services.truth.more import Cells, roster_more
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.roster.columns import ASKS_FOR_MORE, COMPLETE, RESTRICTED


class MoreReading(QObject):
    """Holds what was read last; `came` tells that there is more to show."""

    came = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.children_by_id: Mapping[int, Cells] = {}
        self._of: tuple[str, bool, bool] | None = None

    def outdate(self, *, forget: bool) -> None:
        """What was read is old; another term's is not even shown until then."""
        self._of = None
        if forget:
            self.children_by_id = {}

    def want(self, headings: Collection[str]) -> None:
        """Read, where one of these columns rests on it and it is not there yet."""
        term, restricted = self.desk.term, RESTRICTED & frozenset(headings)
        wanted = (term, bool(restricted), COMPLETE in headings)
        if not ASKS_FOR_MORE & frozenset(headings) or self._of == wanted:
            return
        self._of = wanted
        _, with_restricted, complete = wanted
        self.desk.tasks.run(
            self,
            lambda office: roster_more(office, term, restricted=with_restricted, complete=complete),
            self._take,
            lambda _: True,  # the first reading has said why
            replaces="more",
        )

    def _take(self, read: Mapping[int, Cells]) -> None:
        self.children_by_id = read
        self.came.emit()
