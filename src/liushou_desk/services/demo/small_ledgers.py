"""The demo's small ledgers (台账) of one term, up to today: a few believable records of each."""

from datetime import date, timedelta
from typing import Any

from liushou_desk.domain.ledger_words import (
    AbsenceKind,
    DrillKind,
    GivingKind,
    GrowthKind,
    MedicalKind,
    RoundKind,
    Way,
    WishKind,
    WorkKind,
)
from liushou_desk.domain.terms import TermDays, is_autumn
from liushou_desk.domain.words import AidKind, Sex
from liushou_desk.models import (
    Absence,
    Award,
    Base,
    CareConfirmation,
    Checkup,
    Drill,
    DutyRound,
    FileTransfer,
    Giving,
    GrowthNote,
    Hazard,
    HelperAward,
    HomeItem,
    HomeLetter,
    HomeOpening,
    Inspection,
    Medical,
    Publicity,
    Regulation,
    SafetyPledge,
    StudyPlan,
    Training,
    Wish,
    WorkNote,
)
from liushou_desk.services.demo.invented import Invented
from liushou_desk.services.demo.known import Known
from liushou_desk.services.writing.ledger import Ledger

_HAZARDS = (
    ("教学楼东侧楼梯", "扶手松动", "总务处", 5),
    ("食堂后门", "灭火器压力不足", "食堂管理员", 3),
    ("校门外道路", "放学时没有减速标志", "德育处", None),
)
"""Place, finding, who mends it, after how many days it is mended."""
_DRILLS = ((DrillKind.FIRE, 20, "全校3分10秒撤到操场，秩序良好"), (DrillKind.EARTHQUAKE, 70, None))
_TRAININGS = (
    ("留守儿童心理辅导基本方法", 60, "县教研室", 24),
    ("家访谈话与记录", 30, "德育主任", 31),
)
_OPENED = ("读书、下棋", "亲情视频", "手工", "看电影", "作业辅导")
_ILLS = (
    (MedicalKind.ILLNESS, "发热38.6度，咳嗽", "镇卫生院", "开药后由祖母接回"),
    (MedicalKind.INJURY, "体育课扭伤脚踝", "镇卫生院", "冷敷包扎，休息三天"),
    (MedicalKind.EMERGENCY, "夜间腹痛", "县医院", "急性肠胃炎，留观一晚"),
)
_ABSENCES = (
    (AbsenceKind.ILLNESS, 2, "感冒发热", False),
    (AbsenceKind.LEAVE, 1, "随父母外出办事", False),
    (AbsenceKind.UNEXCUSED, 3, "随亲戚外出，未请假", True),
)
_ITEMS = (
    ("图书", 600, "册", "县妇联捐赠"),
    ("电脑", 6, "台", "上级配发"),
    ("象棋", 12, "副", "学校购置"),
    ("亲情电话", 2, "部", "中国移动捐赠"),
)
_REGULATIONS = (
    ("留守儿童关爱工作领导小组职责", "校发〔2025〕3号"),
    ("留守儿童档案管理制度", "校发〔2025〕4号"),
    ("结对帮扶制度", "校发〔2025〕5号"),
    ("留守儿童之家管理制度", None),
)
_ROUNDS = (
    (RoundKind.LUNCH, 9, 64, "秩序良好，剩饭较少"),
    (RoundKind.DORMITORY, 22, 17, "21时全部就寝"),
    (RoundKind.AFTER_SCHOOL, 37, 40, None),
)
_NOTES = (
    (GrowthKind.CHARACTER, 16, "性格开朗，喜欢画画和跑步"),
    (GrowthKind.SURVEY, 20, "身心调查各项在正常范围"),
    (GrowthKind.PROGRESS, 55, "作业按时完成，课上举手多了"),
)
_WISHES = (
    (WishKind.WISH, 26, "一双运动鞋", "县妇联", 12),
    (WishKind.LETTER, 31, "想换靠前的座位", "班主任", 2),
    (WishKind.WISH, 48, "和爸爸视频", None, None),
)
"""What was asked for, after how many days, by whom and when it was granted."""
_OPENINGS_EACH_WEEK = (2, 4)
"""Wednesday and Friday, counted from Monday."""


def small_ledgers_of_school(ledger: Ledger, invented: Invented, day: date, broken_on: date) -> None:
    """What stands and holds since before: the things of the 留守儿童之家, the regulations."""
    warden = _called(invented)
    for name, quantity, unit, source in _ITEMS:
        item = {"name": name, "quantity": quantity, "quantity_unit": unit, "source": source}
        ledger.insert(HomeItem, received_on=day, accepted_by=warden, **item)
    broken = {"scrapped_on": broken_on, "scrapped_why": "损坏，无法修理"}
    ball = {"name": "篮球", "quantity": 3, "quantity_unit": "个", "source": "学校购置"}
    ledger.insert(HomeItem, received_on=day, accepted_by=warden, **ball, **broken)
    for title, number in _REGULATIONS:
        ledger.insert(Regulation, title=title, since_on=day, on_wall=True, number=number)


class SmallLedgers:
    """Writes one term's records into the bulk ledger."""

    def __init__(self, ledger: Ledger, invented: Invented, term: TermDays, today: date) -> None:
        self.ledger, self.invented, self.term = ledger, invented, term
        self.until = min(today, term.cutoff_on)

    def write(self, children: list[Known]) -> None:
        """Everything of the term."""
        self._safety()
        self._office_work()
        self._home()
        self._giving(len(children))
        here = [child for child in children if child.counted]
        for child in here:
            self._papers_of(child)
        self._befallen(here)
        self._awards(here)
        self._transfers(children)
        self._study_plans(here)
        self._notes_and_wishes(here)

    def _day(self, after: int) -> date | None:
        """A day of the term that has come."""
        day = self.term.first_on + timedelta(days=after)
        return day if day <= self.until else None

    def _insert(self, model: type[Base], key: str, after: int, **values: Any) -> None:
        """A record on a day of the term, if it has come."""
        if day := self._day(after):
            self.ledger.insert(model, **{key: day}, **values)

    def _safety(self) -> None:
        for at, (place, finding, mender, mended) in enumerate(_HAZARDS):
            after = 8 + 20 * at
            values: dict[str, Any] = {"place": place, "finding": finding, "mender": mender}
            values["due_on"] = self.term.first_on + timedelta(days=after + 7)
            values["mended_on"] = self._day(after + mended) if mended else None
            self._insert(Hazard, "found_on", after, **values)
        for kind, after, evaluation in _DRILLS:
            came = self.invented.chance.randrange(180, 260)
            said = {"kind": kind, "head_count": came, "evaluation": evaluation, "led_by": "德育处"}
            self._insert(Drill, "held_on", after, **said)

    def _office_work(self) -> None:
        for topic, after, trainer, came in _TRAININGS:
            said = {"topic": topic, "hours": 40, "trainer": trainer, "head_count": came}
            self._insert(Training, "held_on", after, **said)
        asked = {"inspector": "县教育局督导室", "findings": "个别儿童监护人电话变动没有及时更新"}
        due, closed = self.term.first_on + timedelta(days=64), self._day(60)
        reply = "各班重新核对电话，已更新" if closed else None
        answer = {"reply": reply, "due_on": due, "closed_on": closed}
        self._insert(Inspection, "inspected_on", 50, **asked, **answer)
        letter = {"subject": "外出务工家长怎样关心孩子", "families": 58, "receipts": 52}
        self._insert(HomeLetter, "sent_on", 12, **letter)
        self._insert(WorkNote, "happened_on", 5, what="整理上学期档案，装盒入柜", done_by="教务处")
        board = {"kind": WorkKind.BOARD, "what": "出“手拉手”专题黑板报", "done_by": "少先队"}
        self._insert(WorkNote, "happened_on", 24, **board)
        for kind, after, came, found in _ROUNDS:
            said = {"kind": kind, "on_duty": "值周教师", "came": came, "found": found}
            self._insert(DutyRound, "held_on", after, **said)
        news = {"title": "让留守的童年不孤单", "medium": "县教育网"}
        self._insert(Publicity, "published_on", 33, **news)

    def _home(self) -> None:
        """Open twice a week while there is school."""
        keepers = [_called(self.invented) for _ in range(3)]
        for number in range((self.until - self.term.first_on).days + 1):
            day = self.term.first_on + timedelta(days=number)
            if day.weekday() not in _OPENINGS_EACH_WEEK or any(
                day in holiday for holiday in self.term.holidays
            ):
                continue
            self.ledger.insert(
                HomeOpening,
                opened_on=day,
                hours=15,
                on_duty=self.invented.chance.choice(keepers),
                came=self.invented.chance.randrange(12, 35),
                what=self.invented.chance.choice(_OPENED),
            )

    def _giving(self, children: int) -> None:
        cash = {"kind": GivingKind.DONATION, "giver": "镇商会", "form": AidKind.CASH}
        self._insert(Giving, "given_on", 28, **cash, item="助学款", fen=500_000, purpose="添置图书")
        spent = {"kind": GivingKind.SCHOOL, "giver": "学校公用经费", "form": AidKind.CASH}
        self._insert(
            Giving, "given_on", 15, **spent, item="活动经费", fen=120_000, purpose="中秋活动"
        )
        goods = {"kind": GivingKind.DONATION, "giver": "县妇联", "form": AidKind.GOODS}
        counted = {"quantity": children // 10 + 1, "quantity_unit": "件"}
        self._insert(Giving, "given_on", 45, **goods, **counted, item="爱心书包")

    def _papers_of(self, child: Known) -> None:
        """A pledge nearly everybody signed; a confirmation of each trustee; the yearly check-up."""
        signed = self._day(10)
        if signed is None or not self._is_here(child, signed):
            return
        if self.invented.happens(0.95):
            until = self.term.last_on
            said = {"signed_on": signed, "until_on": until, "signed_by": "祖辈或父母"}
            self.ledger.insert(SafetyPledge, child_id=child.child_id, **said)
        if child.trustee and self.invented.happens(0.9):
            said = {"member_id": child.trustee, "signed_on": signed, "until_on": self.term.last_on}
            self.ledger.insert(CareConfirmation, child_id=child.child_id, witness="村委会", **said)
        checked = self._day(35)
        if checked and is_autumn(self.term.code) and self._is_here(child, checked):
            grade = self.invented.chance.randrange(6)
            self.ledger.insert(
                Checkup,
                child_id=child.child_id,
                checked_on=checked,
                height=1180 + 55 * grade + self.invented.chance.randrange(60),
                weight=210 + 35 * grade + self.invented.chance.randrange(50),
                result="龋齿，建议治疗" if self.invented.happens(0.2) else "未见异常",
                vision_left=self.invented.chance.randrange(46, 53),
                vision_right=self.invented.chance.randrange(46, 53),
                told_on=self._day(42),
            )

    def _befallen(self, children: list[Known]) -> None:
        for at, (kind, what, taken_to, outcome) in enumerate(_ILLS):
            day, child = self._day(18 + 22 * at), self._some(children)
            if day and child and self._is_here(child, day):
                where = {"taken_to": taken_to, "taken_by": "班主任", "told_on": day}
                said = {"kind": kind, "what": what, "outcome": outcome}
                closed = {"happened_on": day, "closed_on": self._day(24 + 22 * at)}
                self.ledger.insert(Medical, child_id=child.child_id, **closed, **where, **said)
        for at, (kind, days, reason, visited) in enumerate(_ABSENCES):
            day, child = self._day(14 + 24 * at), self._some(children)
            if day and child and self._is_here(child, day):
                said = {"kind": kind, "days": days, "reason": reason, "told_whom": "祖母"}
                back = self._day(14 + 24 * at + days + 2)
                seen = self._day(14 + 24 * at + 2) if visited else None
                dated = {"from_on": day, "visited_on": seen, "back_on": back}
                self.ledger.insert(Absence, child_id=child.child_id, **dated, **said)

    def _awards(self, children: list[Known]) -> None:
        day = self._day(75)
        if day is None:
            return
        for title in ("进步之星", "优秀少年", "小老师"):
            child = self._some(children)
            if child and self._is_here(child, day):
                self.ledger.insert(Award, child_id=child.child_id, awarded_on=day, title=title)
        helper = {"name": _called(self.invented), "title": "爱心妈妈", "giver": "镇妇联"}
        self.ledger.insert(HelperAward, awarded_on=day, **helper)

    def _transfers(self, children: list[Known]) -> None:
        """Whoever went in the term, and whoever came into an upper grade at its beginning."""
        for child in children:
            of_child = {"child_id": child.child_id, "papers": "学籍卡、成长档案各1份"}
            if child.left_on and self.term.first_on <= child.left_on <= self.until:
                back = None if child.child_id % 2 else child.left_on
                went = {"way": Way.OUT, "moved_on": child.left_on, "handed_on": child.left_on}
                there = {"other_school": "县第二小学", "receipt_on": back}
                self.ledger.insert(FileTransfer, **of_child, **went, **there)
            elif child.entered_on == self.term.first_on and child.class_key[1] > 1:
                came = {"way": Way.IN, "moved_on": child.entered_on, "other_school": "邻乡中心小学"}
                self.ledger.insert(FileTransfer, **of_child, **came)

    def _study_plans(self, children: list[Known]) -> None:
        for child in children:
            if child.mentors and child.child_id % 9 == 0 and self._is_here(child, self.until):
                hours = {"from_on": self.term.first_on, "hours": "每周二、四课后"}
                said = {"content": "补基础计算和识字，每周一次小测", "mentor_id": child.mentors[0]}
                self.ledger.insert(StudyPlan, child_id=child.child_id, **hours, **said)

    def _notes_and_wishes(self, children: list[Known]) -> None:
        for at, child in enumerate(children[: len(_NOTES)]):
            kind, after, what = _NOTES[at]
            day = self._day(after)
            if day and self._is_here(child, day):
                said = {"noted_on": day, "kind": kind, "what": what, "noted_by": "班主任"}
                self.ledger.insert(GrowthNote, child_id=child.child_id, **said)
        for at, child in enumerate(children[-len(_WISHES) :]):
            kind, after, what, helper, days = _WISHES[at]
            day = self._day(after)
            if day and self._is_here(child, day):
                settled = self._day(after + days) if days else None
                said = {"asked_on": day, "kind": kind, "what": what, "settled_on": settled}
                helped = helper if settled else None
                self.ledger.insert(Wish, child_id=child.child_id, helped_by=helped, **said)

    def _some(self, children: list[Known]) -> Known | None:
        return self.invented.chance.choice(children) if children else None

    def _is_here(self, child: Known, day: date) -> bool:
        return child.entered_on <= day and (child.left_on is None or child.left_on > day)


def _called(invented: Invented) -> str:
    return invented.surname() + invented.given(Sex.FEMALE)
