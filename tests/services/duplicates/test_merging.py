"""One child of two records: nothing is lost, nothing is left behind, one step takes it back."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import (
    Care,
    Hardship,
    LeaveReason,
    Mark,
    OwedBy,
    ParentStatus,
    Relation,
)
from liushou_desk.errors import FileTrouble, RuleConflict
from liushou_desk.models import (
    Activity,
    ActivityChild,
    Aid,
    Base,
    BoardingPeriod,
    CareAgreement,
    CaregiverPeriod,
    Child,
    ConfirmedNone,
    DiaryEntry,
    EntryChild,
    EntryVisitor,
    FamilyMember,
    Household,
    LabelOverride,
    Mentor,
    MentorCellReason,
    NotDuplicate,
    OpenCellReason,
    Pairing,
    RegisterPeriod,
    SchoolRecordMark,
    SheetHardship,
    TallyEntry,
    TermSheet,
    Whereabouts,
)
from liushou_desk.models.base import Dated
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.references import references
from liushou_desk.services.duplicates import Comparison, Kind, Side, compare, merge
from liushou_desk.services.duplicates.histories import OF_CHILD, OF_MEMBER, OF_MENTOR
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.check import check_file
from tests import factories as make
from tests.services.duplicates.twice import digest, referring, rows, twice
from tests.services.working import school, sentences

TERM = make.TERM_CODE


def merged(office: OfficeFile, left: int, right: int, **sides: Side) -> Comparison:
    """Merge as proposed, but for the lines of these columns."""
    shown = compare(office, Kind.CHILD, left, right, TERM)
    choices = {
        line.key: sides[column] for line in shown.lines for column in sides if column in line.key
    }
    merge(office, shown, choices, TERM)
    return shown


def two(office: OfficeFile, **changes: object) -> tuple[int, int]:
    """Two plain records of one child in two households."""

    def story(session: Session) -> tuple[int, int]:
        return make.make_child(session).id, make.make_child(session, **changes).id

    return school(office, story)


@pytest.mark.parametrize("same_home", [True, False])
def test_nothing_refers_to_the_record_that_went(office: OfficeFile, same_home: bool) -> None:
    pair = twice(office, same_home=same_home)
    assert len(referring(office, "child", pair.gone)) > 12
    merged(office, pair.kept, pair.gone)
    assert referring(office, "child", pair.gone) == []
    assert rows(office, Child, id=pair.gone) == []
    assert check_file(office.path).problems == ()


@pytest.mark.parametrize("same_home", [True, False])
def test_undo_and_redo_give_the_file_back_row_for_row(office: OfficeFile, same_home: bool) -> None:
    pair = twice(office, same_home=same_home)
    before = digest(office)
    merged(office, pair.kept, pair.gone)
    after = digest(office)
    for _ in range(2):
        assert office.undo() == "合并重复儿童"
        assert digest(office) == before
        assert office.redo() == "合并重复儿童"
        assert digest(office) == after


def test_every_table_about_a_child_is_in_the_story(office: OfficeFile) -> None:
    """A new table has to be thought of here: its rows come along, or two of them become one."""
    pair = twice(office)
    missing = {table.name for table, _ in references("child")} - {"child"}
    assert {name.partition(".")[0] for name in referring(office, "child", pair.gone)} == missing


@pytest.mark.parametrize(("choice", "left"), [(None, 1), (Side.LEFT, 1), (Side.RIGHT, 2)])
def test_aid_entered_in_both_files_is_asked_about(
    office: OfficeFile, choice: Side | None, left: int
) -> None:
    def story(session: Session) -> tuple[int, int]:
        kept, gone = make.make_child(session), make.make_child(session)
        for child in (kept, gone):
            make.make_aid(session, child)
        make.make_aid(session, gone, item="另一笔")
        return kept.id, gone.id

    kept, gone = school(office, story)
    twin = rows(office, Aid, child_id=gone)[0]
    key = f"aid.{twin.id}"
    shown = merged(office, kept, gone, **({"aid.": choice} if choice else {}))
    (line,) = (line for line in shown.lines if line.key == key)
    assert (line.default, "助学" in line.label) == (Side.LEFT, "助学" in twin.item)
    assert len(rows(office, Aid, child_id=kept)) == left + 1
    office.undo()
    assert len(rows(office, Aid, child_id=gone)) == 2


def test_every_dated_table_of_a_child_keeps_one_state_a_day() -> None:
    known = {history.model for history in (*OF_CHILD, *OF_MEMBER, *OF_MENTOR)}
    owners = {"child_id", "member_id", "mentor_id"}
    dated = {
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Dated) and owners & set(mapper.columns.keys())
    }
    assert dated <= known


def test_nothing_outside_the_journal_refers_to_what_may_be_joined() -> None:
    joined = {table.name for table, _ in references("child")} | {"child", "household", "mentor"}
    for table in set(Base.metadata.tables.values()) - set(journaled_tables()):
        assert not {key.column.table.name for key in table.foreign_keys} & joined


def test_rows_that_exclude_each_other_become_one(office: OfficeFile) -> None:
    pair = twice(office)
    merged(office, pair.kept, pair.gone)
    own = {"child_id": pair.kept}
    for model in (
        *(RegisterPeriod, Pairing, TermSheet, BoardingPeriod, SchoolRecordMark, LabelOverride),
        *(TallyEntry, OpenCellReason, ConfirmedNone, CareAgreement, CaregiverPeriod),
    ):
        assert len(rows(office, model, **own)) == 1, model
    assert [row.hardship for row in rows(office, SheetHardship)] == [Hardship.LOW_INCOME]
    assert [(row.first_id, row.second_id) for row in rows(office, NotDuplicate)] == [
        (pair.kept, pair.other)
    ]
    assert len(rows(office, EntryChild, **own)) == 3
    assert len(rows(office, ActivityChild, **own)) == 1
    assert len(rows(office, Aid, **own)) == 2
    assert (len(rows(office, DiaryEntry)), len(rows(office, Activity))) == (3, 1)


def test_figures_count_the_child_once_and_its_work_in_full(office: OfficeFile) -> None:
    pair = twice(office)

    def figures() -> dict[str, Any]:
        with office.reading() as session:
            book = open_book(office, session, TERM)
            keys = ("times", "child_times", "group_times", "activity_child_times")
            totals = {key: sum(group.value for group in book.groups(key)) for key in keys[:3]}
            plain = ("in_care", "left_behind", "activity_child_times", "aid_yuan", "mentors")
            return totals | {key: book[key].value for key in plain}

    before = figures()
    merged(office, pair.kept, pair.gone)
    changed = dict.fromkeys(("in_care", "left_behind", "child_times", "activity_child_times"), -1)
    assert figures() == {key: value + changed.get(key, 0) for key, value in before.items()}


def test_filled_cells_are_never_wiped_by_blank_ones(office: OfficeFile) -> None:
    pair = twice(office)
    merged(office, pair.kept, pair.gone)
    (child,) = rows(office, Child, id=pair.kept)
    assert (child.phone, child.national_id) == ("13800000001", "522101201603011232")
    assert child.born_on == date(2016, 3, 1)


@pytest.mark.parametrize(("side", "name"), [(Side.LEFT, "张小雨"), (Side.RIGHT, "张晓雨")])
def test_the_clerk_chooses_field_by_field(office: OfficeFile, side: Side, name: str) -> None:
    left, right = two(office, name="张晓雨", remarks="转入")
    shown = merged(office, left, right, name=side)
    assert [line.label for line in shown.lines] == ["姓名", "备注"]
    (child,) = rows(office, Child)
    assert (child.name, child.remarks) == (name, "转入")


def test_the_later_word_is_proposed(office: OfficeFile) -> None:
    left, right = two(office, nation="苗族")
    with office.action("修改") as session:
        session.get_one(Child, left).nation = "汉族"
    shown = compare(office, Kind.CHILD, left, right)
    assert [(line.label, line.default) for line in shown.lines] == [("民族", Side.LEFT)]


def test_sheets_of_one_term_are_joined_by_choice(office: OfficeFile) -> None:
    left, right = two(
        office, sheet={"study": "中等", "verified_on": None}, hardships=(Hardship.DISASTER,)
    )
    shown = merged(office, left, right, study=Side.RIGHT, sheet_hardship=Side.LEFT)
    assert [line.label for line in shown.lines] == ["学习情况", "核实日期", "困境类型"]
    (sheet,) = rows(office, TermSheet)
    assert (sheet.study, sheet.verified_on) == ("中等", date(2026, 9, 20))
    assert rows(office, SheetHardship) == []


def test_ticks_come_over_as_proposed(office: OfficeFile) -> None:
    merged(office, *two(office, hardships=(Hardship.DISASTER,)))
    assert [row.hardship for row in rows(office, SheetHardship)] == [Hardship.DISASTER]


def test_a_household_nobody_lives_in_goes_and_its_members_are_joined(office: OfficeFile) -> None:
    merged(office, *two(office))
    assert len(rows(office, Household)) == 1
    relations = {row.relation for row in rows(office, FamilyMember)}
    assert relations == {Relation.FATHER, Relation.MOTHER, Relation.GRANDMOTHER}
    assert len(rows(office, FamilyMember)) == len(rows(office, Whereabouts)) + 1 == 3


@pytest.mark.parametrize("with_left", [True, False])
def test_the_child_goes_where_its_brother_lives(office: OfficeFile, with_left: bool) -> None:
    left, right = two(office)
    homes = {row.id: row.household_id for row in rows(office, Child)}
    home = homes[left if with_left else right]
    with office.action("弟弟") as session:
        make.make_child(session, name="张小雪", household_id=home)
    merged(office, left, right)
    assert {row.household_id for row in rows(office, Child)} == {home}
    assert [row.id for row in rows(office, Household)] == [home]
    assert check_file(office.path).problems == ()


@pytest.mark.parametrize("side", list(Side))
def test_two_full_homes_stay_and_the_clerk_says_which(office: OfficeFile, side: Side) -> None:
    left, right = two(office)
    homes = [row.household_id for row in rows(office, Child)]
    with office.action("兄弟姐妹") as session:
        for home in homes:
            make.make_child(session, name="张小雪", household_id=home, care=None)
        aunt = make.make_member(session, homes[1], name="张桂花", relation=Relation.FATHERS_SISTER)
        session.query(CaregiverPeriod).filter_by(child_id=right).delete()
        make.make_caregiver(
            session, session.get_one(Child, right), care=Care.RELATIVES, member_id=aunt.id
        )
    before = digest(office)
    merged(office, left, right, home=side, caregiver_period=Side.RIGHT)
    (child,) = rows(office, Child, id=left)
    assert child.household_id == homes[0 if side is Side.LEFT else 1]
    assert len(rows(office, Household)) == 2
    (period,) = rows(office, CaregiverPeriod, child_id=left)
    (member,) = rows(office, FamilyMember, id=period.member_id)
    assert (member.name, member.household_id) == ("张桂花", child.household_id)
    office.undo()
    assert digest(office) == before


def test_a_home_has_one_father_whatever_his_name(office: OfficeFile) -> None:
    left, right = two(office, father=ParentStatus.AT_HOME)
    father = next(row for row in rows(office, FamilyMember) if row.id > 3)
    with office.action("改名") as session:
        session.get_one(FamilyMember, father.id).name = "张大三"
    shown = merged(office, left, right, whereabouts=Side.RIGHT)
    assert ("父亲", "去向") in {(line.group, line.label) for line in shown.lines}
    fathers = rows(office, FamilyMember, relation=Relation.FATHER)
    assert [row.name for row in fathers] == ["张大三"]
    (state,) = rows(office, Whereabouts, member_id=fathers[0].id)
    assert state.status is ParentStatus.AT_HOME


def test_times_on_the_register_are_joined(office: OfficeFile) -> None:
    left, right = two(office, entered_on=date(2026, 3, 1), left_on=date(2026, 10, 1))
    with office.action("离校") as session:
        session.execute(
            sa.update(RegisterPeriod)
            .where(RegisterPeriod.child_id == right)
            .values(left_why=LeaveReason.TRANSFERRED)
        )
    merged(office, left, right)
    (period,) = rows(office, RegisterPeriod)
    assert (period.entered_on, period.left_on, period.left_why) == (date(2026, 3, 1), None, None)


def test_earlier_states_of_the_other_record_are_kept(office: OfficeFile) -> None:
    left, right = two(office, care=None)
    with office.action("照料") as session:
        session.execute(sa.update(CaregiverPeriod).values(from_on=date(2026, 9, 1)))
        make.make_caregiver(
            session, session.get_one(Child, right), care=Care.ALONE, from_on=date(2025, 9, 1)
        )
    merged(office, left, right, caregiver_period=Side.LEFT)
    states = [(row.care, row.from_on, row.to_on) for row in rows(office, CaregiverPeriod)]
    assert states == [
        (Care.GRANDPARENTS, date(2026, 9, 1), None),
        (Care.ALONE, date(2025, 9, 1), date(2026, 9, 1)),
    ]


def test_two_marks_of_one_day_are_one(office: OfficeFile) -> None:
    left, right = two(office, mark=Mark.ONE)
    merged(office, left, right, school_record_mark=Side.RIGHT)
    assert [row.mark for row in rows(office, SchoolRecordMark)] == [Mark.ONE]


@pytest.mark.parametrize(("place", "times"), [("四年级谈心记录本", 3), ("班主任手册", 5)])
def test_counts_of_two_papers_add_up_and_of_one_do_not(
    office: OfficeFile, place: str, times: int
) -> None:
    left, right = two(office)
    with office.action("汇总") as session:
        make.make_tally(session, session.get_one(Child, left))
        make.make_tally(session, session.get_one(Child, right), times=3, original_at=place)
    merged(office, left, right)
    assert [row.times for row in rows(office, TallyEntry)] == [times]


def test_a_record_is_not_merged_with_itself(office: OfficeFile) -> None:
    left, _ = two(office)
    with pytest.raises(RuleConflict, match="同一条"):
        compare(office, Kind.CHILD, left, left)


def test_a_record_that_was_removed_meanwhile_is_said(office: OfficeFile) -> None:
    left, right = two(office)
    shown = compare(office, Kind.CHILD, left, right)
    merge(office, shown, {})
    before = sentences(office)
    with pytest.raises(RuleConflict, match="已被删除"):
        merge(office, shown, {})
    assert sentences(office) == before


def test_what_changed_since_it_was_shown_is_not_merged(office: OfficeFile) -> None:
    left, right = two(office)
    shown = compare(office, Kind.CHILD, left, right)
    with office.action("修改") as session:
        session.get_one(Child, right).remarks = "已转学"
    with pytest.raises(RuleConflict, match="刚才有改动"):
        merge(office, shown, {})


def test_a_backup_goes_before(office: OfficeFile) -> None:
    merged(office, *two(office))
    assert sentences(office)[:2] == ["合并重复儿童", "备份数据文件"]


def test_without_a_backup_nothing_is_merged(office: OfficeFile) -> None:
    left, right = two(office)
    (office.path.parent / "备份").write_text("不是文件夹", "utf-8")
    with pytest.raises(FileTrouble):
        merged(office, left, right)
    assert len(rows(office, Child)) == 2


def test_mentors_are_joined_with_their_pairings_and_visits(office: OfficeFile) -> None:
    pair = twice(office)
    with office.action("离岗") as session:
        session.get_one(Mentor, pair.mentor).left_on = date(2026, 2, 28)
    with office.action("帮扶人") as session:
        child, second = session.get_one(Child, pair.kept), make.make_mentor(session, phone="1")
        make.make_pairing(session, child, second, from_on=date(2026, 3, 1))
        make.make_entry(session, child, visitors=(second, session.get_one(Mentor, pair.mentor)))
        second_id = second.id
        rule, day = make.make_rule(session, owed_by=OwedBy.MENTOR).id, date(2026, 10, 1)
        for mentor_id, why in ((pair.mentor, "病假"), (second_id, "封路")):
            cell = {"rule_id": rule, "mentor_id": mentor_id, "period_on": day}
            session.add(MentorCellReason(reason=why, **cell))
    before = digest(office)
    merge(office, compare(office, Kind.MENTOR, pair.mentor, second_id), {})
    assert list_actions(office)[0].told == "合并重复帮扶人：陈文静，陈文静", "no children's names"
    assert [row.reason for row in rows(office, MentorCellReason)] == ["病假；封路"]
    assert referring(office, "mentor", second_id) == []
    assert len(rows(office, EntryVisitor)) == 2
    (mentor,) = rows(office, Mentor, id=pair.mentor)
    assert mentor.left_on is None, "written down anew after leaving"
    assert [row.from_on for row in rows(office, Pairing, child_id=pair.kept)] == [date(2026, 3, 1)]
    assert check_file(office.path).problems == ()
    office.undo()
    assert digest(office) == before


def test_members_of_one_home_are_joined(office: OfficeFile) -> None:
    left, _ = two(office)
    (home, _) = (row.household_id for row in rows(office, Child))
    with office.action("祖母") as session:
        double = make.make_member(session, home, phone="13800000002")
        make.make_caregiver(
            session, session.get_one(Child, left), member_id=double.id, from_on=None,
            to_on=make.LONG_AGO,
        )  # fmt: skip
        twin = next(row.id for row in rows_of(session, home) if row.id != double.id)
        double_id = double.id
    merge(office, compare(office, Kind.MEMBER, twin, double_id), {})
    (grandmother,) = rows(office, FamilyMember, household_id=home, name="王秀兰")
    assert (grandmother.id, grandmother.phone) == (twin, "13800000002")
    assert {row.member_id for row in rows(office, CaregiverPeriod, child_id=left)} == {twin}


def rows_of(session: Session, home: int) -> list[FamilyMember]:
    same = sa.select(FamilyMember).where(
        FamilyMember.household_id == home, FamilyMember.name == "王秀兰"
    )
    return list(session.scalars(same))
