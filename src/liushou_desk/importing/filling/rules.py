"""What a sheet demands of its cells (数据有效性): drop-downs, lengths, bounds, of either kind."""

import re
from collections.abc import Iterator
from typing import Any

from liushou_desk.importing.grid import Span
from liushou_desk.importing.markup import Element, local_name
from liushou_desk.importing.sheet_scan import column_number

_CELLS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_LAST = 1 << 20
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
MOST_RULES = 2000


def area_of(text: str) -> Span | None:
    """The cells that A1 or $A$1:B9 names."""
    first, _, last = text.upper().partition(":")
    found = [_CELLS.fullmatch(part) for part in (first, last or first)]
    places = [(int(one[2]) - 1, column_number(one[1]) - 1) for one in found if one]
    return (places[0], places[1]) if len(places) == 2 else None


def rules_of(sheet: Element) -> list[dict[str, Any]]:
    """Each rule as plain data: `areas`, `kind`, `operator`, and what stands behind it.

    `choices` are those written in the rule itself; `source` the cells, name or formula otherwise.
    """
    found: list[dict[str, Any]] = []
    for element in sheet.iter("{*}dataValidation"):
        if len(found) >= MOST_RULES:
            break
        texts = dict(_texts(element))
        areas = (area_of(word) for word in (element.get("sqref") or texts.get("sqref", "")).split())
        formula = texts.get("formula1", "").strip()
        quoted = _QUOTED.fullmatch(formula)
        found.append(
            {
                "areas": [[*area[0], *area[1]] for area in areas if area],
                "kind": element.get("type", "none"),
                "operator": element.get("operator", "between"),
                "choices": _parted(quoted[1]) if quoted else None,
                "source": "" if quoted else formula.lstrip("="),
                "most": texts.get("formula2", "").strip(),
            }
        )
    return found


def _parted(written: str) -> list[str]:
    """A list as the rule writes it; some offices part it by the full-width comma in vain."""
    return [part.strip() for part in written.replace('""', '"').split(",") if part.strip()]


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    """The words of its formulas; a newer rule holds each in an element of its own."""
    for child in element:
        if isinstance(child.tag, str):
            yield local_name(child), "".join(child.itertext())
