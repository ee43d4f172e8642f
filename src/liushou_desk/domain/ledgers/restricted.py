"""受限: 心理辅导 and 强制报告, kept without a child and without what was said."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import CounsellingForm
from liushou_desk.domain.ledgers.kind import (
    About,
    Choice,
    Count,
    Group,
    Home,
    LedgerKind,
    Row,
    Whom,
)
from liushou_desk.domain.mandatory_report import DUTY, Authority
from liushou_desk.domain.remarks import Remark

MOST_CHILDREN = 500


def _refuse_counselling(row: Row, _home: Home) -> Iterator[Remark]:
    number = row["head_count"]
    if number is not None and not 1 <= number <= MOST_CHILDREN:
        yield Remark(f"人数要在1到{MOST_CHILDREN}之间。", "head_count", blocks=True)
    elif row["form"] is CounsellingForm.ALONE and number not in (1, None):
        yield Remark("个别辅导一次写1人；几名儿童一起的是集体。", "head_count", blocks=True)


COUNSELLING = LedgerKind(
    table="counselling",
    title="心理辅导登记",
    short="心理辅导",
    group=Group.RESTRICTED,
    purpose="只记哪天、谁辅导、个别还是集体、几名儿童、有没有转介；不写儿童，不写内容。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field("counselling", "held_on", "日期", reading.day, mandatory=True, past=True),
        Field("counselling", "form", "形式", reading.word(CounsellingForm), mandatory=True),
        Field("counselling", "head_count", "留守儿童人数", reading.number, mandatory=True),
        Field("counselling", "referred", "是否转介", reading.yes_no),
    ),
    day="held_on",
    told=("{form}心理辅导", "，{head_count}人"),
    columns=(
        *(("held_on", 6), ("counsellor_id", 6), ("form", 4)),
        *(("head_count", 7), ("referred", 5)),
    ),
    choices=(Choice("counsellor_id", "辅导教师", Whom.MENTOR),),
    counts=(
        Count(
            "counselling_noted",
            "心理辅导登记",
            "期内登记的心理辅导；已计入心理辅导的次数、人次，人数无从得知，不计入",
            "次",
        ),
        Count(
            "counselling_referred",
            "心理辅导转介",
            "期内登记的心理辅导中转介给医院或其他机构的",
            "次",
            where=(("referred", True),),
        ),
    ),
    note="辅导内容由辅导教师单独保管，不写在这里；计入心理辅导的次数和人次。",
    papers=("counselling-empty",),
    refuse=_refuse_counselling,
)

MANDATORY_REPORT = LedgerKind(
    table="mandatory_report",
    title="强制报告登记",
    short="强制报告",
    group=Group.RESTRICTED,
    purpose="只记哪天向哪个部门报告；不写儿童，内容写在纸面的报告表上。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field(
            "mandatory_report", "reported_on", "报告日期", reading.day, mandatory=True, past=True
        ),
        Field("mandatory_report", "authority", "接报单位", reading.word(Authority), mandatory=True),
    ),
    day="reported_on",
    told=("向{authority}报告",),
    columns=(("reported_on", 7), ("authority", 14)),
    counts=(Count("mandatory_reports", "强制报告", "期内向有关部门作的强制报告", "次"),),
    note=f"{DUTY}这里不写儿童姓名和经过。",
    papers=("mandatory-report",),
)
