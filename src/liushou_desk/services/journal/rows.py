"""Rows as the journal knows them, there or removed, and what each is called."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.classes import ClassName
from liushou_desk.domain.diary_kinds import KEPT_APART, DiaryKind
from liushou_desk.domain.template import read_out
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import AppliesTo, Frequency, OwedBy, Relation, Stage
from liushou_desk.models import Action, Base, Change, EntryChild
from liushou_desk.models.journal import removed_row
from liushou_desk.services.facts.naming import called, shared_names, told_apart
from liushou_desk.services.facts.places import Place, places
from liushou_desk.services.figures.statistics import Names
from liushou_desk.services.summary.sections import section_of
from liushou_desk.services.summary.values import figure_name

Row = Mapping[str, Any]
"""A row as it is stored: words by value, days as text."""
NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Trace:
    """One entry of the journal about a row; `before` is the image of a removed one."""

    change_id: int
    action_id: int
    operation: str
    column: str | None
    before: Any


class Archive:
    """Reads each row and name once; belongs to one reading of the journal."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[tuple[str, int], Row | None] = {}
        self._removed: dict[tuple[str, int], Row] = {}
        self._traces: dict[tuple[str, int], tuple[Trace, ...]] = {}
        self._children: dict[int, str] = {}

    def there(self, table: str, row_id: int) -> Row | None:
        """The row as it is now, None where it is removed."""
        key = (table, row_id)
        if key not in self._rows:
            read = sa.text(f'SELECT * FROM "{table}" WHERE id = :id')
            found = self._session.execute(read, {"id": row_id}).mappings().first()
            self._rows[key] = None if found is None else {str(k): v for k, v in found.items()}
        return self._rows[key]

    def row(self, table: str, row_id: int | None) -> Row:
        """The row as it is or last was; empty for one that nobody knows."""
        if row_id is None:
            return {}
        return self.there(table, row_id) or self._image(table, row_id)

    def traces(self, table: str, row_id: int) -> tuple[Trace, ...]:
        """All that the journal says of a row, the oldest first."""
        key = (table, row_id)
        if key not in self._traces:
            kept = (Change.id, Change.action_id, Change.operation, Change.column_name)
            found = self._session.execute(
                sa.select(*kept, Change.before)
                .where(Change.table_name == table, Change.row_id == row_id)
                .order_by(Change.id)
            )
            self._traces[key] = tuple(Trace(*row) for row in found)
        return self._traces[key]

    def value_after(self, table: str, row_id: int, column: str, change_id: int) -> Any:
        """What a cell held once a change was done: the next before, or what it holds now."""
        for trace in self.traces(table, row_id):
            if trace.change_id > change_id:
                if trace.operation == "D":
                    return json.loads(trace.before).get(column)
                if trace.column == column:
                    return trace.before
        return (self.there(table, row_id) or {}).get(column)

    def action(self, action_id: int) -> Action:
        """An action of the journal."""
        return self._session.get_one(Action, action_id)

    def learn(self, child_ids: Iterable[int]) -> None:
        """Read the names of many children at once."""
        wanted = sorted(set(child_ids) - set(self._children))
        if not wanted:
            return
        self._children |= called(self._session, wanted, None)
        gone = [child_id for child_id in wanted if child_id not in self._children]
        images = [(child_id, self._image("child", child_id)) for child_id in gone]
        self._children |= told_apart(
            self._session,
            self._shared,
            [(i, row["name"], _day(row.get("born_on")), None) for i, row in images if row],
        )

    def children(self, child_ids: Collection[int]) -> str:
        """张小雨、李春生等5人; the removed by the name they had."""
        self.learn(child_ids)
        names = [self._children[child_id] for child_id in child_ids if child_id in self._children]
        more = f"等{len(names)}人" if len(names) > NAMED_AT_MOST else ""
        return "、".join(names[:NAMED_AT_MOST]) + more

    def name(self, table: str, row_id: int | None) -> str:
        """What a row is called where another one refers to it or an action is about it."""
        row = self.row(table, row_id)
        if not row or row_id is None:
            return ""
        match table:
            case "child":
                return self.children([row_id])
            case "household":
                return f"{self._children_of_home(row_id)}家"
            case "family_member":
                return f"{Relation(row['relation']).label}{row['name']}"
            case "diary_entry":
                kind = DiaryKind(row["kind"])
                return f"{row['happened_on']}{kind.label if kind.may_be_shown else KEPT_APART}"
            case "term":
                return term_title(row["code"])
            case "school_class":
                return self._class(row_id, row)
            case "follow_up_rule":
                said = f"{Frequency(row['frequency']).label}{DiaryKind(row['kind']).label}"
                unit = "户" if row["owed_by"] == OwedBy.MENTOR else "次"
                return f"{said}{row['times']}{unit}（{AppliesTo(row['applies_to']).label}）"
            case _:
                return str(row.get("title") or row.get("name") or "")

    def who(self, table: str, row_id: int) -> str:
        """Whom or what a row is about, in words."""
        row = self.row(table, row_id)
        match table:
            case "family_member":
                return (
                    f"{self._children_of_home(row.get('household_id'))}的{self.name(table, row_id)}"
                )
            case "whereabouts":
                return self.who("family_member", row["member_id"]) if row else ""
            case "sheet_hardship":
                return self.who("term_sheet", row["sheet_id"]) if row else ""
            case "draft_paragraph":
                if not row:
                    return ""
                return f"{self.who('summary_draft', row['draft_id'])}{section_of(row['key'])}"
            case "entry_child" | "entry_visitor":
                return self.who("diary_entry", row["entry_id"]) if row else ""
            case "record_photo" if row.get("entry_id"):
                return self.who("diary_entry", row["entry_id"])
            case "diary_entry":
                about = () if self.is_kept_apart(row_id) else self.children_of_entry(row_id)
                return "，".join(filter(None, (self.name(table, row_id), self.children(about))))
            case "class_teacher":
                of = (("school_class", "class_id"), ("term", "term_id"))
                return "，".join(self.name(name, row.get(column)) for name, column in of)
            case "pairing":
                pair = (("child", "child_id"), ("mentor", "mentor_id"))
                return "和".join(self.name(name, row.get(column)) for name, column in pair)
            case "not_duplicate":
                return self.children([row["first_id"], row["second_id"]]) if row else ""
            case _:
                return self._by_key(table, row_id, row)

    def is_kept_apart(self, entry_id: int) -> bool:
        """Whether a record of the diary may not be shown."""
        kind = self.row("diary_entry", entry_id).get("kind")
        return kind is not None and not DiaryKind(kind).may_be_shown

    def children_of_entry(self, entry_id: int) -> tuple[int, ...]:
        """The children a record is about, or was when it was removed."""
        now = self._session.scalars(
            sa.select(EntryChild.child_id).where(EntryChild.entry_id == entry_id)
        ).all()
        return tuple(now) or self._last_children_of_entry(entry_id)

    def paragraph(self, column: str, value: str) -> str:
        """A cell of the clerk's paragraphs: the figures in it by their names."""
        if column == "key":
            return section_of(value)
        return read_out(value, lambda key: f"〔{figure_name(self._figures, key) or key}〕")

    @cached_property
    def _figures(self) -> Names:
        return Names.read(self._session)

    @cached_property
    def _shared(self) -> set[str]:
        return shared_names(self._session)

    @cached_property
    def _places(self) -> Mapping[int | None, Place]:
        return places(self._session)

    def _class(self, class_id: int, row: Row) -> str:
        """A class as it is called now, or was when it was removed."""
        if place := self._places.get(class_id):
            return place.class_label
        campus = self.row("campus", row["campus_id"])
        name = ClassName(Stage(row["stage"]), row["grade"], row["number"])
        is_main = bool(campus.get("is_main", True))
        where = row["campus_id"], str(campus.get("name") or ""), is_main
        return Place(*where, name, row.get("name")).class_label

    def _by_key(self, table: str, row_id: int, row: Row) -> str:
        """By its own name, or by the child, activity, pupil or term it belongs to."""
        keys = ("child_id", "activity_id", "pupil_id", "member_id", "term_id")
        for column in keys if table in Base.metadata.tables else ():
            if row.get(column) is not None:
                key = next(iter(Base.metadata.tables[table].c[column].foreign_keys))
                return self.name(key.column.table.name, row[column])
        return self.name(table, row_id)

    def _children_of_home(self, household_id: int | None) -> str:
        ids = self._session.execute(
            sa.text("SELECT id FROM child WHERE household_id = :id ORDER BY id"),
            {"id": household_id},
        ).scalars()
        return self.children(list(ids)) or "已删除儿童"

    def _image(self, table: str, row_id: int) -> Row:
        """A removed row as it was."""
        key = (table, row_id)
        if key not in self._removed:
            images = [t.before for t in self.traces(table, row_id) if t.operation == "D"]
            self._removed[key] = removed_row(table, images[-1]) if images else {}
        return self._removed[key]

    def _last_children_of_entry(self, entry_id: int) -> tuple[int, ...]:
        """Found in the images that were recorded near the record's own."""
        removed = [t for t in self.traces("diary_entry", entry_id) if t.operation == "D"]
        if not removed:
            return ()
        images = self._session.scalars(
            sa.select(Change.before).where(
                Change.action_id == removed[-1].action_id,
                Change.table_name == EntryChild.__tablename__,
                Change.operation == "D",
            )
        )
        links = (json.loads(image) for image in images)
        return tuple(link["child_id"] for link in links if link["entry_id"] == entry_id)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
