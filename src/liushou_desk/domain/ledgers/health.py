"""健康: whom the school brought to a doctor, and what the yearly check-up found."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field, Sensitivity
from liushou_desk.domain.ledger_words import MedicalKind
from liushou_desk.domain.ledgers.kind import Count, Group, Home, LedgerKind, Row, Settles
from liushou_desk.domain.remarks import Remark

_HEIGHT, _WEIGHT, _VISION = (500, 2200), (80, 1500), (30, 53)
"""In tenths of a centimetre, of a kilogram, and of the five-mark record of vision."""
_RESTRICTED = Sensitivity.RESTRICTED


def measured(value: object) -> str:
    """A measure in tenths as it is written: 135.5; a whole one without its decimal: 2."""
    return "" if not isinstance(value, int) else f"{value / 10:g}"


def _refuse_medical(row: Row, _home: Home) -> Iterator[Remark]:
    if row["happened_on"] and not row["told_on"]:
        yield Remark("还没有写哪天告知家长。", "told_on")


def _refuse_checkup(row: Row, _home: Home) -> Iterator[Remark]:
    for key, label, (least, most) in (
        ("height", "身高（厘米）", _HEIGHT),
        ("weight", "体重（公斤）", _WEIGHT),
        ("vision_left", "左眼视力（5分记录）", _VISION),
        ("vision_right", "右眼视力（5分记录）", _VISION),
    ):
        if row[key] is not None and not least <= row[key] <= most:
            said = f"{label}应在{measured(least)}到{measured(most)}之间，请核对单位。"
            yield Remark(said, key, blocks=True)


MEDICAL = LedgerKind(
    table="medical",
    title="就医与突发",
    group=Group.HEALTH,
    purpose="儿童生病、受伤、突发事件：送到哪里、哪天告知家长、怎样办结；病情按敏感内容保管。",
    optional=True,
    unit="人次",
    fields=(
        Field("medical", "happened_on", "发生日期", reading.day, mandatory=True, past=True),
        Field("medical", "kind", "类别", reading.word(MedicalKind), mandatory=True),
        Field(
            "medical", "what", "情况", reading.account, (), _RESTRICTED, mandatory=True, long=True
        ),
        Field("medical", "taken_to", "送往", reading.text),
        Field("medical", "taken_by", "护送人", reading.text),
        Field("medical", "told_on", "告知家长日期", reading.day, past=True),
        Field("medical", "outcome", "处理结果", reading.account, (), _RESTRICTED, long=True),
        Field("medical", "closed_on", "办结日期", reading.day, past=True),
    ),
    day="happened_on",
    told=("{kind}", "，送{taken_to}", "，{closed_on}办结|，未办结"),
    columns=(
        *(("happened_on", 5.5), ("kind", 5), ("taken_to", 9), ("taken_by", 5)),
        *(("told_on", 6.5), ("closed_on", 5.5)),
    ),
    settles=Settles("closed_on"),
    counts=(
        Count("medical_times", "就医与突发", "期内留守儿童的就医和突发情况", "人次"),
        Count(
            "medical_children", "就医与突发的留守儿童", "期内的不同儿童", "人", distinct="child_id"
        ),
        Count(
            "medical_open",
            "未办结的就医与突发",
            "不论哪天发生，在册留守儿童在截止日还没有办结的",
            "人次",
            settled=False,
        ),
    ),
    note="情况和处理结果平时隐藏，不进名单、打印和时间线；需要强制报告的，另按规定立即报告。",
    order=(("happened_on", "told_on", "closed_on"),),
    refuse=_refuse_medical,
)

CHECKUP = LedgerKind(
    table="checkup",
    title="体检",
    group=Group.HEALTH,
    purpose="每学年体检：身高、体重、视力；结论按敏感内容保管，记下哪天告知家长。",
    optional=True,
    unit="人次",
    fields=(
        Field("checkup", "checked_on", "体检日期", reading.day, mandatory=True, past=True),
        Field("checkup", "height", "身高（厘米）", reading.tenths, shown=measured),
        Field("checkup", "weight", "体重（公斤）", reading.tenths, shown=measured),
        Field("checkup", "vision_left", "左眼视力", reading.tenths, shown=measured),
        Field("checkup", "vision_right", "右眼视力", reading.tenths, shown=measured),
        Field("checkup", "result", "体检结论", reading.text, (), _RESTRICTED, long=True),
        Field("checkup", "told_on", "告知家长日期", reading.day, past=True),
    ),
    day="checked_on",
    told=("体检", "，身高{height}厘米", "，体重{weight}公斤"),
    columns=(
        *(("checked_on", 5.5), ("height", 7), ("weight", 7)),
        *(("vision_left", 4.5), ("vision_right", 4.5), ("told_on", 6.5)),
    ),
    counts=(
        Count("checkup_times", "体检", "期内留守儿童的体检", "人次"),
        Count(
            "checkup_children", "体检的留守儿童", "期内体检过的不同儿童", "人", distinct="child_id"
        ),
    ),
    order=(("checked_on", "told_on"),),
    refuse=_refuse_checkup,
)
