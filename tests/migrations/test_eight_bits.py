"""Revision 0005: the fingerprint of a pupil is cut to eight bits, everywhere in the file."""

import json
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

from liushou_desk.domain.identity import check_sign
from liushou_desk.models import Pupil, upgrade
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.numbers import bits_of
from tests.conftest import OPENING, ticking

AT = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 - the office's own wall clock
GONE = {"id": 99, "name": "赵晓光", "sex": "male", "id_hash": "c7" + "5a" * 31}


def with_a_removed_pupil(path: Path) -> list[str]:
    """The removal of a pupil and the change of a hash stand in the journal; all hashes."""
    connection = sqlite3.connect(path)
    (last,) = connection.execute("SELECT max(id) FROM action").fetchone()
    hashes = [row[0] for row in connection.execute("SELECT id_hash FROM pupil ORDER BY id")]
    connection.execute(
        "INSERT INTO action VALUES (?, '2026-11-21 10:00:00', '移出学生', '{}', 1, NULL, NULL)",
        (last + 1,),
    )
    image = json.dumps(GONE, ensure_ascii=False, separators=(",", ":"))
    insert = (
        "INSERT INTO change (action_id, table_name, row_id, operation, column_name, before)"
        " VALUES (?, 'pupil', ?, ?, ?, ?)"
    )
    connection.execute(insert, (last + 1, 99, "D", None, image))
    connection.execute(insert, (last, 1, "U", "id_hash", "0b" + "11" * 31))
    connection.commit()
    connection.close()
    return [*hashes, str(GONE["id_hash"]), "0b" + "11" * 31]


def test_no_trace_of_a_whole_hash_is_left_and_undo_still_works(
    old_file: Path, scripts: Path
) -> None:
    hashes = with_a_removed_pupil(old_file)
    kept = upgrade.bring_up_to_date(old_file, scripts, at=AT)
    assert kept is not None
    before, content = kept.read_bytes(), old_file.read_bytes()
    assert all(digest[8:40].encode() in before for digest in hashes)
    assert not any(digest[8:40].encode() in content for digest in hashes)
    with OfficeFile.open(old_file, scripts, ticking(OPENING)) as office:
        assert office.undo() == "移出学生"
        with office.reading() as session:
            pupils = {pupil.id: pupil.id_bits for pupil in session.query(Pupil)}
    assert pupils.pop(99) == 0xC7
    assert list(pupils.values()) == [int(digest[:2], 16) for digest in hashes[:-2]]


def test_a_name_a_sex_and_a_grade_leave_hundreds_of_numbers() -> None:
    """One district, one sex, one school year: every number that may be, by its eight bits."""
    first, key, counts = date(2016, 9, 1), "7f" * 32, [0] * 256
    for day in range(365):
        born = f"{first + timedelta(day):%Y%m%d}"
        for order in range(1, 1000, 2):
            body = f"529999{born}{order:03d}"
            number = body + check_sign(body)
            counts[bits_of(key, {"child.national_id": number})[0]] += 1
    assert sum(counts) / 256 >= 700
    assert min(counts) > 600
