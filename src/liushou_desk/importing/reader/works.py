"""What the reader can be asked to do beside reading: work on a template that is somebody else's.

The answer is what was found out, as plain data, and perhaps a file, sent in pieces.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from liushou_desk.importing.reader.blocks import Rubbish

Block = dict[str, Any]
Work = Callable[[Path, dict[str, Any]], tuple[dict[str, Any], bytes]]
"""Does one thing with a file as it was told. Raises `FileTrouble` or `TemplateTrouble`."""
MOST_MADE = 128 * 1024 * 1024
_PIECE = 3 * 1024 * 1024
_ROOMS: Mapping[str, str] = {
    "book_facts": "liushou_desk.importing.filling.working",
    "fill_book": "liushou_desk.importing.filling.working",
    "word_names": "liushou_desk.importing.filling.working",
    "fill_word": "liushou_desk.importing.filling.working",
}
"""Where each work is; its libraries load when it is asked for."""


def work_of(name: str) -> Work:
    """A work by name; loads what it needs."""
    if name not in _ROOMS:
        raise Rubbish
    return cast("Work", getattr(import_module(_ROOMS[name]), name))


def made_blocks(told: dict[str, Any], made: bytes) -> Iterator[Block]:
    """What came of a work."""
    for at in range(0, len(made), _PIECE):
        yield {"k": "piece", "v": b64encode(made[at : at + _PIECE]).decode("ascii")}
    yield {"k": "made", "told": told}


class Taking:
    """Puts together what comes over the pipe. Raises `Rubbish`."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def take(self, block: Block) -> tuple[dict[str, Any], bytes] | None:
        """The whole with the last block, None before."""
        if block.get("k") == "piece":
            self._pieces.append(_bytes(block.get("v")))
            if sum(map(len, self._pieces)) > MOST_MADE:
                raise Rubbish
            return None
        told = block.get("told")
        if block.get("k") != "made" or not isinstance(told, dict):
            raise Rubbish
        return cast("dict[str, Any]", told), b"".join(self._pieces)


def _bytes(written: object) -> bytes:
    try:
        return b64decode(str(written), validate=True)
    except ValueError as error:
        raise Rubbish from error
