"""The demo's ledgers of 结对帮扶: agreements, a mentor on leave, children taken home."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from liushou_desk.domain.ledger_words import CounsellingForm
from liushou_desk.domain.mandatory_report import Authority
from liushou_desk.domain.terms import TermDays
from liushou_desk.models import (
    Counselling,
    HomeStay,
    MandatoryReport,
    Mentor,
    MentorAgreement,
    MentorLeave,
    Pairing,
)
from liushou_desk.services.demo.people import Known
from liushou_desk.services.writing.ledger import Ledger

AGREED_IN = 3
"""One in so many children has its agreement on paper already."""
_TASKS = {
    "thought": "每月谈心，帮助树立自信",
    "study": "每周辅导作业一次，缺什么书本及时补",
    "life": "关心饮食起居，换季时查看衣被",
}
_STAYS = ((1, False), (2, True), (3, True))
"""How many weekends ago, and whether the child was brought back."""
_FORTNIGHT = 14


def mentor_ledgers(
    ledger: Ledger, term: TermDays, today: date, children: list[Known], outside: list[int]
) -> None:
    """What the term holds of them; nothing where nobody has a mentor yet."""
    here = [child for child in children if child.mentors and child.left_on is None]
    here = [child for child in here if child.entered_on <= term.first_on]
    signed = term.first_on + timedelta(days=20)
    if not here or signed > today:
        return
    for child in here[::AGREED_IN]:
        ledger.insert(
            MentorAgreement,
            child_id=child.child_id,
            mentor_id=child.mentors[0],
            from_on=signed,
            until_on=term.last_on,
            signed_on=signed,
            **_TASKS,
        )
    handed_on = term.first_on + timedelta(days=27)
    if handed_on <= today:
        paired = [child for child in children if (child.left_on or date.max) > handed_on]
        _hand_over(ledger, handed_on, paired, outside)
    _lack(ledger, here, outside)
    _leave(ledger, today, here)
    _counselling(ledger, term, today, here[0].mentors[0])
    _stays(ledger, term, today, [child for child in here if set(child.mentors) & {*outside}])


def _hand_over(ledger: Ledger, day: date, here: list[Known], outside: list[int]) -> None:
    """One who helped beside the 班主任 went, and gave all children to another such teacher."""
    mine: dict[int, list[Known]] = defaultdict(list)
    for child in here:
        for mentor in child.mentors[1:]:
            if mentor not in outside:
                mine[mentor].append(child)
    if len(mine) < 2:
        return
    gives, *_, takes = sorted(mine, key=lambda mentor: (-len(mine[mentor]), mentor))
    ledger.update(Mentor, gives, left_on=day)
    for child in mine[gives]:
        ledger.update(Pairing, child.pairings[gives], to_on=day, ended_why="工作调动，移交")
        taken: dict[str, Any] = {"child_id": child.child_id, "mentor_id": takes, "from_on": day}
        taken |= {"to_on": child.left_on, "ended_why": "转学"} if child.left_on else {}
        child.mentors = [takes if mentor == gives else mentor for mentor in child.mentors]
        child.pairings[takes] = ledger.insert(Pairing, **taken)


def _lack(ledger: Ledger, here: list[Known], outside: list[int]) -> None:
    """Of one pairing from before papers were asked for it is not known what the child said."""
    for child in here:
        for mentor in {*child.mentors} & {*outside}:
            ledger.update(Pairing, child.pairings[mentor], child_heard=None)
            return


def _leave(ledger: Ledger, today: date, here: list[Known]) -> None:
    """Whoever has most children is on leave; who has fewest stands in."""
    busy = [mentor for mentor, _ in Counter(child.mentors[0] for child in here).most_common()]
    if len(busy) > 1:
        days = {"from_on": today - timedelta(days=10), "until_on": today + timedelta(days=20)}
        ledger.insert(MentorLeave, mentor_id=busy[0], substitute_id=busy[-1], reason="产假", **days)


def _counselling(ledger: Ledger, term: TermDays, today: date, counsellor_id: int) -> None:
    """Every fortnight, now and then with several; one matter went to the authorities."""
    for number in range((today - term.first_on).days // _FORTNIGHT):
        together = number % 3 == 2
        ledger.insert(
            Counselling,
            counsellor_id=counsellor_id,
            held_on=term.first_on + timedelta(days=_FORTNIGHT * number + 9),
            form=CounsellingForm.TOGETHER if together else CounsellingForm.ALONE,
            head_count=7 if together else 1,
            referred=number == 1,
        )
    reported = term.first_on + timedelta(days=40)
    if reported <= today:
        ledger.insert(MandatoryReport, reported_on=reported, authority=Authority.POLICE)


def _stays(ledger: Ledger, term: TermDays, today: date, mine: list[Known]) -> None:
    """Taken home from Friday to Sunday by 爱心妈妈; one is not brought back yet."""
    friday = today - timedelta(days=(today.weekday() - 4) % 7)
    for child, (weeks, is_back) in zip(mine, _STAYS, strict=False):
        left = friday - timedelta(weeks=weeks)
        if left < term.first_on + timedelta(days=25):
            continue
        sunday = left + timedelta(days=2)
        papers: dict[str, Any] = dict.fromkeys(
            ("father_consent_on", "mother_consent_on", "checked_on"), left - timedelta(days=7)
        )
        ledger.insert(
            HomeStay,
            child_id=child.child_id,
            mentor_id=child.mentors[-1],
            left_on=left,
            due_on=sunday,
            returned_on=sunday if is_back else None,
            child_heard=True,
            **papers,
        )
