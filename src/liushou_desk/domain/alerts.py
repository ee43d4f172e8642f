"""What must not wait: a child who lives alone too young, with the law behind the alert."""

from collections.abc import Mapping
from datetime import date

from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.words import Care

MAY_LIVE_ALONE_AT = 16
NEEDS_WATCHING_UNTIL = 8

ALONE_UNDER_16 = f"未满{MAY_LIVE_ALONE_AT}周岁独自生活"
UNWATCHED_UNDER_8 = f"未满{NEEDS_WATCHING_UNTIL}周岁无人看护"
LAW = (
    "《未成年人保护法》第二十一条：不得使未满八周岁的未成年人处于无人看护状态，"
    "不得使未满十六周岁的未成年人脱离监护单独生活"
)


def living_alone_word(care: Care | None, born_on: date | None, day: date) -> str | None:
    """未满16周岁独自生活, or the graver word for a child under eight; none where all is well.

    Only 照料 written down as 独自 raises it: what nobody wrote down, or an age nobody knows, is
    asked for elsewhere.
    """
    if care is not Care.ALONE or born_on is None:
        return None
    age = age_on(born_on, day)
    if age >= MAY_LIVE_ALONE_AT:
        return None
    return UNWATCHED_UNDER_8 if age < NEEDS_WATCHING_UNTIL else ALONE_UNDER_16


def living_alone_alert(care: Care | None, born_on: date | None, day: date) -> str | None:
    """The same with the clause of the law, as a form and a child's page say it."""
    word = living_alone_word(care, born_on, day)
    return f"{word}（{LAW}）" if word else None


def alerts_of(values: Mapping[str, object], day: date) -> tuple[str, ...]:
    """What the values of the child form raise before they are saved."""
    care, born_on = values.get("caregiver_period.care"), values.get("child.born_on")
    alert = living_alone_alert(
        Care(care) if isinstance(care, str) else None,
        born_on if isinstance(born_on, date) else None,
        day,
    )
    return (alert,) if alert else ()
