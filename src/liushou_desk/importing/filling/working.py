"""The works on a template as the reader is asked for them: plain data in, plain data out."""

from pathlib import Path
from typing import Any

from liushou_desk.importing.filling.book import book_facts as facts_of_book
from liushou_desk.importing.filling.book import filled_book

Answer = tuple[dict[str, Any], bytes]


def book_facts(path: Path, _told: dict[str, Any]) -> Answer:
    """What a workbook's sheets demand."""
    return facts_of_book(path), b""


def fill_book(path: Path, told: dict[str, Any]) -> Answer:
    """A workbook with cells filled in."""
    wishes = [(int(row), int(column), value) for row, column, value in told["cells"]]
    return {}, filled_book(path, str(told["sheet"]), wishes, told.get("like"))
