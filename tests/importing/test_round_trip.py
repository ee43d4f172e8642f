"""Random people written by openpyxl come back exactly as they were stated."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from liushou_desk.domain import identity
from liushou_desk.domain.words import Health, Hukou, Mark, Relation, Sex
from liushou_desk.importing.roster import RosterRow, read_roster
from tests.importing.workbooks import HEADINGS, Person, national_id, write

RARE = "堃玥喆䶮㛃〇𠮷𡈼𫍯𬀩𪩘"
PLAIN = "柏蓝秋石云青禾木兰溪"
WORDS = {"健康状况": Health, "户口性质": Hukou, "是否留守儿童": Mark, "性别": Sex}
KEYS = {
    "姓名": "child.name",
    "曾用名": "child.former_name",
    "性别": "child.sex",
    "出生日期": "child.born_on",
    "身份证件号": "child.national_id",
    "联系电话": "child.phone",
    "入学年月": "child.enrolled_in",
    "户口性质": "child.hukou",
    "健康状况": "term_sheet.health",
    "是否留守儿童": "school_record_mark.mark",
    "是否孤儿": "child.is_orphan",
    "就读方式": "boarding_period.boards",
    "现住址": "household.home_address",
    "班号": "class",
}


class Inventor:
    """Invents stated values and, in `cell`, one of the ways a school writes each."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def people(self, count: int) -> list[dict[str, Any]]:
        return [self._person(serial) for serial in range(1, count + 1)]

    def _person(self, serial: int) -> dict[str, Any]:
        born = date(2011, 1, 1) + timedelta(days=self.random.randrange(3500))
        number = national_id(serial, f"{born:%Y%m%d}")
        whole = {
            "姓名": self._name(),
            "曾用名": self._name(),
            "性别": identity.sex_of(number),
            "出生日期": born,
            "联系电话": f"13{self.random.randrange(10**9):09d}",
            "入学年月": f"{self.random.randrange(2018, 2027)}{self.random.choice(['03', '09'])}",
            **{heading: self.random.choice(list(kind)) for heading, kind in WORDS.items()},
            "是否孤儿": self.random.random() < 0.1,
            "就读方式": self.random.random() < 0.5,
            "现住址": f"{self._name()}村{self.random.randrange(1, 20)}组",
            "班号": f"20{self.random.randrange(20, 27)}01",
        }
        kept = {h: value for h, value in whole.items() if h == "姓名" or self.random.random() < 0.8}
        kept |= {"身份证件号": number}
        return kept | ({"性别": whole["性别"]} if "性别" in kept else {})

    def _name(self) -> str:
        signs = PLAIN + RARE
        return "".join(self.random.choice(signs) for _ in range(self.random.randrange(2, 5)))

    def cell(self, heading: str, value: Any) -> Any:
        if heading == "出生日期":
            forms = ("%Y%m%d", "%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日")
            return self.random.choice([value, *(value.strftime(form) for form in forms)])
        if heading == "联系电话":
            return self.random.choice([value, int(value), f"+86{value}"])
        if heading == "就读方式":
            return "住校" if value else "走读"
        if isinstance(value, bool):
            return self.random.choice([value, "是" if value else "否"])
        text = value.label if heading in WORDS else value
        return self.random.choice([text, f" {text}", f"{text}　"])


@pytest.mark.parametrize("seed", range(30))
def test_random_rows_come_back_as_stated(tmp_path: Path, seed: int) -> None:
    inventor = Inventor(seed)
    people = inventor.people(12)
    headings = inventor.random.sample(HEADINGS, len(HEADINGS))
    written: list[Person] = [{h: inventor.cell(h, v) for h, v in p.items()} for p in people]
    titles = inventor.random.randrange(4)
    rows = read_roster(write(tmp_path / "a.xlsx", written, headings=headings, titles=titles))
    born = [{"出生日期": identity.born_on(person["身份证件号"])} for person in people]
    assert [stated(row) for row in rows] == [
        told | person for told, person in zip(born, people, strict=True)
    ]
    assert not any(row.faults for row in rows)


def stated(row: RosterRow) -> dict[str, Any]:
    headings = {key: heading for heading, key in KEYS.items()}
    return {headings[key]: value for key, value in row.values.items()}


def test_rare_characters_in_members_and_addresses(tmp_path: Path) -> None:
    person = {
        "姓名": RARE[:4],
        "身份证件号": national_id(1),
        "现住址": f"{RARE}村",
        "成员1姓名": RARE[4:8],
        "成员1关系": "母亲",
        "成员1关系说明": RARE,
    }
    (row,) = read_roster(write(tmp_path / "a.xlsx", [person]))
    assert row.values["child.name"] == RARE[:4]
    assert row.values["household.home_address"] == f"{RARE}村"
    (mother,) = row.members
    assert mother.relation is Relation.MOTHER
    assert (mother.values["name"], mother.values["relation_note"]) == (RARE[4:8], RARE)


def test_minority_and_foreign_names(tmp_path: Path) -> None:
    names = {"阿依 ·古丽": "阿依·古丽", "尼玛•次仁": "尼玛·次仁", "Anna  Lee": "Anna Lee"}
    people = [{"姓名": n, "身份证件号": national_id(i)} for i, n in enumerate(names, start=1)]
    rows = read_roster(write(tmp_path / "a.xlsx", people))
    assert [row.values["child.name"] for row in rows] == list(names.values())
