"""Small real .xlsx rosters, one per oddity. All people are invented."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from liushou_desk.domain.identity import check_sign

MEMBER_PARTS = (
    "姓名", "关系", "关系说明", "现住址", "户口所在地行政区划", "联系电话", "是否监护人",
    "身份证件类型", "身份证件号", "民族", "工作单位", "职务",
)  # fmt: skip
HEADINGS = (
    "学校标识码", "姓名", "性别", "出生日期", "出生地行政区划代码", "籍贯", "民族", "国籍/地区",
    "身份证件类型", "港澳台侨外", "健康状况", "政治面貌", "身份证件号", "户口性质",
    "户口所在地行政区划", "班号", "入学年月", "入学方式", "就读方式", "现住址", "通信地址",
    "家庭地址", "联系电话", "邮政编码", "是否独生子女", "是否受过学前教育", "是否留守儿童",
    "是否需要申请资助", "是否享受一补", "是否孤儿", "是否烈士或优抚子女", "上下学距离",
    "上下学方式", "是否需要乘坐校车", "曾用名", "身份证件有效期", "血型", "特长", "学籍辅号",
    "班内学号", "学生来源", "电子信箱", "主页地址", "残疾类型", "是否由政府购买学位", "随班就读",
    *(f"成员1{part}" for part in MEMBER_PARTS),
    *(f"成员2{part}" for part in MEMBER_PARTS),
    "是否进城务工人员随迁子女",
)  # fmt: skip
"""The 71 columns of the national export."""

HOME = "云岭镇青石坪村3组8号"
FAR = "浙江省宁波市鄞州区"

Person = dict[str, Any]


def national_id(serial: int = 1, born: str = "20160301") -> str:
    """A valid number; an odd serial is a boy's."""
    body = f"529999{born}{serial:03d}"
    return body + check_sign(body)


def pupil(serial: int = 1, **changes: Any) -> Person:
    """A boy (odd) or girl of grade 5 who is not left behind, both parents at home."""
    return {
        "学校标识码": "3152000001",
        "姓名": f"柏小{'一二三四五六七八九十'[serial % 10]}",
        "性别": "男" if serial % 2 else "女",
        "出生日期": "20160301",
        "民族": "苗族",
        "身份证件类型": "居民身份证",
        "健康状况": "健康或良好",
        "身份证件号": national_id(serial),
        "户口性质": "农业户口",
        "班号": "202201",
        "入学年月": "202209",
        "就读方式": "走读",
        "现住址": HOME,
        "联系电话": f"1380000{serial:04d}",
        "是否留守儿童": "非留守儿童",
        "是否孤儿": "否",
        "残疾类型": "无残疾",
        "是否进城务工人员随迁子女": "否",
        **member(1, f"柏大{serial}", "父亲", phone=f"1391000{serial:04d}", guardian="是"),
        **member(2, f"蓝大{serial}", "母亲", phone=f"1392000{serial:04d}"),
    } | changes


def left_behind(serial: int = 1, **changes: Any) -> Person:
    """Both parents away, with the grandmother; marked 双亲留守儿童."""
    return pupil(
        serial,
        **{
            "是否留守儿童": "双亲留守儿童",
            **member(1, f"秋奶{serial}", "祖母", phone=f"1393000{serial:04d}", guardian="是"),
            **member(2, f"柏大{serial}", "父亲", phone=f"1391000{serial:04d}", address=FAR),
            "成员2工作单位": "服装厂",
            "成员2职务": "务工",
        }
        | changes,
    )


def member(
    slot: int,
    name: str,
    relation: str,
    *,
    phone: str = "",
    address: str = HOME,
    guardian: str = "否",
) -> Person:
    """The cells of 成员1 or 成员2."""
    return {
        f"成员{slot}姓名": name,
        f"成员{slot}关系": relation,
        f"成员{slot}现住址": address,
        f"成员{slot}联系电话": phone,
        f"成员{slot}是否监护人": guardian,
        f"成员{slot}工作单位": "",
        f"成员{slot}职务": "",
    }


def write(
    path: Path,
    people: Iterable[Person],
    *,
    headings: Sequence[str] = HEADINGS,
    renamed: dict[str, str] | None = None,
    titles: int = 0,
    odd: Callable[[Worksheet], None] | None = None,
) -> Path:
    """One sheet: title rows, headings (some renamed), people; `odd` makes it odd in the end."""
    book = Workbook()
    fill(book.active, people, headings=headings, renamed=renamed, titles=titles)
    if odd:
        odd(book.active)
    book.save(path)
    return path


def fill(
    sheet: Worksheet,
    people: Iterable[Person],
    *,
    headings: Sequence[str] = HEADINGS,
    renamed: dict[str, str] | None = None,
    titles: int = 0,
) -> None:
    """Put a roster into a sheet."""
    for _ in range(titles):
        sheet.append(["青石坪小学学生花名册"])
    sheet.append([(renamed or {}).get(heading, heading) for heading in headings])
    for person in people:
        sheet.append([person.get(heading) for heading in headings])


def column_of(heading: str, headings: Sequence[str] = HEADINGS) -> int:
    """The column of a heading, from 1, as openpyxl counts."""
    return list(headings).index(heading) + 1
