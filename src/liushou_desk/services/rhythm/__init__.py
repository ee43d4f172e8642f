"""一年的节奏: the checklists of a term with what is done of each line, and ticks by hand."""

from liushou_desk.services.rhythm.lists import LineState, read_rhythm
from liushou_desk.services.rhythm.ticking import tick

__all__ = ["LineState", "read_rhythm", "tick"]
