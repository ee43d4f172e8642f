"""One program per office file: a second start raises the first window and ends.

The lock is the system's, held by the living process, so nothing stale stays after a power cut.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QThread

from liushou_desk.errors import FileTrouble
from liushou_desk.hold import Hold
from liushou_desk.on_windows import let_others_come_forward

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

ANSWER_WITHIN = 2000
"""Milliseconds the first program has to answer."""
ASK_AGAIN = 50


class Instance(QObject):
    """Holds an office file for this program and listens for a second start."""

    def __init__(self, path: Path, raise_window: Callable[[], None]) -> None:
        super().__init__()
        self._path, self._raise = path, raise_window
        self._hold = Hold(path)
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Hold the file; False where another program has it and was told to show itself.

        Raises `FileTrouble` where another program has it but cannot be reached.
        """
        if self._hold.take():
            return True
        if call_first(self._path):
            return False
        raise FileTrouble(
            f"“{self._path.name}”正被另一个程序使用，没有打开，数据没有改动。",
            "请关闭另一个窗口（也可能是另一位用户登录时打开的），再试一次。",
        )

    def listen(self) -> None:
        """Be there for a second start; after the first paint, for it takes the network library."""
        from PySide6.QtNetwork import QLocalServer

        name = _name(self._path)
        QLocalServer.removeServer(name)  # what a killed program left behind
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._called)
        self._server.listen(name)

    def release(self) -> None:
        """Give the file free."""
        if self._server:
            self._server.close()
        self._hold.release()

    def _called(self) -> None:
        while self._server and (caller := self._server.nextPendingConnection()):
            caller.disconnected.connect(caller.deleteLater)
            caller.write(b"here")
            caller.flush()
            caller.disconnectFromServer()
            self._raise()


class Keeper:
    """Keeps this program's hold on the one office file it works with, whichever that is."""

    def __init__(self, raise_window: Callable[[], None]) -> None:
        self._raise = raise_window
        self._path: Path | None = None
        self._held: Instance | None = None
        self._listens = False

    def hold(self, path: Path) -> bool:
        """Take a file and give the former one free; see `Instance.take`."""
        if self._path and path.resolve() == self._path.resolve():
            return True
        wanted = Instance(path, self._raise)
        if not wanted.take():
            return False
        self.release()
        self._path, self._held = path, wanted
        if self._listens:
            wanted.listen()
        return True

    def listen(self) -> None:
        """Be there for a second start from now on."""
        self._listens = True
        if self._held:
            self._held.listen()

    def release(self) -> None:
        """Hold nothing any more."""
        if self._held:
            self._held.release()
        self._path, self._held = None, None


def call_first(path: Path) -> bool:
    """Ask the program that holds a file to show itself; whether it answered.

    One that was started a moment ago, by a second click too many, does not listen yet.
    """
    let_others_come_forward()
    patience = QDeadlineTimer(ANSWER_WITHIN)
    while not (answered := _answers(_name(path))) and not patience.hasExpired():
        QThread.msleep(ASK_AGAIN)
    return answered


def _answers(name: str) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    answered = socket.waitForConnected(ANSWER_WITHIN) and (
        socket.bytesAvailable() > 0 or socket.waitForReadyRead(ANSWER_WITHIN)
    )
    socket.abort()
    return bool(answered)


def _name(path: Path) -> str:
    """One name per file, short enough for a socket."""
    import hashlib

    return "liushou-desk-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
