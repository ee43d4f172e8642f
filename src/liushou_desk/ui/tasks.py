"""The one worker thread that owns the office file; results come back on the GUI thread.

A screen says `tasks.run(self, job, done)`: the job gets the open office file on the worker, `done`
gets its result on the GUI thread, provided the screen still exists. What a job changed is read from
the journal and told to everybody through `changed`. A job that fails is told to `failed`, be it the
world's fault or, as `OwnFault`, ours; `messages` shows what `failed` did not take care of, and our
own faults always.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from liushou_desk.errors import Cancelled, DeskError
from liushou_desk.ui import messages

if TYPE_CHECKING:
    from liushou_desk.services.keeping.office import OfficeFile

T = TypeVar("T")


class OwnFault(DeskError):
    """A fault of ours, as those see it who must put things right after a job that failed."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__("程序出了差错，这一步没有完成。", "已保存的内容都在，没有丢失。")
        self.cause = cause


@dataclass(frozen=True)
class _Task:
    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[DeskError], bool]
    ticket: tuple[int, str, int] | None
    file: int
    """Which of the files opened one after the other it was asked of."""


class Tasks(QObject):
    """Runs jobs one after the other on one thread, in the order they were asked for."""

    changed = Signal(object)
    """`Changes` of the journal after a job that wrote."""
    progressed = Signal(int, int)
    busy = Signal(bool)
    _back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office")
        self._office: OfficeFile | None = None
        self._seen = 0
        self._waiting = 0
        self._tickets: dict[tuple[int, str], int] = {}
        self._cancelled = False
        self._ended = False
        self._file = 0
        self._back.connect(self._call)

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waiting."""
        return self._waiting > 0

    def open(
        self,
        owner: QObject,
        opener: "Callable[[], OfficeFile]",
        done: Callable[[Any], None],
        failed: Callable[[DeskError], bool],
    ) -> None:
        """Open an office file on the worker; one that was open before is closed first.

        What was asked of the former file is answered to nobody: it would be shown beside the other.
        """
        self._file += 1
        self._submit(_Task(owner, partial(self._open, opener), done, failed, None, self._file))

    def run(
        self,
        owner: QObject,
        job: "Callable[[OfficeFile], T]",
        done: Callable[[T], None] | None = None,
        failed: Callable[[DeskError], bool] | None = None,
        *,
        replaces: str = "",
    ) -> None:
        """Do a job. `failed` returns whether it told the user of the fault.

        Of several jobs an owner asked for under one name `replaces`, only the last is answered.
        """
        ticket = self._ticket(owner, replaces) if replaces else None
        work = partial(self._work, job, ticket)
        self._submit(_Task(owner, work, done or _nothing, failed or _not_mine, ticket, self._file))

    def verify(
        self,
        owner: QObject,
        check: "Callable[[OfficeFile], None]",
        failed: Callable[[DeskError], bool],
    ) -> None:
        """Let a check decide whether the file stays open; if not, no later job is done."""
        self._submit(_Task(owner, partial(self._verify, check), _nothing, failed, None, self._file))

    def progress(self, done: int, whole: int) -> None:
        """What a long job calls as it goes on. Raises `Cancelled`."""
        if self._cancelled:
            raise Cancelled
        self.progressed.emit(done, whole)

    def cancel(self) -> None:
        """Ask the running job to stop at its next step; it is rolled back as a whole."""
        self._cancelled = True

    def close(self) -> None:
        """Finish what was asked for, close the file, end the thread; nothing is done after."""
        if self._ended:
            return
        self._ended = True
        self._pool.submit(self._close)
        self._pool.shutdown(wait=True)

    def _submit(self, task: _Task) -> None:
        if self._ended:
            return
        self._waiting += 1
        self.busy.emit(True)
        self._pool.submit(self._do, task)

    def _do(self, task: _Task) -> None:
        """On the worker: do the work and send the answer home."""
        self._cancelled = False
        try:
            answer = partial(task.done, task.work())
        except _NoFile:
            answer = _nothing_at_all
        except DeskError as error:
            answer = partial(self._fail, task, error)
        except BaseException as error:
            answer = partial(self._fail, task, OwnFault(error))
        self._back.emit((task, answer, *self._changes()))

    def _call(self, answer: tuple[_Task, Callable[[], None], Any, Exception | None]) -> None:
        """On the GUI thread."""
        task, call, changes, fault = answer
        self._waiting -= 1
        if not self._waiting:
            self.busy.emit(False)
        if changes:
            self.changed.emit(changes)
        of_this_file = task.file == self._file
        if of_this_file and isValid(task.owner) and self._is_wanted(task.ticket):
            call()
        if fault:
            messages.show_bug(None, fault)

    def _fail(self, task: _Task, error: DeskError) -> None:
        window = _window_of(task.owner)
        told = task.failed(error)
        if isinstance(error, OwnFault):
            messages.show_bug(window, error.cause)
        elif not told:
            messages.show_error(window, error)

    def _open(self, opener: "Callable[[], OfficeFile]") -> "OfficeFile":
        from liushou_desk.services.keeping.changes import last_action

        self._close()
        office = opener()
        self._office, self._seen = office, last_action(office)
        return office

    def _verify(self, check: "Callable[[OfficeFile], None]") -> None:
        try:
            self._work(check, None)
        except DeskError:
            self._close()
            raise

    def _work(self, job: "Callable[[OfficeFile], T]", ticket: tuple[int, str, int] | None) -> Any:
        if self._office is None:
            raise _NoFile
        return job(self._office) if self._is_wanted(ticket) else None

    def _changes(self) -> tuple[Any, Exception | None]:
        """What changed, or our own fault in finding that out: the job is done in any case."""
        if self._office is None:
            return None, None
        from liushou_desk.services.keeping.changes import changes_since, last_action

        try:
            changes = changes_since(self._office, self._seen)
            self._seen = last_action(self._office)
        except DeskError:
            return None, None  # the job itself has said that the file cannot be read
        except Exception as fault:
            return None, fault
        return changes, None

    def _close(self) -> None:
        if self._office is not None:
            self._office.close()
            self._office = None

    def _ticket(self, owner: QObject, name: str) -> tuple[int, str, int]:
        number = self._tickets.get((id(owner), name), 0) + 1
        self._tickets[(id(owner), name)] = number
        return id(owner), name, number

    def _is_wanted(self, ticket: tuple[int, str, int] | None) -> bool:
        return ticket is None or self._tickets[ticket[:2]] == ticket[2]


def _window_of(owner: QObject) -> QWidget | None:
    return owner.window() if isinstance(owner, QWidget) else None


class _NoFile(Exception):
    """The file was shut while a job waited; nobody is told, for that was."""


def _nothing(_result: object) -> None:
    """What is done with a result nobody waits for."""


def _nothing_at_all() -> None:
    """The answer to a job that was not done."""


def _not_mine(_error: DeskError) -> bool:
    return False
