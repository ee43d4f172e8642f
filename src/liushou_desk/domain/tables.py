"""What an office file's tables are called, how their rows are counted, what columns are called.

The one place that names them: journal, recycle bin, export, check and comparisons read it, and a
test holds it against the mapped tables. A column that a form asks for has the form's label.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.ledgers import BY_TABLE, LEDGERS, About, LedgerKind
from liushou_desk.domain.work_fields import WORK_FIELDS


@dataclass(frozen=True, slots=True)
class Table:
    """The name of a table, the unit its rows are counted in, and its columns no form asks for."""

    label: str
    unit: str
    columns: Mapping[str, str] = field(default_factory=dict[str, str])

    def counted(self, number: int) -> str:
        """资助3笔."""
        return f"{self.label}{number}{self.unit}"


_CHILD = {"child_id": "儿童"}
_PERIOD = {"from_on": "开始日期", "to_on": "结束日期"}
_MEMBER = {"member_id": "家庭成员"}
_TERM, _CLASS = {"term_id": "学期"}, {"class_id": "班级"}
_MENTOR = {"mentor_id": "帮扶人"}
_PAPER = _TERM | _CLASS | {"kind": "文稿种类"}
_ISSUED = {
    "version": "版本",
    "issued_at": "定稿时间",
    "day": "统计截止",
    "definition": "口径",
    "words": "文字",
    "figures": "数字",
    "rows": "名单",
    "reason": "放行理由",
    "overridden": "放行的问题",
}


def _of_ledger(kind: LedgerKind) -> Table:
    """Its form names the rest."""
    chosen = {choice.key: choice.label for choice in kind.choices}
    return Table(kind.name, kind.unit, (_CHILD if kind.about is About.CHILD else {}) | chosen)


TABLES: Mapping[str, Table] = {
    "school_profile": Table(
        "学校资料",
        "份",
        {"code": "学校标识码", "primary_years": "小学年制", "pupil_key": "校验密钥"}
        | {"layout": "公文版式"},
    ),
    "campus": Table("校区", "个", {"name": "校区名称", "is_main": "是否本部"}),
    "term": Table("学期", "个", {"code": "学期"}),
    "holiday": Table("假期", "个", _TERM | {"first_on": "第一天", "last_on": "最后一天"}),
    "school_class": Table("班级", "个", {"campus_id": "校区", "stage": "学段", "grade": "年级"}),
    "class_teacher": Table("班主任", "条", _CLASS | _TERM | _MENTOR),
    "child": Table("儿童", "名", {"household_id": "家庭"}),
    "household": Table("家庭", "户"),
    "family_member": Table("家庭成员", "人", {"household_id": "家庭"}),
    "whereabouts": Table("父母去向", "条", _MEMBER | _PERIOD),
    "caregiver_period": Table("照料", "段", _CHILD | _MEMBER | _PERIOD),
    "boarding_period": Table("寄宿", "段", _CHILD | _PERIOD),
    "register_period": Table(
        "在册", "段", _CHILD | {"pupil_id": "其他学生", "entered_on": "在册日期"}
    ),
    "school_record_mark": Table(
        "学籍标注", "条", _CHILD | {"source": "来源", "marked_on": "标注日期"}
    ),
    "term_sheet": Table("学期摸底表", "份", _CHILD | _TERM | _CLASS | {"verified_on": "核实日期"}),
    "sheet_hardship": Table("困境类型", "项", {"sheet_id": "摸底表"}),
    "label_override": Table(
        "人工认定",
        "条",
        _CHILD | {"about": "认定哪一项", "value": "认定为", "reason": "原因"} | _PERIOD,
    ),
    "confirmed_none": Table("确认无", "项", _CHILD | {"key": "哪一项", "said_on": "确认日期"}),
    "not_duplicate": Table("不是同一人", "条", {"first_id": "儿童甲", "second_id": "儿童乙"}),
    "child_photo": Table("照片", "张", _CHILD | {"photo_id": "照片", "taken_on": "拍摄日期"}),
    "mentor": Table("帮扶人", "人"),
    "pairing": Table("结对", "段", _CHILD | _MENTOR),
    "support_plan": Table("个别方案", "份", _CHILD | _MENTOR),
    "plan_review": Table("方案回访", "次", {"plan_id": "个别方案"}),
    "diary_entry": Table("家访等记录", "条", {"recorded_on": "录入日期"}),
    "entry_child": Table("记录里的儿童", "人次", {"entry_id": "记录"} | _CHILD),
    "entry_visitor": Table("记录里的走访人", "人次", {"entry_id": "记录"} | _MENTOR),
    "activity": Table("活动", "次"),
    "activity_child": Table("活动参加", "人次", {"activity_id": "活动"} | _CHILD),
    "record_photo": Table(
        "记录和活动的照片",
        "张",
        {"entry_id": "记录", "activity_id": "活动", "photo_id": "照片"}
        | {"position": "第几张", "caption": "说明"},
    ),
    **{kind.table: _of_ledger(kind) for kind in LEDGERS},
    "own_template": Table(
        "自己的模板",
        "份",
        {"title": "名称", "per": "每份是谁的", "file_name": "文件名", "file_id": "文件"},
    ),
    "ledger_choice": Table("台账选用", "项", {"is_used": "是否选用"}),
    "follow_up_rule": Table("随访规则", "条", {"is_active": "是否执行"}),
    "rhythm_tick": Table(
        "工作清单打勾",
        "个",
        {"period": "时段", "checklist": "清单", "line": "事项", "done_on": "打勾日期"},
    ),
    "open_cell_reason": Table(
        "随访未完成说明",
        "条",
        {"rule_id": "随访规则", "period_on": "时段第一天", "reason": "原因"} | _CHILD,
    ),
    "mentor_cell_reason": Table(
        "教师随访未完成说明",
        "条",
        {"rule_id": "随访规则", "period_on": "时段第一天", "reason": "原因"} | _MENTOR,
    ),
    "call_sheet_line": Table(
        "随访单编号", "行", {"kind": "类别", "mentor_number": "帮扶人编号"} | _CHILD
    ),
    "pupil": Table("其他学生", "名", {"name": "姓名", "sex": "性别", "id_bits": "证件号的校验位"}),
    "pupil_class": Table("其他学生的班级", "条", {"pupil_id": "其他学生"} | _TERM | _CLASS),
    "summary_draft": Table(
        "工作总结草稿",
        "份",
        {"state": "状态", "after_version": "在第几版之后", "name": "名称"}
        | {"least": "最少字数", "most": "最多字数"}
        | _PAPER,
    ),
    "draft_paragraph": Table(
        "工作总结段落",
        "段",
        {"draft_id": "总结草稿", "key": "段落", "text": "文字", "seen": "写时的数字"},
    ),
    "issued_document": Table("定稿", "份", _PAPER | _ISSUED),
    "letter_text": Table(
        "给家长的信",
        "份",
        {"key": "哪一种", "title": "标题", "body": "文字", "has_slip": "带回执"},
    ),
    "policy": Table("文件依据", "份", {"title": "文件名称", "number": "文号"}),
    "page_layout": Table("公文版式", "种", {"name": "版式名称", "settings": "版式内容"}),
}
"""The tables of records in the order of an export; the journal and what the desk keeps for itself
have no names."""


def _ledger_title(table: object) -> str:
    return BY_TABLE[str(table)].title if table in BY_TABLE else str(table or "")


_CHOSEN_LEDGER = Field("ledger_choice", "ledger", "哪种台账", reading.text, shown=_ledger_title)
FIELDS: Mapping[tuple[str, str], Field] = {
    (entry.table, entry.key): entry
    for entry in (
        *(*ROSTER_FIELDS, *WORK_FIELDS, _CHOSEN_LEDGER),
        *(one for kind in LEDGERS for one in kind.fields),
    )
}
"""The catalogue's field of a column."""


def table_label(table: str) -> str:
    """What a table is called; one without a name is called as it is."""
    return TABLES[table].label if table in TABLES else table


def column_label(table: str, column: str) -> str:
    """What a column is called, as the form calls it where it is in a form."""
    known = FIELDS.get((table, column))
    return known.label if known else TABLES[table].columns.get(column, column)
