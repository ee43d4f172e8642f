"""One question over several columns to tick: 是否留守儿童 over 单亲 and 双亲, 性别 over 男 and 女.

Read by itself each column would lose what the other says, or turn a tick under 否 into a yes. The
label that is ticked is the answer; it goes into the first column, and the others are emptied.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from liushou_desk.domain.reading import NOTHING
from liushou_desk.importing.furniture import persons_in
from liushou_desk.importing.grid import Grid, Raw
from liushou_desk.importing.headings import normal, plain_key

_TICKS = {"√", "✓", "✔", "☑", "v", "1", "true", "y", "yes"}
_EMPTY = {"", "×", "✗", "✕", "□", "0", "false", "n", "no", *NOTHING}
_MARK = "是否留守儿童"
_SEX, _BOARDS = {"男", "女"}, {"住校", "走读", "寄宿", "通学", "住宿"}
_YES_NO = {"是", "否", "有", "无"}
_LABELS = {
    "school_record_mark.mark": re.compile(
        r"是|否|非留守(?:儿童)?|(?:单亲|双亲|父母双方|父母一方)(?:留守(?:儿童)?)?(?:外出)?"
    ),
    "child.sex": re.compile("|".join(_SEX)),
    "boarding_period.boards": re.compile("|".join(_BOARDS | _YES_NO)),
    "child.is_orphan": re.compile("|".join(_YES_NO)),
    "child.is_migrant": re.compile("|".join(_YES_NO)),
    "disabled": re.compile("|".join(_YES_NO)),
}
"""The labels under a question; with any other the columns are left as they are."""
_KIND_OF_MARK = re.compile("(?:单亲|双亲)留守(?:儿童|学生|幼儿)?")


class _Question(NamedTuple):
    heading: str
    row: int
    below: int
    """The row of the labels; what was ticked stands under it."""
    columns: range
    labels: tuple[str, ...]


def gather_choices(grid: Grid, within: int) -> None:
    """Put the answers of every such question in the first `within` rows into one column."""
    rows = grid.rows
    for at in range(min(within, len(rows))):
        for question in [*_two_rows(rows, at), *_one_row(rows[at], at)]:
            _answer(rows, question)


def _two_rows(rows: Sequence[list[Raw]], at: int) -> Iterator[_Question]:
    """A heading that spans its labels in the row below, be it merged or not."""
    if at + 1 >= len(rows):
        return
    above, below = rows[at], rows[at + 1]
    if persons_in([below]) or _names_somebody(above, below):
        return
    for first, raw in enumerate(above):
        sign = _LABELS.get(plain_key(normal(raw))) if isinstance(raw, str) else None
        if sign is None or (first and above[first - 1] == raw):
            continue
        last = first + 1
        while (
            last < len(above)
            and above[last] in {raw, None, ""}
            and sign.fullmatch(_text(below[last]))
        ):
            last += 1
        labels = tuple(_text(below[column]) for column in range(first, last))
        if len(labels) > 1 and len(set(labels)) == len(labels) and sign.fullmatch(labels[0]):
            yield _Question(str(raw), at, at + 1, range(first, last), labels)


def _one_row(row: Sequence[Raw], at: int) -> Iterator[_Question]:
    """单亲留守 and 双亲留守 side by side."""
    texts = [normal(raw) if isinstance(raw, str) else "" for raw in row]
    if any(plain_key(text) == "school_record_mark.mark" for text in texts):
        return
    for first in range(len(texts) - 1):
        pair = texts[first : first + 2]
        if pair[0] != pair[1] and all(map(_KIND_OF_MARK.fullmatch, pair)):
            yield _Question(_MARK, at, at, range(first, first + 2), tuple(pair))


def _answer(rows: Sequence[list[Raw]], question: _Question) -> None:
    first, *others = question.columns
    for row in rows[question.below + 1 :]:
        said = [
            label if _text(row[column]).lower() in _TICKS else _text(row[column])
            for column, label in zip(question.columns, question.labels, strict=True)
            if _text(row[column]).lower() not in _EMPTY
        ]
        row[first] = "/".join(said) or None
        for column in others:
            row[column] = None
    for column in question.columns:
        rows[question.row][column] = rows[question.below][column] = None
    rows[question.row][first] = question.heading


def _names_somebody(above: Sequence[Raw], below: Sequence[Raw]) -> bool:
    """Whether the row below is a pupil's and no row of labels."""
    pairs = zip(above, below, strict=True)
    return any(_text(b) not in {"", _text(a)} for a, b in pairs if _is_name(a))


def _is_name(raw: Raw) -> bool:
    return isinstance(raw, str) and plain_key(normal(raw)) == "child.name"


def _text(raw: Raw) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return "".join(str("" if raw is None else raw).split())
