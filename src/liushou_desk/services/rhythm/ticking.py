"""打勾: saying that a line of a checklist is done, and taking it back, each as one action."""

import sqlalchemy as sa

from liushou_desk.domain.rhythm import BY_KEY
from liushou_desk.errors import InputProblem
from liushou_desk.models import RhythmTick
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.writing import records


def tick(office: OfficeFile, key: tuple[str, str, str], done: bool) -> None:
    """Tick a line of one period, or take the tick away.

    Raises `InputProblem` for a line that is none, or that the figures answer.
    """
    period, checklist, name = key
    lines = BY_KEY[checklist].lines if checklist in BY_KEY else ()
    line = next((line for line in lines if line.key == name), None)
    if line is None or not line.by_hand:
        raise InputProblem("这一项由数据自己判断，不用打勾", "做完了，这里会自己变成已完成。")
    with office.reading() as session:
        there = session.scalar(
            sa.select(RhythmTick.id).where(
                RhythmTick.period == period,
                RhythmTick.checklist == checklist,
                RhythmTick.line == name,
            )
        )
    if (there is not None) == done:
        return
    title = BY_KEY[checklist].title
    with office.action(f"{title}：{'打勾' if done else '取消打勾'}") as session:
        if there is not None:
            records.remove(session, RhythmTick, there)
        else:
            row = {"period": period, "checklist": checklist, "line": name}
            records.write(session, RhythmTick, None, row | {"done_on": office.today})
