"""Saves the family part of the form: home, father and mother, who looks after the child."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import Care, ParentStatus, Relation
from liushou_desk.models import CaregiverPeriod, FamilyMember, Household, Whereabouts
from liushou_desk.services.register.child_checks import refuse_company
from liushou_desk.services.register.child_file import RELATIONS, Family, Row, read_family
from liushou_desk.services.register.child_form import (
    CAREGIVER_KEYS,
    ENTRIES,
    MEMBER_KEYS,
    PARENT_KEYS,
    PARENTS,
    problem,
)
from liushou_desk.services.register.dated import DatedFacts
from liushou_desk.services.register.history import only_told_later
from liushou_desk.services.writing.ledger import Ledger

OF_ABSENCE = ("place", "work", "away_since", "returns")
"""What is kept only of a parent who is not at home."""


class FamilySaver:
    """Plans one household; `values` are those of the form."""

    def __init__(
        self, session: Session, ledger: Ledger, dated: DatedFacts, values: dict[str, Any]
    ) -> None:
        self.session, self.ledger, self.dated, self.values = session, ledger, dated, values

    def choose_household(self) -> Family:
        """The home of siblings of a new child: the same parent with the same telephone.

        What the form leaves empty is then taken as the siblings' file has it.
        """
        address = self.values["household.home_address"]
        for who, relations in RELATIONS.items():
            name, phone = self.values[f"{who}.name"], self.values[f"{who}.phone"]
            same = sa.select(FamilyMember.household_id).where(
                FamilyMember.relation == relations[0],
                FamilyMember.name == name,
                FamilyMember.phone == phone,
            )
            for household_id in self.session.scalars(same.distinct()) if phone else ():
                family = read_family(self.session, household_id)
                if address in (None, family.household["home_address"]):
                    known = family.values()
                    unsaid = {key for key in known if self.values[key] is None}
                    self.values |= {key: known[key] for key in unsaid}
                    return family
        return Family({"id": self.ledger.insert(Household, home_address=address)})

    def save(self, child_id: int, family: Family, caregiver: Row | None) -> None:
        """The household's address, its parents, and the child's caregiver."""
        address = self.values["household.home_address"]
        if family.household.get("home_address", address) != address:
            self.ledger.update(Household, family.household["id"], home_address=address)
        parents = {who: self._save_parent(family, who) for who in PARENTS}
        state = self._caregiver(family, parents, caregiver)
        self.dated.change(CaregiverPeriod, ("child_id", child_id), caregiver, state)

    def _save_parent(self, family: Family, who: str) -> int | None:
        """The row of a parent, None where the form says nothing of one."""
        told = {key: self.values[f"{who}.{key}"] for key in (*MEMBER_KEYS, *PARENT_KEYS)}
        member = family.parent(who)
        if all(value is None for value in told.values()):
            if member is not None:
                self._take_out(member, who)
            return None
        if told["name"] is None:
            raise problem(
                f"{who}.name", f"请填写{PARENTS[who]}姓名", "写了其他各项，姓名不能空着。"
            )
        row = {key: told[key] for key in MEMBER_KEYS}
        if member is None:
            relation, home = RELATIONS[who][0], family.household["id"]
            member_id = self.ledger.insert(
                FamilyMember, household_id=home, relation=relation, **row
            )
        else:
            member_id = member["id"]
            self.ledger.amend(FamilyMember, member, row)
        self._save_whereabouts(who, member_id, told, family.whereabouts.get(member_id))
        return member_id

    def _save_whereabouts(self, who: str, member_id: int, told: Row, current: Row | None) -> None:
        state = _state(who, told, current)
        if state and current and state != _of(current) and only_told_later(state, current):
            self.ledger.amend(Whereabouts, current, state)
            return
        self.dated.change(Whereabouts, ("member_id", member_id), current, state)

    def _take_out(self, member: Row, who: str) -> None:
        """A parent of whom the form says nothing any more, unless the past needs the name."""
        of_member = CaregiverPeriod.member_id == member["id"]
        if self.session.scalar(sa.select(CaregiverPeriod.id).where(of_member).limit(1)):
            raise problem(
                f"{who}.name", f"{PARENTS[who]}登记过照料人，姓名不能清空", "请保留姓名。"
            )
        rows = sa.select(Whereabouts.id).where(Whereabouts.member_id == member["id"])
        for row_id in self.session.scalars(rows):
            self.ledger.delete(Whereabouts, row_id)
        self.ledger.delete(FamilyMember, member["id"])

    def _caregiver(
        self, family: Family, parents: Mapping[str, int | None], current: Row | None
    ) -> dict[str, Any] | None:
        """Who looks after the child, or None where the form names nobody and no kind of care."""
        care: Care | None = self.values["caregiver_period.care"]
        relation: Relation | None = self.values["caregiver.relation"]
        if relation is None:
            if any(self.values[f"caregiver.{key}"] for key in (*MEMBER_KEYS, *CAREGIVER_KEYS)):
                raise problem("caregiver.relation", "请填写照料人与儿童的关系", "如祖母、外祖父。")
            return {"care": care, "member_id": None} if care else None
        refuse_company(self.values)
        member_id = self._caregiver_row(family, parents, current)
        return {"care": care or relation.care, "member_id": member_id}

    def _caregiver_row(
        self, family: Family, parents: Mapping[str, int | None], current: Row | None
    ) -> int:
        """The member with the relation stated; but for a parent, known by name too."""
        told = {key: self.values[f"caregiver.{key}"] for key in MEMBER_KEYS}
        own = {key: self.values[f"caregiver.{key}"] for key in CAREGIVER_KEYS}
        name, relation = told["name"], self.values["caregiver.relation"]
        shown = family.member(current["member_id"] if current else None)
        if shown and (shown["relation"], shown["name"]) != (relation, name):
            _refuse_left_over(own, shown)
        for who, relations in RELATIONS.items():
            member_id = parents[who]
            if relation in relations and member_id is not None:
                known = family.member(member_id)
                self._refuse_other(told, known, who)
                said = _said(own, current, member_id)
                if any(known.get(key) != value for key, value in said.items()):
                    self.ledger.update(FamilyMember, member_id, **said)
                return member_id
        if name is None:
            raise problem("caregiver.name", "请填写照料人姓名", "写了关系，姓名不能空着。")
        for member in family.members:
            if member["relation"] is relation and member["name"] == name:
                self.ledger.amend(FamilyMember, member, _said(told | own, current, member["id"]))
                return int(member["id"])
        home = family.household["id"]
        return self.ledger.insert(FamilyMember, household_id=home, relation=relation, **told, **own)

    def _refuse_other(self, told: Row, before: Row, who: str) -> None:
        """A caregiver who is a parent is written down there; another name or number is a slip."""
        for key in MEMBER_KEYS:
            known = (None, before.get(key), self.values[f"{who}.{key}"])
            if told[key] not in known:
                label, field = PARENTS[who], ENTRIES[f"caregiver.{key}"].label
                said = f"照料人是{label}，{field}却与“{label}”页不同"
                raise problem(f"caregiver.{key}", said, f"请改成一样，或在“{label}”页修改。")


def _said(stated: Row, current: Row | None, member_id: int) -> dict[str, Any]:
    """What the form says of a caregiver: an empty line says so only of one whom it showed."""
    was_shown = current is not None and current["member_id"] == member_id
    return {key: value for key, value in stated.items() if was_shown or value is not None}


def _refuse_left_over(own: Row, shown: Row) -> None:
    """What is still said of the caregiver before is not said of the new one."""
    for key, value in own.items():
        if value is not None and value == shown[key]:
            label = ENTRIES[f"caregiver.{key}"].label
            said = f"照料人换了，{label}还是原来那一位的"
            raise problem(f"caregiver.{key}", said, "请改成新照料人的，不知道就清空。")


def _of(current: Row) -> dict[str, Any]:
    return {key: current[key] for key in PARENT_KEYS}


def _state(who: str, told: Row, current: Row | None) -> dict[str, Any] | None:
    """A parent's whereabouts as stated; None where they are 未填.

    What is left over from an absence that has ended goes with it; what is newly written of a parent
    at home, or of one whose 去向 is empty, is refused.
    """
    status: ParentStatus | None = told["status"]
    state = {key: told[key] for key in PARENT_KEYS}
    if status is None:
        keys: tuple[str, ...] = (*OF_ABSENCE, "able_to_care", "unable_why")
    elif status is ParentStatus.AT_HOME:
        keys = OF_ABSENCE
    else:
        return state
    for key in keys:
        if told[key] is not None and (current is None or current[key] != told[key]):
            where = status.label if status else "未填"
            said = f"{PARENTS[who]}的去向是{where}，写了{ENTRIES[f'{who}.{key}'].label}"
            raise problem(f"{who}.{key}", said, "请改去向，或者清空这一项。")
    return state | dict.fromkeys(keys) if status else None
