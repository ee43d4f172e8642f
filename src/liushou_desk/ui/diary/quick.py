"""The life of quick entries: drafts, the child's own mentor, saving one behind the other's back."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.picking import Pick
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.diary import (
    EntryRow,
    QuickDefaults,
    list_entries,
    quick_defaults,
    save_entry,
    still_there,
)
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.keeping.drafts import Draft, drop_draft, read_draft
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.register.picking import mentors_to_pick
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk, Journey
from liushou_desk.ui.diary.bar import CONTENT, DAY, QuickBar
from liushou_desk.ui.diary.form import CHILDREN, VISITORS, People, oddities
from liushou_desk.ui.draft_keeper import DraftKeeper, Kept
from liushou_desk.ui.forms.entry import ids_text

FORM = "quick_entry"
UNDATED = "?"
"""In place of the day that stands in the bar: it waits for one to be typed."""
LONG_AGO = 60
"""Days after which a day is asked about, and not kept for the next record."""


@dataclass(frozen=True)
class Saved:
    """A record that was entered: its row for the list, and what is odd about it."""

    row: EntryRow
    odd: tuple[str, ...]


class QuickEntry(QObject):
    """Serves a bar: whatever is typed is in the file or in its draft within a second."""

    saved = Signal(object)
    """The `EntryRow` that was entered."""

    def __init__(self, desk: Desk, bar: QuickBar) -> None:
        super().__init__(bar)
        self.desk, self.bar = desk, bar
        self._entered: set[int] = set()
        """The records that were entered here since the program was started."""
        self.there: frozenset[int] = frozenset()
        """Those of them that are on file; undo takes one away, redo brings it back."""
        self._under_way = 0
        self._people = People()
        self._knows_draft = False
        self._own = ""
        """The mentor who stands in the bar because the child is his."""
        self._day = ""
        """The day that stands in the bar because it was today."""
        self._aside: list[tuple[Mapping[str, str], str]] = []
        """Texts that come back when the bar is free, and what is to be said of them then."""
        self._draft = DraftKeeper(self, desk, Kept(FORM, None, self._worth_keeping))
        self._draft.rested.connect(self._look_for_oddities)
        bar.edited.connect(self._draft.touch)
        bar.picked.connect(self._suggest_mentor)
        bar.entered.connect(self.save)
        desk.tasks.changed.connect(self._hear)
        self.begin_day()

    @property
    def is_saving(self) -> bool:
        """Whether a record is on its way into the file."""
        return self._under_way > 0

    def offer(self, people: People) -> None:
        """The people of a new reading; a draft can be put back once there are some."""
        self._people = people
        self.bar.offer(people)
        if not self._knows_draft:
            self._knows_draft = True
            self.desk.tasks.run(self, lambda office: read_draft(office, FORM, None), self._restore)

    def begin_day(self) -> None:
        """A day that nobody typed follows the calendar."""
        if self.bar.day.text() == self._day:
            self._day = self.desk.today.isoformat()
            self.bar.day.set_text(self._day)

    def begin_for(self, journey: Journey) -> None:
        """An entry for a child: a kind or what is owed first, by its mentor; then the text.

        One without a day asks for it first: nobody says that the contact was made today.
        """
        term, child_id = self.desk.term, journey.child_id or 0

        def begin(found: QuickDefaults) -> None:
            mentor_id = journey.mentor_id or found.mentor_id
            if self._begin(child_id, journey.kind or found.kind, mentor_id) and journey.is_undated:
                self._forget_day()
                self.bar.day.setFocus()

        self.desk.tasks.run(self, lambda office: quick_defaults(office, term, child_id), begin)

    def begin_by(self, journey: Journey) -> None:
        """An entry of a mentor, about nobody yet: which child it was is asked first."""
        mentor_id = journey.mentor_id

        def begin(mentors: Sequence[Pick]) -> None:
            if all(one.id != mentor_id for one in mentors):
                self.desk.say("这位教师已不在帮扶人的名单上，不能从这里记录。")
                return
            self._clear_for(journey.kind)
            self.bar.visitors.set_text(str(mentor_id))
            if journey.is_undated:
                self._forget_day()
            self.bar.child.setFocus(Qt.FocusReason.TabFocusReason)

        self.desk.tasks.run(self, mentors_to_pick, begin)

    def save(self) -> None:
        """Enter the record; the bar is free for the next one at once."""
        values = self.bar.read()
        if values is None or not self._is_meant(values[DAY]):
            return
        texts = self.bar.texts()
        self._draft.pause()
        if self._is_long_ago(values[DAY]):
            self._day = self.desk.today.isoformat()
            self.bar.day.set_text(self._day)
        self._make_room()
        self._under_way += 1
        self.desk.tasks.run(
            self,
            lambda office: _enter(office, values),
            self._done,
            lambda error: self._failed(error, texts),
        )

    def _is_long_ago(self, day: date) -> bool:
        return (self.desk.today - day).days > LONG_AGO

    def _is_meant(self, day: date) -> bool:
        """Whether a day so long ago is no slip of the hand."""
        if not self._is_long_ago(day):
            return True
        ago = (self.desk.today - day).days
        meant = messages.ask(
            self.bar,
            f"日期是{day}，已经过去{ago}天，没有写错吗？",
            "这一条还没有保存。下一条会从今天的日期开始。",
            yes="日期没错，保存",
            no="改日期",
        )
        if not meant:
            self.bar.day.setFocus(Qt.FocusReason.TabFocusReason)
        return meant

    def _make_room(self) -> None:
        self.bar.clear()
        if self.bar.visitors.text() == self._own:
            self.bar.visitors.set_text("")
        self._own = ""
        self.bar.say("")
        if self._aside:
            texts, problem = self._aside.pop()
            self._put_in(texts)
            self.bar.say(problem, "problem" if problem else "quiet")
        self.bar.child.setFocus(Qt.FocusReason.TabFocusReason)

    def _done(self, saved: Saved) -> None:
        self._under_way -= 1
        self._entered.add(saved.row.entry_id)
        self._count(self.there | {saved.row.entry_id})
        said = f"{saved.row.happened_on}，{saved.row.children}，{saved.row.kind.label}"
        self.desk.say(f"本次已记 {len(self.there)} 条：{said}")
        if saved.odd:
            self.bar.say(f"刚才这条已保存。注意：{''.join(saved.odd)}")
        self.saved.emit(saved.row)

    def _hear(self, changes: Changes) -> None:
        """Undo, redo and removal anywhere change what was entered here."""
        if "diary_entry" in changes.tables and self._entered:
            asked = frozenset(self._entered)
            self.desk.tasks.run(
                self,
                lambda office: still_there(office, asked),
                lambda found: self._count(self.there - asked | found),
                replaces="count",
            )

    def _count(self, there: frozenset[int]) -> None:
        self.there = there
        self.bar.done.setText(f"本次已记 {len(there)} 条")

    def _failed(self, error: DeskError, texts: Mapping[str, str]) -> bool:
        """What could not be saved comes back, at once or after what was begun meanwhile."""
        self._under_way -= 1
        if not self.bar.is_blank:
            self._aside.append((texts, error.message))
            self.bar.say(f"刚才那条没有保存，录完这条后会回到这里：{error.message}", "problem")
            return True
        self._put_in(texts)
        self._draft.keep()
        if isinstance(error, InputProblem):
            self.bar.show_problem(error)
            return True
        return False

    def _begin(self, child_id: int, kind: DiaryKind | None, mentor_id: int | None) -> bool:
        """Whether the child can be written about here."""
        if child_id not in self.bar.child.picks:
            self.desk.say("这名儿童不在所选学期的花名册上，不能从这里记录。")
            return False
        self._clear_for(kind)
        self.bar.child.set_text(str(child_id))
        self._own = str(mentor_id) if mentor_id else ""
        self.bar.visitors.set_text(self._own)
        self.bar.content.setFocus()
        return True

    def _clear_for(self, kind: DiaryKind | None) -> None:
        if not self.bar.is_blank:
            self._aside.append((self.bar.texts(), ""))
        self.bar.clear()
        if kind:
            self.bar.kind.set_text(kind.label)

    def _forget_day(self) -> None:
        self._day = UNDATED
        self.bar.day.set_text("")

    def _put_in(self, texts: Mapping[str, str]) -> None:
        """Texts that stood in the bar before; whose mentor it is must be known again."""
        self.bar.set_texts(texts)
        own = self._own_mentor()
        self._own = own if own == self.bar.visitors.text() else ""

    def _suggest_mentor(self) -> None:
        """The child's own mentor, unless somebody else was typed and is being kept."""
        if self.bar.visitors.text() == self._own:
            self._own = self._own_mentor()
            self.bar.visitors.set_text(self._own)

    def _own_mentor(self) -> str:
        """The one mentor whom all chosen children have, as the picker writes it."""
        mentors = self._people.mentor_of or {}
        own = {mentors.get(child) for child in self.bar.child.chosen}
        return ids_text(mentor for mentor in own if mentor) if len(own) == 1 else ""

    def _worth_keeping(self) -> dict[str, str]:
        return {} if self.bar.is_blank else self.bar.texts()

    def _look_for_oddities(self) -> None:
        """Say what is odd about the record as it stands."""
        try:
            values = self.bar.values()
        except InputProblem:
            return
        if values[CONTENT]:  # else it may still be written
            self.desk.tasks.run(
                self,
                lambda office: oddities(office, values, values[CHILDREN]),
                self._warn_of(self.bar.texts()),
                replaces="oddities",
            )

    def _warn_of(self, texts: Mapping[str, str]) -> Callable[[tuple[str, ...]], None]:
        """Says what is odd, if the bar still holds what it was said of."""

        def warn(odd: tuple[str, ...]) -> None:
            if odd and self.bar.texts() == texts:
                self.bar.say(f"注意：{''.join(odd)}")

        return warn

    def _restore(self, draft: Draft | None) -> None:
        if draft is not None and self.bar.is_blank:
            self._put_in(draft.values)
            self.bar.say("已恢复上次没有保存的内容，请核对后按回车保存。")


def _enter(office: OfficeFile, values: dict[str, Any]) -> Saved:
    """On the worker: the record, its draft gone, and its row."""
    children, visitors = values[CHILDREN], values[VISITORS]
    fields = {key: value for key, value in values.items() if key not in (CHILDREN, VISITORS)}
    odd = oddities(office, fields, children)
    entry_id = save_entry(office, None, fields, children, visitors)
    with suppress(DeskError):  # the record is saved, and must not be taken for unsaved
        drop_draft(office, FORM, None)
    mine = list_entries(office, None, child_id=children[0])
    return Saved(next(row for row in mine if row.entry_id == entry_id), odd)
