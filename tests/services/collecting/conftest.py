"""A demo school, its collection sheets, and a homeroom teacher who fills them in."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from liushou_desk.models.content import content_digest
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.services.collecting.returned import Line, Returned
from liushou_desk.services.collecting.returning import read_returned
from liushou_desk.services.collecting.sending import SendWish, classes_to_send, send_sheets
from liushou_desk.services.collecting.sheet import BY_KEY, TABLE
from liushou_desk.services.keeping.office import create_office, open_office
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.child_save import save_child
from tests.conftest import OPENING, ticking

TERM = "2026-2027-1"
FIRST = 5
"""The row of the first child."""


@dataclass
class Teacher:
    """Changes cells of one workbook by heading and row, and hands it back."""

    office: OfficeFile
    path: Path

    def heading(self, key: str) -> str:
        return BY_KEY[key].heading

    def cell(self, sheet: Any, row: int, key: str) -> Any:
        column = [cell.value for cell in sheet[4]].index(self.heading(key)) + 1
        return sheet.cell(row, column)

    def write(self, row: int, **values: Any) -> "Teacher":
        """`father__phone="…"` stands for father.phone."""
        book = load_workbook(self.path)
        for key, value in values.items():
            self.cell(book[TABLE], row, key.replace("__", ".")).value = value
        book.save(self.path)
        return self

    def shows(self, row: int, key: str) -> Any:
        return self.cell(load_workbook(self.path)[TABLE], row, key).value

    def hand_back(self) -> Returned:
        return read_returned(self.office, self.path)


@dataclass
class School:
    """An office, what is sent out of it, and what is on file."""

    office: OfficeFile
    folder: Path

    def new(self, **values: Any) -> int:
        told = {key.replace("__", "."): value for key, value in values.items()}
        return save_child(self.office, TERM, None, {"class": "三年级1班"} | told)

    def save(self, child_id: int, **values: Any) -> int:
        told = {key.replace("__", "."): value for key, value in values.items()}
        return save_child(self.office, TERM, child_id, told)

    def value(self, child_id: int, key: str) -> Any:
        with self.office.reading() as session:
            return read_file(session, child_id, TERM).values()[key]

    def send(self, *classes: str, **options: Any) -> list[Teacher]:
        wanted = classes or tuple(c.label for c in classes_to_send(self.office, TERM))
        sent = send_sheets(self.office, SendWish(TERM, wanted, self.folder, **options))
        return [Teacher(self.office, path) for path in sent.files]

    def digest(self) -> str:
        with self.office.reading() as session:
            names = [table.name for table in journaled_tables()]
            return content_digest(driver_connection(session), names)


def line(returned: Returned, key: str) -> Line:
    (found,) = (line for line in returned.lines if line.key == key)
    return found


@pytest.fixture(scope="session")
def empty_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("collecting") / "留守工作台.db"
    create_office(path, ticking(OPENING), "青石坪小学").close()
    return path


@pytest.fixture
def school(empty_school: Path, tmp_path: Path) -> Iterator[School]:
    path = Path(shutil.copyfile(empty_school, tmp_path / empty_school.name))
    with open_office(path, ticking(OPENING)) as office:
        yield School(office, tmp_path / "填报表")
