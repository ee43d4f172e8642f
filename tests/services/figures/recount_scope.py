"""Whom a question is about: who counts on which day, in which campus."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.services.figures.one_day import DAY, Days, Question, Row, Tables

Numbers = dict[str, Any]
DIGITS = "零一二三四五六七八九"


class Scoped:
    """The days and children of one question."""

    def __init__(self, tables: Tables, asked: Question) -> None:
        self.tables, self.asked, self.kind = tables, asked, asked.kind
        self.term = next(row for row in tables["term"] if row["code"] == asked.term)
        self.first, last = asked.span or (self.term["first_on"], self.term["last_on"])
        self.last, cutoff = last, asked.stock_on or self.term["cutoff_on"]
        self.stock = asked.day or max(self.first, min(cutoff, asked.today))
        self.until = asked.day or min(asked.today, last)
        self.gone_by = asked.day or min(asked.today, last + DAY)
        self.days = Days(tables, self.term["id"], self.stock)
        self.classes = {row["id"]: row for row in tables["school_class"]}
        self.campuses = {row["id"]: row for row in tables["campus"]}
        self.scope = [c for c in self.days.children if self._in_scope(self._class_id(c))]
        self.present = [c for c in self.scope if self.days.on_register(c, self.stock)]
        self.counted = [c for c in self.present if self._counts(c, self.stock)]

    def _class_id(self, child: int) -> int | None:
        return self.days.sheets.get(child, {}).get("class_id")

    def _grade(self, class_id: int | None) -> str | None:
        found = self.classes.get(class_id or 0)
        if found is None:
            return None
        return "学前" if found["stage"] == "preschool" else str(found["grade"])

    def _class(self, class_id: int | None) -> str | None:
        found = self.classes.get(class_id or 0)
        if found is None:
            return None
        number = found["number"]
        if found["name"]:
            label = found["name"]
        elif found["stage"] == "preschool":
            label = ("学前", "托", "小", "中", "大")[found["grade"]] + f"{number or ''}班"
        else:
            label = f"{DIGITS[found['grade']]}年级{number}班"
        campus = self.campuses[found["campus_id"]]
        return ("" if campus["is_main"] else campus["name"]) + label

    def _type(self, child: int, day: date | None = None) -> str | None:
        """双亲 or 单亲; a child of whom but one absence is sure has no type."""
        found = self.days.found(child, day or self.stock, self.kind)
        return None if found == "留守" and self.kind != "civil" else found

    def _label_day(self, child: int) -> date:
        """The day itself, or the child's nearest on the register in the term."""
        here = self.days.on_register
        if here(child, self.stock):
            return self.stock
        term = [self.first + DAY * n for n in range((self.until - self.first).days + 1)]
        days = [day for day in term if here(child, day)]
        return max([day for day in days if day < self.stock], default=min(days, default=self.stock))

    def _in_scope(self, class_id: int | None) -> bool:
        if self.asked.class_id is not None and class_id != self.asked.class_id:
            return False
        return self.asked.campus is None or self._campus(class_id) == self.asked.campus

    def _campus(self, class_id: int | None) -> str | None:
        found = self.classes.get(class_id or 0)
        return self.campuses[found["campus_id"]]["name"] if found else None

    def _counts(self, child: int, day: date) -> bool:
        return self.days.counted(child, day, self.kind)

    def _child(self, child: int) -> Row:
        return self.days.children[child]

    def _has_plan(self, child: int, day: date) -> bool:
        return any(
            plan["opened_on"] <= day and (plan["closed_on"] is None or plan["closed_on"] > day)
            for plan in self.days.rows("support_plan", child)
        )


def grouped(key: str, labels: Iterable[str | None]) -> Numbers:
    """How many of each label, 未填 for none."""
    return {f"{key}.{label or '未填'}": n for label, n in Counter(labels).items()}
