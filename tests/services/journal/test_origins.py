"""来历: every value tells which step it came from, with file and row for imports."""

from datetime import date

import pytest

from liushou_desk.domain.words import Care, Hardship, Mark, ParentStatus
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Child
from liushou_desk.services.journal.origins import (
    OriginRow,
    child_origins,
    origin_of,
    origin_of_line,
)
from liushou_desk.services.journal.words import COVERED
from liushou_desk.services.register.child_form import ENTRIES
from tests.importing.workbooks import FAR, pupil
from tests.services.imports.conftest import *  # noqa: F403
from tests.services.imports.desk import Desk
from tests.services.register.conftest import *  # noqa: F403
from tests.services.register.conftest import Register


def said(steps: tuple[OriginRow, ...]) -> list[tuple[str, str]]:
    return [(step.before, step.after) for step in steps]


def test_a_cell_tells_its_whole_life_newest_first(register: Register) -> None:
    child = register.new()
    register.days_later(1)
    register.save(child, child__name="柏大雨")
    register.office.undo()
    steps = origin_of(register.office, "child", child, "name")
    assert said(steps) == [("柏大雨", "柏小雨"), ("柏小雨", "柏大雨"), ("", "柏小雨")]
    assert [step.told.split("：")[0] for step in steps] == ["撤销", "修改儿童资料", "登记儿童"]
    assert origin_of(register.office, "child", child, "phone") == ()
    assert origin_of(register.office, "child", 99, "name") == ()


def test_the_form_says_by_hand_and_what_it_was(register: Register) -> None:
    child = register.new(child__nation="汉族")
    day = register.days_later(3)
    register.save(child, child__nation="苗族", child__phone="13812345678")
    origins = child_origins(register.office, child)
    assert origins["child.name"] == "2026-11-21 手工填写"
    assert origins["child.nation"] == f"{day} 手工修改，原为汉族"
    assert origins["child.phone"] == f"{day} 手工填写"
    assert "child.sex" not in origins
    assert set(origins) <= set(ENTRIES)


def test_an_import_tells_file_and_row(desk: Desk) -> None:
    desk.take(
        pupil(1, 是否留守儿童=Mark.BOTH.label, 成员1姓名="柏山", 成员1关系="父亲", 成员1现住址=FAR)
    )
    child = desk.only(Child)["id"]
    origins = child_origins(desk.office, child)
    for key in ("child.name", "child.national_id", "father.name", "boarding_period.boards"):
        assert origins[key] == "2026-11-21 导入《名册0.xlsx》第2行"
    (step,) = origin_of(desk.office, "child", child, "name")
    assert step.source.startswith("名册0.xlsx，")
    assert step.source.endswith("，第2行")


def test_what_an_import_changed_later_tells_the_later_file(desk: Desk) -> None:
    left = {"是否留守儿童": Mark.BOTH.label}
    desk.take(pupil(1, **left))
    desk.take(pupil(2, **left), pupil(1, **left, 民族="汉族"))
    child = desk.rows(Child)[0]["id"]
    origins = child_origins(desk.office, child)
    assert origins["child.nation"] == "2026-11-21 导入《名册1.xlsx》第3行"
    assert origins["child.name"] == "2026-11-21 导入《名册0.xlsx》第2行"
    desk.office.undo()
    assert child_origins(desk.office, child)["child.nation"].endswith("撤销：导入名册，原为汉族")


def test_dated_facts_follow_one_another(register: Register) -> None:
    child = register.new(father__name="柏山", father__status=ParentStatus.AT_HOME)
    day = register.days_later(30)
    register.save(child, father__status=ParentStatus.WORKS_AWAY, father__place="东莞")
    steps = origin_of_line(register.office, child, "father.status")
    assert said(steps) == [("在家", "务工"), ("", "在家")]
    register.days_later(30)
    register.save(child, father__place="宁波")
    assert len(origin_of_line(register.office, child, "father.status")) == 2
    assert child_origins(register.office, child)["father.status"] == f"{day} 手工修改，原为在家"


def test_every_kind_of_line_has_its_origin(register: Register) -> None:
    filled = {
        "household__home_address": "云岭镇青石坪村",
        "class": "三年级1班",
        "mother__name": "李秀",
        "mother__status": ParentStatus.AT_HOME,
        "caregiver_period__care": Care.GRANDPARENTS,
        "caregiver__name": "王奶",
        "caregiver__relation": "奶奶",
        "boarding_period__boards": False,
        "hardship": Hardship.POVERTY.label
        if hasattr(Hardship, "POVERTY")
        else next(iter(Hardship)).label,
        "term_sheet__verified": True,
        "entered_on": date(2026, 9, 1),
    }
    child = register.new(**filled)
    origins = child_origins(register.office, child)
    assert {key.replace("__", ".") for key in filled} <= set(origins)
    assert origin_of_line(register.office, child, "effective_on") == ()


def test_ticks_are_told_together_and_covered(register: Register) -> None:
    first, second = (word.label for word in list(Hardship)[:2])
    child = register.new(hardship=first)
    register.save(child, hardship=f"{first}、{second}")
    register.save(child, hardship=second)
    assert said(origin_of_line(register.office, child, "hardship")) == [
        (COVERED, f"{COVERED}（已改）"),
        (COVERED, f"{COVERED}（已改）"),
        ("", COVERED),
    ]


def test_numbers_are_covered_here_too(register: Register) -> None:
    child = register.new(child__student_number="G529999201603010014")
    (step,) = origin_of_line(register.office, child, "child.student_number")
    assert "20160301" not in step.after


def test_a_removed_child_has_none(register: Register) -> None:
    with pytest.raises(RuleConflict):
        child_origins(register.office, 99)
