"""A journal that lies beside an office file when it is opened: is it that file's own?

SQLite rolls back whatever journal it finds. One that was left by another state of the file, since
somebody copied a backup over it, then destroys what was copied. So page 1 as the journal has it is
compared with page 1 of the file: within one step they are equal, or the file's change counter is
one ahead. Formats: https://sqlite.org/fileformat2.html, sections 1.3 and 3.
"""

import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = struct.Struct(">8sIIIII")
"""Magic, records, nonce, pages of the file before the step, sector size, page size."""
_UNCOUNTED = 0xFFFFFFFF
_PLAIN = b"SQLite format 3\0"
_HEAD = 100
"""Bytes of the file's own header on page 1."""
_COUNTER, _PAGES, _COOKIE = slice(24, 28), slice(28, 32), slice(40, 44)
_NEVER_CHANGED = (slice(0, 24), slice(44, 48), slice(52, 72))
"""Parts of that header that no step of an office file changes: sizes, encoding, whose file."""
_CHECK_EVERY = 200
_TRIES = 4
_ASK_AGAIN = 0.05
"""Seconds between two looks: another program may be in the middle of a step."""


@dataclass(frozen=True, slots=True)
class _Journal:
    """What rolling back would do."""

    records: int
    """How many pages it would put back; 0 while the step had not reached the file."""
    first_pages: int
    page_size: int
    pages: dict[int, bytes]
    """Every page that is whole in it, counted or not."""


def is_its_own(path: Path) -> bool:
    """Whether what lies beside a file may be applied to it, or is nothing. Touches neither."""
    for left in reversed(range(_TRIES)):
        before = _stamp(path)
        found = _judge(path)
        if found and before == _stamp(path):
            return True
        if left:
            time.sleep(_ASK_AGAIN)
    return _judge(path)


def _judge(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return False  # no program of ours makes one
    beside = path.with_name(path.name + "-journal")
    raw = beside.read_bytes() if beside.exists() else b""
    if not raw.startswith(_MAGIC) or len(raw) < _HEADER.size:
        return True  # empty, finished or not begun: nothing would be rolled back
    if raw.endswith(_MAGIC):
        return False  # of a step over several files, which no program of ours does
    journal = _read(raw)
    if journal is None:
        return True  # SQLite itself refuses it
    with path.open("rb") as file:
        page = file.read(journal.page_size)
    return _belongs(journal, page, path.stat().st_size)


def _read(raw: bytes) -> _Journal | None:
    _, count, _, first_pages, sector, page_size = _HEADER.unpack_from(raw)
    for size, least in ((sector, 32), (page_size, 512)):
        if not least <= size <= 65536 or size & (size - 1):
            return None
    pages: dict[int, bytes] = {}
    records = 0
    for number, page, is_counted in _records(raw, sector, page_size):
        pages.setdefault(number, page)
        records += is_counted
    return _Journal(records if count else 0, first_pages, page_size, pages)


def _records(raw: bytes, sector: int, page_size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Page number, page, and whether the header counts it, as far as the checksums hold."""
    record = 4 + page_size + 4
    start = 0
    while raw[start : start + 8] == _MAGIC and start + _HEADER.size <= len(raw):
        _, count, nonce, *_ = _HEADER.unpack_from(raw, start)
        place, taken = start + sector, 0
        while place + record <= len(raw):
            (number,) = struct.unpack_from(">I", raw, place)
            page = raw[place + 4 : place + 4 + page_size]
            (check,) = struct.unpack_from(">I", raw, place + 4 + page_size)
            if not number or check != _checksum(page, nonce):
                break
            yield number, page, count == _UNCOUNTED or taken < count
            taken += 1
            place += record
            if taken == count:
                break
        if count in (0, _UNCOUNTED) or taken < count:
            return
        start = -(-place // sector) * sector


def _checksum(page: bytes, nonce: int) -> int:
    return (nonce + sum(page[len(page) - _CHECK_EVERY : 0 : -_CHECK_EVERY])) & 0xFFFFFFFF


def _belongs(journal: _Journal, page: bytes, size: int) -> bool:
    known = journal.pages.get(1)
    if known is None:  # a step changes page 1 last, so here it is still as it was
        pages = int.from_bytes(page[_PAGES]) if journal.records else size // journal.page_size
        return pages == journal.first_pages
    if page[: len(_PLAIN)] != _PLAIN:
        return page[: len(_PLAIN)] == known[: len(_PLAIN)]  # encrypted: the salt stands there
    if page[:_HEAD] == known[:_HEAD]:
        return True
    counter, before = (int.from_bytes(one[_COUNTER]) for one in (page, known))
    if not journal.records or counter != (before + 1) & 0xFFFFFFFF:
        return False
    same_schema = page[_COOKIE] != known[_COOKIE] or page[_HEAD:] == known[_HEAD:]
    return same_schema and all(page[part] == known[part] for part in _NEVER_CHANGED)


def _stamp(path: Path) -> tuple[tuple[int, int], ...]:
    """Size and time of a file and its journal, to see whether they stood still meanwhile."""
    names = (path, path.with_name(path.name + "-journal"))
    stats = (name.stat() for name in names if name.exists())
    return tuple((stat.st_size, stat.st_mtime_ns) for stat in stats)
