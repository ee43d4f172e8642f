"""An independent recount of every figure: plain loops over all rows, day by day.

Only the definitions' text is shared with the program (and the office's words for the labels). A
figure that the program changes without the definition having changed shows up here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from liushou_desk.domain import words
from tests.services.figures.one_day import LEFT_BEHIND, Row, under
from tests.services.figures.recount_ledgers import SmallLedgers
from tests.services.figures.recount_scope import Numbers, grouped

BEFORE = {"2026-2027-1": "2025-2026-2", "2026-2027-2": "2026-2027-1"}
CLASSES = {
    "孤儿": "孤儿", "残疾": "自身困境", "重病": "自身困境", "低保": "家庭困境",
    "脱贫户": "家庭困境", "特困": "家庭困境", "事实无人抚养": "监护困境", "临时困境": "临时困境",
    "服刑人员子女": "监护困境", "涉毒人员子女": "监护困境", "受艾滋病影响": "自身困境",
    "受侵害": "监护困境", "流浪": "监护困境",
}  # fmt: skip
AGES = ((16, "16周岁及以上"), (14, "14至15周岁"), (6, "6至13周岁"), (0, "0至5周岁"))
PRIORITIES = ("first_to_board", "first_to_eat", "first_to_ride")


class Recount(SmallLedgers):
    """All figures of one question."""

    def numbers(self) -> Numbers:
        """Every key that is not nought."""
        numbers: Numbers = {}
        for part in (
            self._basics, self._groups, self._labels, self._hardships, self._three, self._changes,
            self._files, self._pairing, self._records, self._concerns, self._rules,
            self._activities, self._aid, self._guarded, self._group,
            self._small_ledgers,
        ):  # fmt: skip
            numbers |= part()
        return numbers | _rates(numbers)

    def _basics(self) -> Numbers:
        pupils = [row for row in self.tables["pupil"] if self._enrolled(row)]
        grades = [self._grade(self._class_id(c)) for c in self.present]
        grades += [self._grade(self._class_of_pupil(row)) for row in pupils]
        inside = self.kind == "civil" or self.days.settings["preschool_inside"]
        small = [] if inside else [grade for grade in grades if grade == "学前"]
        grades = grades if inside else [grade for grade in grades if grade != "学前"]
        found = [self.days.found(c, self.stock, self.kind) for c in self.present]
        return {
            "pupils": len(grades),
            "preschool_pupils": len(small),
            "preschool_left_behind": found.count("学前留守"),
            "in_care": len(self.present),
            "left_behind": len(self.counted),
            "orphans": sum(self.days.orphan(c, self.stock) for c in self.present),
            **grouped("pupils_by_grade", grades),
        }

    def _enrolled(self, pupil: Row) -> bool:
        return self._in_scope(self._class_of_pupil(pupil)) and any(
            row["pupil_id"] == pupil["id"]
            and row["entered_on"] <= self.stock
            and (row["left_on"] is None or row["left_on"] > self.stock)
            for row in self.tables["register_period"]
        )

    def _class_of_pupil(self, pupil: Row) -> int | None:
        """As told for the term, else for any other term of its school year."""
        codes = {row["id"]: row["code"] for row in self.tables["term"]}
        told = {
            codes[row["term_id"]]: row["class_id"]
            for row in self.tables["pupil_class"]
            if row["pupil_id"] == pupil["id"]
        }
        if self.asked.term in told:
            return told[self.asked.term]
        year = self.asked.term[: len("2026-2027")]
        return next((found for code, found in told.items() if code.startswith(year)), None)

    def _groups(self) -> Numbers:
        """Left-behind children by what stands beside their name."""
        sexes = [words.Sex(s).label if (s := self._child(c)["sex"]) else None for c in self.counted]
        boards = [self.days.state("boarding_period", c, self.stock) for c in self.counted]
        boarding = [b and ("寄宿" if b["boards"] else "走读") for b in boards]
        stages = [self.classes.get(self._class_id(c) or 0) for c in self.counted]
        return {
            "left_behind_male": sexes.count("男"),
            "left_behind_female": sexes.count("女"),
            "left_behind_boarding": boarding.count("寄宿"),
            **grouped("by_sex", sexes),
            **grouped("by_boarding", boarding),
            **self._crossed([s and words.Stage(s["stage"]).label for s in stages], boarding),
            **self._by("by_age", self._age),
            "declines_label": sum(bool(self._child(c)["declines_label"]) for c in self.counted),
            **{key: sum(self._sheet_says(key, c) for c in self.counted) for key in PRIORITIES},
            **grouped("by_stage", [s and words.Stage(s["stage"]).label for s in stages]),
            **self._by("by_grade", lambda c: self._grade(self._class_id(c))),
            **self._by("by_class", lambda c: self._class(self._class_id(c))),
            **self._by("by_campus", lambda c: self._campus(self._class_id(c))),
            **self._by("by_village", lambda c: self._child(c)["village"]),
            **self._by("by_care", self._care),
            **self._by("by_caregiver", self._caregiver),
        }

    def _sheet_says(self, key: str, child: int) -> bool:
        return bool(self.days.sheets.get(child, {}).get(key))

    def _crossed(self, stages: list[str | None], boarding: list[str | None]) -> Numbers:
        """Stage by boarding, of all and of each way to be looked after."""
        found: dict[str, list[str | None]] = {"by_stage_boarding": []}
        for child, stage, boards in zip(self.counted, stages, boarding, strict=True):
            care = self.days.care(child, self.stock) or "unfilled"
            label = f"{stage or '未填'}·{boards or '未填'}" if stage or boards else None
            found["by_stage_boarding"].append(label)
            found.setdefault(f"care_{care}_by_stage_boarding", []).append(label)
        return {k: n for key, labels in found.items() for k, n in grouped(key, labels).items()}

    def _age(self, child: int) -> str | None:
        born, day = self._child(child)["born_on"], self.stock
        if born is None:
            return None
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return next(word for least, word in AGES if years >= least)

    def _by(self, key: str, label: Callable[[int], str | None]) -> Numbers:
        return grouped(key, [label(child) for child in self.counted])

    def _care(self, child: int) -> str | None:
        care = self.days.care(child, self.stock)
        return words.Care(care).label if care else None

    def _caregiver(self, child: int) -> str | None:
        found = self.days.state("caregiver_period", child, self.stock)
        care = self.days.care(child, self.stock)
        if found is None or found["care"] != care:
            return words.Care(care).label if care else None
        for member in self.tables["family_member"]:
            if member["id"] == found["member_id"]:
                relation = words.Relation(member["relation"])
                if relation in ("other", "grandparent") and member["relation_note"]:
                    return str(member["relation_note"])
                return relation.label
        return words.Care(found["care"]).label

    def _labels(self) -> Numbers:
        away = [self._type(c) for c in self.counted]
        return {
            "both_parents_away": away.count("双亲留守"),
            "one_parent_away": away.count("单亲留守"),
            "lost_and_away": sum(map(self._lost_and_away, self.counted)),
            "key_care": sum(self._has_plan(c, self.stock) for c in self.counted),
            **grouped("by_away", away),
            **grouped("by_category", [self._category(c) for c in self.present]),
            **grouped("by_agreement", [self.days.agreement(c, self.stock) for c in self.present]),
        }

    def _lost_and_away(self, child: int) -> bool:
        statuses = [p["status"] for p in self.days.parents(child, self.stock) if p]
        return sorted(statuses) == ["lost_contact", "works_away"]

    def _category(self, child: int) -> str | None:
        if child in self.counted:
            return "留守"
        if self.days.found(child, self.stock, self.kind) == "学前留守":
            return "学前留守"
        decided = self.days.decided(child, "category", self.stock)
        if decided:
            return words.Category(decided).label
        if self._hardships_of(child):
            return "困境"
        if self._child(child)["is_migrant"]:
            return "随迁"
        return "其他关爱" if self._child(child)["is_other_care"] else None

    def _hardships_of(self, child: int) -> set[str]:
        sheet = self.days.sheets.get(child, {})
        found = {
            words.Hardship(row["hardship"]).label
            for row in self.tables["sheet_hardship"]
            if row["sheet_id"] == sheet.get("id")
        }
        if self.days.orphan(child, self.stock):
            found.add("孤儿")
        if self._child(child)["disability"] or sheet.get("health") == "disabled":
            found.add("残疾")
        if self.days.unsupported(child, self.stock):
            found.add("事实无人抚养")
        return found

    def _hardships(self) -> Numbers:
        found = [self._hardships_of(c) for c in self.counted]
        return {
            "with_hardship": sum(map(bool, found)),
            **grouped("by_hardship", [name for names in found for name in names]),
            **grouped(
                "by_hardship_class", [of for names in found for of in {CLASSES[n] for n in names}]
            ),
        }

    def _guarded(self) -> Numbers:
        """Living alone, and 委托照护."""
        away = [c for c in self.counted if self._parents_away(c)]
        soon = self.stock + timedelta(days=30)
        agreed = {c: self.days.agreed(c, self.stock) for c in self.counted}
        told = [
            c for c, rows in agreed.items()
            if any(r["informed_on"] and r["informed_on"] <= self.stock for r in rows)
        ]  # fmt: skip
        return {
            "alone_under_16": sum(map(self._alone_too_young, self.present)),
            "with_agreement": sum(map(bool, agreed.values())),
            "agreement_informed": len(told),
            "care_agreements": sum(map(len, agreed.values())),
            "care_agreements_ending": len(
                [
                    r
                    for rows in agreed.values()
                    for r in rows
                    if r["until_on"] and r["until_on"] <= soon
                ]
            ),
            "parents_away": len(away),
            "parents_away_agreed": len([c for c in away if agreed[c]]),
            "parents_away_unagreed": len([c for c in away if not agreed[c]]),
        }

    def _alone_too_young(self, child: int) -> bool:
        born = self._child(child)["born_on"]
        alone = self.days.care(child, self.stock) == "alone"
        return alone and born is not None and under(16, born, self.stock)

    def _parents_away(self, child: int) -> bool:
        absent = ("works_away", "away_otherwise", "lost_contact", "detained")
        return all(p and p["status"] in absent for p in self.days.parents(child, self.stock))

    def _three(self) -> Numbers:
        """The three definitions side by side."""
        numbers: Numbers = {}
        for kind in ("school_record", "verified", "civil"):
            found = [self.days.found(c, self.stock, kind) for c in self.present]
            numbers[f"left_behind_{kind}"] = sum(f in LEFT_BEHIND for f in found)
            if kind == "school_record":
                marks = [self.days.mark(c, self.stock) for c in self.present]
                found = [f if mark else None for f, mark in zip(found, marks, strict=True)]
            numbers |= grouped(f"by_{kind}", found)
        return numbers

    def _changes(self) -> Numbers:
        before = self._before()
        gone = [c for c in before if c not in self.counted]
        away = [c for c in gone if not self.days.on_register(c, self.stock)]
        before_school = [
            c
            for c in away
            if (left := self.days.leaving(c, self.stock)) and left["left_on"] <= self.first
        ]
        start = [c for c in self.scope if self._counts(c, self.first)]
        absent = [c for c in start if not self.days.on_register(c, self.gone_by)]
        reasons = [self._counted_as(c, self.gone_by) for c in absent]
        moved_on = [why for why in reasons if why in ("转出", "毕业", "死亡")]
        return {
            "last_term": len(before),
            "added": len([c for c in self.counted if c not in before]),
            "removed": len(gone),
            "removed_before_term": len(before_school),
            "at_start": len(start),
            "at_start_staying": len(start) - len(moved_on),
            "retained": len(start) - len(absent),
            "left_after_day": len([c for c in absent if c in self.present]),
            **grouped("left_by_reason", reasons),
            **grouped("removed_by_reason", [self._why_gone(c) for c in gone]),
        }

    def _before(self) -> list[int]:
        """Who counted when the term before was read at its own cut-off."""
        code, day = self.asked.before or (BEFORE.get(self.asked.term), None)
        if self.asked.class_id is not None and self.asked.term.endswith("-1"):
            return []  # the class was another one in the school year before
        term = next((row for row in self.tables["term"] if row["code"] == code), None)
        if term is None:
            return []
        day = day or term["cutoff_on"]
        asked = replace(self.asked, term=term["code"], day=day, today=day, span=None)
        return Recount(self.tables, asked).counted

    def _why_gone(self, child: int) -> str | None:
        if self.days.on_register(child, self.stock):
            elsewhere = "不在本班" if self.asked.class_id is not None else "不在本校区、教学点"
            return "不再符合口径" if child in self.scope else elsewhere
        return self._counted_as(child, self.stock)

    def _counted_as(self, child: int, day: date) -> str | None:
        """A transfer without the receiving school may be a child who dropped out."""
        left = self.days.leaving(child, day)
        if left is None or left["left_why"] is None:
            return None
        if left["left_why"] == "transferred" and not left["receiving_school"]:
            return "疑似辍学"
        return words.LeaveReason(left["left_why"]).label

    def _files(self) -> Numbers:
        to_file = [c for c in self.present if self._is_to_file(c)]
        filed = [c for c in to_file if self._filed(c)]
        complete = [c for c in to_file if self._answered(c)]
        return {
            "to_file": len(to_file),
            "verified": len([c for c in to_file if self.days.verified(c)]),
            "unnumbered": sum(not self._child(c)["student_number"] for c in self.present),
            "unverified": len([c for c in self.present if not self.days.verified(c)]),
            "filed": len(filed),
            "unfiled": len(to_file) - len(filed),
            "complete": len(complete),
            "incomplete": len(to_file) - len(complete),
        }

    def _is_to_file(self, child: int) -> bool:
        """Kept as 留守 by mark or facts (or decision), the 未核实 included."""
        facts = self.days.verified_or_not(child, self.stock)
        mark = self.days.found(child, self.stock, "school_record")
        asked = self.days.found(child, self.stock, self.kind)
        return any(found in LEFT_BEHIND for found in (facts, mark, asked))

    def _filed(self, child: int) -> bool:
        row = self._child(child)
        named = all(row[key] is not None for key in ("name", "sex", "born_on", "national_id"))
        return named and self._class_id(child) is not None

    def _answered(self, child: int) -> bool:
        row = self._child(child)
        home = next(h for h in self.tables["household"] if h["id"] == row["household_id"])
        return (
            self._filed(child)
            and home["home_address"] is not None
            and self.days.state("boarding_period", child, self.stock) is not None
            and self.days.state("caregiver_period", child, self.stock) is not None
        )

    def _pairing(self) -> Numbers:
        kinds = {row["id"]: row["kind"] for row in self.tables["mentor"]}
        gone = {
            r["id"] for r in self.tables["mentor"] if r["left_on"] and r["left_on"] <= self.stock
        }
        pairs = [
            (child, row["mentor_id"])
            for child in self.counted
            for row in self.days.rows("pairing", child)
            if (row["from_on"] is None or row["from_on"] <= self.stock)
            and (row["to_on"] is None or row["to_on"] > self.stock)
            and row["mentor_id"] not in gone
        ]
        adult = [pair for pair in pairs if kinds[pair[1]] != "pupil"]
        paired = {child for child, _ in adult}
        return {
            "paired": len(paired),
            "unpaired": len([c for c in self.counted if c not in paired]),
            "pairs": len(adult),
            "mentors": len({mentor for _, mentor in adult}),
            "pupil_pairs": len(pairs) - len(adult),
            "handed_over": len([c for c in self.scope if self._was_handed_over(c, kinds)]),
        }

    def _was_handed_over(self, child: int, kinds: dict[int, str]) -> bool:
        """Whether another grown-up followed a mentor on the day."""
        rows = [r for r in self.days.rows("pairing", child) if kinds[r["mentor_id"]] != "pupil"]
        return any(
            old["to_on"] == new["from_on"] and old["mentor_id"] != new["mentor_id"]
            for old in rows
            if old["to_on"]
            and self.first <= old["to_on"] <= self.until
            and self._counts(child, old["to_on"])
            for new in rows
        )


def _rates(n: Numbers) -> Numbers:
    owed, done = (
        sum(value for key, value in n.items() if key.startswith(f"rule_{name}."))
        for name in ("owed", "done")
    )
    return {
        "share": _percent(n["left_behind"], n["pupils"]),
        **{
            f"{name}_rate": _percent(n[name], n["to_file"])
            for name in ("filed", "verified", "complete")
        },
        "paired_rate": _percent(n["paired"], n["left_behind"]),
        **{
            f"{side}_contact_rate": _percent(n[f"{side}_contacted"], n["left_behind"])
            for side in ("school", "family")
        },
        "rule_rate": _percent(done, owed),
        "agreement_rate": _percent(n["parents_away_agreed"], n["parents_away"]),
        "retention_rate": _percent(n["retained"], n["at_start_staying"]),
        **{
            f"{part}_rate": _percent(n[part], n["left_behind"])
            for part in ("safety_pledged", "care_confirmed", "mentor_agreed")
            if part in n
        },
    }


def _percent(part: int, whole: int) -> Decimal | None:
    """One decimal, half up, in whole numbers."""
    return Decimal((2000 * part + whole) // (2 * whole)) / 10 if whole else None
