"""What the window asks of the import: mapping, fields to refuse, rows handed back, batches."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from liushou_desk.domain.words import Care, Mark
from liushou_desk.models import (
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    SchoolClass,
    SchoolRecordMark,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.imports.desk import (
    GUESS,
    IGNORE,
    How,
    Preview,
    Refusal,
    Verdict,
    Wish,
    commit,
    fields_of,
    hand_back,
    map_workbook,
    preview,
    refusable,
    targets,
)
from liushou_desk.services.keeping.settings import read_setting
from tests.importing.oddities import classes, two_rows
from tests.importing.workbooks import FAR, HEADINGS, HOME, left_behind, national_id, pupil, write
from tests.services.imports.desk import TERM, Desk, verdicts

DAY = date(2026, 9, 1)
OWN = ("娃娃", "证号", "守", "电话", "血型")
CHOSEN = (("娃娃", "child.name"), ("证号", "child.national_id"), ("守", "school_record_mark.mark"))


def own_book(desk: Desk, name: str = "自制表.xlsx") -> Path:
    person = {"娃娃": "柏小一", "证号": national_id(1), "守": "双亲留守儿童", "电话": "13800000001"}
    return write(desk.folder / name, [person], headings=OWN)


def see(desk: Desk, path: Path, **options: Any) -> Preview:
    return preview(desk.office, Wish(path, TERM, DAY, **options))


def refuse(seen: Preview, label: str, at: int = 0) -> frozenset[Refusal]:
    row = seen.rows[at]
    (key,) = {change.key for change in fields_of(seen, row) if change.label == label}
    return frozenset({Refusal(row.sheet, row.number, key)})


def test_map_of_a_workbook_nobody_has_seen(desk: Desk) -> None:
    found = map_workbook(desk.office, Wish(own_book(desk), TERM, DAY))
    (sheet,) = found.sheets
    assert "姓名" in found.lacks
    assert (sheet.is_roster, sheet.heading_row) == (False, 1)
    assert [h.how for h in sheet.headings] == [How.UNKNOWN] * 3 + [How.GUESSED, How.UNKNOWN]
    assert sheet.headings[1].samples == ("52················",)
    assert sheet.headings[3].target == "child.phone"


def test_choice_is_remembered_for_the_next_workbook(desk: Desk) -> None:
    path = own_book(desk)
    assert map_workbook(desk.office, Wish(path, TERM, DAY, CHOSEN)).lacks == ""
    assert commit(desk.office, see(desk, path, chosen=CHOSEN)).committed
    found = map_workbook(desk.office, Wish(own_book(desk, "下一张.xlsx"), TERM, DAY))
    assert [h.how for h in found.sheets[0].headings][:3] == [How.REMEMBERED] * 3
    assert [row.verdict for row in see(desk, path).rows] == [Verdict.UNCHANGED]


def test_remembered_choice_can_be_forgotten(desk: Desk) -> None:
    path = own_book(desk)
    commit(desk.office, see(desk, path, chosen=(*CHOSEN, ("电话", IGNORE))))
    assert read_setting(desk.office, "import_mapping")["电话"] == IGNORE
    again = map_workbook(desk.office, Wish(path, TERM, DAY, (("电话", GUESS),)))
    assert again.sheets[0].headings[3].how is How.GUESSED
    commit(desk.office, see(desk, path, chosen=(("电话", GUESS),)))
    assert "电话" not in read_setting(desk.office, "import_mapping")


def test_targets_lead_back_to_themselves(desk: Desk) -> None:
    """Whatever is chosen for a column, it is read as just that."""
    offered = [t for t in targets() if not t.key.startswith(("child.name", "成员2", "成员3"))]
    for target in offered:
        slot = target.key.partition(".")[0]
        more = [(f"列{slot}", f"{slot}.name")] if target.group != "学生" else []
        chosen = (("甲", "child.name"), ("乙", target.key), *more)
        headings = ["甲", "乙", *(heading for heading, _ in more), "丙"]
        path = write(desk.folder / "一列.xlsx", [], headings=headings)
        (sheet,) = map_workbook(desk.office, Wish(path, TERM, DAY, chosen)).sheets
        assert target.key in {heading.target for heading in sheet.headings}


def test_two_columns_of_one_meaning_are_told(desk: Desk) -> None:
    found = map_workbook(desk.office, Wish(desk.book(left_behind(1)), TERM, DAY))
    assert "“家庭地址”和“现住址”都对应“现住址”，取“现住址”一列。" in found.clashes


def test_what_is_covered_in_the_samples(desk: Desk) -> None:
    (sheet,) = map_workbook(desk.office, Wish(desk.book(left_behind(1)), TERM, DAY)).sheets
    shown = "".join(sample for heading in sheet.headings for sample in heading.samples)
    assert national_id(1) not in shown
    assert "13800000001" not in shown
    assert "20160301" in shown


def test_every_field_of_a_new_child_is_shown(desk: Desk) -> None:
    seen = see(desk, desk.book(left_behind(1), pupil(3)))
    fields = {change.label: change.after for change in fields_of(seen, seen.rows[0])}
    assert fields["出生日期"] == "2016-03-01"
    assert fields["父亲务工单位"] == "服装厂"
    assert fields["班级"] == "202201"
    assert [c.label for c in fields_of(seen, seen.rows[1])] == ["姓名", "性别", "班级"]


def test_refused_field_of_a_new_child_is_not_written(desk: Desk) -> None:
    seen = see(desk, desk.book(left_behind(1)))
    unwanted = [refuse(seen, label) for label in ("联系电话", "现住址", "父亲去向", "班级")]
    assert commit(desk.office, seen, refused=frozenset().union(*unwanted)).committed
    assert desk.only(Child)["phone"] is None
    assert desk.only(Household)["home_address"] is None
    assert (desk.count(Whereabouts), desk.count(SchoolClass)) == (0, 0)
    assert desk.only(TermSheet)["class_id"] is None
    assert desk.count(FamilyMember) == 2


def test_who_somebody_is_cannot_be_refused(desk: Desk) -> None:
    seen = see(desk, desk.book(left_behind(1)))
    fixed = {c.label for c in fields_of(seen, seen.rows[0]) if not refusable(c)}
    assert fixed == {"姓名", "身份证件号"}


CHANGES = {
    "联系电话": {"联系电话": "13899998888"},
    "现住址": {"现住址": "石门村1组"},
    "是否留守儿童": {"是否留守儿童": "单亲留守儿童"},
    "寄宿": {"就读方式": "住校"},
    "班级": {"班号": "202202"},
    "健康状况": {"健康状况": "残疾"},
    "父亲务工地": {"成员2现住址": "广东省东莞市"},
    "父亲去向": {"成员2现住址": HOME, "成员2职务": "", "成员2工作单位": ""},
    "父亲联系电话": {"成员2联系电话": "13911112222"},
}  # fmt: skip


@pytest.mark.parametrize("label", CHANGES)
def test_refused_change_leaves_the_field_as_it_was(desk: Desk, label: str) -> None:
    desk.take(left_behind(1))
    before = desk.digest()
    seen = see(desk, desk.book(left_behind(1, **CHANGES[label])))
    assert seen.rows[0].verdict is Verdict.CHANGED
    result = commit(desk.office, seen, refused=refuse(seen, label))
    assert verdicts(result) == ["unchanged"]
    assert not result.committed or label == "班级"
    if label != "班级":  # the other class is on file by now, with nobody in it
        assert desk.digest() == before


def test_refused_caregiver_stays_who_it_was(desk: Desk) -> None:
    desk.take(left_behind(1))
    father = {"成员1是否监护人": "否", "成员2是否监护人": "是", "成员2现住址": HOME,
              "成员2职务": "", "成员2工作单位": ""}  # fmt: skip
    seen = see(desk, desk.book(left_behind(1, **father)))
    commit(desk.office, seen, refused=refuse(seen, "实际照料人"))
    assert desk.only(CaregiverPeriod)["care"] is Care.GRANDPARENTS
    assert desk.count(Whereabouts) == 2


def test_what_is_not_refused_of_a_row_is_taken(desk: Desk) -> None:
    desk.take(left_behind(1))
    changes = CHANGES["联系电话"] | CHANGES["现住址"] | CHANGES["是否留守儿童"]
    seen = see(desk, desk.book(left_behind(1, **changes)))
    result = commit(desk.office, seen, refused=refuse(seen, "联系电话"))
    assert {change.label for change in result.outcomes[0].changes} == {"现住址", "是否留守儿童"}
    assert desk.only(Child)["phone"] == "13800000001"
    assert desk.rows(SchoolRecordMark)[-1]["mark"] is Mark.ONE


def test_refused_rows(desk: Desk) -> None:
    desk.take(left_behind(1))
    people = [left_behind(1, **CHANGES["联系电话"]), left_behind(3), pupil(5), left_behind(7)]
    seen = see(desk, desk.book(*people))
    result = commit(desk.office, seen, refused={Refusal(r.sheet, r.number) for r in seen.rows[:3]})
    assert verdicts(result) == ["refused"] * 3 + ["new"]
    assert result.counts["refused"] == 3
    assert desk.rows(Child)[0]["phone"] == "13800000001"
    assert desk.count(Child) == 2


def test_everything_refused_leaves_no_trace(desk: Desk) -> None:
    before = desk.digest(journal=True)
    seen = see(desk, desk.book(left_behind(1), pupil(3)))
    result = commit(desk.office, seen, refused={Refusal(r.sheet, r.number) for r in seen.rows})
    assert not result.committed
    assert desk.digest(journal=True) == before


def test_siblings_row_does_not_write_what_was_not_shown(desk: Desk) -> None:
    """The second row says another address, and was told that the first one's counts."""
    same = {"成员2姓名": "柏大山", "成员2联系电话": "13910000001"}
    desk.take(left_behind(1, **same), left_behind(3, **same))
    assert desk.count(Household) == 1
    rows = [left_behind(1, 现住址="甲村", **same), left_behind(3, 现住址="乙村", **same)]
    seen = see(desk, desk.book(*rows))
    assert seen.rows[1].is_doubtful
    for refused in (refuse(seen, "现住址"), {Refusal("Sheet", 2)}):
        commit(desk.office, seen, refused=refused)
        assert desk.only(Household)["home_address"] == left_behind(1)["现住址"]


FAULTY = [
    left_behind(1),
    left_behind(3, 身份证件号="52999920160301003"),
    left_behind(5, 姓名=""),
    left_behind(7, 联系电话="138"),
]


def test_rejected_rows_are_handed_back_and_taken_when_mended(desk: Desk) -> None:
    path = desk.folder / "退回.xlsx"
    seen = see(desk, desk.book(*FAULTY, titles=1))
    assert hand_back(desk.office, seen, path) == 2
    sheet = load_workbook(path)["Sheet"]
    assert [sheet.cell(2, c).value for c in (2, 13, 72)] == ["姓名", "身份证件号", "原因"]
    assert sheet["M3"].fill.start_color.rgb == "FFFF9999"
    assert sheet["M3"].number_format == "@"
    assert "18位" in str(sheet["BT3"].value)
    commit(desk.office, seen)
    sheet["M3"].value, sheet["B4"].value = national_id(3), "柏小五"
    sheet.parent.save(path)
    again = see(desk, path)
    assert [row.verdict for row in again.rows] == [Verdict.NEW, Verdict.NEW]
    assert "原因" not in again.result.unknown_headings


def test_handed_back_without_mending_it_says_the_same(desk: Desk) -> None:
    path, second = desk.folder / "退回.xlsx", desk.folder / "再退回.xlsx"
    seen = see(desk, desk.book(*FAULTY))
    hand_back(desk.office, seen, path)
    again = see(desk, path)
    assert hand_back(desk.office, again, second) == 2
    first, other = (load_workbook(p)["Sheet"] for p in (path, second))
    assert [[c.value for c in row] for row in first] == [[c.value for c in row] for row in other]


def test_nothing_to_hand_back(desk: Desk) -> None:
    path = desk.folder / "退回.xlsx"
    seen = see(desk, desk.book(FAULTY[3]))
    assert hand_back(desk.office, seen, path) == 0
    assert not path.exists()
    assert hand_back(desk.office, seen, path, doubtful=True) == 1


def test_headings_in_two_rows_are_handed_back_as_they_were(desk: Desk) -> None:
    book = load_workbook(two_rows(desk.folder / "a.xlsx", merged=True))
    book.active["B4"].value = "=1+1"
    book.active["B4"].data_type = "s"
    book.save(desk.folder / "a.xlsx")
    path = desk.folder / "退回.xlsx"
    assert hand_back(desk.office, see(desk, desk.folder / "a.xlsx"), path) == 1
    sheet = load_workbook(path).active
    assert {"C2:E2", "A2:A3"} <= {str(span) for span in sheet.merged_cells.ranges}
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1", "s")
    assert [row.verdict for row in see(desk, path).rows] == [Verdict.REJECTED]


def test_name_of_the_sheet_gives_the_class(desk: Desk) -> None:
    path = classes(desk.folder / "a.xlsx", "三年级2班", "三（3）班", "名单")
    mapped = map_workbook(desk.office, Wish(path, TERM, DAY))
    assert [sheet.class_from_name for sheet in mapped.sheets] == [True, True, False]
    seen = see(desk, path)
    assert not any(row.is_doubtful for row in seen.rows)
    commit(desk.office, seen)
    assert [(c["grade"], c["number"]) for c in desk.rows(SchoolClass)] == [(3, 2), (3, 3)]


def test_rural_mark_beside_the_mark_and_alone(desk: Desk) -> None:
    headings = [*HEADINGS, "是否农村留守儿童"]
    people = [pupil(1, 是否农村留守儿童="是"), pupil(3, 是否农村留守儿童="否")]
    result = desk.take(*people, headings=headings)
    assert [bool(outcome.doubts) for outcome in result.outcomes] == [True, False]
    assert desk.count(Child) == 0
    alone = [heading for heading in headings if heading != "是否留守儿童"]
    desk.take(pupil(5, 是否农村留守儿童="是"), pupil(7, 是否农村留守儿童="否"), headings=alone)
    assert desk.only(Child)["national_id"] == national_id(5)
    assert desk.count(SchoolRecordMark) == 0


def test_unnamed_disability_does_not_hide_the_named_one(desk: Desk) -> None:
    headings = [*(h for h in HEADINGS if h != "残疾类型"), "是否残疾人"]
    desk.take(left_behind(1, 残疾类型="视力残疾"))
    desk.take(left_behind(1, 是否残疾人="是"), headings=headings)
    assert desk.only(Child)["disability"] == "视力残疾"


def test_how_often_a_parent_returns_is_kept_and_told_later(desk: Desk) -> None:
    headings = [*HEADINGS, "成员2多久回来一次", "成员2无监护能力原因"]
    desk.take(left_behind(1))
    desk.take(left_behind(1, 成员2多久回来一次="春节"), headings=headings)
    where = desk.only(Whereabouts)
    assert (where["returns"].label, where["place"]) == ("每年", FAR)
