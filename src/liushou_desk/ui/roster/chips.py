"""The figures above the roster as chips."""

from liushou_desk.services.register.labels import Chip as Figure
from liushou_desk.ui.table.panel import Chip


def chip_of(figure: Figure) -> Chip:
    """Lets the figure's own children through; hovering says how it is defined."""
    ids = figure.child_ids
    return Chip(
        figure.key,
        figure.label,
        figure.number,
        lambda line: line.child_id in ids,
        figure.definition,
    )
