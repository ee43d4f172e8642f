"""An invented school whose figures agree, for papers that are sound until a fault is planted."""

from dataclasses import dataclass
from random import Random

GRADES = "一二三四五六"


@dataclass(frozen=True)
class School:
    year: int
    pupils: int
    children: int
    boys: int
    both: int
    boarding: int
    grades: tuple[int, ...]
    teachers: int
    last: int
    left: int
    visits: int
    talks: int

    @classmethod
    def made(cls, dice: Random) -> "School":
        grades = tuple(dice.randint(8, 61) for _ in GRADES)
        children = sum(grades)
        left = dice.randint(2, 9)
        joined = dice.randint(11, 19)
        return cls(
            year=dice.choice((2024, 2025, 2026)),
            pupils=children + dice.randint(90, 400),
            children=children,
            boys=sum(n // 2 for n in grades),
            both=children // 2 + dice.randint(1, 9),
            boarding=children // 3 + dice.randint(1, 9),
            grades=grades,
            teachers=dice.randint(11, 39),
            last=children - joined + left,
            left=left,
            visits=dice.randint(64, 190),
            talks=dice.randint(220, 590),
        )

    @property
    def girls(self) -> int:
        return self.children - self.boys

    @property
    def one(self) -> int:
        return self.children - self.both

    @property
    def day_pupils(self) -> int:
        return self.children - self.boarding

    @property
    def joined(self) -> int:
        return self.children - self.last + self.left

    @property
    def term(self) -> str:
        return f"{self.year}—{self.year + 1}学年第一学期"


def share(part: int, whole: int, places: int = 1) -> str:
    return f"{part * 100 / whole:.{places}f}%"
