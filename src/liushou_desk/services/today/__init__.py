"""今日: what asks for the clerk today. `board` puts it together from `lines`."""

from liushou_desk.services.today.board import TodayBoard, read_board
from liushou_desk.services.today.first_steps import Step, StepState, first_steps
from liushou_desk.services.today.lines import BIRTHDAYS_WITHIN, DUE_WITHIN, BoardLine, Place

__all__ = [
    "BIRTHDAYS_WITHIN",
    "DUE_WITHIN",
    "BoardLine",
    "Place",
    "Step",
    "StepState",
    "TodayBoard",
    "first_steps",
    "read_board",
]
