"""Whom the papers of a kind are about: the children asked for, and how they part into papers."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import term_title
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Child, Mentor, Pairing, Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import shared_names, told_apart
from liushou_desk.services.facts.places import places
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.facts.rows import in_force
from liushou_desk.services.papers.kind import PaperKind, Per, Subject, Wish
from liushou_desk.services.papers.whom import Chosen
from liushou_desk.services.register.rows import CLASS_UNKNOWN
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.writing.records import in_parts

NO_CLASS, NO_VILLAGE = "未填班级", "未填村（社区）"
NOTHING_MADE = "没有打印，也没有写出任何文件。"


@dataclass(frozen=True, slots=True)
class Standing:
    """A child and what its place among the others hangs on."""

    child_id: int
    household_id: int
    called: str
    school_class: str
    order: tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """What a paper is about, and its children; two mentors may bear one name."""

    name: str
    children: Sequence[Standing]
    mentor_id: int | None = None


Parts = Sequence[Part]


def subjects_of(office: OfficeFile, kind: PaperKind, wish: Wish) -> tuple[Subject, ...]:
    """A subject for each paper of a wish, in the order of classes and names.

    Raises:
        InputProblem: there is no such class or child.
        RuleConflict: no such term; or nobody of the kind's children is in it.
    """
    with office.reading() as session:
        chosen = kind.whom.read(office, session, wish.term)
        if wish.child_id is not None and kind.whom.takes_anybody:
            chosen = Chosen(chosen.day, [wish.child_id])
        if kind.whom.is_nobody and (wish.school_class or wish.child_id):
            raise InputProblem(
                f"“{kind.title}”是全校的，不按班级或儿童出，{NOTHING_MADE}",
                "请去掉班级、儿童再试。",
            )
        children = _asked_for(session, _standing(session, chosen.ids, wish.term), wish)
        if not (children or kind.whom.is_nobody):
            raise RuleConflict(_nobody(kind, wish), "请换一个学期、班级或儿童再试。")
        school = profile_of(session).name
        parts = _PARTS[kind.per](session, children, chosen.day)
        if wish.mentor_id is not None:
            parts = _by_mentor(session, children, chosen.day, wish.mentor_id)
            children = [child for part in parts for child in part.children]
    whole = wish.school_class or school
    everybody, known = tuple(child.child_id for child in children), dict[Any, Any]()
    return tuple(
        Subject(
            office,
            wish,
            kind,
            chosen,
            school,
            part.name or (children[0].called if wish.child_id else whole),
            part.mentor_id,
            tuple(child.child_id for child in part.children),
            everybody,
            known,
        )
        for part in parts
    )


def _standing(session: Session, ids: Collection[int], term: str) -> list[Standing]:
    sheet = sa.and_(
        TermSheet.child_id == Child.id,
        TermSheet.term_id == sa.select(Term.id).where(Term.code == term).scalar_subquery(),
    )
    statement = sa.select(
        Child.id, Child.household_id, Child.name, Child.born_on, TermSheet.class_id
    ).outerjoin(TermSheet, sheet)
    read = session.connection().execute
    rows = [row for part in in_parts(ids) for row in read(statement.where(Child.id.in_(part)))]
    names = told_apart(
        session, shared_names(session), [(row[0], row[2], row[3], row[4]) for row in rows]
    )
    classes = {
        class_id: (place.name.order, place.class_label)
        for class_id, place in places(session).items()
    }
    known = readings_of(session, {row[2] for row in rows})
    found: list[Standing] = []
    for child_id, household_id, name, _, class_id in rows:
        order, label = classes.get(class_id, (CLASS_UNKNOWN, NO_CLASS))
        reading = known.get(name, "").partition("\n")[0] or name
        place = (order, label, reading, name)
        found.append(Standing(child_id, household_id, names[child_id], label, place))
    return sorted(found, key=lambda child: (child.order, child.child_id))


def _asked_for(session: Session, children: list[Standing], wish: Wish) -> list[Standing]:
    if wish.child_id is not None and session.get(Child, wish.child_id) is None:
        raise InputProblem(
            f"没有编号为{wish.child_id}的儿童，{NOTHING_MADE}",
            "请在花名册里打开这名儿童再打印。",
            field="child",
        )
    known = sorted(
        places(session).values(),
        key=lambda place: (not place.is_main, place.campus_id, place.name.order),
    )
    labels = [place.class_label for place in known]
    if wish.school_class not in (None, NO_CLASS, *labels):
        raise InputProblem(
            f"没有叫“{wish.school_class}”的班级，{NOTHING_MADE}",
            f"已有：{'、'.join(labels) or '没有班级'}。",
            field="class",
        )
    return [
        child
        for child in children
        if wish.child_id in (None, child.child_id)
        and wish.school_class in (None, child.school_class)
    ]


def _nobody(kind: PaperKind, wish: Wish) -> str:
    """Why there is nothing to print."""
    where = f"{term_title(wish.term)}{wish.school_class or ''}"
    whom = "这名儿童不在其中" if wish.child_id else "一个也没有"
    return f"“{kind.title}”列的是{kind.whom.told}；{where}{whom}，{NOTHING_MADE}"


def _by_class(_session: Session, children: Sequence[Standing], _day: date) -> Parts:
    return _grouped((child.school_class, child) for child in children)


def _by_child(_session: Session, children: Sequence[Standing], _day: date) -> Parts:
    return [Part(f"{child.school_class}_{child.called}", [child]) for child in children]


def _by_family(_session: Session, children: Sequence[Standing], _day: date) -> Parts:
    homes: dict[int, list[Standing]] = defaultdict(list)
    for child in children:
        homes[child.household_id].append(child)
    return [
        Part(f"{home[0].school_class}_{'、'.join(child.called for child in home)}", home)
        for home in homes.values()
    ]


def _by_mentor(
    session: Session, children: Sequence[Standing], day: date, only: int | None = None
) -> Parts:
    """An adult each with those paired on the day; who has none is on no paper.

    What is on file of a child is nothing for a pupil (小老师) to carry.
    """
    pairs = sa.select(Pairing.child_id, Mentor.id, Mentor.name).join(
        Mentor, sa.and_(Mentor.id == Pairing.mentor_id, Mentor.is_adult())
    )
    if only is not None:
        pairs = pairs.where(Mentor.id == only)
    known = {child.child_id: child for child in children}
    of_mentor: dict[tuple[str, int], list[Standing]] = defaultdict(list)
    for child_id, mentor_id, name in session.execute(pairs.where(in_force(Pairing, day))):
        if child_id in known:
            of_mentor[name, mentor_id].append(known[child_id])
    for group in of_mentor.values():
        group.sort(key=lambda child: (child.order, child.child_id))
    return [Part(key[0], of_mentor[key], key[1]) for key in sorted(of_mentor)]


def _by_village(session: Session, children: Sequence[Standing], _day: date) -> Parts:
    """By name; those of whom no village is known come last, on a paper of their own."""
    read = session.execute
    rows = [
        row
        for part in in_parts([child.child_id for child in children])
        for row in read(sa.select(Child.id, Child.village).where(Child.id.in_(part)))
    ]
    lives = {child_id: village or "" for child_id, village in rows}
    known = sorted(children, key=lambda child: (not lives[child.child_id], lives[child.child_id]))
    return _grouped((lives[child.child_id] or NO_VILLAGE, child) for child in known)


def _as_one(_session: Session, children: Sequence[Standing], _day: date) -> Parts:
    return [Part("", children)]


def _grouped(named: Iterable[tuple[str, Standing]]) -> Parts:
    groups: dict[str, list[Standing]] = defaultdict(list)
    for name, child in named:
        groups[name].append(child)
    return [Part(name, group) for name, group in groups.items()]


_PARTS: Mapping[Per, Callable[[Session, Sequence[Standing], date], Parts]] = {
    Per.CHILD: _by_child,
    Per.FAMILY: _by_family,
    Per.CLASS: _by_class,
    Per.VILLAGE: _by_village,
    Per.MENTOR: _by_mentor,
    Per.RECORD: _as_one,
    Per.SCHOOL: _as_one,
}
