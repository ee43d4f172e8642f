"""The words of the small ledgers (台账), as `words` holds those of the whole office."""

from liushou_desk.domain.words import Word


class DrillKind(Word):
    """What an 应急演练 is for."""

    FIRE = "fire", "消防疏散", "消防", "火灾"
    EARTHQUAKE = "earthquake", "防震", "地震"
    DROWNING = "drowning", "防溺水"
    TRAFFIC = "traffic", "交通安全"
    VIOLENCE = "violence", "防暴防欺凌", "反恐", "防欺凌"
    OTHER = "other", "其他"


class MedicalKind(Word):
    """Why a child was brought to a doctor, or what befell it."""

    ILLNESS = "illness", "患病"
    INJURY = "injury", "受伤"
    EMERGENCY = "emergency", "突发事件"


class AbsenceKind(Word):
    """Why a child does not come to school."""

    ILLNESS = "illness", "病假"
    LEAVE = "leave", "事假"
    UNEXCUSED = "unexcused", "无故缺勤", "旷课"


class CounsellingForm(Word):
    """With whom a counsellor spoke."""

    ALONE = "alone", "个别"
    TOGETHER = "together", "集体", "团体"


class GivingKind(Word):
    """Where what the care of children costs comes from."""

    DONATION = "donation", "捐赠"
    SCHOOL = "school", "学校投入"
    GOVERNMENT = "government", "上级拨款"


class DayKind(Word):
    """Whether a day is free, or worked though it is a weekend (调休)."""

    FREE = "free", "放假", "休"
    WORKED = "worked", "补班", "上班", "班"


class Way(Word):
    """Which way a child that changes schools goes."""

    IN = "in", "转入"
    OUT = "out", "转出"
