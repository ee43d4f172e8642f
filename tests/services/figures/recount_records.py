"""What was done: records by kind, rules, activities, aid."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import ceil

from liushou_desk.domain import words
from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.diary_kinds import DiaryKind
from tests.services.figures.one_day import DAY, Row
from tests.services.figures.recount_scope import DIGITS, Numbers, Scoped, grouped

SIDES = {
    "school": ("home_visit", "talk", "parent_call", "guardian_talk", "school_visit"),
    "family": ("phone_call", "video_call", "family_meeting", "holiday_stay"),
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
            middle = self.first <= month.replace(day=15) <= self.last
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
            told = self._of_kind(rows)
            whole = self.asked.campus is None and self.asked.class_id is None
            if kind is DiaryKind.COUNSELLING and whole:
                self._add_noted(told)
            numbers |= {f"{key}.{kind.label}": n for key, n in told.items()}
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

    def _add_noted(self, told: Numbers) -> None:
        """What the ledger of counselling says: so many came, nobody knows who."""
        for row in self.tables["counselling"]:
            if self.first <= row["held_on"] <= self.until:
                prefix = "group_" if row["form"] == "together" else ""
                told[f"{prefix}times"] += 1
                told[f"{prefix}child_times"] += row["head_count"]

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
        concerns = [r for r in records if r["concern"] is not None and r["kind"] != "counselling"]
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
            if rule["is_active"] and rule["owed_by"] == "child":
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
        mentors = [
            cell for rule in self.tables["follow_up_rule"] for cell in self._of_mentors(rule)
        ]
        whys = [why for _, state, why in mentors if state == "overdue"]
        numbers |= grouped("mentor_rule_reasons", whys)
        told = {
            "": [(name, state) for name, _, state in cells],
            "mentor_": [(name, state) for name, state, _ in mentors],
        }
        for whose, owed in told.items():
            numbers |= grouped(f"{whose}rule_owed", [name for name, _ in owed])
            for state in ("done", "due", "overdue"):
                named = [name for name, s in owed if s == state]
                numbers |= grouped(f"{whose}rule_{state}", named)
        return numbers

    def _cells(self, rule: Row) -> Iterator[tuple[str, int, str, list[date]]]:
        for period in self._owing(rule):
            for child in filter(lambda child: self._is_for(rule, child), self.scope):
                days = sum(self._stays(child, day) for day in period if day >= self.first)
                if rule["applies_to"] == "key_care":
                    days = min(days, sum(self._planned(child, day) for day in period))
                if rule["applies_to"] == "boarders":
                    days = min(days, sum(self._boards(child, day) for day in period))
                if days < self._least(rule):
                    continue
                times = rule["times"]
                if rule["is_prorated"] and rule["frequency"] != "yearly":
                    times = ceil(times * days / len(period))
                state = self._state(self._done(child, rule, period) >= times, period)
                yield self._sentence(rule), child, state, period

    def _of_mentors(self, rule: Row) -> Iterator[tuple[str, str, str | None]]:
        """Households that each teacher visited who was paired with a child in care."""
        if not rule["is_active"] or rule["owed_by"] == "child":
            return
        teachers = [
            row["id"]
            for row in self.tables["mentor"]
            if row["kind"] in ("homeroom_teacher", "teacher", "school_leader")
        ]
        for period in self._owing(rule):
            for mentor in teachers:
                if sum(self._paired_on(mentor, day) for day in period) >= self._least(rule):
                    done = len(self._homes(mentor, rule, period)) >= rule["times"]
                    why = self._reason(rule, mentor, period, "mentor")
                    yield self._sentence(rule), self._state(done, period), why

    def _paired_on(self, mentor: int, day: date) -> bool:
        """What is true today is taken to stay."""
        at = min(day, self.until)
        left = next(row["left_on"] for row in self.tables["mentor"] if row["id"] == mentor)
        return (left is None or left > at) and any(
            row["mentor_id"] == mentor
            and row["child_id"] in self.scope
            and (row["from_on"] is None or row["from_on"] <= at)
            and (row["to_on"] is None or row["to_on"] > at)
            and self._counts(row["child_id"], at)
            for row in self.tables["pairing"]
        )

    def _homes(self, mentor: int, rule: Row, period: list[date]) -> set[int]:
        went = {
            row["entry_id"] for row in self.tables["entry_visitor"] if row["mentor_id"] == mentor
        }
        return {
            self._child(row["child"])["household_id"]
            for row in self._made
            if row["record"][0] == "entry"
            and row["record"][1] in went
            and row["kind"] in _kinds(rule)
            and row["reached"]
            and not row["is_group"]
            and period[0] <= row["happened_on"] <= period[-1]
        }

    def _owing(self, rule: Row) -> Iterator[list[date]]:
        for period in self._periods(rule):
            if rule["since_on"] <= period[0] <= self.until:
                yield period

    def _state(self, done: bool, period: list[date]) -> str:
        late = "overdue" if self._is_over(period[-1]) else "due"
        return "done" if done else late

    def _is_for(self, rule: Row, child: int) -> bool:
        """双亲, grade and class as on the day that stocks are read at, or the child's last."""
        match rule["applies_to"]:
            case "both_away":
                return self._type(child, self._label_day(child)) == "双亲留守"
            case "grade":
                grade = self._grade(self._class_id(child))
                return grade == ("学前" if rule["grade"] == 0 else str(rule["grade"]))
            case "class":
                return bool(self._class_id(child) == rule["class_id"])
            case _:
                return True

    def _boards(self, child: int, day: date) -> bool:
        found = self.days.state("boarding_period", child, min(day, self.until))
        return bool(found and found["boards"])

    def _least(self, rule: Row) -> int:
        if rule["frequency"] == "each_term" and rule["season"] == "in_holidays":
            return 15
        return {"weekly": 4, "monthly": 15, "each_term": 30, "yearly": 30}[rule["frequency"]]

    def _sentence(self, rule: Row) -> str:
        who = words.AppliesTo(rule["applies_to"]).label
        if rule["applies_to"] == "grade":
            who = "学前" if rule["grade"] == 0 else DIGITS[rule["grade"]] + "年级"
        if rule["applies_to"] == "class":
            who = str(self._class(rule["class_id"]))
        mentor = rule["owed_by"] == "mentor"
        season = {"in_term": "", "in_holidays": "假期里", "both": "不分假期"}[rule["season"]]
        often = words.Frequency(rule["frequency"]).label
        asked = f"{DiaryKind(rule['kind']).label}{rule['times']}{'户' if mentor else '次'}"
        also = [kind.label for kind in DiaryKind if kind.value in _kinds(rule) - {rule["kind"]}]
        others = f"（{'、'.join(also)}也算）" if also else ""
        return f"{'每名帮扶教师' if mentor else who}{season}{often}{asked}{others}"

    def _periods(self, rule: Row) -> Iterator[list[date]]:
        if self.asked.span is None:
            yield from self._periods_of(rule, self.term)
            return
        found: list[list[date]] = []
        for term in sorted(self.tables["term"], key=lambda row: row["first_on"]):
            if term["first_on"] <= self.last and term["last_on"] >= self.first:
                found += [p for p in self._periods_of(rule, term) if p not in found]
        loose = rule["season"] == "in_holidays"
        for period in found:
            begins = loose or self.first <= period[0] <= self.last
            if begins and self.first <= period[-1] <= self.last:
                yield period

    def _periods_of(self, rule: Row, of: Row) -> Iterator[list[date]]:
        term = _days(of["first_on"], of["last_on"])
        match rule["frequency"]:
            case "yearly":
                yield self._school_year(of)
            case "each_term" if rule["season"] == "in_holidays":
                own = [r for r in self.tables["holiday"] if r["term_id"] == of["id"]]
                spans = [[d for d in term if r["first_on"] <= d <= r["last_on"]] for r in own]
                yield from sorted(spans, key=len, reverse=True)[:1]
            case "each_term":
                yield term
            case often:
                parts: dict[tuple[int, int], list[date]] = defaultdict(list)
                for day in term:
                    week = day.isocalendar()
                    month = day.year, day.month
                    parts[(week.year, week.week) if often == "weekly" else month].append(day)
                least = 3 if often == "weekly" else 10
                for days in parts.values():
                    off = [
                        self._holiday(day, of)
                        for day in days
                        if day.weekday() < 5 or self._is_called(day, "worked")
                    ]
                    counted = {"in_term": off.count(False), "in_holidays": off.count(True)}
                    if counted.get(rule["season"], least) >= least:
                        yield days

    def _school_year(self, of: Row) -> list[date]:
        """Both terms of it, the one that is not on file as it usually is."""
        terms = {row["code"]: row for row in self.tables["term"]}
        year, half = of["code"][:-2], of["code"][-1]
        usual = {"1": date(int(year[:4]), 9, 1), "2": date(int(year[-4:]), 8, 31)}
        first = terms.get(f"{year}-1", {"first_on": usual["1"]})["first_on"]
        last = terms.get(f"{year}-2", {"last_on": usual["2"]})["last_on"]
        assert half in usual
        return _days(first, last)

    def _is_called(self, day: date, kind: str) -> bool:
        """放假 or 补班."""
        return any(
            row["first_on"] <= day <= (row["last_on"] or row["first_on"])
            for row in self.tables["school_day"]
            if row["kind"] == kind
        )

    def _holiday(self, day: date, of: Row) -> bool:
        if self._is_called(day, "worked"):
            return False
        return self._is_called(day, "free") or any(
            row["first_on"] <= day <= row["last_on"]
            for row in self.tables["holiday"]
            if row["term_id"] == of["id"]
        )

    def _is_over(self, day: date) -> bool:
        """At the end of the day asked about, or with the day before today, and never after it."""
        if day > self.last:
            return False
        return day <= self.asked.day if self.asked.day else day < self.asked.today

    def _stays(self, child: int, day: date) -> bool:
        """Who is in care today is taken to stay."""
        return self._counts(child, min(day, self.until))

    def _planned(self, child: int, day: date) -> bool:
        """重点关爱 on a day; a plan that is open today is taken to stay so."""
        return self._has_plan(child, min(day, self.until))

    def _done(self, child: int, rule: Row, period: list[date]) -> int:
        """On whatever day the child was on the register; of a year in its first term too."""
        made = sum(row["n"] for row in self._alone(child, rule, period) if row["reached"])
        return made + (self._done_before(child, rule, period) if period[0] < self.first else 0)

    def _done_before(self, child: int, rule: Row, year: list[date]) -> int:
        count, here = 0, self.days.on_register
        for entry in self.tables["diary_entry"]:
            day = entry["happened_on"]
            alone = entry["reached"] and not entry["is_group"] and entry["kind"] in _kinds(rule)
            if alone and year[0] <= day < self.first and here(child, day):
                count += {"entry_id": entry["id"], "child_id": child} in [
                    {key: link[key] for key in ("entry_id", "child_id")}
                    for link in self.tables["entry_child"]
                ]
        for tally in self.tables["tally_entry"]:
            kind, month = tally["kind"], tally["month_on"]
            if kind in _kinds(rule) - WITH_TEXT and tally["child_id"] == child:
                middle = year[0] <= month.replace(day=15) < self.first
                if middle and any(here(child, day) for day in _month_days(month)):
                    count += tally["times"]
        return count

    def _tried(self, rule: Row, child: int, period: list[date]) -> bool:
        """已尽力: nobody was met on three different days."""
        rows = self._alone(child, rule, period)
        return len({row["happened_on"] for row in rows if not row["reached"]}) >= 3

    def _alone(self, child: int, rule: Row, period: list[date]) -> list[Row]:
        """What was done for one child by itself, of the kinds that do for a rule."""
        return [
            row
            for row in self._made
            if row["child"] == child
            and row["kind"] in _kinds(rule)
            and not row["is_group"]
            and period[0] <= row["happened_on"] <= period[-1]
        ]

    def _reason(self, rule: Row, who: int, period: list[date], of: str = "child") -> str | None:
        table = "open_cell_reason" if of == "child" else "mentor_cell_reason"
        told = {
            (row["rule_id"], row[f"{of}_id"], row["period_on"]): row["reason"]
            for row in self.tables[table]
        }
        return told.get((rule["id"], who, period[0]))

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
        kind_of = {key: self._activity_kind(row) for key, row in held.items()}
        numbers: Numbers = {}
        for key, who in (("guardian", "guardians"), ("teacher", "teachers")):
            for activity, row in held.items():
                if row[who]:
                    name = f"activity_{key}_by_kind.{kind_of[activity] or '未填'}"
                    numbers[name] = numbers.get(name, 0) + row[who]
        kinds = list(kind_of.values())
        return numbers | {
            "activities": len(held),
            "parent_meetings": kinds.count("家长会"),
            "family_guidance": kinds.count("监护人培训") + kinds.count("家长学校"),
            "activity_guardians": sum(row["guardians"] or 0 for row in held.values()),
            "activity_teachers": sum(row["teachers"] or 0 for row in held.values()),
            "activity_yuan": Decimal(sum(row["cost_fen"] or 0 for row in held.values())) / 100,
            **grouped("activities_by_kind", kinds),
            **grouped("activity_times_by_kind", [kind_of[activity] for activity, _ in came]),
            **grouped(
                "activity_children_by_kind",
                [kind for kind, _ in {(kind_of[activity], child) for activity, child in came}],
            ),
            "activity_head_count": sum(row["head_count"] or 0 for row in held.values()),
            "activity_child_times": len(came),
            "activity_children": len({child for _, child in came}),
            **grouped("activity_attendance", [str(activity) for activity, _ in came]),
        }

    def _activity_kind(self, row: Row) -> str | None:
        return ActivityKind(row["kind"]).label if row["kind"] else None

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
            "aid_times": len(given),
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


def _kinds(rule: Row) -> set[str]:
    return {rule["kind"], *(rule["also"] or rule["kind"]).split(",")}


def _side(record: Row) -> str | None:
    """学校联系 or 亲情联系; a letter is its writer's, and most kinds are neither."""
    if record["kind"] == "letter" and record["written_by"]:
        return "school" if record["written_by"] == "teacher" else "family"
    return next((side for side, kinds in SIDES.items() if record["kind"] in kinds), None)


def _month_days(month: date) -> list[date]:
    return [day for day in _days(month, month + 31 * DAY) if day.month == month.month]


def _days(first: date, last: date) -> list[date]:
    return [first + DAY * count for count in range((last - first).days + 1)]
