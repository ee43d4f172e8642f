"""A new child who may be several of the other pupils: asked before it is saved, by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.words import Care
from liushou_desk.models import Child, Pupil
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.numbers import bits_of
from liushou_desk.services.school.profile import profile_of
from liushou_desk.ui.roster.child_dialog import ChildDialog, open_child
from liushou_desk.ui.roster.pupil_question import PupilDialog
from liushou_desk.ui.shell import Shell
from tests import factories as make
from tests.importing.workbooks import national_id

ALT = Qt.KeyboardModifier.AltModifier
NAME, NUMBER = "柏小同", national_id(1)
ALONE = "caregiver_period.care"


def add_two(office: OfficeFile) -> list[int]:
    with office.action("准备") as session:
        told = {"child.national_id": NUMBER}
        bits = bits_of(profile_of(session).pupil_key, told)[0]
        row = {"name": NAME, "sex": None, "id_bits": bits}
        return [make.make_pupil(session, **row).id for _ in range(2)]


def on_file(office: OfficeFile, both: list[int]) -> tuple[bool, list[int]]:
    """Whether the child is there, and which of the two pupils still are."""
    with office.reading() as session:
        is_there = session.scalar(sa.select(Child.id).where(Child.name == NAME)) is not None
        left = session.scalars(sa.select(Pupil.id).where(Pupil.id.in_(both))).all()
        return is_there, [both.index(pupil_id) for pupil_id in left]


class Form:
    """The form of a new child, filled in and saved; what is asked then is on top."""

    def __init__(self, shell: Shell, look_into: Callable[..., Any]) -> None:
        assert shell.workspace is not None
        self.ask = lambda job: look_into(shell, job)
        self.both = self.ask(add_two)
        open_child(shell.workspace.desk, None, lambda _: None)
        self.settle()
        self.dialog = self.top(ChildDialog)
        self.dialog.forms[0].set_texts({"child.name": NAME, "child.national_id": NUMBER})

    def save(self) -> PupilDialog:
        self.dialog.save()
        self.settle()
        return self.top(PupilDialog)

    def settle(self) -> None:
        self.ask(lambda _: None)

    def left(self) -> Any:
        self.settle()
        return self.ask(lambda office: on_file(office, self.both))

    def top(self, kind: Any) -> Any:
        found = [box for box in QApplication.topLevelWidgets() if isinstance(box, kind)]
        return [box for box in found if box.isVisible()][-1]


@pytest.fixture
def form(shell: Shell, look_into: Callable[..., Any]) -> Form:
    return Form(shell, look_into)


@pytest.mark.parametrize(("keys", "left"), [([], [1]), ([Qt.Key.Key_Down], [0])])
def test_enter_takes_the_chosen_one(
    form: Form, qtbot: QtBot, keys: list[Qt.Key], left: list[int]
) -> None:
    question = form.save()
    assert question.table.hasFocus()
    for key in (*keys, Qt.Key.Key_Return):
        qtbot.keyClick(question.table, key)
    assert form.left() == (True, left)


def test_none_of_them_leaves_both(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClick(form.save(), Qt.Key.Key_N, ALT)
    assert form.left() == (True, [0, 1])


def test_escape_goes_back_to_the_form_unsaved(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClick(form.save(), Qt.Key.Key_Escape)
    assert form.left() == (False, [0, 1])
    assert form.dialog.isVisible()
    assert form.save().table.rows_model.rows


def test_what_is_grave_is_asked_about_once(form: Form, qtbot: QtBot, answers: Any) -> None:
    form.dialog.forms[4].set_texts({ALONE: Care.ALONE.label})
    qtbot.keyClick(form.save().table, Qt.Key.Key_Return)
    assert form.left() == (True, [1])
    assert sum("仍然这样保存吗" in said for said in answers.shown) == 1


def test_the_answer_is_of_one_child_only(form: Form, qtbot: QtBot) -> None:
    """Named wrongly, corrected after a refusal: nobody is taken out by the old answer."""
    question = form.save()
    form.dialog.forms[0].set_texts({"child.name": "柏大同"})
    qtbot.keyClick(question.table, Qt.Key.Key_Return)
    assert form.left()[1] == [0, 1]
