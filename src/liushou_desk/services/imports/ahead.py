"""Days of a row that cannot be true: they lie ahead, or too far back."""

from dataclasses import replace
from datetime import date

from liushou_desk.importing.cells import Problem
from liushou_desk.importing.roster import RosterRow

OLDEST_PUPIL = 25
"""Years; whoever is older was born in another year than the one written."""
LONGEST_ABSENCE = 40
"""Years; a parent who went away before was no parent yet."""
_BORN, _AWAY = "child.born_on", "away_since"


def without_days_ahead(row: RosterRow, today: date) -> RosterRow:
    """The row without days that lie ahead; an unlikely birth date stays and is doubted."""
    doubts = list(row.doubts)
    values, born = row.values, row.values.get(_BORN)
    if born and born > today:
        doubts.append(Problem(row.cell(_BORN), f"出生日期{born}晚于今天，没有记入"))
        values = {key: value for key, value in values.items() if key != _BORN}
    elif born and today.year - born.year > OLDEST_PUPIL:
        doubts.append(Problem(row.cell(_BORN), f"出生日期是{born.year}年，请核对"))
    members = list(row.members)
    for at, member in enumerate(row.members):
        since = member.values.get(_AWAY)
        is_old = bool(since) and today.year - since.year > LONGEST_ABSENCE
        if since and (is_old or since > today):
            said = f"外出时间{since}{'太早' if is_old else '晚于今天'}，没有记入"
            doubts.append(Problem(row.member_cell(member, _AWAY), said))
            kept = {key: value for key, value in member.values.items() if key != _AWAY}
            members[at] = replace(member, values=kept)
    if len(doubts) == len(row.doubts):
        return row
    return replace(row, values=values, members=tuple(members), doubts=tuple(doubts))
