"""What a form showed when it was opened: which of its values were changed, and a draft of those."""

from collections.abc import Mapping
from typing import Any

from liushou_desk.services.writing.stale import Changed

_WAS = "打开时 "
"""Before a key of a draft: the text that stood there when the form was opened."""


class Seen:
    """The record of a form as the file had it; None where the form makes a new one."""

    def __init__(
        self,
        on_file: Mapping[str, Any] | None,
        filled: Mapping[str, Any],
        read: Mapping[str, Any],
        texts: Mapping[str, str],
    ) -> None:
        self._on_file = None if on_file is None else dict(on_file)
        self._texts = texts
        self._untouched = {
            key: value
            for key, value in read.items()
            if self._on_file is not None
            and (key not in self._on_file or self._on_file[key] == filled.get(key))
        }

    def changed(self, values: dict[str, Any]) -> dict[str, Any]:
        """Of what the form reads now, what somebody changed; all of a new record."""
        if self._on_file is None:
            return values
        known, nothing = self._untouched, object()
        mine = {key: value for key, value in values.items() if known.get(key, nothing) != value}
        return Changed(mine, self._on_file)

    def accept(self, now: Mapping[str, Any]) -> None:
        """Somebody has seen what the file holds by now and decided."""
        if self._on_file is not None:
            self._on_file |= now

    def draft_of(self, texts: Mapping[str, str]) -> dict[str, str]:
        """What to keep: of a record on file what was typed, and what stood there before."""
        if self._on_file is None:
            return dict(texts)
        mine = {key: text for key, text in texts.items() if self._texts.get(key) != text}
        was = {f"{_WAS}{key}": self._texts[key] for key in mine if key in self._texts}
        return mine | was

    def overtaken(self, draft: Mapping[str, str]) -> list[str]:
        """The keys of a draft in which the file holds something else than when it was begun."""
        return [
            key
            for key in draft
            if draft.get(f"{_WAS}{key}", self._texts.get(key)) != self._texts.get(key)
        ]
