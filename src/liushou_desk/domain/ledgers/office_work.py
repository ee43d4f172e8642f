"""组织: training of teachers, what inspectors found, rules in force, and one free log."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import WorkKind
from liushou_desk.domain.ledgers.health import measured
from liushou_desk.domain.ledgers.kind import (
    About,
    Count,
    Group,
    Home,
    LedgerKind,
    Row,
    Settles,
    Until,
)
from liushou_desk.domain.remarks import Remark


def _refuse_inspection(row: Row, _home: Home) -> Iterator[Remark]:
    if row["closed_on"] and not row["reply"]:
        yield Remark("销号要写明怎样整改。", "reply", blocks=True)


TRAINING = LedgerKind(
    table="training",
    title="教师培训",
    group=Group.OFFICE,
    purpose="班主任、帮扶教师的培训：题目、学时、谁讲、多少人参加。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field("training", "held_on", "培训日期", reading.day, mandatory=True, past=True),
        Field("training", "topic", "题目", reading.account, mandatory=True),
        Field("training", "hours", "学时", reading.tenths, shown=measured),
        Field("training", "trainer", "主讲人", reading.text),
        Field("training", "head_count", "参加人数", reading.number, mandatory=True),
    ),
    day="held_on",
    told=("{topic}", "，{hours}学时", "，{head_count}人参加"),
    columns=(("held_on", 6), ("topic", 20), ("hours", 4), ("trainer", 8), ("head_count", 5)),
    counts=(
        Count("trainings", "教师培训", "期内举行的教师培训", "次"),
        Count(
            "training_times", "教师培训参加", "每次培训的参加人数相加", "人次", total="head_count"
        ),
    ),
    positive=(
        "hours",
        "head_count",
    ),
)

INSPECTION = LedgerKind(
    table="inspection",
    title="检查意见与整改",
    short="检查意见",
    group=Group.OFFICE,
    purpose="上级来查：谁查的、提了什么意见、怎样答复整改、限到哪天、哪天销号。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field("inspection", "inspected_on", "检查日期", reading.day, mandatory=True, past=True),
        Field("inspection", "inspector", "检查单位", reading.text, mandatory=True),
        Field("inspection", "findings", "检查意见", reading.account, mandatory=True, long=True),
        Field("inspection", "reply", "整改答复", reading.account, long=True),
        Field("inspection", "due_on", "整改期限", reading.day),
        Field("inspection", "closed_on", "销号日期", reading.day, past=True),
    ),
    day="inspected_on",
    told=("{inspector}：{findings}", "，{closed_on}销号|，未销号"),
    columns=(
        *(("inspected_on", 5.5), ("inspector", 8), ("findings", 14)),
        *(("reply", 12), ("due_on", 5.5), ("closed_on", 5.5)),
    ),
    settles=Settles("closed_on", "due_on"),
    counts=(
        Count("inspections", "接受检查", "期内接受的检查", "次"),
        Count(
            "inspections_closed", "已销号的检查意见", "期内的检查中已经销号的", "次", settled=True
        ),
        Count(
            "inspections_open",
            "未销号的检查意见",
            "不论哪天查的，在截止日还没有销号的",
            "次",
            settled=False,
        ),
    ),
    order=(("inspected_on", "due_on", "closed_on"),),
    refuse=_refuse_inspection,
)

REGULATION = LedgerKind(
    table="regulation",
    title="制度目录",
    short="制度",
    group=Group.OFFICE,
    purpose="学校有哪些制度、方案、预案和分年级目标：从哪天施行、文号、上没上墙；检查时对照。",
    optional=True,
    unit="项",
    about=About.SCHOOL,
    fields=(
        Field("regulation", "title", "制度名称", reading.account, mandatory=True),
        Field("regulation", "since_on", "施行日期", reading.day, mandatory=True),
        Field("regulation", "on_wall", "是否上墙", reading.yes_no),
        Field("regulation", "number", "文号或存放处", reading.text),
        Field("regulation", "ended_on", "废止日期", reading.day, past=True),
    ),
    day="since_on",
    told=("《{title}》", "，{ended_on}废止"),
    columns=(("title", 18), ("since_on", 6), ("on_wall", 5), ("number", 10), ("ended_on", 6)),
    until=Until(ended_on="ended_on"),
    counts=(
        Count("regulations", "现行制度", "在截止日施行的制度", "项"),
        Count(
            "regulations_on_wall",
            "上墙的制度",
            "在截止日施行、已经上墙的制度",
            "项",
            where=(("on_wall", True),),
        ),
    ),
    order=(("since_on", "ended_on"),),
)

WORK_NOTE = LedgerKind(
    table="work_note",
    title="工作记录",
    group=Group.OFFICE,
    purpose="别的台账里没有位置的工作：课题论文、黑板报、家委会、村社共建、教师考评、周边整治等。",
    optional=True,
    unit="条",
    about=About.SCHOOL,
    fields=(
        Field("work_note", "happened_on", "日期", reading.day, mandatory=True, past=True),
        Field("work_note", "kind", "类别", reading.word(WorkKind)),
        Field("work_note", "what", "做了什么", reading.account, mandatory=True, long=True),
        Field("work_note", "done_by", "经办人", reading.text),
    ),
    day="happened_on",
    told=("{what}", "（{done_by}）"),
    columns=(("happened_on", 6), ("kind", 7), ("what", 24), ("done_by", 6)),
    counts=(
        Count("work_notes", "工作记录", "期内写下的工作记录", "项"),
        *(
            Count(key, kind.label, f"期内{kind.label}的工作记录", unit, where=(("kind", kind),))
            for key, kind, unit in (
                ("work_research", WorkKind.RESEARCH, "项"),
                ("work_boards", WorkKind.BOARD, "次"),
                ("work_committee", WorkKind.COMMITTEE, "次"),
            )
        ),
    ),
    note="写儿童的事请用家访日记和各台账，这里不写儿童姓名。",
)
