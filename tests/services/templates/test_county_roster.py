"""The county's roster: columns by heading, masks by audience, doubts by cell, nothing lost."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from liushou_desk.domain.masking import Audience
from liushou_desk.errors import InputProblem, RuleConflict, TemplateTrouble
from liushou_desk.models import BoardingPeriod, Child
from liushou_desk.models.journal import Action
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.templates.columns import How, chosen_by_words
from liushou_desk.services.templates.listed import behind
from liushou_desk.services.templates.roster import Examples, Wanted, plan_roster, write_roster
from tests.importing.filling.county import ROSTER, SHEET, county_roster, members, repack

TERM = "2026-2027-1"
KEEP, REPLACE = Wanted(TERM, examples=Examples.KEEP), Wanted(TERM, examples=Examples.REPLACE)
pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension:UserWarning")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return county_roster(tmp_path_factory.mktemp("county") / "采集表.xlsx", foot=60, examples=2)


def rows_of(path: Path, first: int = 5) -> list[tuple[Any, ...]]:
    rows = load_workbook(path)[ROSTER].iter_rows(min_row=first, max_col=10, values_only=True)
    return [row for row in rows if row[1] and row[0] != "合计"]


def counted(office: OfficeFile, key: str) -> set[int]:
    with office.reading() as session:
        return set(open_book(office, session, TERM).record_ids(key))


def last_line(office: OfficeFile) -> Action:
    with office.reading() as session:
        found = session.scalars(sa.select(Action).order_by(Action.id.desc())).first()
        assert found is not None
        session.expunge(found)
        return found


def test_the_roster_lists_the_children_of_the_figure(
    school: OfficeFile, county: Path, tmp_path: Path
) -> None:
    template = county.read_bytes()
    plan = plan_roster(school, county, REPLACE)
    assert set(plan.child_ids) == counted(school, "left_behind")
    assert [c.means for c in plan.head.columns if c.key][:4] == [
        "序号",
        "姓名",
        "性别",
        "身份证件号",
    ]
    path = write_roster(school, plan, tmp_path, "县局摸底")
    rows = rows_of(path)
    assert [row[0] for row in rows] == list(range(1, len(plan.child_ids) + 1))
    with school.reading() as session:
        children = {c.id: c for c in session.scalars(sa.select(Child))}
        boards = {
            p.child_id: p.boards
            for p in session.scalars(
                sa.select(BoardingPeriod).where(BoardingPeriod.to_on.is_(None))
            )
        }
        for child_id, row in zip(plan.child_ids, rows, strict=True):
            child = children[child_id]
            assert row[1:3] == (child.name, child.sex.label)
            assert row[3] == (child.national_id or "")[:2] + "·" * 16, "covered as for 上报"
            assert row[8] == ("寄宿" if boards[child_id] else "走读")
    assert path.name == "采集表_2026-2027-1.xlsx"
    assert county.read_bytes() == template
    assert "张三（示例）" not in str(rows)
    before, after = members(county), members(path)
    assert {n for n in before if before[n] != after[n]} <= {SHEET, "xl/workbook.xml"}


def test_the_journal_knows_whom_and_why_and_no_names(
    school: OfficeFile, county: Path, tmp_path: Path
) -> None:
    wanted = Wanted(TERM, with_numbers=True, examples=Examples.KEEP)
    plan = plan_roster(school, county, wanted)
    path = write_roster(school, plan, tmp_path, "县局摸底")
    line, rows = last_line(school), rows_of(path)
    assert line.sentence == "填写县里的名册（上报，证件号、电话写全）"
    assert not line.undoable
    assert f'"children": {len(plan.child_ids)}' in line.records
    assert rows[0][1] == rows[1][1] == "张三（示例）", "kept above"
    assert len(rows[2][3]) == 18
    assert "·" not in rows[2][3]
    assert not any(row[1] in line.records for row in rows)


def test_a_posted_list_tells_name_and_class(
    school: OfficeFile, county: Path, tmp_path: Path
) -> None:
    wanted = Wanted(TERM, audience=Audience.PUBLIC, examples=Examples.REPLACE)
    path = write_roster(school, plan_roster(school, county, wanted), tmp_path, "张贴")
    filled = {at for row in rows_of(path) for at, cell in enumerate(row[:9]) if cell is not None}
    assert filled == {0, 1, 4}, "its number, name and class"


def test_reason_and_examples_are_asked_for_before_anything_is_written(
    school: OfficeFile, county: Path, tmp_path: Path
) -> None:
    plan = plan_roster(school, county, Wanted(TERM))
    assert "第5行至第6行已有内容" in plan.asks
    with school.reading() as session:
        child = session.scalars(sa.select(Child.name)).first()
    for wanted, reason, said in (
        *((Wanted(TERM), "县局", "示例"), (KEEP, " ", "为什么")),
        (KEEP, f"找{child}", "不能写儿童姓名"),
    ):
        with pytest.raises(InputProblem, match=said):
            write_roster(school, plan_roster(school, county, wanted), tmp_path, reason)
    assert not list(tmp_path.iterdir())


def test_no_row_is_written_over_the_foot(school: OfficeFile, tmp_path: Path) -> None:
    path = county_roster(tmp_path / "短.xlsx", foot=9)
    with pytest.raises(RuleConflict, match=r"第9行起是合计.*只有4个空行") as caught:
        plan_roster(school, path, REPLACE)
    assert caught.value.advice.startswith("请在WPS里在第9行上面插入27行")


def test_what_is_not_in_the_drop_down_is_doubted_and_left_out(
    school: OfficeFile, tmp_path: Path
) -> None:
    path = county_roster(tmp_path / "下拉.xlsx")
    sheet = members(path)[SHEET].decode()
    repack(path, {SHEET: sheet.replace('"&#30007;,&#22899;"', '"&#30007;,X"').encode()})
    plan = plan_roster(school, path, REPLACE)
    girls = [at for at, cell in ((r, c) for r, c, v in plan.cells if c == 2 and v == "男")]
    assert plan.doubts
    assert plan.doubts[0].said == "“女”不在下拉选项（男、X）里，没有写"
    assert len(girls) + len(plan.doubts) == len(plan.child_ids)
    assert all(doubt.cell.startswith("C") for doubt in plan.doubts)


def test_a_choice_is_remembered_by_the_headings(school: OfficeFile, tmp_path: Path) -> None:
    path = county_roster(tmp_path / "记住.xlsx", examples=0)
    chosen = chosen_by_words({"序号": "留空", "监护人姓名": "母亲姓名"})
    wanted = Wanted(TERM, chosen=chosen)
    write_roster(school, plan_roster(school, path, wanted), tmp_path, "县局")
    again = county_roster(tmp_path / "下学期.xlsx", examples=0)
    hows = {
        c.heading: (c.means, c.how) for c in plan_roster(school, again, Wanted(TERM)).head.columns
    }
    assert hows["监护人姓名"] == ("母亲姓名", How.REMEMBERED)
    assert hows["序号"] == ("", How.EMPTY)
    with pytest.raises(InputProblem) as caught:
        chosen_by_words({"学生": "儿童姓名"})
    assert caught.value.advice == "是不是“姓名”？"


def test_a_file_saved_in_between_is_not_filled(school: OfficeFile, tmp_path: Path) -> None:
    path = county_roster(tmp_path / "打开着.xlsx", examples=0)
    plan = plan_roster(school, path, Wanted(TERM))
    county_roster(path, foot=70, examples=0)
    with pytest.raises(TemplateTrouble, match="刚才被别的程序改动过"):
        write_roster(school, plan, tmp_path / "出", "县局")


def test_any_figure_that_counts_children_can_be_listed(school: OfficeFile, county: Path) -> None:
    plan = plan_roster(school, county, Wanted(TERM, behind("paired"), examples=Examples.KEEP))
    assert set(plan.child_ids) == counted(school, "paired")
    with pytest.raises(InputProblem, match="数的不是儿童"):
        plan_roster(school, county, Wanted(TERM, behind("times.家访")))
