"""Plans the family of one row: household, members, where parents are, who looks after the child.

Siblings share household and members, so that two rows of a file may speak of the same person. The
first row that says something decides; a later one that differs is doubtful and changes nothing, or
importing the same file again would turn the fact to and fro.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from liushou_desk.domain.dots import name_dot
from liushou_desk.domain.fields import HOUSEHOLD_FIELDS, MEMBER_FIELDS, PARENT_FIELDS
from liushou_desk.importing.cells import Problem
from liushou_desk.importing.members import Member
from liushou_desk.models import Base, CaregiverPeriod, FamilyMember, Household, Whereabouts
from liushou_desk.services.imports.outcome import CARE_KEY
from liushou_desk.services.imports.row_plan import Named, RowPlan
from liushou_desk.services.imports.state import Row
from liushou_desk.services.register.history import AWAY, only_told_later

if TYPE_CHECKING:
    from liushou_desk.domain.words import Care

_HOUSEHOLD = {entry.key: (f"household.{entry.key}", entry.label) for entry in HOUSEHOLD_FIELDS}
_PARENT_LABELS = {entry.key: entry.label for entry in PARENT_FIELDS} | {"status": "去向"}
_STATE_LABELS = {
    key: _PARENT_LABELS[key]
    for key in (
        *("status", "place", "work", "away_since"),
        *("able_to_care", "unable_why", "returns"),
    )
}
"""In the order in which a change is told."""
_OF_THE_PERSON = ("able_to_care", "unable_why")
"""What a parent keeps wherever they go."""
WHEREABOUTS = "whereabouts"
_CARE = {"care": (CARE_KEY, "实际照料人"), "member_id": (CARE_KEY, "照料人姓名")}
_MEMBER_LABELS = {entry.key: entry.label for entry in MEMBER_FIELDS}


class FamilyPlanner:
    """The family part of a row's plan."""

    def __init__(self, child: RowPlan) -> None:
        self.child, self.row = child, child.row
        self.state, self.ledger = child.state, child.ledger

    def find_or_add_household(self) -> int:
        """The household of siblings: the same parent with the same telephone and address."""
        address = self._stated_address()
        for member in self.row.members:
            values = member.values
            key = (member.relation, values["name"], values.get("phone", ""))
            found = self.state.household_by_parent.get(key)
            if found and self._address_matches(found, address):
                return found
        kept = {k: v if self.child.takes(_HOUSEHOLD[k][0]) else None for k, v in address.items()}
        household_id = self.ledger.insert(Household, **kept)
        household = {"id": household_id, **kept}
        self.state.households[household_id] = household
        self._claim(Household, household, address)
        return household_id

    def amend_household(self, household_id: int) -> None:
        """The address, unless a sibling's row has already stated another."""
        household, stated = self.state.households[household_id], self._stated_address()
        for key, earlier in self._claim(Household, household, stated):
            cell = self.row.cell(f"household.{key}")
            self._doubt(cell, _HOUSEHOLD[key][1], earlier)
        self.child.amend_row(Household, household, stated, _HOUSEHOLD)

    def plan_members(self, child_id: int, household_id: int) -> None:
        """Members as stated, then the parents' whereabouts and the main caregiver."""
        found = ((member, self._member_row(member, household_id)) for member in self.row.members)
        placed = [(member, row) for member, row in found if row is not None]
        for member, row in placed:
            self._plan_whereabouts(member, row)
        self._plan_caregiver(child_id, placed)

    def _stated_address(self) -> Row:
        return {
            entry.key: self.row.values.get(f"household.{entry.key}") for entry in HOUSEHOLD_FIELDS
        }

    def _address_matches(self, household_id: int, stated: Row) -> bool:
        known = self.state.households[household_id]
        return all(value is None or known.get(key) == value for key, value in stated.items())

    def _member_row(self, member: Member, household_id: int) -> Row | None:
        """The member on file, known from now on; None where the clerk refuses a new one."""
        stated = {entry.key: member.values.get(entry.key) for entry in MEMBER_FIELDS}
        stated["relation"] = member.relation
        known = self._same_member(member, household_id)
        if known is not None:
            self._amend_member(member, known, stated)
            return known
        who = (household_id, member.relation, "" if member.is_parent else member.values["name"])
        if who in self.state.refused_members or not self.child.takes(member.slot):
            self.state.refused_members.add(who)
            return None
        kept = {k: v for k, v in stated.items() if self._is_kept(member, k)}
        values = {"household_id": household_id, **kept}
        row = {"id": self.ledger.insert(FamilyMember, **values), **values}
        self.state.know_member(row)
        self._claim(FamilyMember, row, stated)
        self.child.changed((member.slot, member.relation.label), None, "新增成员")
        return row

    def _is_kept(self, member: Member, key: str) -> bool:
        return key in {"name", "relation"} or self.child.takes(f"{member.slot}.{key}")

    def _same_member(self, member: Member, household_id: int) -> Row | None:
        """A household has one father and one mother; others are known by relation and name."""
        for row in self.state.members[household_id]:
            same = row["relation"] is member.relation
            if same and (member.is_parent or name_dot(row["name"]) == member.values["name"]):
                return row
        return None

    def _amend_member(self, member: Member, row: Row, stated: Row) -> None:
        who = member.relation.label
        for key, earlier in self._claim(FamilyMember, row, stated):
            cell = self.row.member_cell(member, key)
            self._doubt(cell, f"{who}的{_MEMBER_LABELS[key]}", earlier)
        self.child.amend_row(FamilyMember, row, stated, _names_of_member(member.slot, who))

    def _plan_whereabouts(self, member: Member, row: Row) -> None:
        if member.status is None:
            return
        state = _state_of(member)
        names = _names_of_whereabouts(member.slot, member.relation.label)
        current = self.state.whereabouts.get(row["id"])
        claim = (Whereabouts.__tablename__, row["id"], "status")
        if current and claim in self.state.claims:
            if _contradicts(state, current):
                cell = self.row.member_cell(member, "address")
                self._doubt(cell, names["status"][1], self.state.claims[claim])
            else:
                self.child.amend_row(Whereabouts, current, state, names)
            return
        self.state.claims[claim] = self.row.place
        if current:
            state = _carried_on(state, current)
            if only_told_later(state, current):
                self.child.amend_row(Whereabouts, current, state, names)
                return
        owner = ("member_id", row["id"])
        self.child.new_period(Whereabouts, self.state.whereabouts, owner, names, **state)

    def _plan_caregiver(self, child_id: int, placed: list[tuple[Member, Row]]) -> None:
        """As stated, or the guardian who is there: one who is away cannot be who looks after."""
        present = [
            (member, row)
            for member, row in placed
            if (where := self.state.whereabouts.get(row["id"])) is None
            or where["status"] not in AWAY
        ]
        stated: Care | None = self.row.values.get("caregiver_period.care")
        named = [(m, row) for m, row in present if m.values.get("is_guardian")]
        if stated:
            present = [*named, *present]
            named = [(m, row) for m, row in present if m.relation.care is stated]
        if not (stated or named):
            return
        self.child.new_period(
            CaregiverPeriod,
            self.state.caregivers,
            ("child_id", child_id),
            _CARE,
            care=stated or named[0][0].relation.care,
            member_id=named[0][1]["id"] if named else None,
        )

    def _claim(self, model: type[Base], row: Row, stated: Row) -> list[tuple[str, str]]:
        """Take for this row what no earlier one has decided; the rest leaves `stated`.

        Returns the columns where an earlier row said something else, with that row.
        """
        contested: list[tuple[str, str]] = []
        for key, value in stated.items():
            if value is None:
                continue
            claim = (model.__tablename__, row["id"], key)
            if claim not in self.state.claims:
                self.state.claims[claim] = self.row.place
            elif row.get(key) != value:
                contested.append((key, self.state.claims[claim]))
        for key, _ in contested:
            stated[key] = None
        return contested

    def _doubt(self, cell: str, what: str, earlier: str) -> None:
        reason = f"{what}与{earlier}写的不同，取先出现的"
        self.child.doubts.append(Problem(cell, reason))


@cache
def _names_of_member(slot: str, who: str) -> Mapping[str, Named]:
    return {key: (f"{slot}.{key}", who + label) for key, label in _MEMBER_LABELS.items()}


@cache
def _names_of_whereabouts(slot: str, who: str) -> Mapping[str, Named]:
    """They are refused together."""
    return {key: (f"{slot}.{WHEREABOUTS}", who + label) for key, label in _STATE_LABELS.items()}


def _state_of(member: Member) -> dict[str, Any]:
    """What the row says of a parent's whereabouts; of one at home, no more than able to care."""
    said, away = member.said, member.status in AWAY
    place = said["place"] or said["address"] or None
    return {
        "status": member.status,
        "place": place if away else None,
        "work": (said["work"] or None) if away else None,
        "away_since": member.values.get("away_since") if away else None,
        "able_to_care": member.values.get("able_to_care"),
        "unable_why": member.values.get("unable_why"),
        "returns": member.values.get("returns") if away else None,
    }


def _contradicts(state: Row, current: Row) -> bool:
    """Whether a statement says something else, not merely less."""
    return any(
        value is not None and current.get(key) not in {None, value} for key, value in state.items()
    )


def _carried_on(state: Row, current: Row) -> Row:
    """Blank cells never erase: the same absence with fewer words is the same absence."""
    same = state["status"] is current["status"]
    return {
        key: current.get(key) if value is None and (same or key in _OF_THE_PERSON) else value
        for key, value in state.items()
    }
