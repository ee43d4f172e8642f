"""The journal's line for papers that left the office."""

from typing import Any

from liushou_desk.models.office_file import OfficeFile


def note(office: OfficeFile, sentence: str, **told: Any) -> None:
    """Keep that papers were made, which nothing undoes; `told` names nobody.

    A backup that is only looked at keeps nothing.
    """
    if not office.is_backup:
        with office.action(sentence, undoable=False, **told):
            pass
