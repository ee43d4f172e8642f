"""家访记录表 and 谈心记录单: a page for each visit or talk of a term; an empty one for the pen.

Whoever looks after the child signs the sheet of a visit, so its own words say 留守 nowhere.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Block, Document, chinese_date
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.words import UNFILLED
from liushou_desk.models import Child, FamilyMember
from liushou_desk.services.facts.rows import FATHERS, MOTHERS
from liushou_desk.services.papers.blocks import Pair, caption, note, pairs, pictures
from liushou_desk.services.papers.forms.child_page import NOTICE
from liushou_desk.services.papers.forms.entries import TEXTS, Told, recorded_as, told_of
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, Relative, people_of
from liushou_desk.services.papers.subjects import NO_CLASS
from liushou_desk.services.papers.whom import OF_SCHOOL, ON_REGISTER
from liushou_desk.services.writing.records import in_parts

VISITS = tuple(kind for kind in DiaryKind if kind.traits.goes_home)
TALKS = (
    *(DiaryKind.TALK, DiaryKind.PHONE_CALL, DiaryKind.VIDEO_CALL),
    *(DiaryKind.PARENT_CALL, DiaryKind.GUARDIAN_TALK),
)
TUTORINGS = (DiaryKind.TUTORING,)
_SHARES, _SIGNED = (3, 7, 3, 8), (3, 4, 4, 4, 2, 4)
_LINE, _ROOM = 9, 13
"""Millimetres of a line that somebody may write on, and of one that is signed on."""
_FEW, _SOME, _MANY = "\n\n", "\n" * 4, "\n" * 7
"""Room for a pen where nothing is recorded."""
_TO_TICK = "　".join(f"□{kind.label}" for kind in VISITS)
_UNSAID: Mapping[str, str] = dict.fromkeys(TEXTS, "")
_NOBODY: list[list[Pair]] = [[("学生姓名", ""), ("班级", "")]]

Members = Mapping[int, Sequence[str]]
"""By child, who of its household is neither father nor mother."""


def _visits(subject: Subject) -> Iterator[Paper]:
    found = told_of(subject, VISITS)
    members = members_of(subject, {one.child_id for told in found for one in told.people})
    for told in found:
        yield Paper(visit_sheet(subject, told.people, members, told), _about(told))


def _empty_visit(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    members = members_of(subject, subject.child_ids)
    yield Paper(visit_sheet(subject, people, members, None))


def visit_sheet(
    subject: Subject, people: Sequence[Person], members: Members, told: Told | None
) -> Document:
    """家访记录表 of a visit, or an empty one for the pen."""
    text = told.texts if told else _UNSAID
    carers = {person.child_id: _carer(person) for person in people}
    lines: list[list[Pair]] = [
        *_who(people),
        [("家访日期", _day(told)), ("家访教师", told.visitors if told else "")],
        [("类别", _kind(told) if told else _TO_TICK), ("地点", text["place"])],
        [("家庭住址", _each(people, lambda person: person.home_address))],
        [
            ("监护人\n（照料人）", _each(people, lambda person: carers[person.child_id].name)),
            ("与学生关系", _each(people, lambda person: carers[person.child_id].relation)),
        ],
        [
            ("联系电话", _each(people, lambda person: carers[person.child_id].phone)),
            ("在场人", text["persons_met"]),
        ],
        [("家庭成员", _each(people, lambda person: _family(person, members)))],
        [("家访情况", text["content"] or _MANY)],
        [("发现问题", text["concern"] or _FEW)],
        [("处理措施", text["action_taken"] or _FEW)],
        [("后续计划", _next(told) or _FEW)],
        [("家长意见", _FEW)],
    ]
    sheet = [*_table(lines, "家访教师签字", "监护人签字"), *_photos(told)]
    if told:
        sheet.append(note(f"家庭情况为{chinese_date(subject.day)}登记的情况。{NOTICE}。"))
    return Document(((subject.school, "家访记录表"),), tuple(sheet))


def _talks(subject: Subject) -> Iterator[Paper]:
    for told in told_of(subject, TALKS):
        yield Paper(talk_sheet(subject, told), _about(told))


def _empty_talk(subject: Subject) -> Iterator[Paper]:
    yield Paper(talk_sheet(subject, None))


def talk_sheet(subject: Subject, told: Told | None) -> Document:
    """谈心记录单 of a talk, or an empty one."""
    text, people = (told.texts, told.people) if told else (_UNSAID, ())
    lines: list[list[Pair]] = [
        *(_who(people) if people else _NOBODY),
        [("性别", _sexes(people)), ("时间", _day(told))],
        [("方式", _kind(told) if told else ""), ("地点", text["place"])],
        [("教师姓名", told.visitors if told else ""), ("在场人", text["persons_met"])],
        [("谈心内容", text["content"] or _MANY)],
        [("发现问题", text["concern"] or _FEW)],
        [("处理措施", text["action_taken"] or _FEW)],
        [("后续计划", _next(told) or _FEW)],
        [("谈心效果", _FEW)],
    ]
    sheet = (*_table(lines, "教师签字", "学生或家长签字"), note(f"{NOTICE}。"))
    return Document(((subject.school, "谈心记录单"),), sheet)


def _tutorings(subject: Subject) -> Iterator[Paper]:
    for told in told_of(subject, TUTORINGS):
        yield Paper(_tutoring(subject, told.people, told), _about(told))


def _empty_tutoring(subject: Subject) -> Iterator[Paper]:
    yield Paper(_tutoring(subject, (), None))


def _tutoring(subject: Subject, people: Sequence[Person], told: Told | None) -> Document:
    text = told.texts if told else _UNSAID
    lines: list[list[Pair]] = [
        *(_who(people) if people else _NOBODY),
        [("辅导时间", _day(told)), ("地点", text["place"])],
        [("辅导教师", told.visitors if told else ""), ("在场人", text["persons_met"])],
        [("存在问题", text["concern"] or _SOME)],
        [("帮教措施", text["action_taken"] or _SOME)],
        [("辅导过程", text["content"] or _MANY)],
        [("辅导效果", _SOME)],
        [("下次安排", _next(told) or _FEW)],
    ]
    sheet = (*_table(lines, "教师签字", "学生签字"), note(f"{NOTICE}。"))
    return Document(((subject.school, "帮教（辅导）记录表"),), sheet)


def _table(lines: Sequence[Sequence[Pair]], *signers: str) -> tuple[Block, Block]:
    """A long account goes on to the next page; a signature is never parted from its day."""
    told = replace(pairs(lines, _SHARES, row_height=_LINE), whole=False)
    signed = [(who, "") for who in (*signers, "日期")]
    return told, pairs([signed], _SIGNED, row_height=_ROOM)


def _photos(told: Told | None) -> Iterator[Block]:
    if told and told.shots:
        yield caption("照片")
        yield pictures(told.shots)


def _about(told: Told) -> str:
    first, *others = told.people
    more = f"等{len(told.people)}人" if others else ""
    return f"{told.happened_on}_{told.kind.label}_{first.name}{more}"


def _day(told: Told | None) -> str:
    return chinese_date(told.happened_on) if told else ""


def _kind(told: Told) -> str:
    return told.kind.label if told.reached else f"{told.kind.label}（未联系上）"


def _next(told: Told | None) -> str:
    if told is None:
        return ""
    days = ((told.due_again_on, "再次联系"), (told.closed_on, "已办结"))
    return "，".join(f"{chinese_date(day)}{what}" for day, what in days if day)


def _who(people: Sequence[Person]) -> list[list[Pair]]:
    """The names and classes; of a group they take a line each."""
    names = ("学生姓名", "、".join(person.name for person in people))
    classes = ("班级", _each(people, _class))
    return [[names, classes]] if len(people) == 1 else [[names], [classes]]


def _class(person: Person) -> str:
    return "" if person.school_class == NO_CLASS else person.school_class


def _sexes(people: Sequence[Person]) -> str:
    """女, of a group 女3人，男2人."""
    if len(people) == 1:
        return people[0].sex
    counted = Counter(person.sex for person in people if person.sex)
    return "，".join(f"{sex}{number}人" for sex, number in counted.items())


def _each(people: Sequence[Person], tell: Callable[[Person], str]) -> str:
    """What is said of all of them, once where it is the same, else behind the names it is of."""
    names: dict[str, list[str]] = defaultdict(list)
    for person in people:
        names[tell(person)].append(person.name)
    if len(names) == 1:
        return next(iter(names))
    return "；".join(f"{'、'.join(whose)}：{text}" for text, whose in names.items() if text)


def _carer(person: Person) -> Relative:
    """Who looks after the child; nobody where that is not recorded."""
    return Relative() if person.caregiver.relation == UNFILLED else person.caregiver


def _family(person: Person, members: Members) -> str:
    """父亲张大山（东莞市）、母亲刘春梅（在家）、祖母王秀兰."""
    parents = [
        f"{one.relation}{one.name}{f'（{one.where}）' if one.where != UNFILLED else ''}"
        for one in (person.father, person.mother)
        if one.name
    ]
    return "、".join([*parents, *members.get(person.child_id, ())])


def members_of(subject: Subject, child_ids: Collection[int]) -> Members:
    """The other members of the children's households, each by relation and name."""
    others = (
        sa.select(Child.id, FamilyMember)
        .join(FamilyMember, FamilyMember.household_id == Child.household_id)
        .where(FamilyMember.relation.not_in((*FATHERS, *MOTHERS)))
        .order_by(FamilyMember.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    with subject.office.reading() as session:
        for part in in_parts(child_ids):
            for child_id, member in session.execute(others.where(Child.id.in_(part))):
                relation = member.relation.noted(member.relation_note)
                found[child_id].append(f"{relation}{member.name}")
    return found


VISIT_SHEET = PaperKind(
    "visit-sheet",
    "家访记录表",
    Per.RECORD,
    recorded_as(VISITS, "这个学期家访、慰问过的儿童"),
    FORM,
    Audience.INTERNAL,
    _visits,
)
EMPTY_VISIT_SHEET = PaperKind(
    "visit-sheet-empty",
    "家访记录表（空表）",
    Per.FAMILY,
    ON_REGISTER,
    FORM,
    Audience.INTERNAL,
    _empty_visit,
)
TALK_SHEET = PaperKind(
    "talk-sheet",
    "谈心记录单",
    Per.RECORD,
    recorded_as(TALKS, "这个学期谈心、通话过的儿童"),
    FORM,
    Audience.INTERNAL,
    _talks,
)
EMPTY_TALK_SHEET = PaperKind(
    "talk-sheet-empty",
    "谈心记录单（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.INTERNAL,
    _empty_talk,
)
TUTORING_SHEET = PaperKind(
    "tutoring-sheet",
    "帮教（辅导）记录表",
    Per.RECORD,
    recorded_as(TUTORINGS, "这个学期课业辅导过的儿童"),
    FORM,
    Audience.INTERNAL,
    _tutorings,
)
EMPTY_TUTORING_SHEET = PaperKind(
    "tutoring-sheet-empty",
    "帮教（辅导）记录表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.INTERNAL,
    _empty_tutoring,
)
SHEET_OF = {
    **dict.fromkeys(TUTORINGS, TUTORING_SHEET),
    **dict.fromkeys(VISITS, VISIT_SHEET),
    **dict.fromkeys(TALKS, TALK_SHEET),
}
"""The paper of a record, by its kind; the others have none."""
