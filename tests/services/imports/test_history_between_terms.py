"""What a later term's import does to what is known of earlier ones."""

from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from liushou_desk.models import Child, SheetHardship, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.imports.service import import_roster, read_workbook
from liushou_desk.services.keeping.office import create_office
from tests.importing.workbooks import national_id, write

FIRST, SECOND = "2026-2027-1", "2026-2027-2"
PERSON = {"姓名": "张甲", "身份证件号": national_id(1), "性别": "男", "班号": "202501"}


def desk(tmp_path: Path) -> tuple[OfficeFile, Any]:
    from datetime import datetime

    days = iter([date(2026, 10, 1), date(2027, 4, 1)])
    today = [next(days)]

    def next_term() -> None:
        today[0] = next(days)

    office = create_office(
        tmp_path / "新.db", lambda: datetime.combine(today[0], datetime.min.time()), "学校"
    )
    return office, next_term


def take(office: OfficeFile, folder: Path, term: str, **person: Any) -> None:
    row = PERSON | person
    path = write(folder / f"{term}.xlsx", [row], headings=list(row))
    import_roster(office, read_workbook(path), term)


def numbers(office: OfficeFile, term: str, *keys: str) -> list[int]:
    with office.reading() as session:
        book = open_book(office, session, term)
        return [book.number(key) for key in keys]


def test_a_pupil_marked_later_leaves_the_earlier_term_as_it_was(tmp_path: Path) -> None:
    office, next_term = desk(tmp_path)
    with office:
        take(office, tmp_path, FIRST, 是否留守儿童="非留守儿童")
        next_term()
        take(office, tmp_path, SECOND, 是否留守儿童="双亲留守儿童")
        assert numbers(office, FIRST, "pupils", "left_behind") == [1, 0]
        assert numbers(office, SECOND, "last_term", "added", "left_behind") == [0, 1, 1]


def test_a_new_term_carries_the_sheet_forward_as_unverified(tmp_path: Path) -> None:
    office, next_term = desk(tmp_path)
    with office:
        take(office, tmp_path, FIRST, 是否留守儿童="双亲留守儿童", 监护评估="一般", 困境类型="低保")
        with office.action("核实") as session:
            session.execute(sa.update(TermSheet).values(verified_on=date(2026, 10, 1)))
        next_term()
        take(office, tmp_path, SECOND, 是否留守儿童="双亲留守儿童", 班号="")
        with office.reading() as session:
            old, new = session.scalars(sa.select(TermSheet).order_by(TermSheet.id))
            assert (new.care_grade, new.class_id) == (old.care_grade, old.class_id)
            assert new.verified_on is None
            assert session.scalar(sa.select(sa.func.count(SheetHardship.id))) == 2


def test_a_roster_without_marks_takes_nobody_into_care(tmp_path: Path) -> None:
    office, _ = desk(tmp_path)
    with office:
        take(office, tmp_path, FIRST, 是否留守儿童="非留守儿童")
        take(office, tmp_path, FIRST, 现住址="白果镇")
        with office.reading() as session:
            assert session.scalar(sa.select(sa.func.count(Child.id))) == 0
