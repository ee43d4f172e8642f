"""指标目录: every figure of the program, defined once.

The number of a figure is counted from its selection, the rows behind it are the same selection, and
its definition is the sentence printed beside it. `children_figures`, `care_figures`, `work_figures`
and `activity_figures` hold them by subject, `ledger_figures` makes those that the ledgers declare;
rates are made of their numbers.
"""

from liushou_desk.domain.diary_kinds import ContactSide
from liushou_desk.services.figures import (
    activity_figures,
    care_figures,
    children_figures,
    ledger_figures,
    work_figures,
)
from liushou_desk.services.figures.figure import Figure, Rate

FIGURES: tuple[Figure, ...] = (
    *children_figures.FIGURES,
    *care_figures.FIGURES,
    *work_figures.FIGURES,
    *activity_figures.FIGURES,
    *ledger_figures.FIGURES,
)

RATES: tuple[Rate, ...] = (
    Rate("share", "占在校学生", "留守儿童 ÷ 在校学生", "left_behind", "pupils"),
    Rate("filed_rate", "建档率", "已建档 ÷ 应建档", "filed", "to_file"),
    Rate("verified_rate", "核实率", "已核实 ÷ 应建档", "verified", "to_file"),
    Rate("complete_rate", "资料完整率", "资料完整 ÷ 应建档", "complete", "to_file"),
    Rate("paired_rate", "结对覆盖率", "结对儿童 ÷ 留守儿童", "paired", "left_behind"),
    *(
        Rate(
            f"{side.value}_contact_rate",
            f"{side.label}覆盖率",
            f"有{side.label}的留守儿童 ÷ 留守儿童",
            f"{side.value}_contacted",
            "left_behind",
        )
        for side in ContactSide
    ),
    Rate(
        "agreement_rate",
        "委托协议签订率",
        "父母均不在家且已签委托协议 ÷ 父母均不在家",
        "parents_away_agreed",
        "parents_away",
    ),
    Rate("rule_rate", "随访完成率", "已完成 ÷ 应完成", "rule_done", "rule_owed"),
    Rate(
        "retention_rate",
        "学期巩固率",
        "学期结束时仍在册 ÷（期初 − 转出 − 毕业 − 死亡）；是学期巩固率，不是九年巩固率",
        "retained",
        "at_start_staying",
    ),
    *ledger_figures.RATES,
)
