"""致家长一封信 and 通知书: one for each family, its children named together; 回执 to be cut off."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

import sqlalchemy as sa

from liushou_desk.domain.document import (
    Block,
    CutLine,
    Document,
    Paragraph,
    ParagraphRole,
    Signature,
    TextRun,
    chinese_date,
)
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.letters import filled
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.models import ClassTeacher, Mentor, Term, TermSheet
from liushou_desk.services.papers.blocks import pairs
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.letter_texts import letter_text
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.subjects import NO_CLASS
from liushou_desk.services.papers.whom import ON_REGISTER
from liushou_desk.services.writing.records import in_parts

_PROFILE = replace(
    FORM,
    name="家信",
    top=25,
    left=25,
    text_width=160,
    text_height=250,
    lines=32,
    characters=37,
    line_pt=22,
    title=replace(FORM.title, size=18),
    body=replace(FORM.body, size=12),
    is_numbered=False,
)
_SHARES, _LINE, _ROOM = (3, 7, 3, 6), 9, 20
Teachers = Mapping[int, tuple[str, str]]
"""By child the name and telephone of the teacher of its class."""


def _collect(key: str, subject: Subject) -> Iterator[Paper]:
    text = letter_text(subject.office, key)
    people, teachers = people_of(subject), subject.once(_teachers)
    told = _told(subject, people, teachers)
    first, *rest = filled(text.body, told).split("\n")
    blocks: list[Block] = [
        Paragraph((TextRun(first),), ParagraphRole.FLUSH),
        *(Paragraph((TextRun(line),)) for line in rest if line.strip()),
        Signature(subject.school, subject.today),
    ]
    if text.has_slip:
        blocks += [CutLine(), *_slip(text.title, people)]
    title = filled(text.title, told)
    yield Paper(Document(((title,),), tuple(blocks), label=text.title))


def _told(subject: Subject, people: Iterable[Person], teachers: Teachers) -> dict[str, str]:
    mine = [teachers[one.child_id] for one in people if one.child_id in teachers]
    return {
        "孩子姓名": _joined(one.name for one in people),
        "班级": _joined(_class(one) for one in people),
        "班主任": _joined(name for name, _ in mine),
        "班主任电话": _joined(phone for _, phone in mine),
        "学校": subject.school,
        "学期": term_title(subject.wish.term),
        "日期": chinese_date(subject.today),
    }


def _class(person: Person) -> str:
    return "" if person.school_class == NO_CLASS else person.school_class


def _joined(texts: Iterable[str]) -> str:
    """Each once: two children of one class have one teacher."""
    return "、".join(dict.fromkeys(filter(None, texts)))


def _slip(title: str, people: Iterable[Person]) -> Iterator[Block]:
    named = _joined(one.name for one in people)
    yield pairs(
        [
            [("学生姓名", named), ("班级", _joined(_class(one) for one in people))],
            [("家长姓名", ""), ("与学生关系", "")],
            [("现在的电话", ""), ("日期", "")],
        ],
        _SHARES,
        head=f"{title}（回执）",
        row_height=_LINE,
    )
    yield pairs([[("想说的话", "")]], (3, 16), row_height=_ROOM)


def _teachers(subject: Subject) -> Teachers:
    found = (
        sa.select(TermSheet.child_id, Mentor.name, Mentor.phone)
        .join(Term, Term.id == TermSheet.term_id)
        .join(
            ClassTeacher,
            sa.and_(ClassTeacher.class_id == TermSheet.class_id, ClassTeacher.term_id == Term.id),
        )
        .join(Mentor, Mentor.id == ClassTeacher.mentor_id)
        .where(Term.code == subject.wish.term)
    )
    with subject.office.reading() as session:
        return {
            child_id: (name, phone or "")
            for part in in_parts(subject.everybody)
            for child_id, name, phone in session.execute(found.where(TermSheet.child_id.in_(part)))
        }


def _kind(key: str, title: str) -> PaperKind:
    return PaperKind(
        key,
        title,
        Per.FAMILY,
        ON_REGISTER,
        _PROFILE,
        Audience.INTERNAL,
        partial(_collect, key),
        goes_home=True,
    )


LETTER_HOME = _kind("letter", "致家长一封信")
NOTICE_HOME = _kind("notice", "通知书")
