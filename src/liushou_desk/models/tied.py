"""Rows that must fit together though no key binds them: who changed one, ties the others.

The times of one child on the register may not overlap, one pairing of two ends before the next
begins, a list of names needs an activity that was held, no two classes bear one name, terms lie one
behind the other with their holidays inside, a record is closed no sooner than it was made. Taking
back an older step of such a bundle alone, under a later one, would leave what no form would have
let through.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from liushou_desk.domain.ledgers import LEDGERS

Touched = set[tuple[str, str, str]]
"""Table, operation, and the column of a changed cell."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table that belong to one bundle, and the cells that matter to the others of it."""

    table: str
    owner: tuple[str, ...]
    """What the rows of one bundle have in common; nothing where all rows are one."""
    cells: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    """Cells of which only matters whether anything stands in them."""
    only_with: str = ""
    """A cell without which a row that was made or removed does not matter to the others."""

    def is_in(self, changes: Touched) -> bool:
        """Whether these changes concern such rows at all."""
        return any(
            table == self.table and (operation != "U" or column in self._columns)
            for table, operation, column in changes
        )

    @property
    def _columns(self) -> tuple[str, ...]:
        return (*self.owner, *self.cells, *self.filled)

    def changed(self, whose: str) -> str:
        """The condition that a change made such a row (`there`) or changed a cell that matters."""
        listed = ", ".join(f"'{column}'" for column in (*self.owner, *self.cells))
        made = f"{whose}.operation = 'I'"
        if self.only_with:
            made = f'({made} AND there."{self.only_with}" IS NOT NULL)'
        filled = "".join(
            f" OR {whose}.column_name = '{column}'"
            f' AND ({whose}.before IS NULL OR there."{column}" IS NULL)'
            for column in self.filled
        )
        return (
            f"{whose}.table_name = '{self.table}'"
            f" AND ({made} OR {whose}.column_name IN ({listed}){filled})"
        )

    def removed(self, whose: str) -> str:
        """The condition that a change removed such a row."""
        gone = f"{whose}.table_name = '{self.table}' AND {whose}.operation = 'D'"
        return f"{gone} AND {_image(whose, self.only_with)} IS NOT NULL" if self.only_with else gone


_DAYS = ("from_on", "to_on")
_ON_REGISTER = ("entered_on", "left_on")
_HEADS = ("head_count", "guardians", "teachers")
_BOUND = (
    ("diary_entry", ("kind", "happened_on", "due_again_on", "closed_on", "stayed_until")),
    ("activity", ("held_on", "called_off_why", *_HEADS)),
    ("support_plan", ("opened_on", "closed_on")),
    *((kind.table, tuple(field.key for field in kind.fields)) for kind in LEDGERS),
)
"""Cells of one row that a form lets through only as they stand together."""
BUNDLES = (
    (Part("register_period", ("child_id",), _ON_REGISTER),),
    (Part("register_period", ("pupil_id",), _ON_REGISTER),),
    (Part("whereabouts", ("member_id",), _DAYS),),
    (Part("caregiver_period", ("child_id",), _DAYS),),
    (Part("boarding_period", ("child_id",), _DAYS),),
    (Part("label_override", ("child_id", "about"), _DAYS),),
    (Part("pairing", ("child_id", "mentor_id"), _DAYS),),
    (Part("home_stay", ("child_id",), ("left_on", "returned_on")),),
    tuple(
        Part("mentor_leave", (who,), ("from_on", "until_on"))
        for who in ("mentor_id", "substitute_id")
    ),
    (Part("follow_up_rule", ("kind", "frequency", "applies_to"), ("is_active",)),),
    (Part("activity", ("id",), _HEADS, ("held_on",)), Part("activity_child", ("activity_id",))),
    (Part("activity", ("id",), filled=("held_on",)), Part("record_photo", ("activity_id",))),
    (
        Part("diary_entry", ("id",), ("kind",), ("photo_consent_on",)),
        Part("record_photo", ("entry_id",)),
    ),
    (Part("school_class", ("campus_id",), ("name",), only_with="name"),),
    (Part("child", ("id",), ("is_private",)), Part("child_photo", ("child_id",))),
    (
        Part("term", (), ("first_on", "last_on", "survey_on", "cutoff_on")),
        Part("holiday", (), ("first_on", "last_on")),
    ),
    *((Part(table, ("id",), cells),) for table, cells in _BOUND),
)
ENTRY = Part("entry_child", ("entry_id",))
"""Names may be added to a record, and taken from it, in any order, but not both: the last one
left might be one that was added."""


def statements(touched: Touched, later: Touched) -> Iterator[tuple[str, str]]:
    """What finds the later rows of the bundles that an action touched, and their table."""
    for bundle in BUNDLES:
        for mine, other in product(bundle, repeat=2):
            if mine.is_in(touched):
                yield from _tied(mine, other, later)
    if ENTRY.is_in(touched):
        yield from _tied(ENTRY, ENTRY, later, f" AND owned.adds <> {_adds('later')}")


def _tied(
    mine: Part, other: Part, later: Touched, condition: str = ""
) -> Iterator[tuple[str, str]]:
    """Later rows of the same owner that are on file, and those that are not any more."""
    if not other.is_in(later):
        return
    keys = [f"key{number}" for number in range(len(mine.owner))]
    owned, pairs = _owned(mine, keys), list(zip(other.owner, keys, strict=True))
    same = _all_of(f'there."{column}" = owned.{key}' for column, key in pairs)
    since = "later.action_id IN (SELECT value FROM json_each(:since))"
    yield (
        (
            f'{owned} SELECT later.row_id FROM owned CROSS JOIN "{other.table}" there ON {same}'
            f" CROSS JOIN change later ON later.row_id = there.id AND {other.changed('later')}"
            f" WHERE +{since}{condition}"
        ),
        other.table,
    )
    if (other.table, "D", "") in later:
        was = _all_of(f"{_image('later', column)} = owned.{key}" for column, key in pairs)
        yield (
            (
                f"{owned} SELECT later.row_id FROM change later JOIN owned ON {was}"
                f" WHERE {other.removed('later')} AND {since}{condition}"
            ),
            other.table,
        )


def _owned(mine: Part, keys: list[str]) -> str:
    """The owners whose rows an action changed, as `owned`; `adds` tells which way."""
    adds = _adds("mine")
    there = ", ".join([*(f'there."{column}"' for column in mine.owner), adds])
    before = ", ".join([*(_image("mine", column) for column in mine.owner), adds])
    return (
        f"WITH owned ({', '.join([*keys, 'adds'])}) AS MATERIALIZED ("
        f'SELECT {there} FROM change mine JOIN "{mine.table}" there'
        f" ON there.id = mine.row_id WHERE mine.action_id = :mine AND {mine.changed('mine')}"
        f" UNION SELECT {before} FROM change mine"
        f" WHERE mine.action_id = :mine AND {mine.removed('mine')})"
    )


def _all_of(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or "true"


def _image(whose: str, column: str) -> str:
    """A cell of a removed row."""
    return f"json_extract({whose}.before, '$.{column}')"


def _adds(whose: str) -> str:
    """Whether what a change belongs to adds a row when it is done; an undo tells the contrary."""
    undone = (
        "SELECT 1 FROM action entry JOIN action undone ON undone.id = entry.undoes"
        f" WHERE entry.id = {whose}.action_id AND undone.undoes IS NULL"
    )
    return f"(({whose}.operation = 'I') <> EXISTS ({undone}))"
