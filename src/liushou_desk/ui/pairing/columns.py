"""What the two lists of the tab show."""

from datetime import date

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.load import LoadState
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.writing import written
from liushou_desk.services.pairings import MentorRow, PairingRow
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column


def _state(row: PairingRow) -> str:
    if row.is_waiting:
        return "待移交"
    return "在帮" if row.is_current else "已结束" if row.to_on else "未开始"


def _tone(row: PairingRow) -> Tone:
    if row.is_waiting:
        return Tone.BAD
    return Tone.GOOD if row.is_current else Tone.QUIET


def _is_waiting(row: MentorRow) -> bool:
    return row.load.is_gone and row.waiting > 0


def _load(row: MentorRow) -> str:
    """Of who has left, whom he has left behind."""
    return f"{row.waiting}名待移交" if _is_waiting(row) else row.load.told


LOAD_TONES = {
    LoadState.FREE: Tone.GOOD,
    LoadState.ROOM: Tone.GOOD,
    LoadState.FULL: Tone.OWED,
    LoadState.OVER: Tone.BAD,
    LoadState.PUPIL: Tone.QUIET,
    LoadState.GONE: Tone.QUIET,
}
LOAD_TIPS = {
    LoadState.FREE: "现在没有带儿童的成年帮扶人",
    LoadState.ROOM: "还没有带满的成年帮扶人；每人最多带几名在“学校信息”里定",
    LoadState.FULL: "正好带满的成年帮扶人",
    LoadState.OVER: "带的儿童多于学校定的人数",
    LoadState.PUPIL: "同伴小老师，不计入负担和覆盖率",
    LoadState.GONE: "调离、退休了的帮扶人，不再建议给儿童",
}

MENTORS: tuple[Column[MentorRow], ...] = (
    Column("帮扶人", lambda row: row.name, 5, field=FIELDS["mentor", "name"]),
    Column(
        "负担",
        _load,
        5,
        key=lambda row: row.load,
        tone=lambda row: Tone.BAD if _is_waiting(row) else LOAD_TONES[row.load.state],
        field=OPEN,
    ),
    Column(
        "在帮",
        lambda row: str(row.load.children),
        3,
        key=lambda row: row.load.children,
        right=True,
        field=OPEN,
    ),
    Column("身份", lambda row: row.kind.label, 5, field=FIELDS["mentor", "kind"]),
    Column(
        "离岗",
        lambda row: written(row.left_on),
        6,
        tone=lambda row: Tone.BAD if row.waiting else Tone.QUIET,
        field=FIELDS["mentor", "left_on"],
    ),
    Column("代班人", lambda row: row.stand_in, 5, field=FIELDS["mentor", "name"]),
    Column("电话", lambda row: row.phone or "", 7, field=FIELDS["mentor", "phone"]),
    Column(
        "犯罪记录查询",
        lambda row: written(row.checked_on),
        6,
        field=FIELDS["mentor", "checked_on"],
    ),
    Column(
        "儿童",
        lambda row: row.children,
        12,
        tone=lambda _: Tone.QUIET,
        field=FIELDS["child", "name"],
    ),
)

PAIRINGS: tuple[Column[PairingRow], ...] = (
    Column("儿童", lambda row: row.child, 7, field=FIELDS["child", "name"]),
    Column("班级", lambda row: row.school_class, 9, field=FIELDS["school_class", "name"]),
    Column("帮扶人", lambda row: row.mentor, 5, field=FIELDS["mentor", "name"]),
    Column("身份", lambda row: row.kind.label, 5, field=FIELDS["mentor", "kind"]),
    Column(
        "状态",
        _state,
        4,
        tone=_tone,
        field=OPEN,
    ),
    Column(
        "开始",
        lambda row: written(row.from_on),
        6,
        key=lambda row: row.from_on or date.min,
        field=FIELDS["pairing", "from_on"],
    ),
    Column(
        "结束",
        lambda row: written(row.to_on),
        6,
        key=lambda row: row.to_on or date.max,
        field=FIELDS["pairing", "to_on"],
    ),
    Column(
        "手续",
        lambda row: row.lacks or ("齐全" if row.kind.is_outside else ""),
        6,
        tone=lambda row: Tone.BAD if row.lacks else Tone.GOOD,
        field=OPEN,
    ),
    Column("原因", lambda row: row.ended_why or "", 8, field=FIELDS["pairing", "ended_why"]),
)
