"""班级总结: what a class's own records say; what the school did as a whole is in the school's."""

from collections.abc import Callable

from liushou_desk.services.summary import ledger_work, outlook, situation, work
from liushou_desk.services.summary.phrases import Material, Templates, listed

_BASICS = {"basics.total", "basics.care", "basics.change", "basics.hardship"}
_OF_PUPILS = {"work.entrusting", "work.pledges", "work.health", "work.absences", "work.aid"}
"""Paragraphs of the ledgers that tell of children one by one."""


def opening(material: Material) -> Templates:
    """What the paper is about."""
    of_class, term = material.scope.school_class, material.period.name
    yield "opening", f"现将{of_class}{term}留守儿童关爱保护工作情况总结如下。"


def basics(material: Material) -> Templates:
    """一、基本情况, without what a grade or a village would tell of a few children.

    In autumn the class was another one in the term before: it is not compared.
    """
    kept = _BASICS - ({"basics.change"} if material.values.is_first else set())
    return ((key, said) for key, said in situation.basics(material) if key in kept)


def problems(material: Material) -> Templates:
    """存在的问题, without what the school answers for."""
    return _of_the_class("problems", outlook.problems(material))


def plans(material: Material) -> Templates:
    """下一步打算, the same."""
    return _of_the_class("plans", outlook.plans(material))


def _of_the_class(section: str, found: Templates) -> Templates:
    schools = {f"{section}.{key}" for key in ("hazards", "inspections", "activities", "next_term")}
    return ((key, said) for key, said in found if key not in schools)


def families(material: Material) -> Templates:
    """委托照护与家长工作."""
    return _of_pupils(ledger_work.families(material))


def safety(material: Material) -> Templates:
    """安全、健康与控辍."""
    return _of_pupils(ledger_work.safety(material))


def support(material: Material) -> Templates:
    """资助."""
    return _of_pupils(ledger_work.support(material))


def minds(material: Material) -> Templates:
    """问题处置: who was counselled is nobody's class."""
    return ((key, said) for key, said in work.minds(material) if key == "work.concerns")


def activities(material: Material) -> Templates:
    """Who of the class took part in what the school held."""
    came = listed(
        material.values,
        ("activity_child_times", "本班留守儿童参加学校活动{}人次"),
        ("activity_children", "涉及{}人"),
    )
    if came:
        yield "work.activities", f"{'，'.join(came)}。"


def _of_pupils(found: Templates) -> Templates:
    return ((key, said) for key, said in found if key in _OF_PUPILS)


WORK: tuple[tuple[str, Callable[[Material], Templates]], ...] = (
    ("摸底建档", work.filing),
    ("委托照护与家长工作", families),
    ("结对帮扶", work.pairing),
    ("家访谈心与亲情联系", work.contacts),
    ("问题处置", minds),
    ("安全、健康与控辍", safety),
    ("参加活动", activities),
    ("资助", support),
)
