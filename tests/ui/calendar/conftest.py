"""The calendar in front, on a demo school of sixty children; dialogs are driven by real keys."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liushou_desk.services.demo import make_demo
from liushou_desk.ui.calendar.tab import CalendarTab
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING, ticking
from tests.ui.keyboard import Keyboard


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo60") / "演示学校.db"
    make_demo(path, ticking(OPENING), children=60).close()
    return path


@pytest.fixture
def demo_path(demo_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(demo_template, tmp_path / demo_template.name))


@pytest.fixture
def tab(shell: Shell, keyboard: Keyboard, settle: Callable[[Shell], None]) -> Iterator[CalendarTab]:
    assert shell.workspace is not None
    found = shell.workspace.bring(Spot.CALENDAR)
    assert isinstance(found, CalendarTab)
    settle(shell)
    yield found
    for dialog in keyboard.dialogs():
        dialog.done(0)
