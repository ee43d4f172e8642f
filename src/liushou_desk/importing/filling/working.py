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


def word_names(path: Path, _told: dict[str, Any]) -> Answer:
    """The names a Word template holds, and what in it is not understood."""
    from liushou_desk.importing.filling.word import names_in

    used, problems = names_in(path)
    return {"used": [list(one) for one in used], "problems": problems}, b""


def fill_word(path: Path, told: dict[str, Any]) -> Answer:
    """A Word template filled in once for each paper: the sizes of the files, one after another."""
    from liushou_desk.importing.filling.word import filled_words

    made = filled_words(path, list(told["papers"]))
    return {"sizes": [len(one) for one in made]}, b"".join(made)
