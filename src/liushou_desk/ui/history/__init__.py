"""操作记录, 回收站 and 来历: three views of the journal."""

from liushou_desk.ui.history.dialog import open_history
from liushou_desk.ui.history.origin import open_origin
from liushou_desk.ui.history.recycling import open_recycling

__all__ = ["open_history", "open_origin", "open_recycling"]
