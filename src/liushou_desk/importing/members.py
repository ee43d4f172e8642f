"""The family members that one row of a roster states, each from the columns of its slot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from liushou_desk.domain import reading
from liushou_desk.domain.evidence import parent_status
from liushou_desk.domain.fields import CLUE_HEADERS, MEMBER_FIELDS, PARENT_FIELDS
from liushou_desk.domain.words import ParentStatus, Relation
from liushou_desk.importing.cells import FieldReader, RowCells
from liushou_desk.importing.columns import Columns
from liushou_desk.importing.headings import FIXED_SLOTS, GUARDIAN
from liushou_desk.importing.parents import said_of_parents
from liushou_desk.importing.persons import person_in, tells_where
from liushou_desk.importing.spellings import NONE_GIVEN, respelt

_OF_ABSENCE = ("away_since", "returns", "able_to_care", "unable_why")
"""Fields of a parent's whereabouts with a value of their own; the others are weighed together."""
_UNTOLD, _HOMELY = {None}, {None, ParentStatus.AT_HOME}
_BELONGS_NOT_TO = dict(zip(_OF_ABSENCE, (_HOMELY, _HOMELY, _UNTOLD, _UNTOLD), strict=True))
_SAID = [e.key for e in PARENT_FIELDS if e.key not in _OF_ABSENCE] + list(CLUE_HEADERS)
_MEMBER_TABLES = {e.key: e.table for e in PARENT_FIELDS + MEMBER_FIELDS if e.key not in _SAID}


_TOLD = ("phone", "national_id", "place", "status", "away_since")
"""Cells that tell something by themselves; the others are often filled in for everybody."""
_NOT_SAID = NONE_GIVEN | {""}


@dataclass(frozen=True, slots=True)
class Member:
    """A family member as one row states it; `said` holds 去向, work, place, duty and address."""

    slot: str
    """Which of the sheet's members: 成员1, 父亲 …"""
    relation: Relation
    is_parent: bool
    values: Mapping[str, Any]
    said: Mapping[str, str]
    status: ParentStatus | None
    """Where the row says a parent is; None for other members and for 未填."""


class MemberReader:
    """Reads the members of the rows of one sheet."""

    def __init__(self, columns: Columns, readers: Mapping[str, FieldReader]) -> None:
        self._columns, self._readers = columns, readers
        self._parents = columns.plain.get("parents")
        self._slots = [
            (slot, list(where.values()), [(key, self._reader(key)) for key in where])
            for slot, where in columns.members.items()
        ]

    def members(self, cells: RowCells, home: str) -> tuple[Member, ...]:
        """Everybody the row names; a guardian named before is that member and no other."""
        about = "" if self._parents is None else cells.raw_text(self._parents)
        both = said_of_parents(about)
        found: list[Member] = []
        for slot, at, fields in self._slots:
            written = cells.raw_text(self._columns.members[slot]["name"])
            if not written or written in NONE_GIVEN or tells_where(person_in(written).name):
                self._doubt_nameless(cells, slot, written)
                continue
            if slot == GUARDIAN and self._is_parent_again(cells, found, written):
                continue
            values, said = self._stated(
                cells, slot, list(zip(fields, cells.texts(at), strict=True))
            )
            if "name" not in values or (slot == GUARDIAN and _is_known(found, values)):
                continue
            self._settle_relation(cells, slot, values)
            self._take_of_parents(values, said, both)
            member = _member(slot, values, said, home)
            if member.is_parent:
                self._doubt_status(cells, member)
                self._doubt_absence(cells, member, values)
            found.append(member)
        if about and about not in reading.NOTHING:
            self._doubt_parents(cells, about, both, found)
        return tuple(found)

    def _stated(
        self,
        cells: RowCells,
        slot: str,
        texts: Sequence[tuple[tuple[str, FieldReader | None], str]],
    ) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        said = dict.fromkeys(_SAID, "")
        columns = self._columns.members[slot]
        person = person_in(next(text for (key, _), text in texts if key == "name"))
        if tells_where(person.others):
            said["duty"] = person.others  # 张山（已故）
        elif person.others:
            cells.doubt(columns["name"], f"一格里写了几个人或几项，“{person.others}”没有记入")
        for (key, reader), written in texts:
            text = person.name if key == "name" else written
            if not text:
                continue
            if reader is None:
                nothing = reading.NOTHING if key == "status" else _NOT_SAID
                said[key] = said[key] if text in nothing else text
            elif key == "relation":
                values.update(_relation_values(text))
            else:
                value, problem, note = reader[text]
                if problem or note:
                    value = cells.value(reader, text, columns[key])
                if value is not None:
                    values[key] = value
        if person.relation and values.get("relation") in {None, Relation.OTHER}:
            values.pop("relation_note", None)
            values.update(_relation_values(person.relation))
        if not person.is_named:
            cells.doubt(columns["name"], f"没有写姓名，只写了“{person.name}”")
        if person.phone:
            values.setdefault("phone", person.phone)
        return values, said

    def _doubt_nameless(self, cells: RowCells, slot: str, written: str) -> None:
        """What is said of a father without a name can be kept nowhere.

        成员1 and 成员2 of the national layout are often filled in with words for everybody.
        """
        if slot not in FIXED_SLOTS:
            return
        at = self._columns.members[slot]
        said = [key for key in _TOLD if key in at and cells.raw_text(at[key]) not in _NOT_SAID]
        if said or tells_where(written):
            what = f"写的是“{written}”" if tells_where(written) else "空着"
            cells.doubt(at["name"], f"{slot}的姓名{what}，{slot}的情况没有记入，请补上姓名")

    def _is_parent_again(self, cells: RowCells, found: list[Member], written: str) -> bool:
        """Mark the parents of the row where the guardian is just 父母 or 父亲."""
        relation = Relation.from_text(written)
        both = written in {"父母", "双亲", "父母双方", "父母亲"}
        parents = [m for m in found if m.is_parent and (both or m.relation is relation)]
        for parent in parents:
            if isinstance(parent.values, dict):
                parent.values["is_guardian"] = True
        if both and not parents:
            at = self._columns.members[GUARDIAN]["name"]
            cells.doubt(at, f"监护人写的是“{written}”，没有姓名，没有记入")
        return bool(parents) or both

    def _settle_relation(self, cells: RowCells, slot: str, values: dict[str, Any]) -> None:
        """父亲 is the father; of anybody else without a relation it is told that it is missing."""
        is_fixed = slot in FIXED_SLOTS
        if "relation" not in values and (slot == GUARDIAN or not is_fixed):
            at = self._columns.members[slot]
            cell = at.get("relation", at["name"])
            cells.doubt(cell, f"没有写{slot}与学生的关系，先记为其他")
        if not is_fixed:
            return
        values.setdefault("relation", Relation.from_text(slot) or Relation.OTHER)
        values.setdefault("is_guardian", slot == GUARDIAN or None)

    def _take_of_parents(
        self, values: Mapping[str, Any], said: dict[str, str], both: tuple[str, str]
    ) -> None:
        """What 父母情况 says of a parent whose own cells say nothing of it."""
        at = {Relation.FATHER: 0, Relation.MOTHER: 1}.get(values.get("relation", Relation.OTHER))
        if at is not None and not said["status"] and not said["duty"]:
            said["duty"] = both[at]

    def _doubt_parents(
        self, cells: RowCells, about: str, both: tuple[str, str], found: list[Member]
    ) -> None:
        """What of 父母情况 could not be kept."""
        told = {member.relation for member in found if member.status}
        parents = zip((Relation.FATHER, Relation.MOTHER), both, strict=True)
        lost = [parent.label for parent, said in parents if parent not in told or not said]
        if lost:
            who = "和".join(lost)
            cells.doubt(
                self._parents, f"父母情况“{about}”：{who}的去向没有记入（看不出或没有姓名）"
            )

    def _reader(self, key: str) -> FieldReader | None:
        return self._readers.get(f"{_MEMBER_TABLES.get(key)}.{key}")

    def _doubt_status(self, cells: RowCells, member: Member) -> None:
        """已返乡 or 曾外出 under 去向 tells of no place today."""
        if member.status is None and (said := member.said["status"]):
            at = self._columns.members[member.slot]["status"]
            cells.doubt(at, f"{member.relation.label}的去向：“{said}”看不出现在在哪里，没有记入")

    def _doubt_absence(self, cells: RowCells, member: Member, values: dict[str, Any]) -> None:
        """A parent's 外出时间 or 监护能力 that belongs to no whereabouts is told and left out."""
        for key, without in _BELONGS_NOT_TO.items():
            if key in values and member.status in without:
                del values[key]
                where = member.status.label if member.status else "未填"
                at = self._columns.members[member.slot][key]
                label = self._readers[f"whereabouts.{key}"].label
                reason = f"{member.relation.label}的去向是{where}，写了{label}，没有记入"
                cells.doubt(at, reason)


def _is_known(found: list[Member], values: Mapping[str, Any]) -> bool:
    """Mark a member of the row that is named again as the guardian."""
    for member in found:
        known = member.values
        if known["name"] == values["name"] and isinstance(known, dict):
            for key in ("phone", "national_id"):
                if key in values:
                    known.setdefault(key, values[key])
            known["is_guardian"] = True
            return True
    return False


@lru_cache(maxsize=1 << 12)
def _relation_values(text: str) -> Mapping[str, Any]:
    """A relation without a word of its own is 其他, and what was written stays as the note."""
    text = respelt("family_member.relation", text)[0]
    relation = reading.relation(text)
    known = relation is not Relation.OTHER or Relation.from_text(text)
    return {"relation": relation} if known else {"relation": relation, "relation_note": text}


def _member(slot: str, values: Mapping[str, Any], said: Mapping[str, str], home: str) -> Member:
    relation = _relation(values.get("relation") or Relation.OTHER, values.get("relation_note", ""))
    is_parent = relation in _PARENTS
    status = _status(said, home) if is_parent else None
    return Member(slot, relation, is_parent, values, said, status)


def _status(said: Mapping[str, str], home: str) -> ParentStatus | None:
    """A 去向 of the list as it stands, or what all cells together say."""
    stated = ParentStatus.from_text(said["status"])
    if stated:
        return stated
    duty = f"{said['status']} {said['duty']}"
    return _weighed(duty, said["work"], said["address"], home, said["place"])


_weighed = lru_cache(maxsize=1 << 14)(parent_status)
_PARENTS = frozenset(relation for relation in Relation if relation.is_parent)


def _relation(stated: Relation, note: str) -> Relation:
    """The relation, from the note where the word is only 其他 or too wide."""
    if stated is Relation.OTHER or stated is Relation.GRANDPARENT:
        return Relation.from_text(note) or stated
    return stated
