"""One small school for the golden papers: something of everything, and nothing that moves.

Four children of two campuses and three grades, one of whom nobody knows the class or the sex, and
one who left; a record in every ledger, of every kind of contact that papers print, and of the kinds
that no paper may name.
"""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from liushou_desk import models
from liushou_desk.domain import words
from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.diary_kinds import DiaryKind, LetterWriter
from liushou_desk.domain.ledger_words import AbsenceKind
from liushou_desk.domain.ledgers import ABSENCE, HOME_ITEM, LEDGERS
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make
from tests.conftest import OPENING
from tests.services.ledgers.records import save
from tests.services.register.conftest import Clock, Register

SECRETS = ("父亲服刑", "心里话", "服刑人员子女", "11010519491231002X")
"""What no paper of it may say."""


def build(office: OfficeFile) -> None:
    with office.action("小学校") as session:
        child = _people(session)
    register = Register(office, Clock(OPENING))
    for kind in LEDGERS:
        save(register, kind, child)
    days = {"from_on": date(2026, 11, 2), "days": 5, "kind": AbsenceKind.UNEXCUSED}
    save(register, ABSENCE, child, **days, reason="去了外婆家", back_on=None)
    scrapped = {"scrapped_on": date(2026, 11, 9), "scrapped_why": "散失", "quantity": 2}
    save(register, HOME_ITEM, child, **scrapped)


def _people(session: Session) -> int:
    make.make_profile(session, filled_by="柏老师", reviewed_by="苗主任", headed_by="石校长")
    main = make.make_campus(session)
    other = make.make_campus(session, name="河口教学点", is_main=False)
    make.make_term(session)
    classes = {
        (campus.id, stage, grade): make.make_class(
            session, campus_id=campus.id, stage=stage, grade=grade
        ).id
        for campus, stage, grade in (
            (main, words.Stage.PRIMARY, 4),
            (other, words.Stage.PRIMARY, 1),
            (main, words.Stage.JUNIOR, 7),
        )
    }
    fourth, first, seventh = classes.values()
    whole: dict[str, Any] = {
        **{"born_on": date(2016, 5, 4), "nation": "汉族", "hukou": words.Hukou.RURAL},
        **{"national_id": "11010519491231002X", "phone": "13812345678", "village": "青石坪村"},
        **{"registered_address": "云岭镇青石坪村3组"},
    }
    hardships = (words.Hardship.LOW_INCOME, words.Hardship.DETAINED_PARENT)
    rain = make.make_child(
        session,
        sheet={"class_id": fourth, "study": "中等", "care_grade": words.CareGrade.FAIR},
        hardships=hardships,
        **whole,
    )
    snow = make.make_child(
        session,
        name="张小雪",
        sex=words.Sex.FEMALE,
        household_id=rain.household_id,
        sheet={"class_id": first},
    )
    home = make.make_household(session, home_address="云岭镇河口村1组").id
    ming = make.make_child(
        session,
        name="李明",
        household_id=home,
        mark=words.Mark.ONE,
        mother=words.ParentStatus.AT_HOME,
        care=words.Care.PARENT,
        boards=True,
        is_private=True,
        sheet={"class_id": seventh, "dormitory": "2号楼", "bed": "3"},
    )
    nobody = make.make_child(
        session,
        name="孙乐",
        sex=None,
        mark=words.Mark.YES,
        father=None,
        mother=words.ParentStatus.DETAINED,
        care=None,
        boards=None,
        has_sheet=False,
    )
    gone = make.make_child(session, name="周强", sheet={"class_id": fourth})
    for period in session.query(models.RegisterPeriod).filter_by(child_id=gone.id):
        period.left_on, period.left_why = date(2026, 10, 20), words.LeaveReason.TRANSFERRED
    for class_id in (fourth, fourth, seventh):
        pupil = make.make_pupil(session)
        session.add(models.PupilClass(pupil_id=pupil.id, term_id=1, class_id=class_id))
    _family(session, rain.household_id)
    _work(session, rain, snow, ming, nobody)
    return rain.id


def _family(session: Session, household_id: int) -> None:
    for member in session.query(models.FamilyMember).filter_by(household_id=household_id):
        if member.relation is words.Relation.FATHER:
            member.phone, member.birth_year, member.call_order = "13900001111", 1988, 1
            member.national_id = "440524188001010014"
        if member.relation is words.Relation.GRANDMOTHER:
            member.phone, member.birth_year, member.occupation = "13700002222", 1958, "务农"


def _work(session: Session, rain: Any, snow: Any, ming: Any, nobody: Any) -> None:
    teacher = make.make_mentor(session, phone="13600003333")
    proxy = make.make_mentor(session, name="何桂英", kind=words.MentorKind.PROXY_PARENT)
    pupil = make.make_mentor(session, name="小伙伴", kind=words.MentorKind.PUPIL)
    for child, mentor in ((rain, teacher), (snow, teacher), (rain, pupil), (ming, proxy)):
        make.make_pairing(session, child, mentor)
    session.add(
        models.MentorAgreement(
            child_id=ming.id, mentor_id=proxy.id, from_on=make.FIRST_DAY, thought="常谈心"
        )
    )
    by: dict[str, Any] = {"visitors": (teacher,)}
    said = {"concern": "水塘没有围栏", "action_taken": "报告村委会"}
    make.make_entry(session, rain, snow, **by, **said, due_again_on=date(2026, 12, 1))
    for day in (date(2026, 9, 10), date(2026, 10, 9)):
        make.make_entry(session, rain, kind=DiaryKind.TALK, happened_on=day, **by)
    make.make_entry(session, ming, kind=DiaryKind.TALK, happened_on=date(2026, 10, 9))
    make.make_entry(session, rain, snow, kind=DiaryKind.TALK, is_group=True, **by)
    call = {"kind": DiaryKind.PHONE_CALL, "persons_met": "母亲"}
    make.make_entry(session, rain, **call, content=None)
    make.make_entry(session, rain, **call, reached=False, happened_on=date(2026, 10, 13))
    make.make_entry(session, ming, kind=DiaryKind.VIDEO_CALL, content="问了考试")
    make.make_entry(session, ming, kind=DiaryKind.TUTORING, content="补分数乘法", **by)
    make.make_entry(session, ming, kind=DiaryKind.LETTER, written_by=LetterWriter.CHILD)
    make.make_entry(session, nobody, kind=DiaryKind.PARENT_CALL, content="说了近况")
    make.make_entry(session, rain, kind=DiaryKind.COUNSELLING, content="心里话：父亲服刑")
    make.make_tally(session, snow, kind=DiaryKind.LETTER)
    make.make_activity(session, rain, ming, kind=ActivityKind.FESTIVAL, head_count=40, teachers=3)
    coming = {"title": "留守儿童之家读书会", "planned_on": date(2026, 12, 5), "held_on": None}
    make.make_activity(session, kind=ActivityKind.TOGETHER, **coming)
    make.make_rule(session)
    make.make_rule(session, kind=DiaryKind.HOME_VISIT, frequency=words.Frequency.EACH_TERM)
    make.make_rule(
        session, kind=DiaryKind.HOME_VISIT, owed_by=words.OwedBy.MENTOR, since_on=make.FIRST_DAY
    )
