"""How a child is called on the screen: its name, told apart from namesakes, and its class."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.picking import Pick
from liushou_desk.domain.search import folded_each, found_by
from liushou_desk.domain.terms import grade_label
from liushou_desk.domain.words import Stage
from liushou_desk.models import Child, Term, TermSheet
from liushou_desk.services.facts.places import Place, places
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.writing.records import in_parts

_MANY = 2000


def called(session: Session, child_ids: Collection[int], term: str | None) -> dict[int, str]:
    """Each child's name, with class and month of birth where others of the file share it.

    张伟（三1·2016-03）; what is not known is left out, and where even that is shared the number of
    the record stands behind. The class is that of the term, by default the latest one.
    """
    rows = _of(session, sa.select(Child.id, Child.name, Child.born_on), Child.id, child_ids)
    shared = shared_names(session)
    doubles = [child_id for child_id, name, _ in rows if name in shared]
    classes = _class_ids(session, doubles, term) if doubles else {}
    return told_apart(
        session,
        shared,
        [(child_id, name, born_on, classes.get(child_id)) for child_id, name, born_on in rows],
    )


def shared_names(session: Session) -> set[str]:
    """The names that several children of the file bear."""
    return set(
        session.scalars(sa.select(Child.name).group_by(Child.name).having(sa.func.count() > 1))
    )


def told_apart(
    session: Session,
    shared: Collection[str],
    children: Iterable[tuple[int, str, date | None, int | None]],
) -> dict[int, str]:
    """How each of (id, name, born, id of the class) is called where some names are shared."""
    classes = {class_id: _short(place) for class_id, place in places(session).items()}
    names: dict[int, str] = {}
    doubles: dict[int, str] = {}
    for child_id, name, born_on, class_id in children:
        names[child_id] = name
        if name not in shared:
            continue
        known = [classes[class_id]] if class_id else []
        known += [born_on.isoformat()[:7]] if born_on else []
        doubles[child_id] = f"{name}（{'·'.join(known)}）" if known else name
    same = Counter(doubles.values())
    for child_id, label in doubles.items():
        names[child_id] = f"{label}#{child_id}" if same[label] > 1 else label
    return names


def names_of(session: Session, child_ids: Collection[int]) -> dict[int, str]:
    """Each child's name as it is on file."""
    return dict(_of(session, sa.select(Child.id, Child.name), Child.id, child_ids))


def picks(session: Session, child_ids: Collection[int], term: str | None) -> tuple[Pick, ...]:
    """Children to choose from in the order of the ids, found by name, pinyin and class."""
    found = _of(session, sa.select(Child.id, Child.name, Child.born_on), Child.id, child_ids)
    classes = _class_ids(session, child_ids, term)
    known = [(child_id, name, born_on, classes.get(child_id)) for child_id, name, born_on in found]
    names = told_apart(session, shared_names(session), known)
    read = readings_of(session, (name for _, name, _ in found))
    labels = {class_id: f"\n{place.class_label}" for class_id, place in places(session).items()}
    texts = folded_each([names[row[0]] + labels.get(row[3], "") for row in known])
    by_id = {
        row[0]: Pick(row[0], names[row[0]], found_by(text, read.get(row[1], "")))
        for row, text in zip(known, texts, strict=True)
    }
    return tuple([by_id[child_id] for child_id in child_ids if child_id in by_id])


def classes_of(session: Session, child_ids: Collection[int], term: str | None) -> dict[int, str]:
    """Each child's class (三年级1班) in a term, by default the latest; none where not known."""
    known = places(session)
    classes = _class_ids(session, child_ids, term)
    return {child_id: known[class_id].class_label for child_id, class_id in classes.items()}


def _class_ids(session: Session, child_ids: Collection[int], term: str | None) -> dict[int, int]:
    chosen = sa.select(Term.id).order_by(Term.first_on.desc()).limit(1)
    if term is not None:
        chosen = sa.select(Term.id).where(Term.code == term)
    sheets = sa.select(TermSheet.child_id, TermSheet.class_id).where(
        TermSheet.term_id == chosen.scalar_subquery(), TermSheet.class_id.is_not(None)
    )
    rows = _of(session, sheets, TermSheet.child_id, child_ids)
    return {child_id: class_id for child_id, class_id in rows}


def _of(
    session: Session, statement: sa.Select[*tuple[Any, ...]], column: Any, ids: Collection[int]
) -> list[Any]:
    """The rows of some ids; all rows at once where many are asked for."""
    read = session.connection().execute  # plain rows: the ORM's cost twice as much
    if len(ids) > _MANY:
        wanted = set(ids)
        return [row for row in read(statement).all() if row[0] in wanted]
    return [row for part in in_parts(ids) for row in read(statement.where(column.in_(part))).all()]


def _short(place: Place) -> str:
    """三1 for 三年级1班, 大 for 大班, 启智 for 启智班."""
    name = place.name
    if place.own:
        return place.own.removesuffix("班") or place.own
    if name.stage is Stage.PRESCHOOL:
        return name.label.removesuffix("班")
    grade = grade_label(name.stage, name.grade)
    return f"{grade[0]}{name.number}"
