"""Real windows on real files; only message boxes, file dialogs and the clock are made up."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk import paths
from liushou_desk.errors import DeskError
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.demo import make_demo
from liushou_desk.ui import messages, pictures
from liushou_desk.ui.application import application
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING, ticking
from tests.ui.keyboard import Keyboard


@dataclass
class Answers:
    """What the made-up boxes answer, and what they were asked to show."""

    ask: bool = True
    file_to_open: Path | None = None
    files_to_open: list[Path] = field(default_factory=list[Path])
    file_to_save: Path | None = None
    folder: Path | None = None
    shown: list[str] = field(default_factory=list[str])


@pytest.fixture(scope="session")
def qapp_cls() -> Any:
    """The application dressed as the product's is."""
    return lambda _arguments: application()


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo school of twenty-four children; only ever copied."""
    path = tmp_path_factory.mktemp("demo") / "演示学校.db"
    make_demo(path, ticking(OPENING), children=24).close()
    return path


@pytest.fixture
def demo_path(demo_template: Path, tmp_path: Path) -> Path:
    """A demo office file of this test."""
    return Path(shutil.copyfile(demo_template, tmp_path / demo_template.name))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """The boxes of `ui.messages`, answered without a person; a bug fails the test at once."""
    given = Answers()

    def show_error(_parent: object, error: DeskError) -> None:
        given.shown.append(error.message)

    def show_bug(_parent: object, error: BaseException) -> None:
        raise error

    def ask(_parent: object, question: str, detail: str = "", *, yes: str, **_more: object) -> bool:
        given.shown.append(f"{question}{detail}[{yes}]")
        return given.ask

    def inform(_parent: object, sentence: str, advice: str = "") -> None:
        given.shown.append(f"{sentence}{advice}")

    for name, replacement in (
        ("show_error", show_error),
        ("show_bug", show_bug),
        ("ask", ask),
        ("inform", inform),
        ("file_to_open", lambda *_: given.file_to_open),
        ("files_to_open", lambda *_: given.files_to_open),
        ("file_to_save", lambda *_: given.file_to_save),
        ("folder", lambda *_: given.folder),
    ):
        monkeypatch.setattr(messages, name, replacement)
    return given


@pytest.fixture(autouse=True)
def a_pc_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the program keeps on the PC, sizes of windows above all, is this test's alone."""
    monkeypatch.setattr(paths, "user_data_path", lambda *_, **__: tmp_path / "这台电脑")


@pytest.fixture(autouse=True)
def no_window_outlives_its_test() -> Iterator[None]:
    """Qt deletes windows when a loop of events comes round, and few tests run one.

    What is left alive slows every later test: styles and fonts go through all widgets there are.
    """
    yield
    for widget in QApplication.topLevelWidgets():
        widget.hide()
    if QApplication.instance():
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_shell(qtbot: QtBot, answers: Answers) -> Iterator[Callable[[Path], Shell]]:
    """Opens real windows on office files and closes them after the test."""
    opened: list[Shell] = []

    def open_on(path: Path) -> Shell:
        shell = Shell(ticking(OPENING))
        opened.append(shell)
        shell.resize(1366, 768)
        shell.show()
        shell.open(path)
        pictures.settle(shell)
        return shell

    yield open_on
    for shell in opened:
        shell.tasks.close()
        shell.deleteLater()
    application().processEvents()


@pytest.fixture
def shell(open_shell: Callable[[Path], Shell], demo_path: Path) -> Shell:
    """A window on the demo school, settled."""
    return open_shell(demo_path)


@pytest.fixture
def keyboard(shell: Shell) -> Keyboard:
    """A hand on the keyboard of that window."""
    return Keyboard(shell)


@pytest.fixture
def settle() -> Callable[[Shell], None]:
    """Waits until a window has nothing under way."""
    return pictures.settle


@pytest.fixture
def look_into() -> Callable[[Shell, Callable[[OfficeFile], Any]], Any]:
    """Asks the office file of a window through a service, as a job of its own worker."""

    def ask(shell: Shell, job: Callable[[OfficeFile], Any]) -> Any:
        found: list[Any] = []
        shell.tasks.run(shell, job, found.append)
        pictures.settle(shell)
        return found[0]

    return ask


@pytest.fixture
def check_model(shell: Shell) -> Iterator[Callable[[QAbstractItemModel], None]]:
    """Lets Qt itself look for what is wrong with a model, now and whenever it changes."""
    testers: list[QAbstractItemModelTester] = []

    def check(model: QAbstractItemModel) -> None:
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        testers.append(QAbstractItemModelTester(model, mode))

    yield check
    testers.clear()  # before the window: a list's model that goes is no longer sound
