"""残疾 in lists: a denial is a denial, and what is not understood takes nobody in."""

from pathlib import Path

import pytest

from liushou_desk.errors import InputProblem
from liushou_desk.importing.disabilities import UNNAMED, disabled, kind_of
from liushou_desk.importing.roster import read_roster

CASE = Path(__file__).parents[1] / "data" / "cases" / "20-kindergarten-export.xlsx"


@pytest.mark.parametrize(
    ("written", "kind"),
    [("听力残疾", "听力残疾"), ("肢体二级", "肢体二级"), ("自闭症", "自闭症"), ("残疾", UNNAMED),
     ("无", ""), ("无残疾", ""), ("非残疾人", ""), ("没有残疾", ""), ("不是", ""), ("正常", ""),
     ("无视力残疾", ""), ("0", ""), ("/", "")],
)  # fmt: skip
def test_kind(written: str, kind: str) -> None:
    assert kind_of(written)[0] == kind


@pytest.mark.parametrize("written", ["疑似自闭症", "待鉴定", "其他", "2", "见备注", "听力？"])
def test_what_is_no_kind_is_asked(written: str) -> None:
    with pytest.raises(InputProblem):
        kind_of(written)


@pytest.mark.parametrize(
    ("written", "kind", "kept"),
    [("是", "听力残疾", "听力残疾"), ("是", None, UNNAMED), ("否", None, None),
     ("不是", None, None), ("FALSE", None, None), ("非残疾", None, None),
     ("肢体三级", None, "肢体三级")],
)  # fmt: skip
def test_whether_with_the_kind(written: str, kind: str | None, kept: str | None) -> None:
    assert disabled(written, kind) == kept


@pytest.mark.parametrize(("written", "kind"), [("否", "听力残疾"), ("待定", None)])
def test_what_contradicts_itself_is_asked(written: str, kind: str | None) -> None:
    with pytest.raises(InputProblem):
        disabled(written, kind)


def test_the_export_of_a_kindergarten() -> None:
    rows = read_roster(CASE)
    assert [row.values.get("child.disability") for row in rows] == [None, None, "听力残疾"]
    assert {row.values["class"] for row in rows} == {"大一班"}
    assert {row.values["child.enrolled_in"] for row in rows} == {"202409"}
    assert rows[0].columns.unknown == ("出生地", "是否独生子女", "是否接受资助")
