"""随访规则: `board` what each owes, `due` whom, `presets` to take over, `writing` changes."""

from liushou_desk.services.rules.board import RuleRow, list_rules, rule_sentence
from liushou_desk.services.rules.due import DueRow, due_list
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
    "DueRow",
    "PresetRow",
    "RuleRow",
    "due_list",
    "list_presets",
    "list_rules",
    "open_reason",
    "rule_sentence",
    "save_rule",
    "set_rules_since",
    "switch_rule",
    "take_presets",
]
