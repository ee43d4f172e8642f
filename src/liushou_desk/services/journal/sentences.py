"""The sentence of an action with the names of whom it is about, filled in when it is read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import KEPT_APART
from liushou_desk.domain.terms import term_title
from liushou_desk.models import Action, Change, ImportBatch
from liushou_desk.services.journal.rows import Archive

_ABOUT = {
    "entry": "diary_entry",
    "child": "child",
    "kept": "child",
    "gone": "child",
    "first": "child",
    "second": "child",
    "mentor": "mentor",
    "activity": "activity",
    "rule": "follow_up_rule",
    "school_class": "school_class",
}
"""Which table an id among an action's records is of."""
_JOINED = ("child", "pupil", "mentor", "family_member")
"""What of two may have become one; with a child members of its home may go too."""
_CHILDREN = [key for key, table in _ABOUT.items() if table == "child"]


class Teller:
    """Tells actions; the names of all children they are about are read at once."""

    def __init__(self, session: Session, actions: Iterable[Action]) -> None:
        self._session = session
        self.archive = Archive(session)
        self._batches = {
            batch.action_id: batch for batch in session.scalars(sa.select(ImportBatch))
        }
        actions = list(actions)
        self._known = {action.id: action for action in actions}
        self.archive.learn(
            child_id for action in actions for child_id in _child_ids(_records(action))
        )

    def tell(self, action: Action) -> str:
        """修改儿童资料：张伟（三1·2016-03）; an undo tells of what it took back."""
        origin = self._origin(action)
        before = action.sentence.removesuffix(origin.sentence) if origin is not action else ""
        if batch := self._batches.get(origin.id):
            return f"{before}{_import(origin, batch)}"
        if self._is_kept_apart(origin):
            return before + KEPT_APART
        about = self._about(origin)
        return f"{before}{origin.sentence}：{about}" if about else before + origin.sentence

    def _origin(self, action: Action) -> Action:
        while action.undoes is not None:
            known = self._known.get(action.undoes)
            action = known or self._session.get_one(Action, action.undoes)
        return action

    def _is_kept_apart(self, action: Action) -> bool:
        """Whether it made, changed or removed a record of the diary that may not be shown."""
        records = _records(action)
        if not {"entry", "children"} & records.keys():
            return False
        entry_id = records.get("entry") or self._new_row(action, _ABOUT["entry"])
        return entry_id is not None and self.archive.is_kept_apart(entry_id)

    def _about(self, action: Action) -> str:
        records = _records(action)
        of = _ABOUT | self._joined(action, records)
        said = [
            self._name(action, table, records[key]) for key, table in of.items() if key in records
        ]
        if pairing := records.get("pairing"):
            said.append(self.archive.who("pairing", pairing))
        if children := _list_of_children(records):
            said.append(self.archive.children(children))
        if isinstance(term := records.get("term"), str):
            said.append(term_title(term))
        if isinstance(rows := records.get("rows"), int):
            said.append(f"{rows}行")
        return "，".join(part for part in said if part)

    def _joined(self, action: Action, records: Mapping[str, Any]) -> dict[str, str]:
        """Of which table the two are that became one: of the one from which one of them went."""
        if "gone" not in records:
            return {}
        went = self._session.scalars(
            sa.select(Change.table_name)
            .where(Change.action_id == action.id, Change.row_id == records["gone"])
            .where(Change.operation == "D")
        ).all()
        table = next((table for table in _JOINED if table in went), "child")
        return {"kept": "child" if table == "pupil" else table, "gone": table}

    def _name(self, action: Action, table: str, row_id: Any) -> str:
        return self.archive.name(table, row_id or self._new_row(action, table))

    def _new_row(self, action: Action, table: str) -> int | None:
        """What an action made, where its records could not know the id yet."""
        return self._session.scalar(
            sa.select(Change.row_id)
            .where(Change.action_id == action.id, Change.table_name == table)
            .where(Change.operation == "I")
            .limit(1)
        )


def _import(action: Action, batch: ImportBatch) -> str:
    """导入名册 84行，新增12人：文件名."""
    counts = json.loads(batch.counts)
    counts |= _records(action)
    rows = f" {counts['rows']}行" if "rows" in counts else ""
    new = f"，新增{counts['new']}人" if counts.get("new") else ""
    return f"{action.sentence}{rows}{new}：{batch.file_name}"


def _records(action: Action) -> Mapping[str, Any]:
    return json.loads(action.records)


def _child_ids(records: Mapping[str, Any]) -> Sequence[int]:
    alone = [records.get(key) for key in _CHILDREN]
    return [*(i for i in alone if isinstance(i, int)), *_list_of_children(records)]


def _list_of_children(records: Mapping[str, Any]) -> list[int]:
    """Some actions keep a number of children under this key instead of their ids."""
    found = records.get("children")
    return cast("list[int]", found) if isinstance(found, list) else []
