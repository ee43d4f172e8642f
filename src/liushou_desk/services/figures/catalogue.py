"""指标目录: every figure of the program, defined once.

The number of a figure is counted from its selection, the rows behind it are the same selection, and
its definition is the sentence printed beside it. `children_figures`, `care_figures` and
`work_figures` hold them by subject; rates are made of their numbers.
"""

from liushou_desk.services.figures import care_figures, children_figures, work_figures
from liushou_desk.services.figures.figure import Figure, Rate

FIGURES: tuple[Figure, ...] = (
    *children_figures.FIGURES,
    *care_figures.FIGURES,
    *work_figures.FIGURES,
)

RATES: tuple[Rate, ...] = (
    Rate("share", "占在校学生", "留守儿童 ÷ 在校学生", "left_behind", "pupils"),
    Rate("filed_rate", "建档率", "已建档 ÷ 留守儿童", "filed", "left_behind"),
    Rate("paired_rate", "结对覆盖率", "结对儿童 ÷ 留守儿童", "paired", "left_behind"),
    Rate("contact_rate", "联系覆盖率", "有联系的留守儿童 ÷ 留守儿童", "contacted", "left_behind"),
    Rate(
        "agreement_rate",
        "委托协议签订率",
        "父母均外出且已签委托协议 ÷ 父母均外出",
        "parents_away_agreed",
        "parents_away",
    ),
    Rate("rule_rate", "随访完成率", "已完成 ÷ 应完成", "rule_done", "rule_owed"),
    Rate(
        "retention_rate",
        "巩固率",
        "（期初 − 转出 − 毕业 − 辍学）÷（期初 − 转出 − 毕业）",
        "retained",
        "at_start_staying",
    ),
)
