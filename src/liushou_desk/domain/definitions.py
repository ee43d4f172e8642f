"""口径: who counts as left behind on a given day, from facts alone.

Three definitions stand side by side. 学籍口径 reads the mark of the 学籍 system. 校内核实口径 reads
each parent's whereabouts as verified by the school (D2: away for work three months or more). Both
speak of 义务教育, and 学前 stands beside them unless the school's bureau wants it inside. 民政口径
is D1 (国发〔2016〕13号: under sixteen, both parents away, or one away and the other unable to care)
and knows no stage. Every rule here is total and three-valued: what nobody wrote down ends as
事实不足 where it could change the answer, never as a guess.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product

from liushou_desk.domain.words import DefinitionKind, Hukou, Mark, ParentStatus, Stage, Word


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A parent on one day; `status` None is 未填 (also a parent who is not listed at all).

    `away_since` None with an away status is "since unknown", which counts as long enough.
    """

    status: ParentStatus | None = None
    away_since: date | None = None
    able_to_care: bool | None = None
    unable_why: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is written down about a child on one day.

    `verified_as` and `civil_as` are what the school decided instead of what a definition would
    find (人工认定); the 学籍 mark is a kept fact and never decided otherwise.
    """

    mark: Mark | None
    father: Whereabouts
    mother: Whereabouts
    verified: bool
    born_on: date | None
    is_orphan: bool = False
    verified_as: "Finding | None" = None
    civil_as: "Finding | None" = None
    stage: Stage | None = None
    """学段 of the class in the term that is asked about."""
    hukou: Hukou | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A chosen 口径 with its settings; `months` is the least absence that counts."""

    kind: DefinitionKind = DefinitionKind.SCHOOL_RECORD
    months: int = 3
    age_limit: int = 16
    lost_counts_as_away: bool = True
    """One parent lost and the other away: 双亲 (printed as "其中")."""
    preschool_inside: bool = False
    """Whether 学前 counts under the two definitions of 义务教育 as well."""
    rural_only: bool = False
    """Whether 民政口径 asks for 农业户口."""

    @property
    def knows_no_stage(self) -> bool:
        """Whether 学前 counts like every other stage."""
        return self.preschool_inside or self.kind is DefinitionKind.CIVIL

    @property
    def note(self) -> str:
        """The line printed below a table."""
        preschool = "含学前" if self.preschool_inside else "不含学前"
        match self.kind:
            case DefinitionKind.SCHOOL_RECORD:
                return f"学籍口径（以学籍系统“是否留守儿童”标注为准，{preschool}）"
            case DefinitionKind.VERIFIED:
                return f"校内核实口径（父母外出务工满{self.months}个月，经学校核实，{preschool}）"
            case DefinitionKind.CIVIL:
                rural = "农业户口，" if self.rural_only else ""
                return (
                    f"民政口径（未满{self.age_limit}周岁，{rural}父母双方外出务工，"
                    "或一方外出、另一方无监护能力，不分学段）"
                )


class Finding(Word):
    """What a definition says of a child."""

    BOTH = "both", "双亲留守"
    ONE = "one", "单亲留守"
    COUNTED = "counted", "留守"
    """Left behind, though nobody wrote down whether by one parent or both."""
    PRESCHOOL = "preschool", "学前留守"
    """Would count but for its stage."""
    NOT = "not", "非留守"
    ORPHAN = "orphan", "孤儿"
    UNVERIFIED = "unverified", "未核实"
    INSUFFICIENT = "insufficient", "事实不足"

    @property
    def counts(self) -> bool:
        """Whether the child is in the total of 留守儿童."""
        return self in {Finding.BOTH, Finding.ONE, Finding.COUNTED}


class Agreement(Word):
    """The mark beside the facts."""

    AGREES = "agrees", "一致"
    DISAGREES = "disagrees", "不一致"
    INSUFFICIENT = "insufficient", "事实不足"


_OF_MARK = {
    Mark.NONE: Finding.NOT,
    Mark.ONE: Finding.ONE,
    Mark.BOTH: Finding.BOTH,
    Mark.YES: Finding.COUNTED,
}


def finding(facts: Facts, day: date, definition: Definition) -> Finding:
    """What the chosen definition says of a child on a day."""
    found = _of_any_stage(facts, day, definition)
    outside = facts.stage is Stage.PRESCHOOL and not definition.knows_no_stage
    return Finding.PRESCHOOL if found.counts and outside else found


def _of_any_stage(facts: Facts, day: date, definition: Definition) -> Finding:
    match definition.kind:
        case DefinitionKind.SCHOOL_RECORD:
            return _OF_MARK[facts.mark] if facts.mark else Finding.INSUFFICIENT
        case DefinitionKind.VERIFIED:
            if facts.verified_as is not None:
                return facts.verified_as
            return by_facts(facts, day, definition) if facts.verified else Finding.UNVERIFIED
        case DefinitionKind.CIVIL:
            return facts.civil_as or by_civil_rule(facts, day, definition)


def by_facts(facts: Facts, day: date, definition: Definition) -> Finding:
    """D2 from the parents' whereabouts, verified or not; one absence is enough to count."""
    possible = _possible(facts, day, definition)
    if len(possible) == 1:
        return next(iter(possible))
    surely = all(found.counts for found in possible)
    return Finding.COUNTED if surely else Finding.INSUFFICIENT


def agreement(facts: Facts, day: date, definition: Definition) -> Agreement:
    """Compare the 学籍 mark with what the whereabouts allow.

    An unknown parent leaves several findings possible: the mark disagrees only where none of them
    would bear it.
    """
    if facts.mark is None:
        return Agreement.INSUFFICIENT
    return _borne_by(facts.mark, _possible(facts, day, definition))


@cache
def _borne_by(mark: Mark, possible: frozenset[Finding]) -> Agreement:
    borne = [_bears(mark, found) for found in possible]
    if not any(borne):
        orphan_unmarked = possible == frozenset({Finding.ORPHAN}) and mark is Mark.NONE
        return Agreement.AGREES if orphan_unmarked else Agreement.DISAGREES
    return Agreement.AGREES if all(borne) else Agreement.INSUFFICIENT


def _bears(mark: Mark, found: Finding) -> bool:
    """Whether a mark says what was found; one without a kind bears every kind that counts."""
    return found.counts if mark is Mark.YES else found is _OF_MARK[mark]


def by_civil_rule(facts: Facts, day: date, definition: Definition) -> Finding:
    """D1: no least absence, but an age limit; the parent at home may be unable to care."""
    if orphaned(facts):
        return Finding.ORPHAN
    young = facts.born_on and age_on(facts.born_on, day) < definition.age_limit
    rural = _rural(facts.hukou) if definition.rural_only else True
    match _all(young, rural, _left_alone(facts.father, facts.mother)):
        case None:
            return Finding.INSUFFICIENT
        case left:
            return Finding.COUNTED if left else Finding.NOT


def orphaned(facts: Facts) -> bool:
    """孤儿: by certificate, or because both parents are deceased."""
    deceased = facts.father.status is facts.mother.status is ParentStatus.DECEASED
    return facts.is_orphan or deceased


def age_on(born_on: date, day: date) -> int:
    """周岁 on a day; someone born on 29 February is a year older on 1 March of common years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def add_months(day: date, months: int) -> date:
    """The same day some months on, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def long_enough(parent: Whereabouts, day: date, months: int) -> bool:
    """Whether an absence has lasted the months asked for; since unknown has."""
    return parent.away_since is None or add_months(parent.away_since, months) <= day


def _possible(facts: Facts, day: date, definition: Definition) -> frozenset[Finding]:
    """Every finding that the known whereabouts still allow."""
    if orphaned(facts):
        return frozenset({Finding.ORPHAN})
    return _findings_of(
        _readings(facts.father, day, definition),
        _readings(facts.mother, day, definition),
        definition.lost_counts_as_away,
    )


_AWAY, _HOME, _LOST, _DEAD = "away", "home", "lost", "dead"


def _readings(parent: Whereabouts, day: date, definition: Definition) -> tuple[str, ...]:
    """What a parent's whereabouts may mean for D2; 未填 may mean away or at home."""
    match parent.status:
        case None:
            return (_AWAY, _HOME)
        case ParentStatus.WORKS_AWAY:
            return (_AWAY,) if long_enough(parent, day, definition.months) else (_HOME,)
        case ParentStatus.LOST_CONTACT:
            return (_LOST,)
        case ParentStatus.DECEASED:
            return (_DEAD,)
        case _:
            return (_HOME,)


@cache
def _findings_of(
    father: tuple[str, ...], mother: tuple[str, ...], lost_is_away: bool
) -> frozenset[Finding]:
    """Few readings make few pairs: each is worked out once."""
    return frozenset(_of_pair({f, m}, lost_is_away) for f, m in product(father, mother))


def _of_pair(pair: set[str], lost_is_away: bool) -> Finding:
    if pair == {_AWAY}:
        return Finding.BOTH
    if _AWAY not in pair:
        return Finding.NOT
    return Finding.BOTH if _LOST in pair and lost_is_away else Finding.ONE


def _works_away(parent: Whereabouts) -> bool | None:
    return None if parent.status is None else parent.status is ParentStatus.WORKS_AWAY


_GONE = {ParentStatus.LOST_CONTACT, ParentStatus.DETAINED, ParentStatus.DECEASED}


def _unable(parent: Whereabouts) -> bool | None:
    """Whether a parent cannot care for the child; unknown unless somebody wrote it down."""
    if parent.status in _GONE:
        return True
    if parent.able_to_care is not None:
        return not parent.able_to_care
    return False if parent.status is ParentStatus.AT_HOME else None


def _left_alone(father: Whereabouts, mother: Whereabouts) -> bool | None:
    """Both away, or one away and the other unable to care."""
    away = [_works_away(parent) for parent in (father, mother)]
    unable = [_unable(parent) for parent in (father, mother)]
    cases = (_all(*away), _all(away[0], unable[1]), _all(away[1], unable[0]))
    return True if True in cases else None if None in cases else False


def _rural(hukou: Hukou | None) -> bool | None:
    """农业户口; a booklet that says 居民户口 leaves it open."""
    return None if hukou in {None, Hukou.RESIDENT} else hukou is Hukou.RURAL


def _all(*said: bool | None) -> bool | None:
    """Three-valued "and"."""
    if False in said:
        return False
    return None if None in said else True
