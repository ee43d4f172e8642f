"""Whether a value may stand in a cell of the county's: its drop-down, length and bounds."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from liushou_desk.domain.field import Field
from liushou_desk.domain.writing import written
from liushou_desk.errors import InputProblem
from liushou_desk.services.templates.sheets import Rule
from liushou_desk.services.templates.values import Told

_TOLD_CHOICES = 8
_WHOLE = re.compile(r"-?[0-9]+")
_FORMS = (
    (re.compile(r"(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])|[yY]{4}[mM]{2}[dD]{2}"), "%Y%m%d"),
    (
        re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,2}|[yY]{4}\.[mM]{2}\.[dD]{2}"),
        "%Y.%m.%d",
    ),
    (re.compile(r"(?:19|20)[0-9]{2}/[0-9]{1,2}/[0-9]{1,2}|[yY]{4}/[mM]{2}/[dD]{2}"), "%Y/%m/%d"),
    (re.compile(r"(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日"), "%Y年%m月%d日"),
)
"""How a county writes a day, in its heading or in its example."""
Fitted = tuple[Any, str]
"""What is written, and why it is not (then nothing is)."""


def day_form(*samples: object) -> str:
    """The form of a day that a heading or an example shows, ours where none does."""
    for sample in samples:
        text = sample if isinstance(sample, str) else ""
        for pattern, form in _FORMS:
            if pattern.search(text):
                return form
    return "%Y-%m-%d"


def fitted(value: Told, field: Field | None, rules: Sequence[Rule], form: str) -> Fitted:
    """A value as the cell takes it; a doubt where it does not."""
    for rule in rules:
        if rule.kind == "list" and rule.choices is not None:
            found = _among(value, field, rule.choices)
            if found is None:
                return (
                    None,
                    f"“{_text(value, form)}”不在下拉选项（{_told(rule.choices)}）里，没有写",
                )
            value = found
        elif said := _out_of_bounds(_text(value, form), value, rule):
            return None, f"“{_text(value, form)}”{said}，没有写"
    if isinstance(value, date):
        return {"day": value.isoformat(), "text": _text(value, form)}, ""
    return value, ""


def unread_list(rules: Sequence[Rule]) -> str:
    """Why a drop-down of a column was not compared; empty where all were."""
    made = [rule.source for rule in rules if rule.kind == "list" and rule.choices is None]
    if made:
        return f"的下拉选项取自“{made[0]}”，程序读不出来，没有核对"
    return "有自定的填写规则，程序没有核对" if any(r.kind == "custom" for r in rules) else ""


def _among(value: Told, field: Field | None, choices: Sequence[str]) -> str | None:
    """The choice that says the same, by the field's own reading; None where none or two do."""
    text = value if isinstance(value, str) else written(value)
    if text in choices:
        return text
    meant = _read(field, text)
    alike = [choice for choice in choices if meant is not None and _read(field, choice) == meant]
    return alike[0] if len(alike) == 1 else None


def _read(field: Field | None, text: str) -> Any:
    try:
        return field.check(text) if field else None
    except InputProblem:
        return None


def _out_of_bounds(text: str, value: Told, rule: Rule) -> str:
    if rule.kind == "textLength" and not _within(len(text), rule):
        return f"有{len(text)}个字，和这一格规定的长度（{_bounds(rule)}）不符"
    if rule.kind in ("whole", "decimal"):
        if not _WHOLE.fullmatch(text):
            return "不是数字，而这一格只收数字"
        if not _within(int(text), rule):
            return f"不在这一格规定的范围（{_bounds(rule)}）里"
    if rule.kind == "date" and not isinstance(value, date):
        return "不是日期，而这一格只收日期"
    return ""


def _within(number: int, rule: Rule) -> bool:
    """True also where the bounds are formulas, which nobody here computes."""
    bounds = [int(t) if _WHOLE.fullmatch(t) else None for t in (rule.source, rule.most)]
    low, high = bounds
    if low is None or (rule.operator in ("between", "notBetween") and high is None):
        return True
    match rule.operator:
        case "between":
            return low <= number <= (high or 0)
        case "notBetween":
            return not low <= number <= (high or 0)
        case "equal":
            return number == low
        case "notEqual":
            return number != low
        case "greaterThan":
            return number > low
        case "greaterThanOrEqual":
            return number >= low
        case "lessThan":
            return number < low
        case _:
            return number <= low


def _bounds(rule: Rule) -> str:
    return "至".join(filter(None, (rule.source, rule.most)))


def _told(choices: Sequence[str]) -> str:
    more = "等" if len(choices) > _TOLD_CHOICES else ""
    return "、".join(choices[:_TOLD_CHOICES]) + more


def _text(value: Told, form: str) -> str:
    if not isinstance(value, date):
        return str(value)
    parts = {"%Y": f"{value.year:04}", "%m": f"{value.month:02}", "%d": f"{value.day:02}"}
    for sign, number in parts.items():  # strftime stumbles over 年 where the system is not Chinese
        form = form.replace(sign, number)
    return form
