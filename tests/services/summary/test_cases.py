"""典型案例: nobody in them can be known; and what figures showed when a paragraph was written."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.anonymous import Known, anonymous, named, surname
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, DiaryEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary import list_entries, remove_entry
from liushou_desk.services.summary import editing, service
from liushou_desk.services.summary.cases import list_cases
from liushou_desk.services.summary.policies import add_policy, list_policies
from tests import factories as make
from tests.services.working import school

TERM = make.TERM_CODE
KNOWN = Known(
    children=("欧阳子涵", "李小明", "李思雨"),
    family={"李大山": "父亲", "王桂花": "奶奶"},
    teachers=("张建国",),
    villages=("大坪村",),
    addresses=("大坪村3组12号",),
    classes=("三年级1班",),
)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("到大坪村3组12号家访，李小明和奶奶王桂花在家。", "到家中家访，李某和奶奶奶奶在家。"),
        ("欧阳子涵（子涵）说想妈妈。", "欧阳某（欧阳某）说想妈妈。"),
        ("张建国老师和张老师一起去大坪村。", "帮扶教师和帮扶教师一起去村里。"),
        ("三年级1班李小明与李思雨吵架，电话13812345678。", "李某与李某甲吵架，。"),
    ],
)
def test_words_without_anybody(said: str, told: str) -> None:
    found = anonymous(said, KNOWN)
    assert named(found, KNOWN) is None
    assert found == told


def test_surnames_of_two_signs_and_names_of_two_signs() -> None:
    assert [surname(name) for name in ("欧阳子涵", "李明", "司马")] == ["欧阳", "李", "司"]


def story(session: Session) -> int:
    child = make.make_child(session, name="李小明", village="大坪村")
    teacher = make.make_mentor(session, name="张建国")
    entry = make.make_entry(
        session,
        child,
        kind=DiaryKind.HOME_VISIT,
        happened_on=date(2026, 10, 9),
        content="张建国老师到大坪村看李小明，奶奶腿脚不便",
        concern="李小明近来不爱说话",
        action_taken="每周谈心一次",
    )
    assert teacher
    return entry.id


def test_a_case_is_read_amended_and_refused_while_a_name_is_left(office: OfficeFile) -> None:
    entry_id = school(office, story)
    [row] = list_cases(office, TERM)
    assert row.entry_id == entry_id
    for word in ("小明", "大坪", "张建国"):
        assert word not in row.text
    assert "李某" in row.text
    for left in ("李小明", "大坪村", "张建国"):
        with pytest.raises(InputProblem, match=f"案例里还有.*“{left}”"):
            service.revise(office, TERM, {row.key: row.text + left})
    service.revise(office, TERM, {row.key: row.text})
    assert service.collect(office, TERM).paragraphs()[row.key] == row.text
    heads = [s.heading for s in editing.read_summary(office, TERM).sections]
    assert any(head.endswith("、典型案例") for head in heads)


def test_whoever_declines_and_what_is_restricted_are_never_offered(office: OfficeFile) -> None:
    entry_id = school(office, story)
    with office.action("不愿公开") as session:
        session.scalars(sa.select(Child)).one().declines_label = True
    assert list_cases(office, TERM) == ()
    office.undo()
    with office.action("受限") as session:
        session.get_one(DiaryEntry, entry_id).kind = DiaryKind.COUNSELLING
    assert list_cases(office, TERM) == ()


def test_a_paragraph_says_what_its_figures_were_when_it_was_written(demo: OfficeFile) -> None:
    term = "2026-2027-1"
    service.revise(demo, term, {"opening": "家访{times.家访}次，留守{left_behind}人。"})

    def was() -> dict[str, str]:
        sections = editing.read_summary(demo, term).sections
        return dict(next(p.was for s in sections for p in s.paragraphs if p.key == "opening"))

    assert was() == {}
    before = editing.read_summary(demo, term).values.shown("times.家访")
    visit = next(
        row for row in list_entries(demo, None) if row.kind is DiaryKind.HOME_VISIT and row.reached
    )
    remove_entry(demo, visit.entry_id)
    assert was() == {"times.家访": before}
    demo.undo()
    text = editing.read_summary(demo, term)
    assert (text.least, text.most, text.length > 900) == (900, 2200, True)
    editing.set_length(demo, term, "1000 到 3000")
    assert editing.read_summary(demo, term).most == 3000
    with pytest.raises(InputProblem, match="字数范围看不明白"):
        editing.set_length(demo, term, "3000-1000")


def test_documents_from_above_are_named_in_one_way(office: OfficeFile) -> None:
    school(office, lambda session: make.make_child(session))
    add_policy(office, "《关爱保护意见》(国发〔2016〕13号)")
    add_policy(office, "县实施方案")
    said = ["《关爱保护意见》（国发〔2016〕13号）", "《县实施方案》"]
    assert [row.said for row in list_policies(office)] == said
    for typed, words in (("《县实施方案》", "已经在里面"), ("（〔2016〕1号）", "看不出文件的名称")):
        with pytest.raises(InputProblem, match=words):
            add_policy(office, typed)
