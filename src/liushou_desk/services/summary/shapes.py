"""Which sections and parts each kind of paper has, and what stands in them.

A part returns templates by key, as `situation` does; `offered` ones are printed where the clerk
took them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.services.summary import of_class, offers, outlook, situation, term_plan
from liushou_desk.services.summary.phrases import Material, Templates
from liushou_desk.services.summary.work import WORK

Telling = Callable[[Material], Templates]


def nothing(_material: Material) -> Templates:
    """A part that the clerk alone writes."""
    yield from ()


@dataclass(frozen=True, slots=True)
class PartShape:
    """A part of a section; without a title it stands right below the section's heading."""

    title: str
    told: Telling
    offered: Telling = nothing


@dataclass(frozen=True, slots=True)
class SectionShape:
    """A section by its key, which its paragraphs' keys begin with."""

    key: str
    parts: tuple[PartShape, ...]
    is_numbered: bool = False
    """Its paragraphs are 1. 2. 3."""
    is_sorted: bool = False
    """They stand in the order of their keys, taken ones among the others."""


def _plain(key: str, told: Telling, offered: Telling = nothing, **kept: bool) -> SectionShape:
    return SectionShape(key, (PartShape("", told, offered),), **kept)


_ENDING = (
    _plain("features", offers.own_words),
    _plain("cases", nothing),
    _plain("results", outlook.results, offers.results),
    _plain("problems", outlook.problems, is_numbered=True),
    _plain("plans", nothing, outlook.plans, is_numbered=True),
)
_SUMMARY = (
    _plain("basics", situation.basics),
    SectionShape(
        "work",
        tuple(PartShape(title, told, offers.OF_PART.get(title, nothing)) for title, told in WORK),
    ),
    *_ENDING,
)
_OF_CLASS = (
    _plain("basics", of_class.basics),
    SectionShape("work", tuple(PartShape(title, told) for title, told in of_class.WORK)),
    *_ENDING[:2],
    _plain("results", outlook.results),
    _plain("problems", of_class.problems, is_numbered=True),
    _plain("plans", nothing, of_class.plans, is_numbered=True),
)
_PLAN = (
    _plain("guide", term_plan.guide),
    _plain("aims", term_plan.aims, is_numbered=True),
    _plain("measures", term_plan.measures, term_plan.offered_measures, is_numbered=True),
    _plain("months", term_plan.months, term_plan.offered_months, is_sorted=True),
)
SHAPES: Mapping[SummaryKind, tuple[SectionShape, ...]] = MappingProxyType(
    {
        **dict.fromkeys(SummaryKind, _SUMMARY),
        SummaryKind.SCHOOL_CLASS: _OF_CLASS,
        SummaryKind.PLAN: _PLAN,
    }
)
OPENINGS: Mapping[SummaryKind, Telling] = MappingProxyType(
    {
        **dict.fromkeys(SummaryKind, situation.opening),
        SummaryKind.SCHOOL_CLASS: of_class.opening,
        SummaryKind.PLAN: term_plan.opening,
    }
)
