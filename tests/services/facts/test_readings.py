"""Names are found by pinyin: surnames read as surnames, given names in every plausible way."""

import subprocess
import sys

import pytest
import sqlalchemy as sa

from liushou_desk.models import Child, FamilyMember, Mentor, NameReading
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.readings import complete_readings, keys, readings_of


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单雨", "shanyu"), ("仇雨", "qiuyu"), ("解雨", "xieyu"), ("区雨", "ouyu"),
        ("查雨", "zhayu"), ("曾雨", "zengyu"), ("任雨", "renyu"), ("朴雨", "piaoyu"),
        ("盖雨", "geyu"), ("缪雨", "miaoyu"), ("乐雨", "yueyu"), ("万雨", "wanyu"),
        ("沈雨", "shenyu"), ("石雨", "shiyu"), ("翟雨", "zhaiyu"), ("王雨", "wangyu"),
        ("尉迟恭", "yuchigong"), ("令狐冲", "linghuchong"), ("欧阳雨", "ouyangyu"),
        ("上官雨", "shangguanyu"), ("万俟雨", "moqiyu"), ("单于飞", "shanyufei"),
        ("张文静", "zhangwenjing"), ("吕雨", "lvyu"), ("阿依·古丽", "ayiguli"),
        ("Anna Maria", "annamaria"), ("José", "jose"), ("ＡＢ", "ab"), ("李Tom", "litom"),
        ("王𠮷", "wang"), ("柏大1", "baida1"),
    ],
)  # fmt: skip
def test_the_first_reading(name: str, first: str) -> None:
    assert keys(name).split("\n")[0] == first


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("张文静", "zwj"), ("张文静", "zhangwj"), ("张文静", "wenjing"), ("欧阳雨", "ouyangy"),
        ("乐雨", "leyu"), ("吕绿", "lulu"), ("吕绿", "ll"), ("张行", "zhanghang"),
        ("张重", "zc"), ("张乐", "zhangyue"), ("张茜", "zhangxi"), ("单单", "shandan"),
        ("阿依·古丽", "aygl"), ("阿依·古丽", "guli"), ("Anna Maria", "maria"),
    ],
)  # fmt: skip
def test_another_key(name: str, key: str) -> None:
    assert key in keys(name).split("\n")


@pytest.mark.parametrize("name", ["", " ", "·", "𠮷", "？！", "（）", "\n"])
def test_what_cannot_be_read_has_no_keys(name: str) -> None:
    assert keys(name) == ""


@pytest.mark.parametrize("name", ["行长乐重" * 8, "乐" * 500, "行·" * 90, "a " * 50])
def test_combinations_are_bounded(name: str) -> None:
    assert len(keys(name)) < 100_000
    assert len(keys(name).split("\n")) < 250


def test_surnames_are_not_read_as_other_words() -> None:
    for name, wrong in [("单雨", "dan"), ("仇雨", "chou"), ("解雨", "jie"), ("曾雨", "ceng")]:
        assert wrong not in keys(name)


def test_everyone_in_the_file_is_read_once(demo: OfficeFile) -> None:
    told: list[tuple[int, int]] = []
    with demo.reading() as session:
        names = {
            n for m in (Child, FamilyMember, Mentor) for n in session.scalars(sa.select(m.name))
        }
        assert readings_of(session, names) == {}
    assert complete_readings(demo, lambda *done: told.append(done)) == len(names)
    assert told[-1] == (len(names), len(names))
    assert complete_readings(demo) == 0
    with demo.reading() as session:
        assert readings_of(session, [*names, "无此人"]) == {name: keys(name) for name in names}
        few = sorted(names)[:3]
        assert readings_of(session, few).keys() == set(few)


def test_a_changed_name_is_read_anew_and_the_old_one_forgotten(demo: OfficeFile) -> None:
    complete_readings(demo)
    with demo.action("改名") as session:
        old = session.scalar(sa.select(Child.name).where(Child.id == 1))
        session.execute(sa.update(Child).where(Child.name == old).values(name="尉迟𠮷𠮷"))
    assert complete_readings(demo) == 1
    with demo.reading() as session:
        assert readings_of(session, ["尉迟𠮷𠮷", old]) == {"尉迟𠮷𠮷": "yuchi\nyc"}


def test_readings_are_no_action(demo: OfficeFile) -> None:
    with demo.action("改电话") as session:
        session.execute(sa.update(Mentor).values(phone="1"))
    complete_readings(demo)
    assert demo.undo() == "改电话"
    with demo.reading() as session:
        assert session.scalar(sa.select(sa.func.count(NameReading.id)))


STORED = """
import sys
from datetime import datetime
from pathlib import Path
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.facts.readings import complete_readings, readings_of

with open_office(Path(sys.argv[1]), lambda: datetime(2026, 11, 21)) as office:
    complete_readings(office)
print("pypinyin" in sys.modules)
"""


def test_the_dictionary_is_loaded_only_for_new_names(demo: OfficeFile) -> None:
    command = [sys.executable, "-c", STORED, demo.path]
    runs = [subprocess.run(command, capture_output=True, text=True) for _ in range(2)]
    assert [run.stdout for run in runs] == ["True\n", "False\n"], runs[0].stderr
