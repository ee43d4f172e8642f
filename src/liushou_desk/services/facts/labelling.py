"""Every derived label of a child on a day: what the roll and the child's own page both say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.alerts import living_alone_word
from liushou_desk.domain.definitions import (
    Definition,
    Facts,
    Finding,
    agreement,
    finding,
    orphaned,
)
from liushou_desk.domain.hardship import grounds
from liushou_desk.domain.history import History, on_day
from liushou_desk.domain.standing import Grounds
from liushou_desk.domain.standing import category as category_of
from liushou_desk.domain.words import (
    Care,
    DefinitionKind,
    Health,
    Overridable,
    ParentStatus,
    label_of,
)
from liushou_desk.models import SheetHardship, TermSheet
from liushou_desk.services.facts import rows as facts
from liushou_desk.services.facts.lazy_rows import LazyRows

Row = dict[str, Any]

BOARDER, DAY_PUPIL = "寄宿", "走读"
NOT_HOME = frozenset(
    {
        ParentStatus.WORKS_AWAY,
        ParentStatus.AWAY_OTHERWISE,
        ParentStatus.LOST_CONTACT,
        ParentStatus.DETAINED,
    }
)
"""不在家: any absence, of which only 务工 makes 留守."""


def finding_column(kind: DefinitionKind) -> str:
    """The column of the roll that holds what a definition says of a child."""
    return f"{kind.value}_finding"


@dataclass(frozen=True, slots=True)
class Labeller:
    """The dated tables beside the parents', read once; a row of labels for each child asked."""

    definition: Definition
    others: Mapping[DefinitionKind, Definition]
    caregivers: LazyRows
    boarding: LazyRows
    agreements: LazyRows
    ticked: LazyRows

    @classmethod
    def read(
        cls,
        session: Session,
        term_id: int | None,
        definition: Definition,
        child_id: int | None = None,
    ) -> "Labeller":
        """Read what all children, or one, have on file; 困境类型 are those of the term's sheet."""
        return cls(
            definition,
            {kind: replace(definition, kind=kind) for kind in DefinitionKind},
            facts.caregiver_rows(session, child_id),
            facts.boarding_rows(session, child_id),
            facts.agreement_rows(session, child_id),
            _ticked_hardships(session, term_id, child_id),
        )

    def labels(self, child: Any, history: History, day: date) -> Row:
        """The labels of a row of `facts.register_rows`, as columns of the roll."""
        return {
            **self.findings(history, day),
            **self.care(child, history, day),
            **self.category(child, history, day),
        }

    def findings(self, history: History, day: date) -> Row:
        """What the definitions say, which rests on the history alone."""
        known = history.facts_on(day)
        found = finding(known, day, self.definition)
        record = finding(known, day, self.others[DefinitionKind.SCHOOL_RECORD])
        verified = finding(known, day, self.others[DefinitionKind.VERIFIED])
        civil = finding(known, day, self.others[DefinitionKind.CIVIL])
        father, mother = known.father.status, known.mother.status
        return {
            "counted": int(found.counts),
            "away": found.label if found.counts and self._tells_away(found) else None,
            "preschool": int(found is Finding.PRESCHOOL),
            finding_column(DefinitionKind.SCHOOL_RECORD): record.label if known.mark else None,
            finding_column(DefinitionKind.VERIFIED): verified.label,
            finding_column(DefinitionKind.CIVIL): civil.label,
            "agreement": agreement(known, day, self.definition).label,
            "lost_and_away": int(
                {father, mother} == {ParentStatus.LOST_CONTACT, ParentStatus.WORKS_AWAY}
            ),
            "not_home": int(father in NOT_HOME and mother in NOT_HOME),
            "to_file": int(self._is_to_file(known, day, record, found)),
        }

    def _is_to_file(self, known: Facts, day: date, record: Finding, found: Finding) -> bool:
        """应建档: kept as 留守 by mark or facts, whether or not the sheet was verified."""
        said = finding(replace(known, verified=True), day, self.others[DefinitionKind.VERIFIED])
        return record.counts or said.counts or found.counts

    def _tells_away(self, found: Finding) -> bool:
        """Whether a finding says 双亲 or 单亲; 民政口径 knows but one kind of 留守."""
        return found is not Finding.COUNTED or self.definition.kind is DefinitionKind.CIVIL

    def care(self, child: Any, history: History, day: date) -> Row:
        """Who looks after the child."""
        caregiver = on_day(self.caregivers.get(child.child_id, ()), day)
        boarding = on_day(self.boarding.get(child.child_id, ()), day)
        agreed = [
            row
            for row in self.agreements.get(child.child_id, ())
            if facts.agreement_holds(row, day)
        ]
        care = decided_care(history, day) or (caregiver.care if caregiver else None)
        return {
            "care": label_of(care),
            "caregiver": _caregiver_label(caregiver, care),
            "boards": boarding and (BOARDER if boarding.boards else DAY_PUPIL),
            "agreed": int(bool(agreed)),
            "informed": int(any(row.informed_on and row.informed_on <= day for row in agreed)),
            "alert": living_alone_word(care, child.born_on, day),
        }

    def category(self, child: Any, history: History, day: date) -> Row:
        """As what the child is in care: what it stands on beside the history, and 困境类型."""
        known = history.facts_on(day)
        found = finding(known, day, self.definition)
        disabled = bool(child.disability) or child.health is Health.DISABLED
        ticked = [row.hardship for row in self.ticked.get(child.child_id, ())]
        hardships = grounds(ticked, known, day, disabled=disabled)
        decision = history.decided(Overridable.CATEGORY, day)
        named = category_of(
            Grounds(found, bool(hardships), bool(child.is_migrant), bool(child.is_other_care)),
            decision.word if decision else None,
        )
        return {
            "category": label_of(named),
            "is_orphan": int(orphaned(known)),
            "hardships": hardships,
            "has_hardship": int(bool(hardships)),
        }


def decided_care(history: History, day: date) -> Care | None:
    """The 照料 that the school decided, as it holds on a day."""
    decision = history.decided(Overridable.CARE, day)
    return decision.word if decision and isinstance(decision.word, Care) else None


def _caregiver_label(caregiver: Any, care: Care | None) -> str | None:
    """The caregiver by relation (祖父); where only a wide word is on file, the note or that.

    A decision for another 照料 leaves nothing but its word: the person on file is not meant.
    """
    if caregiver is None or caregiver.care is not care or caregiver.relation is None:
        return label_of(care)
    return str(caregiver.relation.noted(caregiver.relation_note))


def _ticked_hardships(session: Session, term_id: int | None, child_id: int | None) -> LazyRows:
    """(child, 困境类型) of the term's sheets by child."""
    statement = (
        sa.select(TermSheet.child_id, SheetHardship.hardship)
        .join(SheetHardship, SheetHardship.sheet_id == TermSheet.id)
        .where(TermSheet.term_id == term_id)
        .order_by(SheetHardship.id)
    )
    return LazyRows(session.connection(), facts.of_child(statement, TermSheet, child_id))
