"""What a backup holds otherwise than the file of now, in records: fewer, more, changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.ledgers import LEDGERS, OF_CHILD
from liushou_desk.domain.tables import TABLES
from liushou_desk.models.content import tables_of

Named = Mapping[Any, tuple[str, int]]
"""The records of a kind by id: how one is called, and a sum over all it says."""
_LISTED = 3
"""How many records are named of a kind."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of record: how many the backup has fewer, more and other than the file of now."""

    label: str
    unit: str
    fewer: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """比现在少：家访3条（…）."""
        said = (("比现在少", self.fewer), ("比现在多", self.more), ("内容不同", self.changed))
        return [
            f"{word}：{self.label}{_counted(names, self.unit)}" for word, names in said if names
        ]


def differences(backup: Any, present: Any) -> tuple[Difference, ...]:
    """Compare two driver connections, kind by kind; kinds in which they agree are left out."""
    found: list[Difference] = []
    for label, unit, read in _KINDS:
        then, now = read(backup), read(present)
        one = Difference(
            label,
            unit,
            _names(now, now.keys() - then.keys()),
            _names(then, then.keys() - now.keys()),
            _names(now, {key for key in now.keys() & then.keys() if now[key] != then[key]}),
        )
        if one.sentences():
            found.append(one)
    return tuple(found)


def _counted(names: tuple[str, ...], unit: str) -> str:
    named = [name for name in names[:_LISTED] if name]
    more = "等" if len(names) > len(named) else ""
    return f"{len(names)}{unit}" + (f"（{'、'.join(named)}{more}）" if named else "")


def _names(records: Named, ids: set[Any]) -> tuple[str, ...]:
    return tuple(records[key][0] for key in sorted(ids))


def _rows(table: str, name: str) -> Callable[[Any], Named]:
    """Every row of a table; `name` is the SQL that calls one."""

    def read(connection: Any) -> Named:
        if table not in tables_of(connection):
            return {}
        rows = connection.execute(f'SELECT id, {name}, * FROM main."{table}"').fetchall()
        return {row[0]: (str(row[1] or ""), hash(row[2:])) for row in rows}

    return read


def _entries(kind: DiaryKind) -> Callable[[Any], Named]:
    """Records of the diary of one kind, called by day and children where these may be shown."""
    about = "group_concat(c.name, '、')" if kind.may_be_shown else "NULL"

    def read(connection: Any) -> Named:
        rows = connection.execute(
            f"SELECT e.id, e.happened_on, {about}, group_concat(c.id), e.* FROM main.diary_entry e"
            " LEFT JOIN main.entry_child x ON x.entry_id = e.id"
            " LEFT JOIN main.child c ON c.id = x.child_id"
            " WHERE e.kind = ? GROUP BY e.id",
            (kind.value,),
        ).fetchall()
        return {row[0]: (f"{row[1]} {row[2] or ''}".strip(), hash(row[2:])) for row in rows}

    return read


_Kind = tuple[str, str, Callable[[Any], Named]]
_WHOSE = "(SELECT name FROM main.child WHERE id = child_id)"
_NAMED = {
    **dict.fromkeys(("child", "family_member", "mentor", "pupil", "school_profile"), "name"),
    **dict.fromkeys(("caregiver_period", "boarding_period", "register_period"), _WHOSE),
    **dict.fromkeys(("school_record_mark", "term_sheet", "label_override"), _WHOSE),
    **dict.fromkeys(("pairing", "support_plan", *OF_CHILD), _WHOSE),
    "activity": "title",
    "term": "code",
}
"""What a row is called by; the others are only counted."""


def _kind(table: str) -> _Kind:
    named = TABLES[table]
    return named.label, named.unit, _rows(table, _NAMED.get(table, "NULL"))


_KINDS: tuple[_Kind, ...] = (
    *map(_kind, ("child", "household", "family_member", "whereabouts", "caregiver_period")),
    *map(_kind, ("boarding_period", "register_period", "school_record_mark", "term_sheet")),
    *map(_kind, ("sheet_hardship", "label_override")),
    *((kind.label, "条", _entries(kind)) for kind in DiaryKind),
    *map(_kind, ("mentor", "pairing", "support_plan", "plan_review", "activity")),
    *map(_kind, ("activity_child", "record_photo", *(kind.table for kind in LEDGERS))),
    *map(_kind, ("follow_up_rule", "term", "school_class", "pupil")),
    *map(_kind, ("summary_draft", "issued_document")),
    ("照片", "张", _rows("photo", "NULL")),
    _kind("school_profile"),
)
