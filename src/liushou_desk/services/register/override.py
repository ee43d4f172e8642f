"""人工认定: the school decides a derived label otherwise, with a reason; decisions are closed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import reading
from liushou_desk.domain.decisions import CHOICES, decided_word
from liushou_desk.domain.field import Field, Value
from liushou_desk.domain.words import Category, Overridable, Word
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import LabelOverride
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.register.child_file import require_child
from liushou_desk.services.register.on_day import ChildOnDay, derived
from liushou_desk.services.writing.stale import refuse_stale

SENTENCE = "人工认定儿童的类别或结论"

REASON = Field("label_override", "reason", "理由", reading.text, long=True)
FROM_ON = Field("label_override", "from_on", "从哪天起", reading.day, past=True)


@dataclass(frozen=True, slots=True)
class Stated:
    """A decision as the clerk states it; without a word the decision that holds is ended."""

    word: Word | None
    reason: str = ""
    from_on: date | None = None
    """Today where none is given."""


@dataclass(frozen=True, slots=True)
class OverrideRecord:
    """What the dialog opens with: the labels of today, and the values of its fields by key."""

    child_id: int
    called: str
    labels: ChildOnDay
    values: Mapping[str, Value | None]


def word_field(about: Overridable) -> Field:
    """The field that asks for a decision about one label."""
    return Field("label_override", f"{about.value}.word", "认定为", _OneOfChoices(about))


def override_label(office: OfficeFile, child_id: int, about: Overridable, stated: Stated) -> None:
    """Decide a label of a child otherwise from a day on, or end what was decided; one action.

    An earlier decision is closed on that day, never overwritten. Raises `InputProblem` for a word
    that cannot be decided, a missing reason, a day that lies ahead or before the last decision, or
    what the facts say anyway; `RuleConflict` for a child that was removed.
    """
    with office.action(SENTENCE, child=child_id) as session:
        _decide(office, session, child_id, about, stated)


def end_override(
    office: OfficeFile, child_id: int, about: Overridable, on: date | None = None
) -> None:
    """Let the facts speak again from a day on (today), as one action.

    Raises `RuleConflict` where nothing was decided, `InputProblem` for a day that lies ahead.
    """
    with office.action("结束人工认定", child=child_id) as session:
        _end(office, session, child_id, about, on)


def read_overrides(office: OfficeFile, child_id: int, term: str | None) -> OverrideRecord:
    """What the dialog shows. Raises `RuleConflict` where the child has been removed."""
    with office.reading() as session:
        labels = derived(session, child_id, office.today)
        values = _shown_all(session, child_id, office.today)
        name = called(session, {child_id}, term)[child_id]
    return OverrideRecord(child_id, name, labels, values)


def save_overrides(office: OfficeFile, child_id: int, values: Mapping[str, Value | None]) -> None:
    """Write what the dialog states, as one action; nothing where nothing was changed.

    Raises as `override_label` does, the field named as in the dialog.
    """
    with office.reading() as session:
        require_child(session, child_id)
        now = _shown_all(session, child_id, office.today)
        stated_all = {**now, **values}
        changed = {
            about: stated
            for about in Overridable
            if (stated := _changed(session, child_id, about, stated_all, office.today))
        }
    if not changed:
        return
    with office.action(SENTENCE, child=child_id) as session:
        _refuse_stale(values, _shown_all(session, child_id, office.today))
        for about, stated in changed.items():
            if stated.word is None:
                _end(office, session, child_id, about, stated.from_on)
            else:
                _decide(office, session, child_id, about, stated)


@dataclass(frozen=True)
class _OneOfChoices:
    """A reader of the words that may be decided about one label; a form offers them."""

    about: Overridable

    @property
    def labels(self) -> tuple[str, ...]:
        """The words by label."""
        return tuple(word.label for word in CHOICES[self.about])

    def __call__(self, raw: str) -> Value | None:
        """The word written."""
        for word in CHOICES[self.about]:
            if raw == word.label:
                return word
        raise InputProblem(f"“{raw}”不在可选范围", f"可填：{'、'.join(self.labels)}。")


def _refuse_stale(values: Mapping[str, Value | None], now: Mapping[str, Value | None]) -> None:
    """A decision is one row: word, reason and day are compared together."""
    pages = {about: (word_field(about), *_lines(about)) for about in Overridable}
    for about, fields in pages.items():
        named = [replace(field, label=f"{about.label}·{field.label}") for field in fields]
        refuse_stale(values, now, named, together=[{field.key for field in fields}])


def _lines(about: Overridable) -> tuple[Field, Field]:
    """Reason and day of a page."""
    reason = replace(REASON, key=f"{about.value}.reason")
    return reason, replace(FROM_ON, key=f"{about.value}.from_on")


def _shown_all(session: Session, child_id: int, today: date) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {}
    for about in Overridable:
        values |= _shown(about, _open_row(session, child_id, about), today)
    return values


def _shown(about: Overridable, row: Any, today: date) -> dict[str, Value | None]:
    """A decision that holds, or an empty page with today's date."""
    return {
        f"{about.value}.word": decided_word(about, row.value) if row else None,
        f"{about.value}.reason": row.reason if row else None,
        f"{about.value}.from_on": row.from_on if row else today,
    }


def _changed(
    session: Session,
    child_id: int,
    about: Overridable,
    values: Mapping[str, Value | None],
    today: date,
) -> Stated | None:
    """What a page states anew; None where it says what is on file."""
    before = _shown(about, _open_row(session, child_id, about), today)
    now = {key: values.get(key) for key in before}
    word, reason, from_on = now.values()
    was_decided = before[f"{about.value}.word"] is not None
    if now == before or not (word or reason or was_decided):
        return None
    if word is None and not was_decided:
        raise _problem(about, "word", "请选择认定为什么", "不作认定请把理由也清空。")
    is_new_day = from_on != before[f"{about.value}.from_on"]
    return Stated(
        word if isinstance(word, Word) else None,
        str(reason or ""),
        from_on if isinstance(from_on, date) and (word or is_new_day) else None,
    )


def _decide(
    office: OfficeFile, session: Session, child_id: int, about: Overridable, stated: Stated
) -> None:
    require_child(session, child_id)
    chosen = stated.word
    if chosen is None or chosen not in CHOICES[about]:
        allowed = "、".join(word.label for word in CHOICES[about])
        raise _problem(about, "word", f"{about.label}不能这样认定", f"可选：{allowed}。")
    if not stated.reason.strip():
        raise _problem(about, "reason", "请写明理由", "人工认定必须有理由，日后查阅时一并显示。")
    from_on = _day(office, about, stated.from_on)
    _refuse_needless(session, child_id, about, chosen, from_on)
    _close(session, child_id, about, from_on)
    session.add(
        LabelOverride(
            child_id=child_id,
            about=about,
            value=chosen.value,
            reason=stated.reason.strip(),
            from_on=from_on,
        )
    )


def _end(
    office: OfficeFile, session: Session, child_id: int, about: Overridable, on: date | None
) -> None:
    require_child(session, child_id)
    if _open_row(session, child_id, about) is None:
        raise RuleConflict("这一项没有人工认定，没有改动。", "请刷新后再试。")
    _close(session, child_id, about, _day(office, about, on))


def _day(office: OfficeFile, about: Overridable, stated: date | None) -> date:
    day = stated or office.today
    if day > office.today:
        raise replace(FROM_ON, key=f"{about.value}.from_on").ahead(office.today)
    return day


def _refuse_needless(
    session: Session, child_id: int, about: Overridable, word: Word, day: date
) -> None:
    """A decision for what the facts say anyway, or for a category that the 口径 settles."""
    labels = derived(session, child_id, day)
    label = labels.about(about)
    if about is Overridable.CATEGORY and label.word == Category.LEFT_BEHIND.label:
        raise _problem(
            about,
            "word",
            f"这名儿童按{labels.finding.name}计为留守，类别随口径",
            "如有出入，请改口径结论，或更正学籍标注、父母去向。",
        )
    if label.derived == word.label:
        said = f"按已有信息就是{word.label}，不用另作认定"
        raise _problem(about, "word", said, "原来的认定不再需要时，请把“认定为”清空后保存。")


def _close(session: Session, child_id: int, about: Overridable, day: date) -> None:
    """End the decision that holds on a day; the last one must not have begun after it."""
    last = session.scalars(_rows(child_id, about)).first()
    if last is None:
        return
    known = last.to_on or last.from_on
    if known is not None and day < known:
        raise _problem(
            about, "from_on", f"日期早于上一次认定（{known}）", "请填那一天或以后的日期。"
        )
    if last.to_on is None:
        last.to_on = day


def _open_row(session: Session, child_id: int, about: Overridable) -> LabelOverride | None:
    last = session.scalars(_rows(child_id, about)).first()
    return last if last is not None and last.to_on is None else None


def _rows(child_id: int, about: Overridable) -> sa.Select[LabelOverride]:
    """The decisions about a label, the last written first."""
    return (
        sa.select(LabelOverride)
        .where(LabelOverride.child_id == child_id, LabelOverride.about == about)
        .order_by(LabelOverride.id.desc())
    )


def _problem(about: Overridable, name: str, sentence: str, advice: str) -> InputProblem:
    return InputProblem(sentence, advice, field=f"{about.value}.{name}")
