"""附件: the statistics as tables, with the foot that a bureau expects."""

from collections.abc import Iterator, Mapping

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import (
    Align,
    Block,
    Cell,
    Column,
    FigureRun,
    Paragraph,
    ParagraphRole,
    Table,
    TextRun,
    chinese_date,
)
from liushou_desk.domain.hardship import DELICATE
from liushou_desk.domain.words import UNFILLED, DefinitionKind
from liushou_desk.services.facts.places import grade_name
from liushou_desk.services.figures.book import FigureValue
from liushou_desk.services.summary.cells import figure, head, text
from liushou_desk.services.summary.ledger_table import ledger_table
from liushou_desk.services.summary.phrases import Material, rule_key
from liushou_desk.services.summary.values import DIFFERENCE, PRIOR, Values

Line = tuple[str, str, str]
"""(item, group, figure key)."""

_MOVES = {"last_term", "added", "removed"}
"""人数变动 has no earlier number of its own."""
_STAYS = {"left_behind"}
"""Stands in the table although it is nought."""
FIRST_FILING = "首次建档"

_GROUPED = (
    ("性别", "by_sex"),
    ("年龄", "by_age"),
    ("留守类型", "by_away"),
    ("年级", "by_grade"),
    ("照料方式", "by_care"),
    ("就读方式", "by_boarding"),
    ("困境类型", "by_hardship"),
)
_PLAIN: tuple[Line, ...] = (
    ("口径对照", "学籍口径", "left_behind_school_record"),
    ("口径对照", "校内核实口径", "left_behind_verified"),
    ("口径对照", "民政口径", "left_behind_civil"),
    ("人数变动", "上期末", "last_term"),
    ("人数变动", "本期新增", "added"),
    ("人数变动", "本期减少", "removed"),
    ("人数变动", "本期末", "left_behind"),
    ("建档", "应建档", "to_file"),
    ("建档", "已建档", "filed"),
    ("建档", "建档率", "filed_rate"),
    ("建档", "摸底表已核实", "verified"),
    ("建档", "核实率", "verified_rate"),
    ("建档", "资料完整", "complete"),
    ("建档", "资料完整率", "complete_rate"),
    ("委托照护", "父母均不在家", "parents_away"),
    ("委托照护", "已签协议", "parents_away_agreed"),
    ("委托照护", "签订率", "agreement_rate"),
    ("委托照护", "未满16周岁独自生活", "alone_under_16"),
    ("结对帮扶", "结对儿童（人）", "paired"),
    ("结对帮扶", "结对（对）", "pairs"),
    ("结对帮扶", "帮扶人（人）", "mentors"),
    ("结对帮扶", "覆盖率", "paired_rate"),
    ("联系覆盖", "学校联系（人）", "school_contacted"),
    ("联系覆盖", "学校联系覆盖率", "school_contact_rate"),
    ("联系覆盖", "亲情联系（人）", "family_contacted"),
    ("联系覆盖", "亲情联系覆盖率", "family_contact_rate"),
    ("活动", "场次", "activities"),
    ("活动", "留守人次", "activity_child_times"),
    ("资助", "受助儿童（人）", "aid_children"),
    ("资助", "资金（元）", "aid_yuan"),
    ("学期巩固", "期初", "at_start"),
)
"""Before the leavers by reason; what is nought in both terms is left out."""


def statistics(
    material: Material, campuses: Mapping[str, Mapping[str, FigureValue]]
) -> Iterator[Block]:
    """Every table of the attachment; `campuses` holds the figures of each place."""
    values = material.values
    yield _main_table(values)
    contacts = _contact_table(values)
    if len(contacts.rows) > 1:
        yield _caption("各类联系记录")
        yield contacts
    if any(values.has(rule_key(rule, "owed")) for rule in material.records.rules):
        yield _caption("随访完成情况")
        yield _rule_table(material)
    ledgers = ledger_table(values)
    if len(ledgers.rows) > 1:
        yield _caption("台账汇总")
        yield ledgers
    if material.records.untyped:
        yield _caption("留守类型未填的儿童")
        yield _untyped_table(material)
    if len(campuses) > 1:
        yield _caption("分校区、教学点")
        yield _campus_table(material, campuses)
        yield _note(_CAMPUS_NOTE)
    yield from _foot(material)


def _main_table(values: Values) -> Table:
    lines = [line for line in _lines(values) if _is_said(values, line[2])]
    rows = [head("项目", "分类", "本学期", "上学期", "增减")]
    for number, (item, group, key) in enumerate(lines):
        first = number == 0 or lines[number - 1][0] != item
        height = sum(1 for line in lines if line[0] == item)
        row = [Cell((TextRun(item),), rows=height)] if first and group else []
        row += [text(group)] if group else [Cell((TextRun(item),), columns=2)]
        rows.append((*row, figure(values, key), *_earlier(values, key)))
    columns = (Column(22), Column(30), *(Column(16, Align.RIGHT) for _ in range(3)))
    return Table(columns, tuple(rows))


def _is_said(values: Values, key: str) -> bool:
    """Whether a line has anything to say: what both terms have none of is left out."""
    return key in _STAYS or values.has(key, PRIOR + key)


def _lines(values: Values) -> Iterator[Line]:
    yield "在校学生", "", "pupils"
    yield "留守儿童", "人数", "left_behind"
    yield "留守儿童", "占在校学生", "share"
    yield "另有学前", "在园幼儿", "preschool_pupils"
    yield "另有学前", "学前留守儿童", "preschool_left_behind"
    for item, key in _GROUPED:
        for group in _groups(values, key):
            if group in DELICATE:
                continue
            yield item, grade_name(group) if key == "by_grade" else group, f"{key}.{group}"
        if key == "by_away":
            yield item, "双亲中一方失联", "lost_and_away"
    for item, group, key in _PLAIN:
        if not values.is_first or key not in _MOVES:
            first = item == "人数变动" and values.is_first and values.is_whole
            yield item, FIRST_FILING if first else group, key
    for group in _groups(values, "left_by_reason"):
        yield "学期巩固", f"期内{group}", f"left_by_reason.{group}"
    yield "学期巩固", "期末仍在册", "retained"
    yield "学期巩固", "学期巩固率", "retention_rate"


def _groups(values: Values, key: str) -> list[str]:
    """The groups of both terms; an empty 未填 is left out."""
    prefix = f"{key}."
    keys = dict.fromkeys(name for term in (values.now, values.prior) for name in term)
    groups = [name.removeprefix(prefix) for name in keys if name.startswith(prefix)]
    shown = [g for g in groups if values.has(prefix + g, PRIOR + prefix + g)]
    known = [g for g in shown if g != UNFILLED]
    if key == "by_grade":
        known.sort()
    return known + [g for g in shown if g == UNFILLED]


def _earlier(values: Values, key: str) -> tuple[Cell, Cell]:
    """Last term's number and the difference."""
    difference = values.difference(key)
    if difference is None or key in _MOVES:
        return text("—"), text("—")
    signed = f"+{difference}" if difference > 0 else str(difference)
    return figure(values, PRIOR + key), Cell((FigureRun(DIFFERENCE + key, signed),))


def _contact_table(values: Values) -> Table:
    rows = [head("类别", "次", "户次", "人次", "人", "未联系上（次）")]
    for kind in DiaryKind:
        keys = [f"{unit}.{kind.label}" for unit in (
            "times", "household_times", "child_times", "children", "not_reached"
        )]  # fmt: skip
        if values.has(*keys):
            cells = [figure(values, key) for key in keys]
            if not kind.may_be_shown:  # of some it is not known which child came
                cells[1] = cells[3] = text("—")
            rows.append((text(kind.label), *cells))
        group = [f"group_times.{kind.label}", f"group_child_times.{kind.label}"]
        if values.has(*group):
            times, child_times = (figure(values, key) for key in group)
            dash = text("—")
            rows.append((text(f"集体{kind.label}"), times, dash, child_times, dash, dash))
    columns = (Column(30), *(Column(14, Align.RIGHT) for _ in range(5)))
    return Table(columns, tuple(rows))


def _rule_table(material: Material) -> Table:
    values = material.values
    rows = [head("随访要求", "应完成", "已完成", "未到期", "逾期")]
    for rule in material.records.rules:
        keys = [rule_key(rule, part) for part in ("owed", "done", "due", "overdue")]
        if not values.has(keys[0]):
            continue
        rows.append((text(rule.sentence), *(figure(values, key) for key in keys)))
    columns = (Column(44), *(Column(14, Align.RIGHT) for _ in range(4)))
    return Table(columns, tuple(rows))


def _untyped_table(material: Material) -> Table:
    """County tables know 单亲 and 双亲 alone: who is neither is named by grade, never by name."""
    rows = [head("序号", "年级", "已知情况", "尚缺")]
    for number, child in enumerate(material.records.untyped, start=1):
        rows.append((text(str(number)), *map(text, (child.grade, child.known, child.missing))))
    columns = (Column(10), Column(20), Column(40, Align.LEFT), Column(30, Align.LEFT))
    return Table(columns, tuple(rows))


_CAMPUS_NOTE = (
    "注：一次家访涉及两处的儿童时，两处各计1次，学校合计只计1次，所以家访次数各处之和可能大于合计；"
    "其余各列相加等于合计。"
)
CAMPUS_KEYS = (
    ("在校学生", "pupils"),
    ("留守儿童", "left_behind"),
    ("双亲", "both_parents_away"),
    ("单亲", "one_parent_away"),
    ("类型未填", "by_away.未填"),
    ("寄宿", "left_behind_boarding"),
    ("结对", "paired"),
    ("家访（次）", "times.家访"),
)


def _campus_table(material: Material, campuses: Mapping[str, Mapping[str, FigureValue]]) -> Table:
    """A row a place; whoever has no class on file stands under 未填."""
    values = material.values
    civil = material.scope.definition.kind is DefinitionKind.CIVIL
    keys = [
        (label, key)
        for label, key in CAMPUS_KEYS
        if not (civil and "_away" in key) and not (key.endswith(UNFILLED) and not values.has(key))
    ]
    rows = [head("校区、教学点", *(label for label, _ in keys))]
    for name, figures in campuses.items():
        place = Values(figures, {})
        rows.append((text(name), *(figure(place, key, f"{name}：") for _, key in keys)))
    rest = [_rest(values, campuses, key) for _, key in keys[:-1]]
    if any(rest):
        rows.append((text(UNFILLED), *(text(str(number)) for number in rest), text("—")))
    rows.append((text("合计"), *(figure(values, key) for _, key in keys)))
    columns = (Column(24), *(Column(14, Align.RIGHT) for _ in keys))
    return Table(columns, tuple(rows))


def _rest(values: Values, campuses: Mapping[str, Mapping[str, FigureValue]], key: str) -> int:
    placed = sum(int(figures[key].value or 0) for figures in campuses.values() if key in figures)
    return int(values.number(key) or 0) - placed


def _foot(material: Material) -> Iterator[Paragraph]:
    records = material.records
    blank = "　　　　　　"
    yield _note(
        f"填表人：{records.filled_by or blank}　　审核人：{records.reviewed_by or blank}　　"
        f"单位负责人：{records.headed_by or blank}"
    )
    yield _note(
        f"填报日期：{chinese_date(material.signed_on)}　　填报单位：{records.school}（盖章）"
    )
    yield _note(f"口径：{material.scope.note}。")
    yield _note(
        "注：单亲留守指父母一方外出，不同于单亲家庭；困境类型一人可有多项，不相加，"
        "不列服刑、涉毒、艾滋病、受侵害、流浪等不便公开的；"
        "百分比保留一位小数，因四舍五入，各项之和可能不等于100.0%；次、户次、人次、人不可相加；"
        "学期巩固率不是九年义务教育巩固率；本表不列本学期和上学期都没有的项目。"
    )


def _note(text: str) -> Paragraph:
    return Paragraph((TextRun(text),), ParagraphRole.NOTE)


def _caption(text: str) -> Paragraph:
    return Paragraph((TextRun(text),), ParagraphRole.CAPTION)
