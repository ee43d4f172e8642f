"""The small ledgers: what happened in the term, what holds on the day, what is open yet.

A ledger that is hidden until it is taken up has no figures while it has no records.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tests.services.figures.one_day import Row
from tests.services.figures.recount_records import Records
from tests.services.figures.recount_scope import Numbers


class SmallLedgers(Records):
    """Each of them by hand."""

    def _small_ledgers(self) -> Numbers:
        numbers: Numbers = {}
        for table, count in (
            ("hazard", self._hazards), ("drill", self._drills), ("safety_pledge", self._pledges),
            ("absence", self._absences), ("medical", self._medical), ("checkup", self._checkups),
            ("care_confirmation", self._confirmations), ("home_letter", self._letters),
            ("home_item", self._items), ("home_opening", self._openings),
            ("giving", self._giving), ("publicity", self._publicity),
            ("training", self._trainings), ("inspection", self._inspections),
            ("regulation", self._regulations), ("award", self._awards),
            ("helper_award", self._helper_awards), ("work_note", self._work_notes),
            ("home_stay", self._home_stays), ("mentor_leave", self._leaves),
            ("mentor_agreement", self._mentor_agreements), ("study_plan", self._study_plans),
            ("counselling", self._counselling), ("mandatory_report", self._reports),
            ("growth_note", self._growth_notes), ("wish", self._wishes),
            ("duty_round", self._duty_rounds),
        ):  # fmt: skip
            if self.tables[table]:
                numbers |= count()
        return numbers

    def _term_of(self, table: str, day: str) -> list[Row]:
        return [row for row in self.tables[table] if self.first <= row[day] <= self.until]

    def _children_of(self, rows: Iterable[Row], day: str) -> list[Row]:
        return [
            row
            for row in rows
            if row["child_id"] in self.scope and self._counts(row["child_id"], row[day])
        ]

    def _unsettled(self, table: str, day: str, settled: str) -> list[Row]:
        begun = [row for row in self.tables[table] if row[day] <= self.stock]
        return [row for row in begun if not _by(row[settled], self.stock)]

    def _holding(self, table: str) -> list[Row]:
        return [
            row
            for row in self.tables[table]
            if row["child_id"] in self.counted
            and row["signed_on"] <= self.stock
            and not (row["until_on"] and row["until_on"] < self.stock)
        ]

    def _counselling(self) -> Numbers:
        rows = self._term_of("counselling", "held_on")
        referred = [row for row in rows if row["referred"]]
        return {"counselling_noted": len(rows), "counselling_referred": len(referred)}

    def _reports(self) -> Numbers:
        return {"mandatory_reports": len(self._term_of("mandatory_report", "reported_on"))}

    def _hazards(self) -> Numbers:
        found = self._term_of("hazard", "found_on")
        return {
            "hazards": len(found),
            "hazards_mended": len([row for row in found if _by(row["mended_on"], self.until)]),
            "hazards_open": len(self._unsettled("hazard", "found_on", "mended_on")),
        }

    def _drills(self) -> Numbers:
        held = self._term_of("drill", "held_on")
        return {"drills": len(held), "drill_times": _sum(held, "head_count")}

    def _pledges(self) -> Numbers:
        held = self._holding("safety_pledge")
        return {"safety_pledges": len(held), "safety_pledged": _children(held)}

    def _confirmations(self) -> Numbers:
        held = self._holding("care_confirmation")
        return {"care_confirmations": len(held), "care_confirmed": _children(held)}

    def _study_plans(self) -> Numbers:
        held = [
            row
            for row in self.tables["study_plan"]
            if row["child_id"] in self.counted
            and row["from_on"] <= self.stock
            and not (row["until_on"] and row["until_on"] < self.stock)
        ]
        return {"study_plan_children": _children(held)}

    def _absences(self) -> Numbers:
        away = self._children_of(self._term_of("absence", "from_on"), "from_on")
        open_yet = self._unsettled("absence", "from_on", "back_on")
        return {
            "absences": len(away),
            "absence_children": _children(away),
            "unexcused": len([row for row in away if row["kind"] == "unexcused"]),
            "absences_back": len([row for row in away if _by(row["back_on"], self.until)]),
            "absences_open": len([row for row in open_yet if row["child_id"] in self.counted]),
        }

    def _medical(self) -> Numbers:
        ill = self._children_of(self._term_of("medical", "happened_on"), "happened_on")
        open_yet = self._unsettled("medical", "happened_on", "closed_on")
        return {
            "medical_times": len(ill),
            "medical_children": _children(ill),
            "medical_open": len([row for row in open_yet if row["child_id"] in self.counted]),
        }

    def _checkups(self) -> Numbers:
        seen = self._children_of(self._term_of("checkup", "checked_on"), "checked_on")
        return {"checkup_times": len(seen), "checkup_children": _children(seen)}

    def _awards(self) -> Numbers:
        given = self._children_of(self._term_of("award", "awarded_on"), "awarded_on")
        return {"award_times": len(given), "award_children": _children(given)}

    def _helper_awards(self) -> Numbers:
        return {"helper_awards": len(self._term_of("helper_award", "awarded_on"))}

    def _letters(self) -> Numbers:
        sent = self._term_of("home_letter", "sent_on")
        return {
            "home_letters": len(sent),
            "home_letter_families": _sum(sent, "families"),
            "home_letter_receipts": _sum(sent, "receipts"),
        }

    def _items(self) -> Numbers:
        there = [
            row
            for row in self.tables["home_item"]
            if row["received_on"] <= self.stock and not _by(row["scrapped_on"], self.stock)
        ]
        return {"home_items": len(there), **_by_unit("home_items_by_unit", there)}

    def _openings(self) -> Numbers:
        opened = self._term_of("home_opening", "opened_on")
        return {
            "home_openings": len(opened),
            "home_hours": Decimal(_sum(opened, "hours")) / 10,
            "home_came": _sum(opened, "came"),
        }

    def _giving(self) -> Numbers:
        given = self._term_of("giving", "given_on")
        cash = [row for row in given if row["form"] == "cash"]
        donated = [row for row in cash if row["kind"] == "donation"]
        goods = [row for row in given if row["form"] == "goods"]
        return {
            "givings": len(given),
            "giving_yuan": Decimal(_sum(cash, "fen")) / 100,
            "donated_yuan": Decimal(_sum(donated, "fen")) / 100,
            **_by_unit("giving_goods", goods),
        }

    def _publicity(self) -> Numbers:
        return {"publicity": len(self._term_of("publicity", "published_on"))}

    def _trainings(self) -> Numbers:
        held = self._term_of("training", "held_on")
        return {"trainings": len(held), "training_times": _sum(held, "head_count")}

    def _inspections(self) -> Numbers:
        made = self._term_of("inspection", "inspected_on")
        return {
            "inspections": len(made),
            "inspections_closed": len([row for row in made if _by(row["closed_on"], self.until)]),
            "inspections_open": len(self._unsettled("inspection", "inspected_on", "closed_on")),
        }

    def _regulations(self) -> Numbers:
        valid = [
            row
            for row in self.tables["regulation"]
            if row["since_on"] <= self.stock and not _by(row["ended_on"], self.stock)
        ]
        walled = [row for row in valid if row["on_wall"]]
        return {"regulations": len(valid), "regulations_on_wall": len(walled)}

    def _home_stays(self) -> Numbers:
        away = self._children_of(self._term_of("home_stay", "left_on"), "left_on")
        open_yet = self._unsettled("home_stay", "left_on", "returned_on")
        return {
            "home_stays": len(away),
            "home_stay_children": _children(away),
            "home_stays_open": len([row for row in open_yet if row["child_id"] in self.counted]),
        }

    def _leaves(self) -> Numbers:
        rows = self.tables["mentor_leave"]
        on_leave = [row for row in rows if row["from_on"] <= self.stock <= row["until_on"]]
        return {"mentors_on_leave": len(on_leave)}

    def _mentor_agreements(self) -> Numbers:
        valid = [
            row
            for row in self.tables["mentor_agreement"]
            if row["child_id"] in self.counted
            and row["from_on"] <= self.stock
            and not (row["until_on"] and row["until_on"] < self.stock)
        ]
        return {"mentor_agreements": len(valid), "mentor_agreed": _children(valid)}

    def _work_notes(self) -> Numbers:
        noted = self._term_of("work_note", "happened_on")
        of_kind = Counter(row["kind"] for row in noted)
        return {
            "work_notes": len(noted),
            "work_research": of_kind["research"],
            "work_boards": of_kind["board"],
            "work_committee": of_kind["committee"],
        }

    def _growth_notes(self) -> Numbers:
        noted = self._children_of(self._term_of("growth_note", "noted_on"), "noted_on")
        return {"growth_notes": len(noted), "growth_note_children": _children(noted)}

    def _wishes(self) -> Numbers:
        asked = self._children_of(self._term_of("wish", "asked_on"), "asked_on")
        open_yet = self._unsettled("wish", "asked_on", "settled_on")
        return {
            "wishes": len(asked),
            "wish_children": _children(asked),
            "legal_aids": len([row for row in asked if row["kind"] == "legal_aid"]),
            "wishes_settled": len([row for row in asked if _by(row["settled_on"], self.until)]),
            "wishes_open": len([row for row in open_yet if row["child_id"] in self.counted]),
        }

    def _duty_rounds(self) -> Numbers:
        held = self._term_of("duty_round", "held_on")
        return {
            "duty_rounds": len(held),
            "lunch_rounds": len([row for row in held if row["kind"] == "lunch"]),
            "night_rounds": len([row for row in held if row["kind"] == "dormitory"]),
        }


def _by(day: date | None, until: date) -> bool:
    return day is not None and day <= until


def _children(rows: list[Row]) -> int:
    return len({row["child_id"] for row in rows})


def _sum(rows: list[Row], key: str) -> int:
    return sum(row[key] or 0 for row in rows)


def _by_unit(key: str, rows: list[Row]) -> Numbers:
    found: Counter[str] = Counter()
    for row in rows:
        found[f"{key}.{row['quantity_unit'] or '未填'}"] += row["quantity"] or 0
    return dict(found)
