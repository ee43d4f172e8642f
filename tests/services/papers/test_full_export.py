"""全部导出: everything is there, everything is text, and what is secret is not."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from liushou_desk.domain.tables import TABLES
from liushou_desk.domain.words import Hardship, Overridable
from liushou_desk.errors import Cancelled, FileTrouble, InputProblem
from liushou_desk.models import AidStandard, Base, Child, ConfirmedNone, LabelOverride
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.journal import history
from liushou_desk.services.papers.full_export import INDEX, export_all
from liushou_desk.services.school.profile import profile_of
from tests import factories as make
from tests.services.working import school

PAYLOADS = tuple(
    f"{sign}{text}{number}"
    for number in range(10)
    for sign in ("=", "+", "-", "@", "\t=", "\r=", "'=", " =", "#", "＝")
    for text in ("cmd|'/c calc'!A0", 'HYPERLINK("http://x")', "1+1", "N/A", "SUM(A1:A9)")
)


def rows_of(path: Path, name: str) -> list[dict[str, str]]:
    with closing(load_workbook(path, read_only=True)) as book:
        head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), (cell or "" for cell in row), strict=True)) for row in rows]


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    return tmp_path / "全部.xlsx"


def test_every_row_of_a_demo_school_is_there(demo: OfficeFile, path: Path) -> None:
    done = export_all(demo, path)
    with closing(load_workbook(path, read_only=True)) as book, demo.reading() as session:
        assert book.sheetnames == [INDEX, *(table.label for table in TABLES.values())]
        for table in Base.metadata.sorted_tables:
            if table.name in TABLES:
                count = session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                _, *rows = book[TABLES[table.name].label].iter_rows()
                assert len(rows) == count
    assert done.sheets == len(TABLES)
    told = history.list_actions(demo)[0]
    assert (told.sentence, told.undoable) == ("全部导出", False)


def test_the_index_counts_and_warns(office: OfficeFile, path: Path) -> None:
    school(office, make.make_child)
    export_all(office, path)
    lines = [row[:2] for row in load_workbook(path)[INDEX].iter_rows(values_only=True)]
    assert "机密" in str(lines[1][0])
    counts = {name: rows for name, rows in lines if rows and rows != "行数"}
    assert counts["儿童"] == str(len(rows_of(path, "儿童")))


def test_numbers_days_and_words_are_text(office: OfficeFile, path: Path) -> None:
    def story(session: object) -> int:
        child = make.make_child(
            session,
            national_id="529999201603010011",
            born_on=date(2016, 3, 1),
            hardships=(Hardship.LOW_INCOME,),
        )
        return child.id

    child_id = school(office, story)
    with office.action("认定") as session:
        session.add(
            LabelOverride(
                child_id=child_id, about=Overridable.CARE, value="alone", reason="独自在家"
            )
        )
        day = date(2026, 11, 1)
        session.add(ConfirmedNone(child_id=child_id, key="child.national_id", said_on=day))
    export_all(office, path)
    (child,) = rows_of(path, "儿童")
    assert (child["身份证件号"], child["出生日期"]) == ("529999201603010011", "2016-03-01")
    assert rows_of(path, "困境类型")[0]["困境类型"] == "低保"
    (decided,) = rows_of(path, "人工认定")
    assert (decided["儿童"], decided["认定哪一项"], decided["认定为"]) == (
        "张小雨", "照料方式", "独自",
    )  # fmt: skip
    assert rows_of(path, "确认无")[0]["哪一项"] == "身份证件号"
    assert all(
        c.data_type == "s" for r in load_workbook(path)["儿童"].iter_rows() for c in r if c.value
    )


def test_money_is_told_in_yuan_in_every_table(office: OfficeFile, path: Path) -> None:
    school(office, lambda session: make.make_aid(session, make.make_child(session), fen=31_250))
    with office.action("资助标准") as session:
        session.add(AidStandard(item="午餐补助", fen=40_000))
    export_all(office, path)
    assert rows_of(path, "资助")[0]["金额（元）"] == "312.50"
    assert rows_of(path, "资助标准")[0]["金额（元）"] == "400.00"


def test_no_text_is_ever_a_formula(office: OfficeFile, path: Path) -> None:
    assert len(PAYLOADS) == 500
    school(office, lambda session: [make.make_household(session, home_address=x) for x in PAYLOADS])
    export_all(office, path)
    with ZipFile(path) as packed:
        parts = [packed.read(name) for name in packed.namelist() if "worksheets" in name]
    assert not [part for part in parts if b"<f>" in part or b"<f " in part]
    written = [row["现住址"].lstrip() for row in rows_of(path, "家庭")]
    assert written == [text.replace("\t", " ").replace("\r", "").lstrip() for text in PAYLOADS]


def test_a_text_too_long_for_a_cell_is_cut_and_told(office: OfficeFile, path: Path) -> None:
    school(office, lambda session: make.make_child(session, remarks="长" * 40_000))
    done = export_all(office, path)
    assert done.cut == ("“儿童”第2行“备注”（40000字）",)
    assert len(rows_of(path, "儿童")[0]["备注"]) == 32_767
    said = [row[0] for row in load_workbook(path)[INDEX].iter_rows(values_only=True)]
    assert any("40000个字" in str(line) for line in said)


def test_the_schools_secret_is_not_in_it(office: OfficeFile, path: Path) -> None:
    school(office, make.make_child)
    export_all(office, path)
    with office.reading() as session:
        secret = profile_of(session).pupil_key.encode()
    with ZipFile(path) as packed:
        assert not any(secret in packed.read(name) for name in packed.namelist())


@pytest.mark.parametrize(
    ("name", "error"), [("全部.csv", InputProblem), ("没有/全部.xlsx", FileTrouble)]
)
def test_what_cannot_be_written_is_said_and_not_recorded(
    office: OfficeFile, tmp_path: Path, name: str, error: type[Exception]
) -> None:
    school(office, make.make_child)
    with pytest.raises(error):
        export_all(office, tmp_path / name)
    assert history.list_actions(office)[0].sentence != "全部导出"


def test_the_clerk_may_stop_it(office: OfficeFile, path: Path) -> None:
    def stop(_done: int, _whole: int) -> None:
        raise Cancelled

    school(office, make.make_child)
    path.write_bytes(b"was here")
    with pytest.raises(Cancelled):
        export_all(office, path, stop)
    assert path.read_bytes() == b"was here"


def test_more_rows_than_a_sheet_takes_go_on_in_another(
    office: OfficeFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liushou_desk.export.workbook.MOST_ROWS", 300)
    school(office, lambda session: [make.make_household(session) for _ in range(301)])
    export_all(office, path)
    assert (len(rows_of(path, "家庭")), len(rows_of(path, "家庭2"))) == (300, 1)


def test_namesakes_are_told_apart(office: OfficeFile, path: Path) -> None:
    school(office, lambda session: [make.make_child(session) for _ in range(2)])
    export_all(office, path)
    assert len({row["儿童"] for row in rows_of(path, "在册")}) == 2
    with office.reading() as session:
        assert session.scalars(sa.select(Child.name)).all() == ["张小雨"] * 2
