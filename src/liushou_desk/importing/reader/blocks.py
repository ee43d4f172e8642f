"""The pipe between the program and its reader: JSON in blocks that say their length first."""

import json
import struct
from typing import IO, Any, NoReturn

MOST_BLOCK = 8 * 1024 * 1024
"""Bytes of one block; whoever says more is not believed."""
_LENGTH = struct.Struct(">I")


class Rubbish(ValueError):
    """What came over the pipe is no block of ours."""


class Ended(ValueError):
    """The pipe ended in the middle."""


def write_block(pipe: IO[bytes], block: dict[str, Any]) -> None:
    """Send one block."""
    content = json.dumps(block, allow_nan=False, separators=(",", ":")).encode("ascii")
    if len(content) > MOST_BLOCK:
        raise Rubbish
    pipe.write(_LENGTH.pack(len(content)) + content)
    pipe.flush()


def read_block(pipe: IO[bytes]) -> dict[str, Any]:
    """Take one block. Raises `Rubbish` or `Ended`."""
    [length] = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > MOST_BLOCK:
        raise Rubbish
    try:
        block = json.loads(_exactly(pipe, length), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        if isinstance(error, Ended):
            raise
        raise Rubbish from error
    if not isinstance(block, dict):
        raise Rubbish
    return block  # pyright: ignore[reportUnknownVariableType] - its parts are looked at one by one


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = pipe.read(size)
        if not part:
            raise Ended
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _refuse(_: str) -> NoReturn:
    raise Rubbish
