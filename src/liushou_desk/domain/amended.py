"""What somebody changed in a paper outside the program, line by line; its figures found again.

Lines are paired in order, equal ones first and then those that are most alike; a number that still
stands where a figure was printed is that figure again, another number there is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from liushou_desk.domain.document import FigureRun, Run
from liushou_desk.domain.template import plain

ALIKE = 0.5
"""How much two lines must share to be one, changed."""
_TOKEN = re.compile(r"\d+(?:\.\d+)?%?|\s+|.", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
Pair = tuple[int | None, int | None]
"""The places of a line in the old and in the new text; None where it is not there."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A changed paragraph with its figures in braces, and what is to be said of its numbers."""

    template: str
    doubts: tuple[str, ...]
    only_numbers: bool
    """Nothing but numbers of figures differ: the records may have moved on, not the paper."""


def bare(line: str) -> str:
    """A line without spaces, which a word processor adds and takes away."""
    return re.sub(r"\s+", "", line)


def paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """The lines of two texts in their order; equal lines are paired with each other."""
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from _most_alike(old, new, range(i1, i2), range(j1, j2))


def _most_alike(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> Iterator[Pair]:
    """Pairs of lines between equal ones: the most alike first, none across another."""
    likeness = sorted(((_likeness(old[i], new[j]), i, j) for i in olds for j in news), reverse=True)
    found: dict[int, int] = {}
    for share, i, j in likeness:
        crosses = any((i - a) * (j - b) <= 0 for a, b in found.items())
        if share >= ALIKE and not crosses:
            found[i] = j
    taken = set(found.values())
    free = [j for j in news if j not in taken]
    for i in olds:
        j = found.get(i)
        while j is not None and free and free[0] < j:
            yield None, free.pop(0)
        yield i, j
    for j in free:
        yield None, j


def _likeness(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, _NUMBER.sub("0", old), _NUMBER.sub("0", new), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def rebuilt(runs: Sequence[Run], said: str) -> Rebuilt:
    """A paragraph as it was changed, `runs` being what was printed."""
    old, keys = _printed(runs)
    new = _TOKEN.findall(said)
    made: list[str] = []
    doubts: list[str] = []
    only_numbers = True
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            made += [f"{{{keys[i]}}}" if i in keys else plain(old[i]) for i in range(i1, i2)]
            continue
        figures = [i for i in range(i1, i2) if i in keys]
        only_numbers &= len(figures) == i2 - i1 == j2 - j1
        made += _refilled(new[j1:j2], [(old[i], keys[i]) for i in figures], doubts)
    return Rebuilt("".join(made), tuple(doubts), only_numbers and bool(doubts))


def _printed(runs: Sequence[Run]) -> tuple[list[str], dict[int, str]]:
    """The tokens of a paragraph, and which of them are figures."""
    tokens: list[str] = []
    keys: dict[int, str] = {}
    for run in runs:
        if isinstance(run, FigureRun):
            keys[len(tokens)] = run.key
            tokens.append(run.text)
        else:
            tokens += _TOKEN.findall(run.text)
    return tokens, keys


def _refilled(
    said: Sequence[str], figures: list[tuple[str, str]], doubts: list[str]
) -> Iterator[str]:
    """Words that stand in the place of others, with the figures that are among them still."""
    left = list(figures)
    others = [token for token in said if _NUMBER.fullmatch(token)]
    for token in said:
        same = next((figure for figure in left if figure[0] == token), None)
        if same:
            left.remove(same)
            others.remove(token)
            yield f"{{{same[1]}}}"
        else:
            yield plain(token)
    for (number, _), other in zip(left, others, strict=False):
        doubts.append(f"文件里写{other}，台账是{number}")
    for number, _ in left[len(others) :]:
        doubts.append(f"文件里没有台账的{number}了")
