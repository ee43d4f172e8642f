"""人工认定 on the screen: what the facts give stands above, the decision is in the file."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from shiboken6 import isValid

from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.words import Overridable
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.on_day import ChildOnDay, derive
from liushou_desk.services.register.override import Stated, override_label
from liushou_desk.ui.roster.override import OverrideDialog, open_override
from liushou_desk.ui.shell import Shell

Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]
CHILD = 2


def opened(shell: Shell, settle: Callable[[Shell], None]) -> OverrideDialog:
    assert shell.workspace is not None
    open_override(shell.workspace.desk, CHILD, lambda _: None)
    settle(shell)
    return next(box for box in shell.findChildren(OverrideDialog) if box.isVisible())


@pytest.fixture
def dialog(shell: Shell, settle: Callable[[Shell], None]) -> Iterator[OverrideDialog]:
    found = opened(shell, settle)
    yield found
    if isValid(found):
        found.done(0)


def now(shell: Shell, look_into: Ask) -> ChildOnDay:
    found: ChildOnDay = look_into(shell, lambda o: derive(o, CHILD, o.today))
    return found


def test_what_the_facts_give_stands_above_each_page(
    dialog: OverrideDialog, shell: Shell, look_into: Ask
) -> None:
    labels = now(shell, look_into)
    for page, about in enumerate(Overridable):
        dialog.tabs.setCurrentIndex(page)
        assert dialog.facts.text() == f"按已有信息：{labels.about(about).reason}"
        assert dialog.tabs.tabText(page) == about.label


def test_a_decision_is_saved_with_its_reason(
    dialog: OverrideDialog, shell: Shell, look_into: Ask, settle: Callable[[Shell], None]
) -> None:
    before = now(shell, look_into).care.word
    word = "代管家长" if before != "代管家长" else "祖辈"
    page = list(Overridable).index(Overridable.CARE)
    dialog.forms[page].set_texts({"care.word": word, "care.reason": "家访核实"})
    dialog.save()
    settle(shell)
    care = now(shell, look_into).care
    assert (care.word, care.decided) == (word, f"人工认定为{word}（家访核实）")


def test_without_a_reason_nothing_is_saved_and_its_page_comes_up(
    dialog: OverrideDialog, shell: Shell, look_into: Ask, settle: Callable[[Shell], None]
) -> None:
    page = list(Overridable).index(Overridable.CARE)
    dialog.forms[page].set_texts({"care.word": "独自"})
    dialog.save()
    settle(shell)
    assert dialog.isVisible()
    assert dialog.tabs.currentIndex() == page
    assert not now(shell, look_into).care.decided


def test_a_decision_that_holds_is_shown_and_can_be_ended(
    shell: Shell, look_into: Ask, settle: Callable[[Shell], None]
) -> None:
    facts = now(shell, look_into).civil.derived
    word = Finding.NOT if facts != Finding.NOT.label else Finding.COUNTED
    stated = Stated(word, "村委会证明")
    look_into(shell, lambda o: override_label(o, CHILD, Overridable.CIVIL, stated))
    dialog = opened(shell, settle)
    page = list(Overridable).index(Overridable.CIVIL)
    dialog.tabs.setCurrentIndex(page)
    assert dialog.facts.text().endswith(f"；人工认定为{word.label}（村委会证明）")
    assert dialog.forms[page].texts()["civil.reason"] == "村委会证明"
    dialog.forms[page].set_texts({"civil.word": ""})
    dialog.save()
    settle(shell)
    assert not now(shell, look_into).civil.decided
