"""How tables, columns and stored values are called where the journal is shown."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.fields import ROSTER_FIELDS, Field
from liushou_desk.domain.masking import cover_of
from liushou_desk.domain.work_fields import WORK_FIELDS
from liushou_desk.domain.writing import written
from liushou_desk.models import Base

LONGEST = 60
"""So many signs of a text are told; the record itself has the rest."""
COVERED = "（不显示）"

TABLES = {
    "activity": "活动",
    "activity_child": "活动参加",
    "aid": "资助",
    "boarding_period": "就读方式",
    "campus": "校区",
    "care_agreement": "委托照护协议",
    "caregiver_period": "照料情况",
    "child": "儿童资料",
    "child_photo": "照片",
    "class_teacher": "班主任",
    "confirmed_none": "确认无",
    "diary_entry": "家访等记录",
    "draft_paragraph": "工作总结段落",
    "entry_child": "记录里的儿童",
    "entry_visitor": "记录里的走访人",
    "family_member": "家庭成员",
    "follow_up_rule": "随访规则",
    "holiday": "假期",
    "household": "家庭住址",
    "issued_document": "定稿",
    "label_override": "类别改定",
    "leading_group_member": "领导小组",
    "mentor": "帮扶人",
    "not_duplicate": "不是同一人",
    "open_cell_reason": "随访未完成说明",
    "pairing": "结对",
    "pupil": "其他学生",
    "pupil_class": "其他学生的班级",
    "register_period": "在册",
    "school_class": "班级",
    "school_profile": "学校资料",
    "school_record_mark": "学籍标注",
    "sheet_hardship": "困境类型",
    "summary_draft": "工作总结",
    "support_plan": "个别方案",
    "tally_entry": "汇总条",
    "term": "学期",
    "term_sheet": "学期摸底表",
    "whereabouts": "父母去向",
}

_FIELDS = {(field.table, field.key): field for field in (*ROSTER_FIELDS, *WORK_FIELDS)}
_ROSTER = {(field.table, field.key) for field in ROSTER_FIELDS}
_OWN = {
    ("aid", "granted_on"): "日期",
    ("aid", "item"): "名称",
    ("aid", "kind"): "种类",
    ("campus", "name"): "校区名称",
    ("confirmed_none", "key"): "项目",
    ("draft_paragraph", "text"): "文字",
    ("draft_paragraph", "key"): "段落",
    ("label_override", "about"): "改定的类别",
    ("label_override", "value"): "改定为",
    ("leading_group_member", "name"): "姓名",
    ("pupil", "name"): "姓名",
    ("pupil", "sex"): "性别",
    ("school_profile", "code"): "学校标识码",
    ("summary_draft", "state"): "状态",
    ("tally_entry", "kind"): "联系方式",
    ("tally_entry", "times"): "次数",
    ("term", "code"): "学期",
    ("follow_up_rule", "is_active"): "启用",
}
_ANYWHERE = {
    "activity_id": "活动",
    "after_version": "上一版",
    "campus_id": "校区",
    "child_heard": "听取儿童意见",
    "child_id": "儿童",
    "class_id": "班级",
    "closed_on": "结案日期",
    "cutoff_on": "截止日",
    "day": "统计日",
    "definition": "统计口径",
    "draft_id": "工作总结",
    "duty": "职务",
    "ended_on": "提前终止",
    "entered_on": "在册日期",
    "entry_id": "记录",
    "fen": "金额",
    "figures": "数字",
    "first_id": "儿童",
    "first_on": "第一天",
    "from_on": "从哪天起",
    "giver": "资助方",
    "goal": "目标",
    "grade": "年级",
    "household_id": "家庭",
    "id_bits": "证件号的校验位",
    "informed_on": "告知学校",
    "is_main": "主校区",
    "is_screened": "已核查受托人",
    "issued_at": "定稿时间",
    "last_on": "最后一天",
    "left_on": "离校日期",
    "left_why": "离校原因",
    "marked_on": "标注日期",
    "member_id": "家庭成员",
    "mentor_id": "帮扶人",
    "month_on": "月份",
    "opened_on": "立案日期",
    "original_at": "原件在哪里",
    "period_on": "周期",
    "photo_id": "照片",
    "primary_years": "小学年制",
    "pupil_id": "学生",
    "pupil_key": "校验密钥",
    "quantity": "数量",
    "quantity_unit": "单位",
    "reason": "原因",
    "recorded_on": "录入日期",
    "result": "结果",
    "role": "组内职务",
    "rows": "名单",
    "rule_id": "随访规则",
    "said_on": "确认日期",
    "second_id": "儿童",
    "sheet_id": "摸底表",
    "source": "来源",
    "stage": "学段",
    "survey_on": "摸底日",
    "taken_on": "拍摄日期",
    "term_id": "学期",
    "to_on": "到哪天止",
    "until_on": "协议到期",
    "verified_on": "核实日期",
    "version": "版本",
    "words": "文字",
}
SILENT = {
    ("pupil", "id_bits"),
    ("school_profile", "pupil_key"),
    ("issued_document", "figures"),
    ("issued_document", "rows"),
    ("issued_document", "words"),
    ("child_photo", "photo_id"),
}
"""Cells that say nothing to anybody, or too much: told as changed, never by value."""


def item(table: str, column: str) -> str:
    """What a column is called, as the form calls it where it is in a form."""
    if own := _OWN.get((table, column)):
        return own
    field = _FIELDS.get((table, column))
    return field.label if field else _ANYWHERE.get(column, column)


def told(table: str, column: str, value: Any, names: Mapping[int, str] | None = None) -> str:
    """A stored value in words, a personal number covered; `names` of the rows it may refer to."""
    if value is None:
        return ""
    if (table, column) in SILENT:
        return COVERED
    kept = Base.metadata.tables[table].c[column]
    if kept.foreign_keys:
        return (names or {}).get(value, f"#{value}")
    if isinstance(kept.type, sa.Enum) and kept.type.enum_class is not None:
        value = _word(kept.type.enum_class, value)
    elif isinstance(kept.type, sa.Boolean):
        value = bool(value)
    if column == "fen":
        return f"{value / 100:.2f}元"
    return _short(_covered(_FIELDS.get((table, column)), value))


def _covered(field: Field | None, value: Any) -> str:
    if field is not None and (field.table, field.key) in _ROSTER:
        cover = cover_of(field, value)
        if cover is not None:
            return cover or COVERED
    return written(value)


def _word(words: Any, value: Any) -> Any:
    """The word of a stored value; one that a later version dropped stays as it is."""
    return words(value) if value in {word.value for word in words} else value


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}……"
