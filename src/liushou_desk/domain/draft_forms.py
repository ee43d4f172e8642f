"""The forms that keep what was typed and not saved, by the first word of their drafts' names."""

from collections.abc import Mapping
from types import MappingProxyType

CALLED: Mapping[str, str] = MappingProxyType(
    {
        "child": "儿童资料",
        "leaving": "离校登记",
        "return": "返校登记",
        "receiving": "接收学校",
        "override": "人工认定",
        "mentor": "帮扶人",
        "start_pairings": "结对",
        "pairing": "结对",
        "end_pairing": "结束结对",
        "quick_entry": "家访日记",
        "diary_entry": "家访日记",
        "close_concern": "办结",
        "diary_grid": "成批登记",
        "month_sheet": "月度登记表",
        "activity": "活动",
        "activity_held": "活动举行情况",
        "activity_ended": "活动改期或取消",
        "activity_repeat": "重复安排",
        "activity_attendance": "参加名单",
        "rule": "随访规则",
        "rules_since": "规则起算日",
        "sheet_number": "按随访单登记",
        "class_name": "班级改名",
        "class_number": "改班号",
        "class_merge": "合并班级",
        "class_teacher": "班主任",
        "term_dates": "学期日期",
        "school": "学校信息",
        "layout": "公文版式",
        "summary": "工作总结",
        **dict.fromkeys(("plan_new", "plan", "plan_end"), "个别方案"),
        **dict.fromkeys(("plan_look", "plan_review"), "方案回访"),
        **dict.fromkeys(("ledger", "ledger_of"), "台账"),
    }
)
"""What the board calls a draft; that of a 台账 is called by its ledger, the name's second word."""


def first_word(form: str) -> str:
    """Which form a draft is of: behind it a name may say the term or the ledger."""
    return form.partition(" ")[0]
