"""How a child counts today, why, and which lines of its form 事实不足 waits for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from liushou_desk.domain.lacking import Fact
from liushou_desk.services.register.child_form import ENTRIES
from liushou_desk.services.register.on_day import ChildOnDay, derived

_KEYS = {
    Fact.MARK: "school_record_mark.mark",
    Fact.FATHER: "father.status",
    Fact.MOTHER: "mother.status",
    Fact.FATHER_ABLE: "father.able_to_care",
    Fact.MOTHER_ABLE: "mother.able_to_care",
    Fact.BORN_ON: "child.born_on",
    Fact.HUKOU: "child.hukou",
}
assert _KEYS.keys() == set(Fact)
assert set(_KEYS.values()) <= ENTRIES.keys()


@dataclass(frozen=True, slots=True)
class Lacking:
    """A fact some definition waits for: the line of the form, its name, and whose answer it is."""

    key: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the chosen 口径 says; the reason names no delicate fact, yet where the parents are."""

    definition: str
    word: str
    reason: str
    lacking: tuple[Lacking, ...]


def standing_of(session: Session, child_id: int, day: date) -> Standing:
    """The standing of a child on a day. Raises `RuleConflict` where it has been removed."""
    labels = derived(session, child_id, day, full=False)
    found = labels.finding
    decided = f"；人工认定：{found.decided}" if found.decided else ""
    return Standing(found.name, found.word, f"{found.reason}{decided}", lacking_lines(labels))


def lacking_lines(labels: ChildOnDay) -> tuple[Lacking, ...]:
    """Each fact once, those of the chosen 口径 first."""
    found: dict[Fact, str] = {}
    for label in (labels.finding, *labels.findings):
        for fact in label.lacking:
            found.setdefault(fact, label.name)
    return tuple(Lacking(_KEYS[fact], fact.value, name) for fact, name in found.items())
