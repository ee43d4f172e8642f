"""The journal's line for papers that left the office."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from liushou_desk.errors import DeskError
from liushou_desk.models.office_file import OfficeFile


def note(office: OfficeFile, sentence: str, files: Iterable[Path] = (), **told: Any) -> None:
    """Keep that papers were made; a backup that is only looked at keeps nothing."""
    if not office.is_backup:
        require_note(office, sentence, files, **told)


def require_note(
    office: OfficeFile, sentence: str, files: Iterable[Path] = (), **told: Any
) -> None:
    """Keep what was taken out of the office, which nothing undoes; `told` names nobody.

    Where that cannot be kept (a full disk may stop the line alone) the `files` that were written go
    again: nothing is about that the journal does not know of.
    """
    try:
        with office.action(sentence, undoable=False, **told):
            pass
    except DeskError:
        for path in files:
            path.unlink(missing_ok=True)
        raise
