"""What was done: records by kind, rules, activities, aid."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from liushou_desk.domain import words
from liushou_desk.domain.diary_kinds import DiaryKind
from tests.services.figures.one_day import DAY, Row
from tests.services.figures.recount_scope import Numbers, Scoped, grouped

SIDES = {
    "school": ("home_visit", "talk", "parent_call", "guardian_talk"),
    "family": ("phone_call", "video_call", "family_meeting"),
}
WITH_TEXT = {"home_visit", "talk", "counselling", "tutoring", "comfort_visit"}


class Records(Scoped):
    """Everything counted from the first day of the term until the day asked about."""

    @cached_property
    def contacts(self) -> list[Row]:
        """Records and tallies, once for each child that counted."""
        return [*self._entries(self._counts), *self._tallies(self._counts)]

    @cached_property
    def _made(self) -> list[Row]:
        """The same for each child that was on the register."""
        here = self.days.on_register
        return [*self._entries(here), *self._tallies(here)]

    def _entries(self, about: Callable[[int, date], bool]) -> Iterator[Row]:
        """Each record once for every child whom it is about on its day."""
        for entry in self.tables["diary_entry"]:
            day = entry["happened_on"]
            if not self.first <= day <= self.until:
                continue
            for link in self.tables["entry_child"]:
                child = link["child_id"]
                named = link["entry_id"] == entry["id"] and child in self.scope
                if named and about(child, day):
                    yield {**entry, "record": ("entry", entry["id"]), "child": child, "n": 1}

    def _tallies(self, about: Callable[[int, date], bool]) -> Iterator[Row]:
        """A tally belongs to the term that holds the middle of its month."""
        for tally in self.tables["tally_entry"]:
            if tally["kind"] in WITH_TEXT:
                continue
            month, child = tally["month_on"], tally["child_id"]
            middle = self.first <= month.replace(day=15) <= self.term["last_on"]
            days = [d for d in _month_days(month) if self.first <= d <= self.until]
            if middle and child in self.scope and any(about(child, d) for d in days):
                yield {
                    "record": ("tally", tally["id"]), "child": child, "n": tally["times"],
                    "kind": tally["kind"], "written_by": None, "reached": 1, "is_group": 0,
                    "concern": None,
                    "happened_on": days[0], "recorded_on": days[0],
                }  # fmt: skip

    def _records(self) -> Numbers:
        numbers: Numbers = {}
        for kind in DiaryKind:
            rows = [row for row in self.contacts if row["kind"] == kind.value]
            numbers |= {f"{key}.{kind.label}": n for key, n in self._of_kind(rows).items()}
        alone = [r for r in self.contacts if r["reached"] and not r["is_group"]]
        sides = {side: {r["child"] for r in alone if _side(r) == side} for side in SIDES}
        this_month = {
            r["child"]
            for r in alone
            if _side(r) == "school" and f"{r['happened_on']:%Y-%m}" == f"{self.until:%Y-%m}"
        }
        return numbers | {
            "school_contacted": len([c for c in self.counted if c in sides["school"]]),
            "family_contacted": len([c for c in self.counted if c in sides["family"]]),
            "not_contacted": len([c for c in self.counted if c not in this_month]),
        }

    def _of_kind(self, rows: list[Row]) -> Numbers:
        alone = [r for r in rows if r["reached"] and not r["is_group"]]
        group = [r for r in rows if r["reached"] and r["is_group"]]
        children = {r["child"] for r in alone}
        homes = {(r["record"], self._child(r["child"])["household_id"]): r["n"] for r in alone}
        return {
            "times": sum({r["record"]: r["n"] for r in alone}.values()),
            "child_times": sum(r["n"] for r in alone),
            "group_times": len({r["record"] for r in group}),
            "group_child_times": len(group),
            "household_times": sum(homes.values()),
            "children": len(children),
            "children_present": len([c for c in children if c in self.counted]),
            "not_reached": len({r["record"] for r in rows if not r["reached"]}),
        }

    def _concerns(self) -> Numbers:
        allowed = self.days.settings["late_after_days"]
        records = {row["record"]: row for row in self.contacts}.values()
        late = [
            r
            for r in records
            if r["reached"] and (r["recorded_on"] - r["happened_on"]).days > allowed
        ]
        concerns = [r for r in records if r["concern"] is not None]
        solved = [r for r in concerns if r["closed_on"] and r["closed_on"] <= self.until]
        return {
            "late": len(late),
            "concerns": len(concerns),
            "solved_concerns": len(solved),
            "open_concerns": len(concerns) - len(solved),
        }

    def _rules(self) -> Numbers:
        cells: list[tuple[str, int, str]] = []
        late_cells: list[tuple[bool, str | None]] = []
        for rule in self.tables["follow_up_rule"]:
            if rule["is_active"]:
                for name, child, state, period in self._cells(rule):
                    cells.append((name, child, state))
                    if state == "overdue":
                        late_cells.append(
                            (self._tried(rule, child, period), self._reason(rule, child, period))
                        )
        open_children = {child for _, child, state in cells if state != "done"}
        asked = [c for c in self.counted if any(child == c for _, child, _ in cells)]
        numbers: Numbers = {"rule_children": len(asked)}
        late = {child for _, child, state in cells if state == "overdue"}
        numbers["overdue_children"] = len([c for c in asked if c in late])
        numbers["rule_met"] = len([c for c in asked if c not in open_children])
        numbers["rule_tried"] = sum(tried for tried, _ in late_cells)
        numbers |= grouped("rule_reasons", [reason for _, reason in late_cells])
        numbers |= grouped("rule_owed", [name for name, _, _ in cells])
        for state in ("done", "due", "overdue"):
            numbers |= grouped(f"rule_{state}", [name for name, _, s in cells if s == state])
        return numbers

    def _cells(self, rule: Row) -> Iterator[tuple[str, int, str, list[date]]]:
        name = (
            words.AppliesTo(rule["applies_to"]).label
            + words.Frequency(rule["frequency"]).label
            + f"{DiaryKind(rule['kind']).label}{rule['times']}次"
            + ("（亲情视频也算）" if rule["kind"] == "phone_call" else "")
        )
        monthly = rule["frequency"] == "monthly"
        for period in self._periods(monthly):
            if period[0] > self.until or period[0] < rule["since_on"]:
                continue
            least = 15 if monthly else 30
            for child in self.scope:
                if sum(self._stays(child, day) for day in period) < least:
                    continue
                key_care = rule["applies_to"] == "key_care"
                if key_care and sum(self._planned(child, day) for day in period) < least:
                    continue
                done = self._done(child, rule["kind"], period) >= rule["times"]
                late = "overdue" if self._is_over(period[-1]) else "due"
                yield name, child, "done" if done else late, period

    def _periods(self, monthly: bool) -> Iterator[list[date]]:
        term = _days(self.first, self.term["last_on"])
        if not monthly:
            yield term
            return
        months: dict[tuple[int, int], list[date]] = defaultdict(list)
        for day in term:
            months[day.year, day.month].append(day)
        for days in months.values():
            if sum(day.weekday() < 5 and not self._holiday(day) for day in days) >= 10:
                yield days

    def _holiday(self, day: date) -> bool:
        return any(
            row["first_on"] <= day <= row["last_on"]
            for row in self.tables["holiday"]
            if row["term_id"] == self.term["id"]
        )

    def _is_over(self, day: date) -> bool:
        """At the end of the day asked about, or with the day before today."""
        return day <= self.asked.day if self.asked.day else day < self.asked.today

    def _stays(self, child: int, day: date) -> bool:
        """Who is in care today is taken to stay."""
        return self._counts(child, min(day, self.until))

    def _planned(self, child: int, day: date) -> bool:
        """重点关爱 on a day; a plan that is open today is taken to stay so."""
        return self._has_plan(child, min(day, self.until))

    def _done(self, child: int, kind: str, period: list[date]) -> int:
        """On whatever day the child was on the register."""
        return sum(row["n"] for row in self._alone(child, kind, period) if row["reached"])

    def _tried(self, rule: Row, child: int, period: list[date]) -> bool:
        """已尽力: nobody was met on three different days."""
        rows = self._alone(child, rule["kind"], period)
        return len({row["happened_on"] for row in rows if not row["reached"]}) >= 3

    def _alone(self, child: int, kind: str, period: list[date]) -> list[Row]:
        """What was done for one child by itself, of the kinds that do for a kind."""
        kinds = ("phone_call", "video_call") if kind == "phone_call" else (kind,)
        return [
            row
            for row in self._made
            if row["child"] == child
            and row["kind"] in kinds
            and not row["is_group"]
            and period[0] <= row["happened_on"] <= period[-1]
        ]

    def _reason(self, rule: Row, child: int, period: list[date]) -> str | None:
        told = {
            (row["rule_id"], row["child_id"], row["period_on"]): row["reason"]
            for row in self.tables["open_cell_reason"]
        }
        return told.get((rule["id"], child, period[0]))

    def _activities(self) -> Numbers:
        held = {
            row["id"]: row
            for row in self.tables["activity"]
            if row["held_on"] and self.first <= row["held_on"] <= self.until
        }
        came = [
            (row["activity_id"], row["child_id"])
            for row in self.tables["activity_child"]
            if row["activity_id"] in held
            and row["child_id"] in self.scope
            and self._counts(row["child_id"], held[row["activity_id"]]["held_on"])
        ]
        return {
            "activities": len(held),
            "activity_head_count": sum(row["head_count"] or 0 for row in held.values()),
            "activity_child_times": len(came),
            "activity_children": len({child for _, child in came}),
            **grouped("activity_attendance", [str(activity) for activity, _ in came]),
        }

    def _aid(self) -> Numbers:
        given = [
            row
            for row in self.tables["aid"]
            if self.first <= row["granted_on"] <= self.until
            and row["child_id"] in self.scope
            and self._counts(row["child_id"], row["granted_on"])
        ]
        cash = [row for row in given if row["kind"] == "cash"]
        goods: Counter[str] = Counter()
        for row in given:
            if row["kind"] == "goods":
                goods[f"aid_goods.{row['quantity_unit'] or '未填'}"] += row["quantity"] or 0
        return {
            "aid_children": len({row["child_id"] for row in given}),
            "aid_cash_children": len({row["child_id"] for row in cash}),
            "aid_yuan": Decimal(sum(row["fen"] or 0 for row in cash)) / 100,
            **goods,
        }

    def _group(self) -> Numbers:
        """The leading group of the day, and what was tallied."""
        members = [
            row
            for row in self.tables["leading_group_member"]
            if not (row["from_on"] and row["from_on"] > self.stock)
            and not (row["to_on"] and row["to_on"] <= self.stock)
        ]
        tallied = {r["record"]: r["n"] for r in self.contacts if r["record"][0] == "tally"}
        return {"leading_group": len(members), "tallied_times": sum(tallied.values())}


def _side(record: Row) -> str | None:
    """学校联系 or 亲情联系; a letter is its writer's, and most kinds are neither."""
    if record["kind"] == "letter" and record["written_by"]:
        return "school" if record["written_by"] == "teacher" else "family"
    return next((side for side, kinds in SIDES.items() if record["kind"] in kinds), None)


def _month_days(month: date) -> list[date]:
    return [day for day in _days(month, month + 31 * DAY) if day.month == month.month]


def _days(first: date, last: date) -> list[date]:
    return [first + DAY * count for count in range((last - first).days + 1)]
