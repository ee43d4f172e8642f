"""花名册: the children who count as 留守, summed up by class; its total is the figure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from liushou_desk.domain.document import Align, Document, chinese_date
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED, Sex
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, note, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import LEFT_BEHIND

_HEADINGS = (
    Heading("序号", 4),
    Heading("班级", 8),
    Heading("姓名", 7),
    Heading("性别", 4),
    Heading("出生日期", 8),
    Heading("身份证件号", 14),
    Heading("父亲务工地", 13, Align.LEFT),
    Heading("母亲务工地", 13, Align.LEFT),
    Heading("照料人", 7),
    Heading("与学生关系", 7),
    Heading("联系电话", 12),
    Heading("备注", 6, Align.LEFT),
)


def _collect(subject: Subject) -> Iterator[Paper]:
    people = people_of(subject)
    numbered = list(enumerate(people, start=1))
    groups = [
        Group([_row(*one) for one in group], [(_sum(f"{label}小计", group), len(_HEADINGS))])
        for label, found in groupby(numbered, key=lambda one: one[1].school_class)
        if (group := list(found))
    ]
    groups.append(Group((), [(_sum("合计", numbered), len(_HEADINGS))]))
    whole = "证件号、电话写全" if subject.wish.with_numbers else ""
    told = [term_title(subject.wish.term), subject.wish.school_class or "", whole]
    yield Paper(
        Document(
            ((subject.school, "留守儿童花名册"),),
            (
                centred("　".join(filter(None, told))),
                listing(_HEADINGS, groups),
                signing(("填表人", None), ("审核人", None), ("单位负责人（盖章）", None)),
                note(f"填报日期：{chinese_date(subject.today)}"),
                note(f"口径：{subject.chosen.basis}。{_NOTE}"),
            ),
        )
    )


_NOTE = "不在家：外出务工以外的去向，不便写明；没有登记照料人的写照料方式。"


def _row(number: int, person: Person) -> tuple[str, ...]:
    cared = person.caregiver
    return (
        str(number), person.school_class, person.name, person.sex, person.born_on,
        person.national_id, person.father.where, person.mother.where,
        cared.name, cared.relation, cared.phone or person.phone, "",
    )  # fmt: skip


def _sum(label: str, people: Sequence[tuple[int, Person]]) -> str:
    """三年级1班小计：12人，男7人，女5人."""
    sexes = Counter(person.sex or UNFILLED for _, person in people)
    told = [f"{sex}{sexes[sex]}人" for sex in (Sex.MALE.label, Sex.FEMALE.label)]
    told += [f"性别{UNFILLED}{sexes[UNFILLED]}人"] if sexes[UNFILLED] else []
    return f"{label}：{len(people)}人（{'，'.join(told)}）"


ROSTER = PaperKind(
    "roster",
    "花名册",
    Per.SCHOOL,
    LEFT_BEHIND,
    LISTING,
    Audience.INTERNAL,
    _collect,
    also=(Audience.REPORT,),
)
