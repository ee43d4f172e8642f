"""显示: full numbers and restricted values are handed out on demand, and the journal notes it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from liushou_desk.domain.field import Value
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.child_form import ENTRIES, is_restricted

NUMBERS_SEEN = "查看完整证件号码"
RESTRICTED_SEEN = "查看敏感信息"


def reveal(
    office: OfficeFile, child_id: int, term: str, keys: Collection[str]
) -> Mapping[str, Value | None]:
    """The values of some lines of a child's form, after noting in the journal who was looked at.

    The note is no step that could be undone. Raises `RuleConflict` where the child was removed.
    """
    with office.reading() as session:
        values: dict[str, Any] = read_file(session, child_id, term).values()
    asked = sorted(key for key in keys if key in ENTRIES)
    if not asked:
        return {}
    restricted = [key for key in asked if is_restricted(ENTRIES[key]) or key.endswith(".status")]
    said = [NUMBERS_SEEN] if len(restricted) < len(asked) else []
    said += [RESTRICTED_SEEN] if restricted else []
    with office.action("、".join(said), undoable=False, child=child_id, fields=asked):
        pass
    return {key: values[key] for key in asked}


def note_seen(office: OfficeFile, title: str, headings: Sequence[str]) -> None:
    """Note in the journal that restricted columns of a list were looked at; not undoable."""
    with office.action(RESTRICTED_SEEN, undoable=False, list=title, columns=list(headings)):
        pass
