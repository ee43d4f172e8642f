"""档案目录 and the folders of the box: status from the records, papers where they belong."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from liushou_desk.domain.document import Table
from liushou_desk.domain.inspection import CATALOGUES, EIGHT
from liushou_desk.domain.ledgers import BY_TABLE
from liushou_desk.errors import Cancelled
from liushou_desk.models import DiaryEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.papers.archive_box import pack
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.archive_list import ARCHIVE_LIST
from liushou_desk.services.papers.holdings import OTHERS
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.registry import kind_of
from tests import factories as make

ITEMS = [item for catalogue in CATALOGUES for box in catalogue.boxes for item in box.items]


def test_every_item_names_tables_and_papers_that_there_are() -> None:
    for item in ITEMS:
        assert {*item.tables} <= {*BY_TABLE, *OTHERS}
        assert [kind_of(key).key for key in item.papers] == [*item.papers]


def rows_of(office: OfficeFile) -> dict[str, list[str]]:
    sheet = collect(office, ARCHIVE_LIST, Wish(make.TERM_CODE)).sheets[0]
    [table] = [block for block in sheet.document.blocks if isinstance(block, Table)]
    return {row[2].text: [cell.text for cell in row] for row in table.rows[1:]}


def test_the_front_sheet_says_what_is_there(demo: OfficeFile) -> None:
    rows = rows_of(demo)
    assert len(rows) == sum(len(box.items) for box in EIGHT.boxes)
    assert rows["制度上墙"][3:5] == ["人工核对", ""]
    assert rows["工作总结（定稿）"][3:6] == ["缺", "", ""]
    told = sa.select(sa.func.count(), sa.func.max(DiaryEntry.happened_on)).where(
        DiaryEntry.happened_on.between(make.FIRST_DAY, demo.today), DiaryEntry.may_be_shown()
    )
    with demo.reading() as session:
        count, last = session.execute(told).one()
    assert rows["家访、谈心、电话记录"][3:6] == ["有", str(count), str(last)]


def test_one_press_fills_the_folders(demo: OfficeFile, tmp_path: Path) -> None:
    packed = pack(demo, make.TERM_CODE, tmp_path)
    names = sorted(path.name for path in packed.folder.iterdir())
    assert names[:3] == ["00_档案目录", "01_组织机构与制度", "02_儿童档案"]
    files = [*packed.folder.rglob("*.pdf")]
    assert len(files) == packed.papers > 8
    assert all(PdfReader(file).pages for file in files)
    assert (packed.folder / "02_儿童档案" / "花名册.pdf") in files
    assert any("工作总结（定稿）（缺）" in one for one in packed.missing)
    assert list_actions(demo)[0].sentence == "写出档案资料"
    again = pack(demo, make.TERM_CODE, tmp_path).folder
    assert again.name == f"{packed.folder.name}（2）"


def test_whoever_stops_it_finds_nothing(demo: OfficeFile, tmp_path: Path) -> None:
    def stop(step: int, whole: int) -> None:
        if step == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        pack(demo, make.TERM_CODE, tmp_path / "出", stop)
    assert not (tmp_path / "出").exists()
