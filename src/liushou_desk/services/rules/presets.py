"""常用规则: offered with their source, taken over by the clerk as one action."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.follow_up import usual_also
from liushou_desk.domain.rule_presets import PRESETS, RulePreset
from liushou_desk.domain.rule_words import explained, kept_kinds
from liushou_desk.domain.search import search_text
from liushou_desk.errors import InputProblem
from liushou_desk.models import FollowUpRule
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.school_rules import rule_from
from liushou_desk.services.rules.writing import SAME
from liushou_desk.services.writing import records


@dataclass(frozen=True, slots=True)
class PresetRow:
    """A rule that may be taken over; `is_there` where one in force asks the same."""

    place: int
    sentence: str
    explained: str
    source: str
    is_there: bool
    search: str


def list_presets(office: OfficeFile) -> tuple[PresetRow, ...]:
    """All of them, in the order of kinds."""
    with office.reading() as session:
        there = _in_force(session)
    return tuple(_row(place, preset, there) for place, preset in enumerate(PRESETS))


def take_presets(office: OfficeFile, places: Collection[int]) -> tuple[int, ...]:
    """Put the chosen ones in force from today on; returns their ids.

    Raises `InputProblem` where none is left to add; those that are in force are passed over.
    """
    with office.reading() as session:
        there = _in_force(session)
    chosen = [PRESETS[place] for place in sorted(places)]
    wanted = {_same(cells): cells for cells in (_cells(one, office.today) for one in chosen)}
    rows = [cells for key, cells in wanted.items() if key not in there]
    if not rows:
        raise InputProblem("选中的规则都已经启用，没有改动。", "请选还没有启用的规则。")
    with office.action("采用常用规则") as session:
        return tuple(records.write(session, FollowUpRule, None, row) for row in rows)


def _row(place: int, preset: RulePreset, there: Collection[tuple[Any, ...]]) -> PresetRow:
    cells = _cells(preset, date.min)
    rule = rule_from({"id": 0} | cells, "")
    return PresetRow(
        place,
        rule.sentence,
        explained(rule),
        preset.source,
        _same(cells) in there,
        search_text(rule.sentence, preset.source),
    )


def _cells(preset: RulePreset, since_on: date) -> dict[str, Any]:
    return {
        "kind": preset.kind,
        "also": kept_kinds(usual_also(preset.kind)),
        "owed_by": preset.owed_by,
        "applies_to": preset.applies_to,
        "frequency": preset.frequency,
        "times": preset.times,
        "season": preset.season,
        "is_prorated": False,
        "since_on": since_on,
        "source": preset.source,
        "is_active": True,
    }


def _same(cells: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(cells.get(key) for key in SAME)


def _in_force(session: Session) -> set[tuple[Any, ...]]:
    rules = session.scalars(sa.select(FollowUpRule).where(FollowUpRule.is_active))
    return {_same(rule.cells()) for rule in rules}
