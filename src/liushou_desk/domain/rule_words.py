"""What a rule's form takes beside plain words, what it refuses, and a rule said at length."""

from collections.abc import Iterable, Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.diary_kinds import SHOWN_KINDS, DiaryKind
from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.rule_periods import LEAST_WEEKDAYS
from liushou_desk.domain.terms import grade_label
from liushou_desk.domain.words import AppliesTo, Frequency, OwedBy, Season, Stage
from liushou_desk.errors import InputProblem

PRESCHOOL_GRADE = 0


class GradeName:
    """A reader of 学前, 一年级 … 九年级 as 0 to 9; a form offers these."""

    labels = (Stage.PRESCHOOL.label, *(grade_label(Stage.PRIMARY, grade) for grade in range(1, 10)))

    def __call__(self, raw: str) -> int | None:
        """The grade written."""
        written = reading.text(raw)
        if written is None:
            return None
        if written not in self.labels:
            raise InputProblem(f"“{written}”不是年级", f"可填：{'、'.join(self.labels)}。")
        return self.labels.index(written)

    def shown(self, grade: int | None) -> str:
        """The name of a grade."""
        return "" if grade is None else self.labels[grade]


GRADE_NAME = GradeName()


def kinds_text(raw: str) -> str | None:
    """Kinds of contact by name, as they are kept: their words in the order of the list."""
    named = reading.parts(raw)
    known = {kind.label: kind for kind in SHOWN_KINDS}
    if unknown := [name for name in named if name not in known]:
        raise InputProblem(f"“{unknown[0]}”不是联系方式", f"可填：{'、'.join(known)}。")
    return kept_kinds(known[name] for name in named)


def kept_kinds(kinds: Iterable[DiaryKind]) -> str | None:
    """Kinds as a rule keeps them; None of none."""
    some = set(kinds)
    return ",".join(kind.value for kind in DiaryKind if kind in some) or None


def kinds_of(kept: str | None) -> frozenset[DiaryKind]:
    """The kinds that were kept."""
    return frozenset(DiaryKind(value) for value in (kept or "").split(",") if value)


def kinds_shown(kept: str | None) -> str:
    """亲情视频、书信."""
    return "、".join(kind.label for kind in DiaryKind if kind in kinds_of(kept))


def refuse_nonsense(rule: Rule) -> None:
    """Raise `InputProblem` where the parts of a rule do not go together."""
    if rule.applies_to is AppliesTo.GRADE and rule.grade is None:
        raise InputProblem("请填写哪个年级", "只对一个年级的规则要说出年级。", field="grade")
    if rule.applies_to is AppliesTo.CLASS and rule.class_id is None:
        raise InputProblem("请填写哪个班", "只对一个班的规则要说出班级。", field="class_id")
    if rule.owed_by is OwedBy.MENTOR:
        _refuse_mentors(rule)
    if rule.frequency in (Frequency.EACH_TERM, Frequency.YEARLY) and rule.season is Season.BOTH:
        raise InputProblem(
            f"{rule.frequency.label}的规则本来就包括假期", "请选“开学期间”。", field="season"
        )
    if rule.frequency is Frequency.YEARLY and rule.season is Season.IN_HOLIDAYS:
        raise InputProblem("每学年的规则不能只算假期", "请改成每学期。", field="season")
    if rule.frequency is Frequency.YEARLY and rule.is_prorated:
        raise InputProblem("每学年的规则不能按天数折算", "请改成每学期。", field="is_prorated")


def _refuse_mentors(rule: Rule) -> None:
    if not all(kind.traits.goes_home for kind in rule.accepts):
        raise InputProblem(
            "由帮扶教师完成的规则按户计，只能是上门的联系",
            "请选家访或慰问，或改成每名儿童。",
            field="kind" if not rule.kind.traits.goes_home else "also",
        )
    if rule.applies_to is not AppliesTo.LEFT_BEHIND:
        raise InputProblem(
            "由帮扶教师完成的规则不分儿童", "请选全部留守儿童，或改成每名儿童。", field="applies_to"
        )
    if rule.frequency is Frequency.YEARLY:
        raise InputProblem(
            "由帮扶教师完成的规则不能按学年：结对和走访的户是一学期一学期算的",
            "请选每学期、每月或每周。",
            field="frequency",
        )


def explained(rule: Rule) -> str:
    """What the sentence leaves open: which periods, who owes them, what part of the times."""
    return "；".join(_explained(rule))


def _explained(rule: Rule) -> Iterator[str]:
    yield _which_periods(rule)
    least = rule.least_days
    if rule.owed_by is OwedBy.MENTOR:
        yield f"期内结对满{least}天的教师才要求，同一户只算1户"
    else:
        beside = {AppliesTo.KEY_CARE: "有未结案的方案", AppliesTo.BOARDERS: "寄宿"}
        more = beside.get(rule.applies_to)
        yield f"期内在册满{least}天{f'、{more}也满{least}天' if more else ''}的儿童才要求"
    if rule.is_prorated:
        yield "不满整个周期的按天数折算次数，有零头的进1"


def _which_periods(rule: Rule) -> str:
    match rule.frequency:
        case Frequency.EACH_TERM:
            holidays = rule.season is Season.IN_HOLIDAYS
            return "只算寒假或暑假里" if holidays else "从学期第一天到下学期开学前都算"
        case Frequency.YEARLY:
            return "两个学期合起来算"
        case _:
            least = LEAST_WEEKDAYS[rule.frequency]
            weekly = rule.frequency is Frequency.WEEKLY
            span = "教学周（周一到周日）" if weekly else "月份"
            match rule.season:
                case Season.IN_TERM:
                    return f"上课满{least}天的{span}才要求"
                case Season.IN_HOLIDAYS:
                    return f"放假满{least}个工作日的{'周' if weekly else span}才要求"
                case Season.BOTH:
                    return f"每个{'周' if weekly else span}都要求，假期里也要求"
