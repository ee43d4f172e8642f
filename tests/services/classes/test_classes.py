"""What classes are called, who leads them, and two that become one; each step can be taken back."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.words import MentorKind, Stage
from liushou_desk.errors import DeskError, InputProblem, RuleConflict
from liushou_desk.models import (
    ClassTeacher,
    FollowUpRule,
    IssuedDocument,
    Mentor,
    PupilClass,
    SchoolClass,
    SummaryDraft,
    TermSheet,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.classes import (
    ClassLine,
    list_class_lines,
    merge_classes,
    preview_merge,
    rename_class,
    renumber_class,
    set_teacher,
    teachers_to_pick,
)
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal import history
from liushou_desk.services.pairings import remove_mentor
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.services.summary import service
from liushou_desk.services.summary.paper import Paper
from tests import factories as make
from tests.models.walk import digest
from tests.services.working import count, school, sentences

TERM, EARLIER = make.TERM_CODE, "2025-2026-2"


@pytest.fixture(autouse=True)
def two(office: OfficeFile) -> tuple[int, int]:
    """四年级1班 with a child and a pupil, 四年级2班 with two children, another class elsewhere."""

    def story(session: Session) -> tuple[int, int]:
        first, second = (make.make_class(session, number=number) for number in (1, 2))
        for name, at in (("张小雨", first), ("李小草", second), ("王小石", second)):
            make.make_child(session, name=name, sheet={"class_id": at.id})
        place = make.make_campus(session, name="柳溪教学点", is_main=False)
        make.make_class(session, campus_id=place.id, grade=1)
        pupil, term = make.make_pupil(session), session.scalars(sa.select(make.models.Term)).one()
        session.add(PupilClass(pupil_id=pupil.id, term_id=term.id, class_id=first.id))
        for name in ("陈文静", "周兰"):
            make.make_mentor(session, name=name)
        make.make_mentor(session, name="小同", kind=MentorKind.PUPIL)
        return first.id, second.id

    return school(office, story)


def lines(office: OfficeFile) -> tuple[ClassLine, ...]:
    return list_class_lines(office, TERM)


def by_class(office: OfficeFile) -> dict[str, Any]:
    with office.reading() as session:
        return {
            value.key.partition(".")[2]: value.value
            for value in open_book(office, session, TERM).groups("by_class")
        }


def mentor(office: OfficeFile, name: str) -> int:
    with office.reading() as session:
        return session.scalars(sa.select(Mentor.id).where(Mentor.name == name)).one()


def earlier_term(office: OfficeFile) -> None:
    days = (date(2026, 3, 1), date(2026, 8, 31), date(2026, 3, 31), date(2026, 7, 5))
    names = ("first_on", "last_on", "survey_on", "cutoff_on")
    with office.action("学期") as session:
        make.make_term(session, code=EARLIER, **dict(zip(names, days, strict=True)))


def test_the_list_tells_who_is_in_which_class(office: OfficeFile) -> None:
    told = [(line.label, line.children, line.pupils, line.teacher) for line in lines(office)]
    assert told == [
        ("四年级1班", 1, 1, ""), ("四年级2班", 2, 0, ""), ("柳溪教学点一年级1班", 0, 0, "")
    ]  # fmt: skip


def test_a_name_of_its_own_stands_everywhere_and_counts_alike(
    office: OfficeFile, two: tuple[int, int]
) -> None:
    figures, before = by_class(office), digest(office)
    rename_class(office, two[0], {"name": " 启智\u200b班\n"})
    assert sentences(office)[0] == "班级改名：四年级1班改为启智班"
    assert [(row.school_class, row.class_order) for row in roster_rows(office, TERM)] == [
        ("启智班", 401), ("四年级2班", 402), ("四年级2班", 402)
    ]  # fmt: skip
    renamed = {"启智班" if key == "四年级1班" else key: n for key, n in figures.items()}
    assert list(by_class(office).items()) == list(renamed.items())
    assert history.undo(office) == "班级改名：四年级1班改为启智班"
    assert digest(office) == before


def test_without_a_name_it_is_grade_and_number_again(
    office: OfficeFile, two: tuple[int, int]
) -> None:
    for written in ("启智班", "", "启智班", "四年级1班", "启智班"):
        rename_class(office, two[0], {"name": written})
    rename_class(office, two[0], {})
    rename_class(office, two[0], {"name": "启智班"})
    assert len([said for said in sentences(office) if "改名" in said]) == 5
    assert [line.label for line in lines(office)][:2] == ["启智班", "四年级2班"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("育才 班", "已有一个班叫育才班"),
        ("四（2）班", "会被读作四年级2班"),
        ("五年级9班", "会被读作五年级9班"),
        ("2023级1班", "按入学年份"),
        ("柳溪教学点启智班", "不用写“柳溪教学点”"),
        ("启" * 21, "最多20个字"),
    ],
)
def test_a_name_that_means_another_class_is_refused(
    office: OfficeFile, two: tuple[int, int], written: str, said: str
) -> None:
    rename_class(office, two[1], {"name": "育才班"})
    before = digest(office)
    with pytest.raises(InputProblem, match=said) as refused:
        rename_class(office, two[0], {"name": written})
    assert (refused.value.field, digest(office)) == ("name", before)


def test_its_own_grade_and_number_may_be_written_otherwise(
    office: OfficeFile, two: tuple[int, int]
) -> None:
    rename_class(office, two[0], {"name": "四（1）班"})
    assert lines(office)[0].label == "四（1）班"
    with pytest.raises(InputProblem, match="会被读作四年级1班"):
        renumber_class(office, two[0], {"number": 3})


def test_a_name_another_class_took_since_is_not_brought_back_alone(
    office: OfficeFile, two: tuple[int, int]
) -> None:
    for class_id, name in ((two[0], "启智班"), (two[0], "育才班"), (two[1], "启智班")):
        rename_class(office, class_id, {"name": name})
    second = history.list_actions(office)[1].action_id
    with pytest.raises(RuleConflict):
        history.undo_one(office, second)
    office.undo()
    history.undo_one(office, second)
    assert lines(office)[0].label == "启智班"


def test_another_number_and_back(office: OfficeFile, two: tuple[int, int]) -> None:
    before = digest(office)
    renumber_class(office, two[0], {"number": 3})
    assert [line.label for line in lines(office)][:2] == ["四年级2班", "四年级3班"]
    assert sentences(office)[0] == "班级改班号：四年级1班改为四年级3班"
    office.undo()
    assert digest(office) == before


@pytest.mark.parametrize(
    ("number", "said"),
    [(2, "已有四年级2班.*合并到"), (0, "1到99"), (100, "1到99"), (None, "请填写")],
)
def test_a_number_that_is_taken_or_none_is_refused(
    office: OfficeFile, two: tuple[int, int], number: int | None, said: str
) -> None:
    before = digest(office)
    with pytest.raises(InputProblem) as refused:
        renumber_class(office, two[0], {"number": number})
    assert (refused.value.field, digest(office)) == ("number", before)
    assert re.search(said, refused.value.message)


def test_a_nursery_class_may_have_no_number(office: OfficeFile) -> None:
    with office.action("大班") as session:
        made = make.make_class(session, stage=Stage.PRESCHOOL, grade=4, number=2).id
    renumber_class(office, made, {"number": 0})
    assert lines(office)[0].label == "大班"


def test_a_teacher_is_set_changed_and_taken_away(office: OfficeFile, two: tuple[int, int]) -> None:
    states = [digest(office)]
    chosen = [(mentor(office, "陈文静"),), (mentor(office, "周兰"),), ()]
    for ids in chosen:
        set_teacher(office, two[0], TERM, ids)
        set_teacher(office, two[0], TERM, ids)
        states.append(digest(office))
    about = "四年级1班，2026—2027学年第一学期"
    for said, state in (
        (f"取消班主任：周兰，{about}", states[2]),
        (f"设班主任：周兰，{about}", states[1]),
        (f"设班主任：陈文静，{about}", states[0]),
    ):
        assert history.undo(office) == said
        assert digest(office) == state


def test_who_cannot_lead_a_class_is_refused(office: OfficeFile, two: tuple[int, int]) -> None:
    small = mentor(office, "小同")
    assert small not in {pick.id for pick in teachers_to_pick(office)}
    for term, ids in ((TERM, (small,)), (TERM, (999,)), ("2030-2031-1", ())):
        with pytest.raises(DeskError):
            set_teacher(office, two[0], term, ids)
    assert count(office, ClassTeacher) == 0


def test_a_mentor_who_leads_a_class_is_kept(office: OfficeFile, two: tuple[int, int]) -> None:
    set_teacher(office, two[0], TERM, (mentor(office, "周兰"),))
    with pytest.raises(RuleConflict, match="班主任1条"):
        remove_mentor(office, mentor(office, "周兰"))


def test_a_class_goes_into_another_with_all_its_terms(
    office: OfficeFile, two: tuple[int, int]
) -> None:
    earlier_term(office)
    for class_id, name in zip(two, ("陈文静", "周兰"), strict=True):
        set_teacher(office, class_id, TERM, (mentor(office, name),))
    set_teacher(office, two[0], EARLIER, (mentor(office, "陈文静"),))
    rename_class(office, two[0], {"name": "启智班"})
    figures, before = by_class(office), digest(office)
    shown = preview_merge(office, *two)
    assert (shown.children, shown.pupils, len(shown.terms)) == (1, 1, 2)
    assert "保留周兰，不保留陈文静" in shown.summary
    merge_classes(office, shown)
    assert sentences(office)[0] == "合并班级：启智班并入四年级2班"
    line = lines(office)[0]
    assert (line.label, line.children, line.pupils, line.teacher) == ("四年级2班", 3, 1, "周兰")
    assert list_class_lines(office, EARLIER)[0].teacher == "陈文静"
    assert by_class(office) == {"四年级2班": figures["启智班"] + figures["四年级2班"]}
    assert count(office, SchoolClass) == 2
    office.undo()
    assert digest(office) == before


def test_the_history_calls_a_merged_class_by_its_name(
    office: OfficeFile, two: tuple[int, int]
) -> None:
    merge_classes(office, preview_merge(office, *two))
    told, _ = history.what_it_did(office, history.list_actions(office)[0].action_id)
    moved = [line for line in told if line.item == "班级"]
    assert {(line.before, line.after) for line in moved} == {("四年级1班", "四年级2班")}


def test_merging_asks_again_where_something_changed(
    office: OfficeFile, two: tuple[int, int]
) -> None:
    shown = preview_merge(office, *two)
    rename_class(office, two[1], {"name": "育才班"})
    before = digest(office)
    with pytest.raises(RuleConflict, match="没有合并"):
        merge_classes(office, shown)
    with pytest.raises(InputProblem):
        preview_merge(office, two[0], two[0])
    assert digest(office) == before


def test_papers_of_two_classes_become_one_but_none_that_was_issued(
    office: OfficeFile, two: tuple[int, int], tmp_path: Path
) -> None:
    papers = [Paper(TERM, SummaryKind.SCHOOL_CLASS, class_id) for class_id in two]
    for number, paper in enumerate(papers):
        service.revise(
            office, paper, {"opening": f"第{number}个班。", f"results.added_{number}": "有"}
        )
    before = digest(office)
    shown = preview_merge(office, *two)
    assert "都写了2026—2027学年第一学期的班级总结" in shown.summary
    merge_classes(office, shown)
    said = service.collect(office, papers[1]).paragraphs()
    assert (said["opening"], said["results.added_0"]) == ("第1个班。", "有")
    office.undo()
    assert digest(office) == before
    for paper in papers:
        service.issue_summary(office, paper, tmp_path, ["pdf"])
    with pytest.raises(RuleConflict, match="定稿不能合成一份，没有合并"):
        merge_classes(office, shown)


def test_another_grade_or_place_is_said(office: OfficeFile, two: tuple[int, int]) -> None:
    away = lines(office)[-1].class_id
    said = preview_merge(office, two[0], away).summary
    assert "年级都会跟着改" in said
    assert "从本部改到柳溪教学点" in said


def test_nothing_that_refers_to_a_class_is_left_out() -> None:
    referring = {
        table.name
        for table in make.models.Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == SchoolClass.__tablename__
    }
    assert referring == {
        model.__tablename__
        for model in (
            *(TermSheet, PupilClass, ClassTeacher, FollowUpRule),
            *(SummaryDraft, IssuedDocument),
        )
    }
