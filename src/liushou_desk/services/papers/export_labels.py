"""What tables and columns are called in a workbook: the catalogue's labels, and the rest."""

from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.work_fields import WORK_FIELDS

SHEETS = {
    "school_profile": "学校",
    "campus": "校区",
    "term": "学期",
    "holiday": "假期",
    "school_class": "班级",
    "class_teacher": "各学期班主任",
    "leading_group_member": "领导小组",
    "child": "儿童",
    "household": "家庭",
    "family_member": "家庭成员",
    "whereabouts": "父母去向",
    "caregiver_period": "照料",
    "boarding_period": "寄宿",
    "register_period": "在册",
    "school_record_mark": "学籍标注",
    "term_sheet": "学期摸底表",
    "sheet_hardship": "困境类型",
    "care_agreement": "委托照护协议",
    "label_override": "人工认定",
    "confirmed_none": "确认无",
    "not_duplicate": "不是重复",
    "child_photo": "照片登记",
    "mentor": "帮扶人",
    "pairing": "结对帮扶",
    "support_plan": "个别方案",
    "diary_entry": "家访等记录",
    "entry_child": "记录对应儿童",
    "entry_visitor": "记录对应帮扶人",
    "tally_entry": "汇总条",
    "activity": "活动",
    "activity_child": "活动参加人",
    "aid": "资助",
    "follow_up_rule": "随访规则",
    "open_cell_reason": "随访未完成原因",
    "pupil": "其他学生",
    "pupil_class": "其他学生班级",
    "summary_draft": "工作总结草稿",
    "draft_paragraph": "总结段落",
    "issued_document": "定稿文件",
}
"""Table to the name of its sheet, in the order of the workbook."""

LEFT_OUT_TABLES = {
    "action",
    "change",
    "import_batch",
    "import_origin",
    "issued_file",
    "photo",
    "name_reading",
    "form_draft",
    "desk_setting",
}
"""The journal, contents of files, and what the desk keeps for itself."""

LEFT_OUT_COLUMNS = {
    "school_profile.pupil_key",
    "pupil.id_bits",
    "issued_document.figures",
    "issued_document.rows",
    "issued_document.words",
}
"""The school's secret and what was hashed with it; frozen lists that belong to a backup."""

_CATALOGUE = {(f.table, f.key): f.label for f in (*ROSTER_FIELDS, *WORK_FIELDS)}
_EVERYWHERE = {
    "id": "编号",
    "from_on": "开始日期",
    "to_on": "结束日期",
    "opened_on": "开始日期",
    "closed_on": "结束日期",
    "reason": "原因",
    "name": "名称",
    "kind": "类别",
    "number": "序号",
    "child_id": "儿童",
    "first_id": "儿童甲",
    "second_id": "儿童乙",
    "household_id": "家庭",
    "member_id": "家庭成员",
    "class_id": "班级",
    "term_id": "学期",
    "campus_id": "校区",
    "mentor_id": "帮扶人",
    "pupil_id": "其他学生",
    "sheet_id": "摸底表",
    "entry_id": "记录",
    "activity_id": "活动",
    "rule_id": "随访规则",
    "draft_id": "总结草稿",
    "photo_id": "照片",
}
_ELSEWHERE = {
    "school_profile.code": "学校标识码",
    "school_profile.primary_years": "小学年数",
    "campus.name": "校区",
    "campus.is_main": "是否本部",
    "leading_group_member.name": "姓名",
    "leading_group_member.duty": "职务",
    "leading_group_member.role": "组内分工",
    "term.code": "学期",
    "holiday.first_on": "第一天",
    "holiday.last_on": "最后一天",
    "school_class.stage": "学段",
    "school_class.grade": "年级",
    "school_class.number": "班号",
    "register_period.entered_on": "在册日期",
    "school_record_mark.mark": "学籍标注",
    "school_record_mark.source": "来源",
    "school_record_mark.marked_on": "标注日期",
    "term_sheet.verified_on": "核实日期",
    "care_agreement.until_on": "到期日期",
    "care_agreement.informed_on": "书面告知学校日期",
    "care_agreement.child_heard": "是否听取孩子意见",
    "care_agreement.is_screened": "是否核对受托人条件",
    "care_agreement.ended_on": "提前终止日期",
    "label_override.about": "更正哪一项",
    "label_override.value": "认定为",
    "confirmed_none.key": "哪一项",
    "confirmed_none.said_on": "确认日期",
    "child_photo.taken_on": "拍摄日期",
    "support_plan.goal": "目标",
    "support_plan.result": "结果",
    "diary_entry.recorded_on": "录入日期",
    "tally_entry.month_on": "月份",
    "tally_entry.times": "次数",
    "tally_entry.original_at": "原件在哪里",
    "aid.granted_on": "发放日期",
    "aid.item": "项目",
    "aid.fen": "金额（元）",
    "aid.quantity": "数量",
    "aid.quantity_unit": "单位",
    "aid.giver": "资助方",
    "follow_up_rule.is_active": "是否执行",
    "open_cell_reason.period_on": "时段第一天",
    "pupil.name": "姓名",
    "pupil.sex": "性别",
    "summary_draft.state": "状态",
    "summary_draft.after_version": "在第几版之后",
    "draft_paragraph.key": "段落",
    "draft_paragraph.text": "文字",
    "issued_document.version": "版本",
    "issued_document.issued_at": "定稿时间",
    "issued_document.day": "统计截止",
    "issued_document.definition": "口径",
}


def heading(table: str, column: str) -> str:
    """What a column is called; its own name where nobody has given it a Chinese one."""
    full = f"{table}.{column}"
    catalogued = _CATALOGUE.get((table, column))
    return _ELSEWHERE.get(full) or catalogued or _EVERYWHERE.get(column, column)


def id_heading(table: str, column: str) -> str:
    """Over the number of a row of another table: 儿童编号."""
    return f"{heading(table, column)}编号"
