"""今日: what asks for the clerk today. `board` puts it together from `lines`."""

from liushou_desk.services.today.board import TodayBoard, read_board
from liushou_desk.services.today.lines import BoardLine, Place

__all__ = ["BoardLine", "Place", "TodayBoard", "read_board"]
