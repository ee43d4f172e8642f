"""The pages of the child form: the service's groups, with the inputs only this form has."""

from dataclasses import replace

from liushou_desk.domain.field import Field
from liushou_desk.domain.words import Hardship
from liushou_desk.services.register.child_form import (
    ASKED_ONLY_WHERE,
    CHILD_FORM,
    CLASS,
    EFFECTIVE_ON,
    Part,
)
from liushou_desk.ui.dialog import Page
from liushou_desk.ui.forms.entry import Entry, field_entry
from liushou_desk.ui.forms.inputs import DayInput, Input
from liushou_desk.ui.forms.ticks import TicksInput
from liushou_desk.ui.roster.inputs import ClassInput

_HARDSHIP = "hardship"


def pages_of(classes: tuple[str, ...]) -> list[Page]:
    """The groups of the form, with inputs of their own for class and hardships."""
    own = {
        CLASS.key: lambda: ClassInput(classes),
        EFFECTIVE_ON.key: _effective_on,
        _HARDSHIP: lambda: TicksInput([word.label for word in Hardship]),
    }

    def entry(part: Part, field: Field) -> Entry:
        made = field_entry(field)
        where = ASKED_ONLY_WHERE.get(field.key)
        return replace(made, make=own.get(field.key, made.make), part=part.value, only_where=where)

    return [
        Page(group.title, tuple(entry(part, field) for part, field in group.parts))
        for group in CHILD_FORM
    ]


def _effective_on() -> Input:
    box = DayInput(expand=EFFECTIVE_ON.full_day)
    box.line.setPlaceholderText("去向、照料、寄宿的变动从哪天起；空着按今天")
    return box
