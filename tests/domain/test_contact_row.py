"""Names in a cell mean one person or nobody; each cell is read by itself."""

from datetime import date

import pytest

from liushou_desk.domain.contact_row import CHILDREN, Names, RowReader
from liushou_desk.domain.picking import Pick

TODAY = date(2026, 11, 21)
PICKS = (
    Pick(1, "王小明", ""),
    Pick(2, "李红（三1·2016-03）", ""),
    Pick(3, "李红（五2·2014-01）", ""),
    Pick(4, "阿依·古丽", ""),
)
READER = RowReader(Names(PICKS, "在册儿童"), Names((Pick(9, "陈燕（班主任）", ""),), "帮扶人"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("?王小明", "1"),
        ("?王 小明、李红(三1·2016-03)", "1,2"),
        ("1?李红", "1?李红"),
        ("?王小明 阿依古丽，王小明", "1,4"),
        ("?张三;王小明", "1?张三"),
        ("", ""),
    ],
)
def test_a_name_of_one_person_alone_becomes_that_person(typed: str, kept: str) -> None:
    assert READER.tidy(CHILDREN, typed, TODAY) == kept


def test_each_cell_has_its_own_sentence() -> None:
    texts = {"happened_on": "昨天", CHILDREN: "?李红", "kind": "家坊", "visitors": "?陈燕"}
    read = READER.read(texts | {"content": "123"}, TODAY)
    assert read.values["happened_on"] == date(2026, 11, 20)
    assert read.values["visitors"] == (9,)
    assert set(read.problems) == {CHILDREN, "kind", "reached", "content"}
    assert "李红（三1·2016-03）、李红（五2·2014-01）" in read.problems[CHILDREN]


def test_someone_who_left_the_list_is_said() -> None:
    assert "已不在名单里" in READER.read({CHILDREN: "77"}, TODAY).problems[CHILDREN]
