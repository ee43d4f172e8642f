"""The program's side of a reader: start it, ask it, watch it, and say how it ended."""

import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from liushou_desk.errors import FileTrouble, ImportTrouble, InputProblem, TemplateTrouble
from liushou_desk.importing.grid import Book
from liushou_desk.importing.reader import caps
from liushou_desk.importing.reader.blocks import Ended, Rubbish, read_block, write_block
from liushou_desk.importing.reader.packing import Unpacking, picture_of, trouble_of
from liushou_desk.importing.reader.parcel import unpacked
from liushou_desk.importing.reader.works import Taking

SWITCH = "--reader"
_LOOKS_EVERY = 0.05
Answer = TypeVar("Answer")


def command() -> list[str]:
    """How this very program is started as a reader."""
    if getattr(sys, "frozen", False):
        return [sys.executable, SWITCH]
    # -P: what lies in the folder we happen to be in is never taken for a library.
    return [sys.executable, "-P", "-B", "-m", "liushou_desk", SWITCH]


class Reader:
    """One process for one file; `read` ends it, whatever comes of it."""

    def __init__(self, words: list[str] | None = None) -> None:
        """Start it, by default as `command`. Raises `FileTrouble` where that cannot be."""
        hidden = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
        try:
            self._process = subprocess.Popen(
                words or command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it may hold what stands in a row
                env=_environment(),
                creationflags=hidden,
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            said = "读文件的程序没有启动，没有导入任何数据，照片也没有改动。"
            raise FileTrouble(said, "请关闭一些别的程序，再试一次。") from error
        self._job = caps.put_into_a_job(self._process.pid)
        self._has_many = False
        self._stopped_for = ""

    @property
    def is_waiting(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def read(self, path: Path, *, seconds: float = caps.LONGEST) -> Book:
        """What the file holds. Raises `FileTrouble` or `ImportTrouble`, also where it died."""
        try:
            return self._watched(lambda: self._ask(path), seconds)
        except (OSError, Ended, Rubbish) as error:
            said = f"“{path.name}”{self._why()}，没有导入任何数据。"
            raise ImportTrouble(said, "请在Excel里打开它，另存为.xlsx再导入。") from error

    def picture(self, path: Path, longest: int, *, seconds: float = caps.LONGEST_PICTURE) -> bytes:
        """A picture as a small JPEG, its longer side of so many pixels at the most.

        Raises `FileTrouble` or `InputProblem`, also where it died.
        """
        try:
            return self._watched(lambda: self._ask_picture(path, longest), seconds)
        except (OSError, Ended, Rubbish) as error:
            said = f"“{path.name}”{self._why()}，照片没有改动。"
            raise InputProblem(said, "请换一张照片，或用看图软件另存一份。") from error

    def paper(
        self, path: Path, wish: str, profile: str = "", *, seconds: float = caps.LONGEST_PAPER
    ) -> bytes:
        """What is asked of a paper. Raises `FileTrouble`, also where the reader died."""
        told = {"path": str(path.absolute()), "paper": wish, "profile": profile}
        try:
            return self._watched(lambda: self._ask_paper(told), seconds)
        except (OSError, Ended, Rubbish) as error:
            raise self._no_paper(path) from error

    def _no_paper(self, path: Path) -> FileTrouble:
        said = f"“{path.name}”{self._why()}，没有改动任何内容。"
        return FileTrouble(said, "请用WPS打开它，另存为.docx再来。")

    def work(
        self, path: Path, name: str, told: dict[str, Any], *, seconds: float = caps.LONGEST_WORK
    ) -> tuple[dict[str, Any], bytes]:
        """What came of a work on a template, see `works`.

        Raises `FileTrouble` or `TemplateTrouble`, also where it died.
        """
        try:
            return self._watched(lambda: self._ask_work(path, name, told), seconds)
        except (OSError, Ended, Rubbish) as error:
            said = f"“{path.name}”{self._why()}，没有写出任何文件，原文件没有改动。"
            raise TemplateTrouble(said, "请在WPS里打开它，另存为.xlsx或.docx再试。") from error

    def _watched(self, ask: Callable[[], Answer], seconds: float) -> Answer:
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(done, seconds), daemon=True)
        watch.start()
        try:
            return ask()
        finally:
            done.set()
            watch.join()
            self.end()

    def end(self) -> None:
        """Stop it and give back what it held."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was still to be sent has nobody to take it
                if pipe:
                    pipe.close()
        self._process.wait()

    def _ask(self, path: Path) -> Book:
        write_block(self._asking, {"path": str(path.absolute())})
        unpacking, book = Unpacking(), None
        while book is None:
            book = unpacking.take(read_block(self._answers))
            self._has_many = unpacking.has_many
        return book

    def _ask_picture(self, path: Path, longest: int) -> bytes:
        write_block(self._asking, {"path": str(path.absolute()), "picture": longest})
        return picture_of(read_block(self._answers))

    def _ask_paper(self, told: dict[str, str]) -> bytes:
        write_block(self._asking, told)
        return unpacked(lambda: read_block(self._answers))

    def _ask_work(
        self, path: Path, name: str, told: dict[str, Any]
    ) -> tuple[dict[str, Any], bytes]:
        write_block(self._asking, {"path": str(path.absolute()), "work": name, "told": told})
        taking, made = Taking(), None
        while made is None:
            block = read_block(self._answers)
            if block.get("k") == "refused":
                raise trouble_of(block)
            made = taking.take(block)
        return made

    @property
    def _asking(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdin)

    @property
    def _answers(self) -> IO[bytes]:
        return cast("IO[bytes]", self._process.stdout)

    def _watch(self, done: threading.Event, seconds: float) -> None:
        started = time.monotonic()
        while not done.wait(_LOOKS_EVERY):
            most, times = (caps.LARGE, caps.MANY_TAKE) if self._has_many else (caps.SMALL, 1)
            if time.monotonic() - started > seconds * times:
                self._stopped_for = "的读取花了太多时间，已经停下"
            elif caps.held_by(self._process.pid) > most:
                self._stopped_for = "要占用的内存太多，已经停下"
            if self._stopped_for:
                self._process.kill()
                return

    def _why(self) -> str:
        return self._stopped_for or "读不出来（文件已损坏，读它的程序中途停了）"


class _Next:
    """The reader that is started ahead, while the clerk still looks for the file."""

    def __init__(self) -> None:
        self._lock, self._waiting = threading.Lock(), list[Reader]()

    def start(self) -> None:
        with self._lock:
            if not any(reader.is_waiting for reader in self._waiting):
                self._drop()
                self._waiting.append(Reader())

    def take(self) -> Reader:
        with self._lock:
            while self._waiting:
                reader = self._waiting.pop()
                if reader.is_waiting:
                    return reader
                reader.end()
        return Reader()

    def end(self) -> None:
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        while self._waiting:
            self._waiting.pop().end()


_next = _Next()
atexit.register(_next.end)


def start_next() -> None:
    """Start the reader of the next file, so that nobody waits for it later.

    Whether that can be is seen when it is needed.
    """
    with suppress(FileTrouble):
        _next.start()


def read_apart(path: Path) -> Book:
    """Read a foreign file in a process of its own. Raises `FileTrouble` or `ImportTrouble`."""
    return _next.take().read(path)


def _environment() -> dict[str, str]:
    """Ours, with the place of this package, wherever it was loaded from."""
    package = str(Path(__file__).parents[3])
    known = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (package, known)))}


def picture_apart(path: Path, longest: int) -> bytes:
    """A picture as a small JPEG, read likewise. Raises `FileTrouble` or `InputProblem`."""
    return _next.take().picture(path, longest)


def paper_apart(path: Path, wish: str, profile: str = "") -> bytes:
    """What is asked of a paper, read likewise. Raises `FileTrouble`."""
    return _next.take().paper(path, wish, profile)


def work_apart(path: Path, name: str, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What came of a work on a template. Raises `FileTrouble` or `TemplateTrouble`."""
    return _next.take().work(path, name, told)
