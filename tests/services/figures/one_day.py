"""What is true of a child on one day, read off the rows of the tables with plain loops.

Written again from the definitions' text; shares nothing with the program but the office's words.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
LEFT_BEHIND = ("双亲留守", "单亲留守", "留守")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """What is asked: which term, 口径 and campus, seen from which day; or a paper's own days.

    Of a period that is no term, `term` is the one whose sheets tell the classes.
    """

    term: str
    kind: str
    today: date
    day: date | None = None
    campus: str | None = None
    class_id: int | None = None
    span: tuple[date, date] | None = None
    stock_on: date | None = None
    before: tuple[str, date] | None = None
    """The term and the stock day of the time before, of a period that is no term."""


def read_tables(connection: Any) -> Tables:
    """Every table of the file as dicts; days as dates."""
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table'"
        )
    ]
    return {name: [*_rows(connection, name)] for name in names if name not in ("action", "change")}


def _rows(connection: Any, table: str) -> list[Row]:
    cursor = connection.execute(f'SELECT * FROM main."{table}" ORDER BY 1')
    columns = [column[0] for column in cursor.description]
    return [
        {
            c: date.fromisoformat(v) if v and _is_day(c) else v
            for c, v in zip(columns, row, strict=True)
        }
        for row in cursor
    ]


def _is_day(column: str) -> bool:
    return column.endswith("_on") or column == "away_since"


def holds(row: Row, day: date) -> bool:
    """Whether a dated state holds on a day."""
    begun = row["from_on"] is None or row["from_on"] <= day
    return begun and (row["to_on"] is None or row["to_on"] > day)


def months_full(since: date, day: date) -> int:
    """Whole months gone by; the last day of a short month completes one."""
    months = 12 * (day.year - since.year) + day.month - since.month
    is_month_end = (day + DAY).day == 1
    return months if day.day >= since.day or is_month_end else months - 1


def under(age: int, born: date, day: date) -> bool:
    """Whether the birthday of that age still lies ahead."""
    return (born.year + age, born.month, born.day) > (day.year, day.month, day.day)


class Days:
    """Answers for one file and the verification of one term's sheets."""

    def __init__(self, tables: Tables, term_id: int, verified_by: date) -> None:
        self.tables = tables
        self.settings = tables["school_profile"][0]
        self.children = {row["id"]: row for row in tables["child"]}
        self.sheets = {
            row["child_id"]: row for row in tables["term_sheet"] if row["term_id"] == term_id
        }
        self.verified_by = verified_by
        self.found = cache(self._found)
        self._of_child = {
            name: _grouped(tables[name], "child_id")
            for name in ("register_period", "school_record_mark", "boarding_period",
                         "caregiver_period", "support_plan", "pairing", "label_override",
                         "care_agreement")
        }  # fmt: skip
        self._members = _grouped(tables["family_member"], "household_id")
        self._whereabouts = _grouped(tables["whereabouts"], "member_id")

    def rows(self, table: str, child: int) -> list[Row]:
        """The rows of a child in the order they were written."""
        return self._of_child[table][child]

    def on_register(self, child: int, day: date) -> bool:
        """在册."""
        return any(
            row["entered_on"] <= day and (row["left_on"] is None or day < row["left_on"])
            for row in self.rows("register_period", child)
        )

    def counted(self, child: int, day: date, kind: str) -> bool:
        """On the register and 留守 on a day."""
        return self.on_register(child, day) and self.found(child, day, kind) in LEFT_BEHIND

    def leaving(self, child: int, day: date) -> Row | None:
        """The period at whose end a child left the register last."""
        left = [
            row
            for row in self.rows("register_period", child)
            if row["left_on"] and row["left_on"] > row["entered_on"] and row["left_on"] <= day
        ]
        return max(left, key=lambda row: row["left_on"]) if left else None

    def state(self, table: str, child: int, day: date) -> Row | None:
        """The boarding or caregiver of a day."""
        holding = [row for row in self.rows(table, child) if holds(row, day)]
        return holding[-1] if holding else None

    def decided(self, child: int, about: str, day: date) -> str | None:
        """What the school decided otherwise (人工认定), the last word of those that hold."""
        said = [
            row["value"]
            for row in self.rows("label_override", child)
            if row["about"] == about and holds(row, day)
        ]
        return said[-1] if said else None

    def care(self, child: int, day: date) -> str | None:
        """照料, decided or on file."""
        found = self.state("caregiver_period", child, day)
        return self.decided(child, "care", day) or (found["care"] if found else None)

    def agreed(self, child: int, day: date) -> list[Row]:
        """委托照护 in force: to the end of its last day, unless it ended before."""
        return [
            row
            for row in self.rows("care_agreement", child)
            if row["from_on"] <= day
            and not (row["until_on"] and row["until_on"] < day)
            and not (row["ended_on"] and row["ended_on"] <= day)
        ]

    def unsupported(self, child: int, day: date) -> bool:
        """事实无人抚养: 双方均…之一，或一方死亡另一方…之一; under eighteen, no orphan."""
        born = self.children[child]["born_on"]
        if self.orphan(child, day) or born is None or not under(18, born, day):
            return False
        return all(map(_gone_or_broken, self.parents(child, day)))

    def verified(self, child: int) -> bool:
        """Whether the term's sheet was verified by the day asked about."""
        on = self.sheets.get(child, {}).get("verified_on")
        return on is not None and on <= self.verified_by

    def mark(self, child: int, day: date) -> str | None:
        """The 学籍标注 of a day; before the first export, the first."""
        marks = sorted(self.rows("school_record_mark", child), key=lambda row: row["marked_on"])
        if not marks:
            return None
        known = [row for row in marks if row["marked_on"] <= day]
        return (known[-1] if known else marks[0])["mark"]

    def parent(self, child: int, day: date, names: tuple[str, str]) -> Row | None:
        """Where father or mother is; the step parent only where no own parent is listed."""
        members = self._members[self.children[child]["household_id"]]
        own = [m for m in members if m["relation"] == names[0]]
        step = [m for m in members if m["relation"] == names[1]]
        for member in (own or step)[:1]:
            return self._through_visits(self._whereabouts[member["id"]], day)
        return None

    def _through_visits(self, rows: list[Row], day: date) -> Row | None:
        """The row of a day; a short return between two absences is the absence going on."""
        holding = [row for row in rows if holds(row, day)]
        if not holding:
            return None
        row = holding[-1]
        if row["status"] == "at_home":
            return self._absence_before(rows, row) or row
        begun = row
        while visit := self._visit_before(rows, begun):
            begun = next(a for a in rows if a["to_on"] == visit["from_on"])
        return {**row, "away_since": begun["away_since"]}

    def _absence_before(self, rows: list[Row], home: Row) -> Row | None:
        """The absence that a return interrupts, as it began; None where the return is none."""
        for after in rows:
            if after["from_on"] == home["to_on"] and self._visit_before(rows, after) is home:
                return self._through_visits(rows, home["from_on"] - DAY)
        return None

    def _visit_before(self, rows: list[Row], absence: Row) -> Row | None:
        """The visit between an absence and one of the same kind before it."""
        if absence["from_on"] is None or absence["status"] not in ("works_away", "away_otherwise"):
            return None
        for home in rows:
            if home["status"] != "at_home" or home["to_on"] != absence["from_on"]:
                continue
            if home["from_on"] is None:
                continue
            if (home["to_on"] - home["from_on"]).days > self.settings["visit_days"]:
                continue
            for before in rows:
                if before["to_on"] == home["from_on"] and before["status"] == absence["status"]:
                    return home
        return None

    def parents(self, child: int, day: date) -> tuple[Row | None, Row | None]:
        """Father and mother."""
        father = self.parent(child, day, ("father", "step_father"))
        return father, self.parent(child, day, ("mother", "step_mother"))

    def orphan(self, child: int, day: date) -> bool:
        """By certificate, or both parents deceased."""
        statuses = [p["status"] if p else None for p in self.parents(child, day)]
        return bool(self.children[child]["is_orphan"]) or statuses == ["deceased", "deceased"]

    def _found(self, child: int, day: date, kind: str) -> str:
        found = self._of_any_stage(child, day, kind)
        inside = kind == "civil" or self.settings["preschool_inside"]
        if found in LEFT_BEHIND and not inside and self.stage(child) == "preschool":
            return "学前留守"
        return found

    def verified_or_not(self, child: int, day: date) -> str:
        """What the facts say, or the school instead of them, of a child inside the stages."""
        decided = self.decided(child, "verified", day)
        words = {"both": "双亲留守", "one": "单亲留守", "counted": "留守"}
        found = words.get(decided, "非留守") if decided else self.by_facts(child, day)
        outside = self.stage(child) == "preschool" and not self.settings["preschool_inside"]
        return "学前留守" if outside and found in LEFT_BEHIND else found

    def stage(self, child: int) -> str | None:
        """学段 of the term's class."""
        class_id = self.sheets.get(child, {}).get("class_id")
        return next((c["stage"] for c in self.tables["school_class"] if c["id"] == class_id), None)

    def _of_any_stage(self, child: int, day: date, kind: str) -> str:
        if kind == "school_record":
            mark = self.mark(child, day)
            said = {"none": "非留守", "one": "单亲留守", "both": "双亲留守", "yes": "留守"}
            return said[mark] if mark else "事实不足"
        decided = self.decided(child, kind, day)
        if decided:
            return {"both": "双亲留守", "one": "单亲留守", "counted": "留守"}.get(decided, "非留守")
        if kind == "civil":
            return self._civil(child, day)
        return self.by_facts(child, day) if self.verified(child) else "未核实"

    def by_facts(self, child: int, day: date) -> str:
        """D2 from the whereabouts; an unknown parent leaves open what it could change."""
        can_be = self._can_be(child, day)
        if len(can_be) == 1:
            return can_be.pop()
        return "留守" if can_be <= {"双亲留守", "单亲留守"} else "事实不足"

    def _can_be(self, child: int, day: date) -> set[str]:
        if self.orphan(child, day):
            return {"孤儿"}
        where = [self._where(parent, day) for parent in self.parents(child, day)]
        spelled_out = product(*(("away", "home") if w == "unknown" else (w,) for w in where))
        lost = bool(self.settings["lost_is_away"])
        return {_both_or_one(*pair, lost_is_away=lost) for pair in spelled_out}

    def _where(self, parent: Row | None, day: date) -> str:
        if parent is None:
            return "unknown"
        if parent["status"] == "works_away":
            since = parent["away_since"]
            enough = since is None or months_full(since, day) >= self.settings["away_months"]
            return "away" if enough and (since is None or since <= day) else "home"
        return {"lost_contact": "lost", "deceased": "dead"}.get(parent["status"], "home")

    def agreement(self, child: int, day: date) -> str:
        """Mark beside facts."""
        mark, can_be = self.mark(child, day), self._can_be(child, day)
        if mark is None:
            return "事实不足"
        if can_be == {"孤儿"}:
            return "一致" if mark == "none" else "不一致"
        said = {
            "none": {"非留守"},
            "one": {"单亲留守"},
            "both": {"双亲留守"},
            "yes": {"单亲留守", "双亲留守", "留守"},
        }[mark]
        if not said & can_be:
            return "不一致"
        return "一致" if can_be <= said else "事实不足"

    def _civil(self, child: int, day: date) -> str:
        if self.orphan(child, day):
            return "孤儿"
        cases = product(*(_abilities(parent) for parent in self.parents(child, day)))
        answers = {
            left and young and rural
            for left in {_left_alone(father, mother) for father, mother in cases}
            for young in self._young(child, day)
            for rural in self._rural(child)
        }
        if answers == {True}:
            return "留守"
        return "非留守" if answers == {False} else "事实不足"

    def _young(self, child: int, day: date) -> set[bool]:
        born = self.children[child]["born_on"]
        return {under(self.settings["age_limit"], born, day)} if born else {True, False}

    def _rural(self, child: int) -> set[bool]:
        if not self.settings["rural_only"]:
            return {True}
        hukou = self.children[child]["hukou"]
        return {hukou == "rural"} if hukou in ("rural", "urban") else {True, False}


def _grouped(rows: list[Row], key: str) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped


def _gone_or_broken(parent: Row | None) -> bool:
    if parent is None:
        return False
    if parent["status"] in ("detained", "lost_contact", "deceased"):
        return True
    why = parent["unable_why"] or ""
    return parent["able_to_care"] == 0 and any(w in why for w in ("重残", "重病", "服刑", "戒毒"))


def _both_or_one(father: str, mother: str, *, lost_is_away: bool) -> str:
    if father == "dead" and mother == "dead":
        return "孤儿"
    if father == "away" and mother == "away":
        return "双亲留守"
    if lost_is_away and (father, mother) in (("away", "lost"), ("lost", "away")):
        return "双亲留守"
    if father == "away" or mother == "away":
        return "单亲留守"
    return "非留守"


def _abilities(parent: Row | None) -> list[tuple[str, bool]]:
    """Every (status, able to care) that what is written down leaves open."""
    if parent is None:
        return [("works_away", True), ("works_away", False), ("at_home", True), ("at_home", False)]
    status, able = parent["status"], parent["able_to_care"]
    if status in ("lost_contact", "detained", "deceased"):
        return [(status, False)]
    if able is not None:
        return [(status, bool(able))]
    return [(status, True)] if status == "at_home" else [(status, True), (status, False)]


def _left_alone(father: tuple[str, bool], mother: tuple[str, bool]) -> bool:
    """D1: 父母双方外出务工，或一方外出务工另一方无监护能力."""
    father_away, mother_away = father[0] == "works_away", mother[0] == "works_away"
    if father_away and mother_away:
        return True
    return (father_away and not mother[1]) or (mother_away and not father[1])
