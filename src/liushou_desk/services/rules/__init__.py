"""随访规则: `board` lists rules with what is owed and done, `due` whom, `writing` changes them."""

from liushou_desk.services.rules.board import RuleRow, list_rules, rule_sentence
from liushou_desk.services.rules.due import DueRow, due_list
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
    "RuleRow",
    "due_list",
    "list_rules",
    "open_reason",
    "rule_sentence",
    "save_rule",
    "set_rules_since",
    "switch_rule",
]
