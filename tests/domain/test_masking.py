"""What is shown to whom: what is left of a number must leave nobody found by it."""

import random
import re
from datetime import date, timedelta

import pytest

from liushou_desk.domain.field import OPEN, PERSONAL, Sensitivity, Told
from liushou_desk.domain.fields import CHILD_FIELDS, PARENT_FIELDS, ROSTER_FIELDS
from liushou_desk.domain.identity import check_sign
from liushou_desk.domain.masking import (
    DELICATE,
    Audience,
    cover_of,
    mask_address,
    mask_called,
    mask_national_id,
    mask_phone,
    mask_student_number,
    may_show,
    told_to,
)
from liushou_desk.domain.tables import FIELDS as TABLE_FIELDS
from liushou_desk.domain.words import ParentStatus, Sex

COLUMNS: dict[str, Told] = {
    "序号": OPEN,
    "姓名": TABLE_FIELDS["child", "name"],
    "性别": TABLE_FIELDS["child", "sex"],
    "年龄": TABLE_FIELDS["child", "born_on"],
    "班级": TABLE_FIELDS["school_class", "name"],
    "出生日期": TABLE_FIELDS["child", "born_on"],
    "身份证件号": TABLE_FIELDS["child", "national_id"],
    "学籍号": TABLE_FIELDS["child", "student_number"],
    "照料人": TABLE_FIELDS["family_member", "name"],
    "照料人电话": TABLE_FIELDS["family_member", "phone"],
    "父亲电话": TABLE_FIELDS["family_member", "phone"],
    "父亲去向": TABLE_FIELDS["whereabouts", "status"],
    "住址": TABLE_FIELDS["household", "home_address"],
    "困境类型": TABLE_FIELDS["sheet_hardship", "hardship"],
    "残疾类型": TABLE_FIELDS["child", "disability"],
    "备注": TABLE_FIELDS["child", "remarks"],
    "内容": TABLE_FIELDS["diary_entry", "content"],
    "发现问题": TABLE_FIELDS["diary_entry", "concern"],
    "处理": TABLE_FIELDS["diary_entry", "action_taken"],
    "判断依据": PERSONAL,
    "随手写的": OPEN,
}
NUMBER = re.compile(r"[0-9X·]{6,}|1[3-9][0-9]{9}")
FIELDS = {field.key: field for field in CHILD_FIELDS}
STATUS = PARENT_FIELDS[0]


@pytest.mark.parametrize(
    ("mask", "whole", "left"),
    [
        (mask_national_id, "410523201603010017", "41" + "·" * 16),
        (mask_national_id, "E12345678", "E1" + "·" * 7),
        (mask_national_id, "E1", "··"),
        (mask_student_number, "G410523201603010017", "G41" + "·" * 16),
        (mask_student_number, "", ""),
        (mask_phone, "13812341234", "138****1234"),
        (mask_phone, "0555-6252244", "0555-*******"),
        (mask_address, "云岭镇青石坪村3组8号", "云岭镇青石坪村"),
        (mask_address, "新村镇桃园村6组", "新村镇桃园村"),
        (mask_address, "幸福路社区3栋201", "幸福路社区"),
        (mask_address, "建设路8号", ""),
        (mask_called, "张伟（三1·2016-03）", "张伟（三1）"),
        (mask_called, "张伟（2016-03）", "张伟"),
    ],
)
def test_masks(mask: object, whole: str, left: str) -> None:
    assert mask(whole) == left  # type: ignore[operator]


def test_the_form_covers_numbers_and_what_is_restricted() -> None:
    assert cover_of(FIELDS["national_id"], "410523201603010017") == "41" + "·" * 16
    assert cover_of(FIELDS["disability"], "言语残疾") == ""
    assert cover_of(FIELDS["phone"], "13812341234") is None
    assert all(cover_of(field, None) is None for field in ROSTER_FIELDS)
    signs = {cover_of(STATUS, status) for status in DELICATE}
    assert len(signs) == 1, "were they told apart, the cover would tell"
    assert cover_of(STATUS, ParentStatus.WORKS_AWAY) is None


def test_a_notice_shows_no_more_than_name_and_class() -> None:
    shown = [heading for heading, told in COLUMNS.items() if may_show(told, Audience.PUBLIC)]
    assert shown == ["姓名", "班级"]
    kept = [heading for heading, told in COLUMNS.items() if not may_show(told, Audience.REPORT)]
    assert kept == ["父亲去向", "困境类型", "残疾类型", "内容", "发现问题", "处理"]
    assert all(may_show(told, Audience.INTERNAL) for told in COLUMNS.values())


@pytest.mark.parametrize("field", TABLE_FIELDS.values(), ids=lambda f: f"{f.table}.{f.key}")
def test_sensitivity_decides_for_every_field(field: object) -> None:
    sensitivity = field.sensitivity  # type: ignore[attr-defined]
    assert may_show(field, Audience.REPORT) is (sensitivity is not Sensitivity.RESTRICTED)  # type: ignore[arg-type]
    assert sensitivity is Sensitivity.OPEN or not may_show(field, Audience.PUBLIC)  # type: ignore[arg-type]


def _pupil(rng: random.Random) -> dict[str, str]:
    born_on = date(2012, 9, 1) + timedelta(days=rng.randrange(6 * 365))
    serial = rng.randrange(1, 1000)
    body = f"410523{born_on:%Y%m%d}{serial:03d}"
    number = body + check_sign(body)
    phone = f"1{rng.randrange(30, 100)}{rng.randrange(10**8):08d}"
    return {
        "序号": str(rng.randrange(400)),
        "姓名": "张伟（三1·2016-03）" if serial % 9 == 0 else "柏小雨",
        "性别": (Sex.MALE if serial % 2 else Sex.FEMALE).label,
        "年龄": str(2026 - born_on.year),
        "班级": f"{'一二三四五六'[(2018 - born_on.year) % 6]}年级1班",
        "出生日期": born_on.isoformat(),
        "身份证件号": number,
        "学籍号": f"G{number}",
        "照料人": "王秀兰",
        "照料人电话": phone,
        "父亲电话": phone,
        "住址": "云岭镇青石坪村3组8号",
        "困境类型": "低保",
        "残疾类型": "",
        "备注": f"号码{number}",
        "随手写的": number,
    }


def _candidates(shown: dict[str, str]) -> int:
    """How many numbers of the known county remain for somebody who reads these cells."""
    days = 1 if "出生日期" in shown else 365 if {"班级", "年龄"} & shown.keys() else 6 * 365
    serials = 500 if "性别" in shown else 1000
    cover = shown.get("身份证件号", "·" * 18)
    tail = len(cover) - len(cover.rstrip("0123456789X"))
    return days * serials // 10 ** min(tail, 3)


@pytest.mark.parametrize("where", ["notice", "screen"])
def test_ten_thousand_pupils_leave_a_hundred_candidates_each(where: str) -> None:
    rng = random.Random(20261121)
    for _ in range(10_000):
        pupil = _pupil(rng)
        if where == "notice":
            shown = {
                heading: mask_called(text)
                for heading, text in pupil.items()
                if may_show(COLUMNS[heading], Audience.PUBLIC)
            }
            assert not NUMBER.search("　".join(shown.values()))
        else:
            cover = cover_of(FIELDS["national_id"], pupil["身份证件号"])
            assert cover is not None
            shown = pupil | {"身份证件号": cover}
            assert pupil["身份证件号"][2:] not in cover
        assert _candidates(shown) >= 100


@pytest.mark.parametrize(
    ("key", "value", "inside", "report", "public"),
    [
        ("name", "张伟", "张伟", "张伟", "张伟"),
        ("born_on", date(2016, 3, 1), "2016-03-01", "2016-03-01", ""),
        ("national_id", "410523201603010017", "41" + "·" * 16, "41" + "·" * 16, ""),
        ("phone", "13812341234", "13812341234", "138****1234", ""),
        ("disability", "言语残疾", "", "", ""),
        ("remarks", "随手写的", "随手写的", "随手写的", ""),
    ],
)
def test_a_paper_tells_as_much_as_its_readers_may_know(
    key: str, value: str | date, inside: str, report: str, public: str
) -> None:
    told = [told_to(FIELDS[key], value, audience) for audience in Audience]
    assert told == [inside, report, public]


def test_whole_numbers_are_told_where_asked_for_and_nothing_restricted() -> None:
    for audience in (Audience.INTERNAL, Audience.REPORT):
        whole = {k: told_to(FIELDS[k], "13812341234", audience, whole=True) for k in FIELDS}
        assert whole["phone"] == whole["national_id"] == "13812341234"
        assert not whole["disability"]
