"""负担: how many children a mentor has, held against the most the school wants one to have."""

from dataclasses import dataclass

from liushou_desk.domain.words import Word


class LoadState(Word):
    """How a mentor stands to the school's limit; pupils (小老师) stand apart from it."""

    FREE = "free", "空闲"
    ROOM = "room", "可再带"
    FULL = "full", "已满"
    OVER = "over", "超出"
    PUPIL = "pupil", "小老师"
    GONE = "gone", "已离岗"


@dataclass(frozen=True, slots=True, order=True)
class Load:
    """Least room first; `most` is None for a pupil, whom no limit concerns and who sorts last.

    Who has left (`is_gone`) has no room either.
    """

    room: int
    children: int
    most: int | None
    is_gone: bool = False

    @classmethod
    def of(cls, children: int, most: int | None, *, is_gone: bool = False) -> "Load":
        """So many children where so many are wanted at most."""
        room = _LAST if most is None or is_gone else most - children
        return cls(room, children, most, is_gone)

    @property
    def state(self) -> LoadState:
        """The word for it."""
        if self.is_gone:
            return LoadState.GONE
        if self.most is None:
            return LoadState.PUPIL
        if self.room < 0:
            return LoadState.OVER
        if self.room == 0:
            return LoadState.FULL
        return LoadState.ROOM if self.children else LoadState.FREE

    @property
    def told(self) -> str:
        """还可带1名: the word with its number."""
        if self.state is LoadState.ROOM:
            return f"还可带{self.room}名"
        if self.state is LoadState.OVER:
            return f"超出{-self.room}名"
        return self.state.label


_LAST = 1_000
