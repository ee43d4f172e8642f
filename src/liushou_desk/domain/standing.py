"""Labels that follow from what was found of a child: 类别, and how it lives while left behind."""

from dataclasses import dataclass

from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.words import Care, Category, Word

LIVES = {
    Care.PARENT: "父或母照料",
    Care.GRANDPARENTS: "隔代照料",
    Care.RELATIVES: "亲属照料",
    Care.PROXY_PARENT: "代管",
    Care.ALONE: "独居",
    Care.OTHER: "其他照料",
    None: "照料未填",
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """On what a child may be in care, in the order of their weight."""

    found: Finding
    hardship: bool
    migrant: bool
    other: bool


def category(grounds: Grounds, decided: Word | None = None) -> Category | None:
    """关爱对象类别: the first ground; None where the file names none.

    留守 follows the 口径 alone, so a decision of the school settles only the category of a child
    who is not counted; one who is left behind and below school age has its own.
    """
    if grounds.found.counts:
        return Category.LEFT_BEHIND
    if grounds.found is Finding.PRESCHOOL:
        return Category.PRESCHOOL
    if isinstance(decided, Category):
        return decided
    if grounds.hardship:
        return Category.HARDSHIP
    if grounds.migrant:
        return Category.MIGRANT
    return Category.OTHER if grounds.other else None


def kind_words(found: Finding, care: Care | None) -> str:
    """双亲留守·隔代照料: what is found of a child, and with whom it lives."""
    return f"{found.label}·{LIVES[care]}"
