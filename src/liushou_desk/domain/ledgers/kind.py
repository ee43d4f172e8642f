"""What a ledger (台账) is, as data: list, form, figures, papers and the journal's words read it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from string import Formatter
from typing import Any

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field, Sensitivity
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.words import Relation, Word

EXPIRES_WITHIN = 30
"""Days ahead in which a record that ends is told of, so that a new one can be signed."""
Row = Mapping[str, Any]
"""A record by the keys of its columns."""


class About(Enum):
    """Whom a record is about."""

    CHILD = auto()
    """One child; its column is `child_id`."""
    SCHOOL = auto()


class Group(Enum):
    """Under which heading a ledger stands in the menu; the value is the heading."""

    AID = "资助与照护"
    MENTORS = "结对帮扶"
    SAFETY = "安全与控辍"
    HEALTH = "健康"
    PARENTS = "家长"
    HOME = "留守儿童之家"
    GIVING = "宣传与投入"
    RESTRICTED = "受限"
    OFFICE = "组织"


class Whom(Enum):
    """Out of whom a person is chosen."""

    MEMBER = auto()
    """The members of the child's household who are no parents."""
    MENTOR = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """A person a record names; `key` is the column that refers to it."""

    key: str
    label: str
    whom: Whom
    must: bool = False
    """Whether nobody may be left out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the form that is asked for only where another one says a certain word."""

    key: str
    where: str
    says: Word
    wanted: str = ""
    """What is said where it is then left empty, or nought, though it must not be."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number the ledger stands for; it becomes a figure with its rows.

    Counted are records; with `distinct` the different values of that column (人), with `total` the
    sum of that field. `by` names the field whose values group it. Of a ledger whose records are
    settled, `settled` counts those of the term that are, and False those that are open on the day,
    whenever they began.
    """

    key: str
    label: str
    definition: str
    unit: str
    where: tuple[tuple[str, Word | bool], ...] = ()
    distinct: str = ""
    total: str = ""
    by: str = ""
    scale: int = 1
    settled: bool | None = None
    ending: bool = False
    """Only those of the day that run out within `EXPIRES_WITHIN` days."""
    rate: str = ""
    """What its share of the left-behind children is called, where it counts some of them."""

    def takes(self, row: Row) -> bool:
        """Whether a record is one of those that are counted, as far as its words say."""
        return all(row[key] == word for key, word in self.where)


@dataclass(frozen=True, slots=True)
class Until:
    """A record that holds from its day on is over by these days; a record may have neither."""

    last_on: str = ""
    """The column of the last day on which it holds."""
    ended_on: str = ""
    """The column of the first day on which it no longer does."""

    def holds(self, row: Row, day: date) -> bool:
        """Whether a record that has begun still holds on a day."""
        last = row[self.last_on] if self.last_on else None
        ended = row[self.ended_on] if self.ended_on else None
        return (last is None or last >= day) and (ended is None or ended > day)


@dataclass(frozen=True, slots=True)
class Settles:
    """A record whose matter stays open until the day in column `on`; `due` is when it ought to."""

    on: str
    due: str = ""

    def is_open(self, row: Row, day: date) -> bool:
        """Whether a record that has begun is not settled by a day."""
        settled = row[self.on]
        return settled is None or settled > day

    def is_late(self, row: Row, day: date) -> bool:
        """Whether it ought to have been."""
        due = row[self.due] if self.due else None
        return self.is_open(row, day) and due is not None and due < day


@dataclass(frozen=True, slots=True)
class Apart:
    """Records of one child or person that may not share a day, each up to a last day."""

    by: str
    """The column that says whose they are."""
    last_on: str
    """The column of the last day; a record without one goes on."""
    said: str
    """What is said of one that would, beside the line of its day."""
    against: str = ""
    """The column of the other record that says the same person, where it is not the same one; what
    is said then stands beside the line of `by`."""

    def is_of(self, row: Row, other: Row) -> bool:
        """Whether two records are of one child or person."""
        whose = row[self.by]
        return whose is not None and whose == other[self.against or self.by]

    def meets(self, row: Row, other: Row, first: str) -> bool:
        """Whether two records share a day; `first` is the column of the day they begin."""
        later, earlier = (row, other) if row[first] >= other[first] else (other, row)
        last: date | None = earlier[self.last_on]
        return last is None or last >= later[first]


@dataclass(frozen=True, slots=True)
class Standard:
    """What one record of an item comes to by the school's own list (资助标准), itself a ledger."""

    table: str
    by: str
    """The field, here and there, that names the item."""
    amount: str
    """The field, here and there, with the amount."""
    since: str
    """The field of the list with the first day of an amount; without one it has always held."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of a household as refusals see it."""

    relation: Relation
    born_on: date | None


@dataclass(frozen=True, slots=True)
class Home:
    """What refusals may know of a child's household; empty where no member is asked for."""

    members: Mapping[int, Member] = field(default_factory=dict[int, Member])
    parents_at_home: tuple[str, ...] = ()


Refuse = Callable[[Row, Home], Iterator[Remark]]
"""What is to be said of a record as a whole; what `blocks` is refused when it is saved."""


def _nothing(_row: Row, _home: Home) -> Iterator[Remark]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerKind:
    """A ledger. Table and columns stay typed and handwritten; a test holds them against this."""

    table: str
    title: str
    group: Group
    purpose: str
    """What it is good for, to those who choose the ledgers they keep."""
    optional: bool = False
    """Hidden until the school takes it up."""
    unit: str
    """What its records are counted in: 资助3笔."""
    short: str = ""
    """What a record is called among other things, where the title would be too long."""
    fields: tuple[Field, ...]
    """The lines of the form, in their order."""
    day: str = ""
    """The column of the day a record counts on; empty for one that has no day."""
    told: tuple[str, ...]
    """The one sentence that time line, figure rows and recycle bin say, in parts: each names
    columns in braces and is left out where one of them is empty, or says what stands behind a |."""
    columns: tuple[tuple[str, float], ...]
    """What the list shows beside the child: column and its width in Chinese characters."""
    about: About = About.CHILD
    several: bool = False
    """A new record may be entered for several children at once and is one row for each."""
    until: Until | None = None
    settles: Settles | None = None
    apart: tuple[Apart, ...] = ()
    choices: tuple[Choice, ...] = ()
    asked: tuple[Asked, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    """Columns of days: none of a row lies before its first one."""
    positive: tuple[str, ...] = ()
    """Columns of numbers in which nought is a slip of the hand."""
    counts: tuple[Count, ...] = ()
    figures: tuple[str, ...] = ()
    """Keys of figures, counted elsewhere, that the list shows beside its own."""
    elsewhere: tuple[str, ...] = ()
    """Keys of figures about children of whom the list holds no record: they open their own rows."""
    note: str = ""
    """What is to be borne in mind, above the form."""
    usual: tuple[Row, ...] = ()
    """Records that most schools begin with; offered, never entered by themselves."""
    standard: Standard | None = None
    papers: tuple[str, ...] = ()
    """Keys of the forms that are printed of it, beside the list every ledger has (登记表)."""
    refuse: Refuse = _nothing
    """What only this kind refuses; `refusals.remarks` says all of it."""

    @property
    def name(self) -> str:
        """What a record is called in a time line, a count or the recycle bin."""
        return self.short or self.title

    @property
    def form_title(self) -> str:
        """What its list is called as a form: 缺勤登记表."""
        return f"{self.title.removesuffix('登记')}登记表"

    @property
    def restricted(self) -> tuple[Field, ...]:
        """The lines that are shown on demand only."""
        return tuple(one for one in self.fields if one.sensitivity is Sensitivity.RESTRICTED)

    @property
    def is_month(self) -> bool:
        """Whether its day stands for a whole month."""
        day = self.field(self.day)
        return day is not None and day.check is reading.month_on

    @property
    def names_members(self) -> bool:
        """Whether a record names somebody of the child's household."""
        return any(one.whom is Whom.MEMBER for one in self.choices)

    def field(self, key: str) -> Field | None:
        """The field of a column, if the form writes it."""
        return next((entry for entry in self.fields if entry.key == key), None)

    def label(self, key: str) -> str:
        """What a column is called."""
        named = self.field(key) or self.choice(key)
        return named.label

    def choice(self, key: str) -> Choice:
        """The choice of a person that a column refers to."""
        return next(one for one in self.choices if one.key == key)

    def shown(self, key: str, value: object) -> str:
        """A value as list and sentence show it."""
        named = self.field(key)
        return named.shown(value) if named else str(value or "")

    def say(self, row: Row) -> str:
        """The one sentence of a record."""
        return "".join(self._part(part, row) for part in self.told)

    def _part(self, part: str, row: Row) -> str:
        template, _, otherwise = part.partition("|")
        names = [name for _, name, _, _ in Formatter().parse(template) if name]
        values = {name: self.shown(name, row[name]) for name in names}
        return template.format(**values) if all(values.values()) else otherwise
