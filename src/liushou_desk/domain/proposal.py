"""结对建议: which mentor might take which child without one, and why; the same for the same school.

The children of one home stay together, with whoever helps one of them already; then comes what
worked before, the class, the village, and of those who are alike whoever has fewest. No mentor is
given more than there is room for: whom nobody has room for is told so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

NOBODY = "还没有可以结对的成年帮扶人"
NO_ROOM = "可以结对的帮扶人都已带满"
_BEFORE, _TEACHER, _CLASS, _VILLAGE = "以前带过", "本班班主任", "已带本班儿童", "已带同村儿童"


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A child without a mentor, and what speaks for one."""

    child_id: int
    household_id: int
    class_id: int | None = None
    village: str | None = None
    had: frozenset[int] = frozenset()
    """Mentors of earlier."""
    has: frozenset[int] = frozenset()
    """Mentors there are already; nobody is given to the same one twice."""


@dataclass(frozen=True, slots=True)
class Helper:
    """A mentor who may take children: `room` for so many, `load` there are already."""

    mentor_id: int
    room: int
    load: int = 0
    leads: frozenset[int] = frozenset()
    """Classes of which this is the 班主任."""
    households: frozenset[int] = frozenset()
    classes: frozenset[int] = frozenset()
    villages: frozenset[str] = frozenset()
    """Of the children there are."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A mentor for a child, or none, and the reason in words."""

    child_id: int
    mentor_id: int | None
    reason: str


class _Hand:
    """A helper while children are being given to it."""

    def __init__(self, helper: Helper) -> None:
        self.mentor_id, self.leads = helper.mentor_id, helper.leads
        self.room, self.load = helper.room, helper.load
        self.households = set(helper.households)
        self.classes, self.villages = set(helper.classes), set(helper.villages)

    def suits(self, child: Unpaired) -> tuple[str, ...]:
        """What speaks for the two, the strongest first."""
        return tuple(
            word
            for word, holds in (
                (_BEFORE, self.mentor_id in child.had),
                (_TEACHER, child.class_id in self.leads),
                (_CLASS, child.class_id in self.classes),
                (_VILLAGE, child.village in self.villages),
            )
            if holds
        )

    def rank(self, home: Sequence[Unpaired]) -> tuple[int, ...]:
        """The least is the best for the children of a home."""
        said = [word for child in home for word in self.suits(child)]
        fits = (-said.count(word) for word in (_BEFORE, _TEACHER, _CLASS, _VILLAGE))
        strange = home[0].household_id not in self.households
        return (int(strange), *fits, self.load, self.mentor_id)

    def is_open(self, home: Sequence[Unpaired]) -> bool:
        """Whether it may take of these children."""
        return self.room > 0 and not any(self.mentor_id in child.has for child in home)

    def take(self, child: Unpaired) -> None:
        """From now on it is one of its children."""
        self.room, self.load = self.room - 1, self.load + 1
        self.households.add(child.household_id)
        self.classes |= {child.class_id} - {None}
        self.villages |= {child.village} - {None}


def propose(children: Iterable[Unpaired], helpers: Iterable[Helper]) -> tuple[Proposed, ...]:
    """A mentor for each child as far as there is room, by child; homes of many come first."""
    homes: dict[int, list[Unpaired]] = defaultdict(list)
    for child in sorted(children, key=lambda child: child.child_id):
        homes[child.household_id].append(child)
    hands = [_Hand(helper) for helper in sorted(helpers, key=lambda one: one.mentor_id)]
    found = [
        proposed
        for home in sorted(homes.values(), key=lambda home: (-len(home), home[0].household_id))
        for proposed in _of_home(home, hands)
    ]
    return tuple(sorted(found, key=lambda proposed: proposed.child_id))


def _of_home(home: list[Unpaired], hands: Sequence[_Hand]) -> Iterator[Proposed]:
    """Together where somebody has room for all of them, else as many together as may be."""
    left = home
    while left:
        open_hands = [hand for hand in hands if hand.is_open(left)]
        if not open_hands:
            yield from _apart(left, hands)
            return
        hand = min(open_hands, key=lambda hand: (-min(hand.room, len(left)), hand.rank(left)))
        left = sorted(left, key=lambda child: (-len(hand.suits(child)), child.child_id))
        taken, left = left[: hand.room], left[hand.room :]
        yield from [Proposed(one.child_id, hand.mentor_id, _why(hand, one, taken)) for one in taken]
        for child in taken:
            hand.take(child)


def _apart(left: Sequence[Unpaired], hands: Sequence[_Hand]) -> Iterator[Proposed]:
    """Nobody may take the children of a home together; perhaps somebody one of them."""
    if len(left) == 1:
        yield Proposed(left[0].child_id, None, NO_ROOM if hands else NOBODY)
        return
    for child in left:
        yield from _of_home([child], hands)


def _why(hand: _Hand, child: Unpaired, taken: Sequence[Unpaired]) -> str:
    """In words, as it is before the children of this home are taken."""
    said: list[str] = []
    if child.household_id in hand.households:
        said.append("已带兄弟姐妹")
    elif len(taken) > 1:
        said.append(f"兄弟姐妹{len(taken)}名在一起")
    suits = hand.suits(child)
    said += [word for word in suits if word != _CLASS or _TEACHER not in suits]
    said.append(f"现带{hand.load}名" if hand.load else "现在没有带儿童")
    return "，".join(said if len(said) > 1 else [*said, "负担最轻"])
