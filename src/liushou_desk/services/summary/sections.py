"""The parts of a summary's text as the editor shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SECTIONS: Mapping[str, str] = {
    "opening": "开头",
    "basics": "基本情况",
    "work": "主要工作措施",
    "features": "特色做法",
    "cases": "典型案例",
    "results": "取得的成效",
    "problems": "存在的问题",
    "plans": "下一步打算",
    "guide": "指导思想",
    "aims": "工作目标",
    "measures": "主要措施",
    "months": "月份安排",
}
"""What a paragraph's key begins with, and how its section is called."""


def section_of(key: str) -> str:
    """The section a paragraph stands in; a key that is none as it is."""
    return SECTIONS.get(key.partition(".")[0], key)


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph beside its pages; one that cannot be printed says why in `problem`."""

    key: str
    text: str
    """As it reads with its numbers; empty where the paragraph is left out."""
    template: str
    """As the clerk edits it, with {figure} for each number."""
    is_own: bool
    problem: str = ""
    is_proposal: bool = False
    """Printed where the clerk took it; until then `text` and `template` say what it would be."""
    was: Mapping[str, str] = field(default_factory=dict[str, str])
    """What figures of an own paragraph showed when it was written, where they show another now."""

    @property
    def is_offered(self) -> bool:
        """Whether it is proposed and not taken: no page has it."""
        return self.is_proposal and not self.is_own


@dataclass(frozen=True, slots=True)
class SectionText:
    """A heading (empty above the first section) and what stands below it."""

    level: int
    heading: str
    paragraphs: tuple[ParagraphText, ...]
