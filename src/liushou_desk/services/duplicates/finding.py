"""Looks through the whole file for what may be one person twice, and keeps the answer "two"."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.dots import name_dot
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Child, FamilyMember, Mentor, NotDuplicate, Pupil
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.duplicates import likeness
from liushou_desk.services.duplicates.likeness import Known, Likeness, sharing
from liushou_desk.services.duplicates.party import child_parties, member_party, mentor_party
from liushou_desk.services.duplicates.rows import Certainty, Ground, Kind, Party, Suspect
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.readings import keys, readings_of
from liushou_desk.services.facts.rows import FATHERS, MOTHERS
from liushou_desk.services.register.child_file import require_child
from liushou_desk.services.register.numbers import bits_of
from liushou_desk.services.register.pupil import is_like
from liushou_desk.services.school.profile import profile_of

_ORDER = {certainty: place for place, certainty in enumerate(Certainty)}


@collector_at_rest()
def find_duplicates(office: OfficeFile, term: str | None = None) -> tuple[Suspect, ...]:
    """Pairs that may be one person, the surest first; classes are those of the term.

    Children of whom it was said that they are two are left out.
    """
    with office.reading() as session:
        children = _children(session)
        found = [
            *_child_suspects(session, children, term),
            *_pupil_suspects(session, children, term),
            *_member_suspects(session),
            *_mentor_suspects(session),
        ]
    return tuple(sorted(found, key=lambda each: _ORDER[each.certainty]))


def say_different(office: OfficeFile, first_id: int, second_id: int) -> None:
    """Remember that two children are two persons, as an action that can be undone.

    Raises `RuleConflict` where one of them has been removed, or both are the same record.
    """
    first, second = sorted((first_id, second_id))
    with office.reading() as session:
        refuse_one(session, first, second)
        if (first, second) in _answers(session):
            return
    with office.action("登记不是同一人", first=first, second=second) as session:
        session.execute(sa.insert(NotDuplicate), {"first_id": first, "second_id": second})


def refuse_one(session: Session, first_id: int, second_id: int) -> None:
    """Raise `RuleConflict` unless two different children are on file."""
    if first_id == second_id:
        raise RuleConflict("这是同一条登记，没有改动。", "请选择两名儿童。")
    for child_id in (first_id, second_id):
        require_child(session, child_id)


def _children(session: Session) -> list[Known]:
    columns = (
        *(Child.id, Child.household_id, Child.name, Child.born_on),
        *(Child.sex, Child.national_id, Child.student_number),
    )
    rows = session.connection().execute(sa.select(*columns).order_by(Child.id))
    return [Known(*row) for row in rows.all()]


def _child_suspects(session: Session, children: list[Known], term: str | None) -> Iterator[Suspect]:
    """Each pair once, by its strongest ground."""
    answered = _answers(session)
    found: dict[tuple[int, int], Likeness] = {}
    homes = _homes(session, children)
    read = _reader(session, homes)
    for pairs in (
        likeness.same_number(children),
        likeness.same_birthday(children),
        likeness.similar_at_home(homes, lambda name: read[name]),
    ):
        for one, other, why in pairs:
            pair = min(one.id, other.id), max(one.id, other.id)
            if pair not in answered:
                found.setdefault(pair, why)
    parties = child_parties(session, {child_id for pair in found for child_id in pair}, term)
    for (first, second), why in found.items():
        yield _suspect(Kind.CHILD, parties[first], parties[second], why)


def _answers(session: Session) -> set[tuple[int, int]]:
    rows = session.execute(sa.select(NotDuplicate.first_id, NotDuplicate.second_id))
    return {(first, second) for first, second in rows}


def _homes(session: Session, children: Iterable[Known]) -> list[list[Known]]:
    """Children who live together, or whose father or mother has the same name and telephone."""
    parents = sa.select(FamilyMember.household_id, FamilyMember.name, FamilyMember.phone).where(
        FamilyMember.relation.in_([*FATHERS, *MOTHERS]), FamilyMember.phone.is_not(None)
    )
    marks: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for household_id, name, phone in session.connection().execute(parents).all():
        marks[household_id].append((name, phone))
    together: dict[object, list[Known]] = defaultdict(list)
    for child in children:
        for key in (child.household_id, *dict.fromkeys(marks.get(child.household_id, ()))):
            together[key].append(child)
    return [home for home in together.values() if len(home) > 1]


def _reader(session: Session, homes: Iterable[list[Known]]) -> Mapping[str, str]:
    """The commonest full reading of each name."""
    names = {child.name for home in homes for child in home}
    stored = readings_of(session, names)
    return {
        name: (stored[name] if name in stored else keys(name)).partition("\n")[0] for name in names
    }


def _pupil_suspects(session: Session, children: list[Known], term: str | None) -> Iterator[Suspect]:
    """Pupils of whom only a count is kept, beside a child of the same name, sex and bits."""
    pupils: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(sa.select(Pupil.id, Pupil.name, Pupil.sex, Pupil.id_bits)):
        pupils[row.id_bits].append(row)
    if not pupils:
        return
    found: dict[tuple[int, int], str] = {}
    key = profile_of(session).pupil_key
    for child in children:
        values = {
            "child.national_id": child.national_id,
            "child.student_number": child.student_number,
        }
        for bits in bits_of(key, values):
            for pupil in pupils.get(bits, ()):
                if is_like(pupil.name, pupil.sex, name_dot(child.name), child.sex):
                    found[child.id, pupil.id] = pupil.name
    parties = child_parties(session, {child_id for child_id, _ in found}, term)
    why = Likeness(
        Ground.NUMBER, Certainty.LIKELY, "姓名、性别和号码的校验位相同，也登记在其他在校学生里"
    )
    for (child_id, pupil_id), name in found.items():
        other = Party(pupil_id, name, "只计人数的在校学生")
        yield _suspect(Kind.PUPIL, parties[child_id], other, why)


def _member_suspects(session: Session) -> Iterator[Suspect]:
    """Members of one household with one name, or with one relation and one telephone."""
    members = session.execute(sa.select(FamilyMember.__table__).order_by(FamilyMember.id)).all()
    found: dict[tuple[int, int], tuple[Any, Any, Likeness]] = {}
    for certainty, why, key in _MEMBER_GROUNDS:
        said = Likeness(Ground.OTHER, certainty, why)
        for one, other in sharing(members, key):
            found.setdefault((one.id, other.id), (one, other, said))
    for one, other, said in found.values():
        yield _suspect(Kind.MEMBER, member_party(one), member_party(other), said)


def _relation_and_name(row: Any) -> Hashable:
    return row.household_id, row.relation, row.name


def _name(row: Any) -> Hashable:
    return row.household_id, row.name


def _relation_and_phone(row: Any) -> Hashable | None:
    return (row.household_id, row.relation, row.phone) if row.phone else None


_MEMBER_GROUNDS: tuple[tuple[Certainty, str, Callable[[Any], Hashable | None]], ...] = (
    (Certainty.LIKELY, "同一家，关系和姓名相同", _relation_and_name),
    (Certainty.POSSIBLE, "同一家，姓名相同", _name),
    (Certainty.POSSIBLE, "同一家，关系和电话相同", _relation_and_phone),
)


def _mentor_suspects(session: Session) -> Iterator[Suspect]:
    """Mentors of one name and kind; two telephones speak against it."""
    mentors = session.execute(sa.select(Mentor.__table__).order_by(Mentor.id)).all()
    for one, other in sharing(mentors, lambda row: (row.kind, row.name)):
        certainty, why = Certainty.LIKELY, "帮扶人姓名和身份相同"
        if one.phone and other.phone and one.phone != other.phone:
            certainty, why = Certainty.POSSIBLE, f"{why}，但电话不同"
        said = Likeness(Ground.OTHER, certainty, why)
        yield _suspect(Kind.MENTOR, mentor_party(one), mentor_party(other), said)


def _suspect(kind: Kind, first: Party, second: Party, why: Likeness) -> Suspect:
    return Suspect(kind, first, second, why.ground, why.certainty, why.why)
