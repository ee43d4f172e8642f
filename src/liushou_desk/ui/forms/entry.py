"""What a form asks for, as data."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liushou_desk.domain.field import Field
from liushou_desk.domain.picking import Pick, parted
from liushou_desk.domain.writing import written
from liushou_desk.errors import InputProblem
from liushou_desk.ui.forms.inputs import (
    ChoiceInput,
    DayInput,
    Input,
    LineInput,
    TextInput,
)
from liushou_desk.ui.forms.picker import PickInput

Read = Callable[[str, date], Any]


@dataclass(frozen=True)
class Entry:
    """One line of a form: how it is called, typed, read and written."""

    key: str
    label: str
    make: Callable[[], Input]
    read: Read
    """Text and today to value. Raises `InputProblem`."""
    write: Callable[[Any], str] = written
    mandatory: bool = False
    part: str = ""
    """The quiet heading under which it stands with its neighbours."""
    only_where: tuple[str, Collection[str]] | None = None
    """The entry and its words for which this one is asked at all; always where None."""


def field_entry(field: Field, key: str = "", label: str = "") -> Entry:
    """The entry of a field of the catalogue; `key` where the form holds two of its kind."""

    def read(text: str, today: date) -> Any:
        return field.read(field.full_day(text, today), today)

    return Entry(
        key or field.key,
        label or field.label,
        lambda: _input_for(field),
        read if field.is_day else field.read,
        field.shown,
        mandatory=field.mandatory,
    )


def pick_entry(
    key: str, label: str, picks: Sequence[Pick], *, several: bool = True, mandatory: bool = True
) -> Entry:
    """An entry that chooses children or mentors by name, pinyin or initials; its value are ids."""

    def read(text: str, _today: date) -> tuple[int, ...]:
        ids, typed = parted(text)
        if typed:
            raise InputProblem(
                f"“{typed}”还没有选中", "按回车选中名单里的人，或把它删掉。", field=key
            )
        if mandatory and not ids:
            raise InputProblem(f"请选择{label}", "输入姓名、拼音或首字母，按回车选中。", field=key)
        return ids

    def make() -> Input:
        return PickInput(picks, several=several)

    return Entry(key, label, make, read, ids_text, mandatory=mandatory)


def ids_text(ids: Any) -> str:
    """Chosen ids as an input keeps them."""
    return ",".join(str(chosen) for chosen in ids or ())


def _input_for(field: Field) -> Input:
    if field.choices:
        return ChoiceInput(field.choices)
    if field.is_day:
        return DayInput(expand=field.full_day)
    return TextInput() if field.long else LineInput()
