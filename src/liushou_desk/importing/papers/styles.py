"""Which properties hold for a paragraph and for its runs: its own, its styles', the document's."""

from collections.abc import Sequence
from functools import cached_property

from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.wordml import child, every, value

_LONGEST_CHAIN = 40
Sheets = Sequence[Element]
"""Properties, the nearest first."""


class Styles:
    """The styles of a Word file."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._runs: dict[tuple[str, str], list[Element]] = {}

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Element]:
        found = every(self._root, "style")
        return {(value(one, "type") or "paragraph", value(one, "styleId")): one for one in found}

    @cached_property
    def _default(self) -> str:
        for (kind, name), style in self._by_id.items():
            if kind == "paragraph" and value(style, "default") in {"1", "true", "on"}:
                return name
        return ""

    def of(self, paragraph: Element) -> Sequence[Element]:
        """The style of a paragraph and those it is based on."""
        return self.chain("paragraph", self.id_of(paragraph))

    def id_of(self, paragraph: Element) -> str:
        """The id of its style, or of the one that paragraphs have."""
        told = value(child(paragraph, "pPr", "pStyle"))
        return told if ("paragraph", told) in self._by_id else self._default

    def chain(self, kind: str, name: str) -> list[Element]:
        """A style and those it is based on, however they bite their tails."""
        found: list[Element] = []
        while len(found) < _LONGEST_CHAIN and (style := self._by_id.get((kind, name))) is not None:
            if style in found:
                break
            found.append(style)
            name = value(child(style, "basedOn"))
        return found

    def name_of(self, paragraph: Element) -> str:
        """What its style is called."""
        styles = self.of(paragraph)
        return value(child(styles[0], "name")) if styles else ""

    def paragraph_sheets(self, paragraph: Element) -> list[Element]:
        """What holds for the paragraph."""
        found = [child(one, "pPr") for one in (paragraph, *self.of(paragraph))]
        return [sheet for sheet in (*found, self._defaults("pPr")) if sheet is not None]

    def run_sheets(self, run: Element, paragraph: Element) -> list[Element]:
        """What holds for a run in it."""
        own = child(run, "rPr")
        rest = self._inherited(value(child(own, "rStyle")), self.id_of(paragraph))
        return rest if own is None else [own, *rest]

    def _inherited(self, character: str, paragraph: str) -> list[Element]:
        known = self._runs.get((character, paragraph))
        if known is None:
            chain = self.chain("character", character) + self.chain("paragraph", paragraph)
            found = [*(child(style, "rPr") for style in chain), self._defaults("rPr")]
            known = [sheet for sheet in found if sheet is not None]
            self._runs[character, paragraph] = known
        return known

    def _defaults(self, name: str) -> Element | None:
        return child(self._root, "docDefaults", f"{name}Default", name)
