"""随访规则: `board` all of them, `grid` cell by cell, `due` what is open, `writing`."""

from liushou_desk.services.rules.board import RuleRow, list_rules, rule_sentence
from liushou_desk.services.rules.call_sheet import SheetLine, find_line
from liushou_desk.services.rules.due import DueRow, due_list
from liushou_desk.services.rules.grid import BoardRow, RuleBoard, read_board
from liushou_desk.services.rules.plausible import DoubtRow, list_doubts
from liushou_desk.services.rules.presets import PresetRow, list_presets, take_presets
from liushou_desk.services.rules.writing import (
    SINCE_SAID,
    open_reason,
    save_rule,
    set_rules_since,
    switch_rule,
)

__all__ = [
    "SINCE_SAID",
    "BoardRow",
    "DoubtRow",
    "DueRow",
    "PresetRow",
    "RuleBoard",
    "RuleRow",
    "SheetLine",
    "due_list",
    "find_line",
    "list_doubts",
    "list_presets",
    "list_rules",
    "open_reason",
    "read_board",
    "rule_sentence",
    "save_rule",
    "set_rules_since",
    "switch_rule",
    "take_presets",
]
