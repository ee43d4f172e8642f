"""离校: as what a child's leaving is counted.

A 转出 is believed once the receiving school is named; until then it may be a child who dropped out
(疑似辍学) and is listed as such.
"""

from liushou_desk.domain.words import LeaveReason

SUSPECTED = "疑似辍学"
COUNTED_AS = (LeaveReason.TRANSFERRED.label, SUSPECTED, *(
    why.label for why in LeaveReason if why is not LeaveReason.TRANSFERRED
))  # fmt: skip
"""Every word that a leaving may be counted as, in the order of lists."""
MOVED_ON = (LeaveReason.TRANSFERRED.label, LeaveReason.GRADUATED.label, LeaveReason.DECEASED.label)
"""Who left so is nobody whom the school could have kept (巩固率)."""


def counted_as(why: LeaveReason | None, receiving_school: str | None) -> str | None:
    """The word for a leaving; None where no reason was written down."""
    if why is LeaveReason.TRANSFERRED and not receiving_school:
        return SUSPECTED
    return why.label if why else None
