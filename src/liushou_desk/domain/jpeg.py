"""JPEG: whether a picture is whole, how large it is, and what cameras wrote beside it.

Only the marks between the parts are read; the picture itself is Qt's business.
"""

from collections.abc import Iterator

BEGINS = b"\xff\xd8\xff"
_SCAN, _END = 0xDA, b"\xff\xd9"
_FRAMES = {mark for mark in range(0xC0, 0xD0) if mark not in (0xC4, 0xC8, 0xCC)}
_BESIDE = {*range(0xE1, 0xF0), 0xFE}
"""Exif with place and time, colour profiles, the maker's own, comments; not JFIF's own 0xE0."""


def is_whole(jpeg: bytes) -> bool:
    """Whether its end has come along; within a picture the mark of the end cannot stand."""
    starts = [start for mark, start, _ in _parts(jpeg) if mark == _SCAN]
    return bool(starts) and jpeg.find(_END, starts[0]) >= 0


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises `ValueError` for what is no JPEG."""
    for mark, start, end in _parts(jpeg):
        if mark in _FRAMES and end - start >= 5:
            height, width = (int.from_bytes(jpeg[at : at + 2]) for at in (start + 1, start + 3))
            return width, height
    raise ValueError


def tells_more(jpeg: bytes) -> bool:
    """Whether anything beside the picture goes along: where and when it was taken, by whom."""
    return any(mark in _BESIDE for mark, _, _ in _parts(jpeg))


def _parts(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """Mark, first byte and the byte after the last of each part up to the picture itself."""
    at = 2 if jpeg.startswith(BEGINS) else len(jpeg)
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        mark, end = jpeg[at + 1], at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if end > len(jpeg):
            return
        yield mark, at + 4, end
        if mark == _SCAN:
            return
        at = end
