"""What changed in the office file, read from its journal.

The journal already knows every row that an action touched, so no service can forget to say it, and
undo, redo and imports are told like any other change.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from liushou_desk.models.journal import newest_action
from liushou_desk.models.office_file import OfficeFile


@dataclass(frozen=True, slots=True)
class Changes:
    """The tables whose rows were added, amended or removed; empty where nothing was."""

    tables: frozenset[str] = frozenset()

    @property
    def rows(self) -> frozenset[str]:
        """The same but for the list of actions; empty where something was done to no row."""
        return self.tables - {"action"}

    def __bool__(self) -> bool:
        return bool(self.tables)


TOUCHED = sa.text("SELECT DISTINCT +table_name FROM change WHERE action_id > :seen")
"""The plus keeps SQLite from its index by table, in which it walks through the whole journal."""


def last_action(office: OfficeFile) -> int:
    """The id of the newest action, 0 in a file without any."""
    with office.reading() as session:
        return newest_action(session)


def changes_since(office: OfficeFile, action_id: int) -> Changes:
    """What the actions after a given one touched."""
    with office.reading() as session:
        if newest_action(session) <= action_id:
            return Changes()
        touched = session.scalars(TOUCHED, {"seen": action_id})
        return Changes(frozenset({"action", *touched}))
