"""Bytes of any length through the pipe: in pieces, and an end."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from typing import Any

from liushou_desk.importing.reader.blocks import Rubbish
from liushou_desk.importing.reader.packing import trouble_of

Block = dict[str, Any]
_PIECE = 3 * 1024 * 1024
MOST = 256 * 1024 * 1024


def parcel(content: bytes) -> Iterator[Block]:
    """The blocks of some bytes."""
    for at in range(0, len(content), _PIECE):
        yield {"k": "piece", "v": b64encode(content[at : at + _PIECE]).decode("ascii")}
    yield {"k": "end"}


def unpacked(take: Callable[[], Block]) -> bytes:
    """The bytes that blocks hold. Raises `Rubbish`, or what the reader was refused."""
    found = bytearray()
    while (block := take()).get("k") != "end":
        if block.get("k") == "refused":
            raise trouble_of(block)
        if block.get("k") != "piece" or len(found) > MOST:
            raise Rubbish
        try:
            found += b64decode(str(block.get("v")), validate=True)
        except ValueError as error:
            raise Rubbish from error
    return bytes(found)
