"""户口所在地行政区划: a code is no address; a column of codes is listed, one among names asked."""

from pathlib import Path

from liushou_desk.domain.region_code import is_code, place_name
from liushou_desk.importing.roster import roster_rows
from liushou_desk.importing.sheets import read_sheets
from tests.importing.workbooks import pupil, write

REGION, CODE = "户口所在地行政区划", "529999000000"


def test_a_column_of_codes_is_not_read_and_listed(tmp_path: Path) -> None:
    people = [pupil(serial, **{REGION: CODE if serial < 3 else None}) for serial in (1, 2, 3)]
    sheets = read_sheets(write(tmp_path / "a.xlsx", people))
    ((_, columns),) = sheets.rosters()
    assert f"{REGION}（只有行政区划代码）" in columns.unknown
    rows = roster_rows(sheets)
    assert not any("child.registered_address" in row.values for row in rows)
    assert not any("行政区划" in doubt.reason for row in rows for doubt in row.doubts)


def test_a_code_among_places_is_a_doubt_of_its_cell(tmp_path: Path) -> None:
    people = [pupil(1, **{REGION: "云岭镇石门村"}), pupil(2, **{REGION: CODE})]
    first, second = roster_rows(read_sheets(write(tmp_path / "a.xlsx", people)))
    assert first.values["child.registered_address"] == "云岭镇石门村"
    assert "child.registered_address" not in second.values
    (doubt,) = [doubt for doubt in second.doubts if CODE in doubt.reason]
    assert doubt.cell == "O3"


def test_a_code_kept_by_an_earlier_import_is_not_shown() -> None:
    assert is_code("529999")
    assert is_code(" 529999000000 ")
    assert not is_code("3组8号")
    assert (place_name(CODE), place_name("石门村"), place_name(None)) == ("", "石门村", "")
