"""表单 as data: what a form that leaves the office is, whom it is about and who may read it.

A new form is one `PaperKind` with a short collector, and its name in `registry`. Menus, batches,
previews, the command line and the journal's record of what was printed read the declaration.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from liushou_desk.domain.document import Document
from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.words import Word
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.drawing import FORMATS
from liushou_desk.services.papers.whom import Chosen, Whom

T = TypeVar("T")


class Per(Word):
    """What one paper of a kind is about."""

    CHILD = "child", "每名儿童"
    FAMILY = "family", "每户"
    CLASS = "class", "每班"
    VILLAGE = "village", "每村"
    MENTOR = "mentor", "每名帮扶人"
    RECORD = "record", "每条记录"
    SCHOOL = "school", "全校"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: a term, and perhaps one class, child or mentor of it."""

    term: str
    school_class: str | None = None
    child_id: int | None = None
    with_numbers: bool = False
    """证件号 and 电话 in full on a paper that covers them; the journal notes it."""
    mentor_id: int | None = None
    """The only one wanted of papers that are one for each mentor."""
    activity_id: int | None = None
    """The only one wanted of papers that are one for each activity."""
    entry_id: int | None = None
    """The only one wanted of papers that are one for each record of the diary."""
    audience: Audience | None = None
    """For whom it is to be made; by default for whom its kind is."""
    reason: str = ""
    """Why names leave the office; the journal keeps it."""
    layout: str = ""
    """The name of the layout of an official paper; empty: the one the school has chosen."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom one paper is about: children in the order of classes and names, on one day."""

    office: OfficeFile
    wish: Wish
    kind: "PaperKind"
    chosen: Chosen
    school: str
    name: str
    """The class, child, village, mentor, family or school."""
    mentor_id: int | None
    """The mentor, of a paper for each of them."""
    child_ids: tuple[int, ...]
    everybody: tuple[int, ...]
    """The children of all papers of the wish."""
    known: dict[Any, Any] = field(repr=False)
    """What was read of everybody, by what read it."""

    @property
    def day(self) -> date:
        """The day whose facts the paper tells."""
        return self.chosen.day

    @property
    def today(self) -> date:
        """The day the paper is made."""
        return self.office.today

    def once(self, read: "Callable[[Subject], T]") -> T:
        """What is read of everybody, once for all papers of the wish."""
        if read not in self.known:
            self.known[read] = read(self)
        return self.known[read]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper; `about` tells it from others of the same subject, in the name of its file."""

    document: Document
    about: str = ""


Collect = Callable[[Subject], Iterable[Paper]]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A form; `whom` chooses its children, `per` parts them into papers."""

    key: str
    title: str
    per: Per
    whom: Whom
    profile: LayoutProfile
    audience: Audience
    collect: Collect
    formats: tuple[str, ...] = FORMATS
    ledger: str = ""
    """The table of the ledger it is printed of: it is offered there, and not among the forms."""

    running: bool = False
    """Page numbers go on from one paper to the next where all are in one file."""
    also: tuple[Audience, ...] = ()
    """Others whom it may be made for on request."""
    goes_home: bool = False
    """A family keeps it or it hangs on a wall: it does not say for whom it is."""
    names_children: bool = False
    """Though it is of the school's own records there are names of children in it."""

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """All whom it may be made for, the usual ones first."""
        return (self.audience, *self.also)

    @property
    def wants_reason(self) -> bool:
        """上报 holds statistics: names leave the office on request only."""
        return self.audience is Audience.REPORT and (self.names_children or not self.whom.is_nobody)

    @property
    def covers_numbers(self) -> bool:
        """Whether numbers are covered for whom it goes to, so that they can be asked for in full.

        A paper of the office tells them as the screen does.
        """
        return self.audience is Audience.REPORT and not self.whom.is_nobody
