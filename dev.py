"""留守儿童工作台 · 开发脚本 (developer script; needs Python 3.11 or 3.12 and nothing else).

    python3 dev.py run   [参数…]   准备好一切,打开窗口        set everything up, open the window
    python3 dev.py test  [参数…]   准备好一切,运行全部测试    set everything up, run the tests
    python3 dev.py lint            代码检查                    ruff, pyright, import rules
    python3 dev.py bench [参数…]   性能对比                    benchmarks
    python3 dev.py pictures 文件夹  每个页面和窗口的图片        pictures of every tab and dialog

Windows: py -3.11 dev.py …
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import io
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")
STAMP = VENV / "set-up-of"

# What PySide6 loads from the system: shared library -> the Debian package that brings it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def main(arguments: list[str]) -> int:
    """Set up, then do what the first argument names with the rest of them."""
    if not _can_print_chinese():
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8")
    command, *rest = arguments or ["help"]
    if command not in ("run", "test", "lint", "bench", "pictures"):
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    try:
        set_up()
        if command == "run":
            return call(PYTHON, "-m", "liushou_desk.app", *(rest or ("--demo",)), inside=None)
        if command == "pictures":
            return call(PYTHON, "-m", "liushou_desk.ui.pictures", *rest, inside=None)
        if command == "test":
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            return call(PYTHON, "-m", "pytest", *(rest or ("-n", str(_workers()))))
        if command == "bench":
            return call(PYTHON, "-m", "tests.benchmarks.run", *rest)
        return lint()
    except KeyboardInterrupt:
        say("已中断。", "Interrupted.")
        return 130


def _workers() -> int:
    """One more than there are cores: windows and disks let a core wait for a tenth of the time."""
    return (os.cpu_count() or 1) + 1


def lint() -> int:
    """Run every checker, even after one has complained."""
    return max(
        call(BIN / "ruff", "check", "."),
        call(BIN / "ruff", "format", "--check", "."),
        call(BIN / "pyright"),
        call(BIN / "lint-imports"),
    )


def set_up() -> None:
    """Bring system libraries, ``.venv`` and the project into it; at once when all is there.

    The stamp has one line for each of the two installations and is the last thing written after
    each, so an interrupted set-up never looks finished: it is begun anew.
    """
    if not (3, 11) <= sys.version_info[:2] < (3, 13):
        fail(
            f"需要 Python 3.11 或 3.12,当前为 {sys.version.split()[0]}。",
            "Python 3.11 or 3.12 is needed.",
        )
    want = [
        digest(LOCK.read_bytes(), str(ROOT).encode(), sys.version.encode(), _base().encode()),
        digest((ROOT / "pyproject.toml").read_bytes()),
    ]
    if not missing_packages() and installed() == want:
        return
    with only_one_at_a_time() as lock:
        if packages := missing_packages():
            install_packages(packages, lock)
        if installed()[:1] != want[:1]:
            say("正在建立运行环境 .venv,首次需几分钟……", "Building .venv, a few minutes.")
            build_venv(lock)
            STAMP.write_text(want[0] + "\n", encoding="ascii")
        if installed() != want:
            install_project(lock)
            STAMP.write_text("\n".join(want) + "\n", encoding="ascii")
        say("环境已就绪。", "Ready.")


def installed() -> list[str]:
    """Return what ``.venv`` says it holds: nothing where it is absent or broken."""
    if PYTHON.exists() and STAMP.exists():
        return STAMP.read_text(encoding="ascii", errors="replace").split()
    return []


def build_venv(lock: tuple[int, ...]) -> None:
    """Make ``.venv`` from nothing and install every locked package."""
    try:
        STAMP.unlink(missing_ok=True)  # first: a half-deleted folder must not look whole
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as error:
        fail(
            f"无法删除旧的 {VENV}({error.strerror}),请关闭正在使用它的程序后重试。",
            "Close whatever uses .venv and try again.",
        )
    step(lock, _base(), "-m", "venv", str(VENV))
    pip(lock, "--only-binary=:all:", "--require-hashes", "--requirement", str(LOCK))


def install_project(lock: tuple[int, ...]) -> None:
    """Install the project itself so that it runs from the source tree.

    Python reads a ``.pth`` in the locale's encoding, in which a Chinese folder's name may not
    survive, so the absolute path that was written there gives way to a relative one.
    """
    pip(lock, "--no-build-isolation", "--editable", str(ROOT))
    site_packages = sysconfig.get_path("purelib", "venv", {"base": str(VENV)})
    source = os.path.relpath(ROOT / "src", site_packages)
    (Path(site_packages) / "_liushou_desk.pth").write_text(source + "\n", encoding="ascii")


def pip(lock: tuple[int, ...], *arguments: str) -> None:
    """Install exactly what is named, resolving nothing."""
    options = ("--no-deps", "--no-input", "--disable-pip-version-check")
    step(lock, str(PYTHON), "-m", "pip", "install", *options, *arguments)


def missing_packages() -> list[str]:
    """Return the Debian packages that this Linux lacks; nothing on other systems."""
    if sys.platform != "linux":
        return []
    packages = [package for library, package in QT_LIBRARIES.items() if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        packages.insert(0, f"python3.{sys.version_info.minor}-venv")
    return packages


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: list[str], lock: tuple[int, ...]) -> None:
    """Install Debian packages as root; otherwise print the one command that does."""
    install = ("apt-get", "install", "-y", "--no-install-recommends", *packages)
    if shutil.which("apt-get") is None:
        fail(
            "缺少下列系统库,请用本机的软件包管理器安装后重试:" + " ".join(packages),
            "Install these system libraries (Debian's names), then try again.",
        )
    if os.name != "posix" or os.geteuid() != 0:
        fail(
            "缺少系统软件包。请先执行下面这一条命令(或以 root 身份重新运行):\n\n"
            f"    sudo apt-get update && sudo {shlex.join(install)}\n",
            "System packages are missing: run the command above, or this script as root.",
        )
    say("正在安装系统软件包:" + " ".join(packages), "Installing system packages.")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    step(lock, "dpkg", "--configure", "-a")  # ends an installation that was interrupted
    step(lock, "apt-get", "update", "-q")
    step(lock, *install, "-q", "--fix-broken", "-o", "DPkg::Lock::Timeout=120")


@contextlib.contextmanager
def only_one_at_a_time() -> Generator[tuple[int, ...]]:
    """Hold a lock on this very file during a set-up; yield the descriptors that carry it.

    Each step inherits the lock: when this script is killed, the step that it leaves behind still
    bars the next set-up until it ends. On Windows there is no lock.
    """
    if sys.platform == "win32":
        yield ()
        return
    import fcntl

    with Path(__file__).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个安装正在进行,等待其结束……", "Waiting for another set-up to end.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield (file.fileno(),)


def step(lock: tuple[int, ...], *command: str) -> None:
    """Run one step of the set-up; end with advice where it fails."""
    if subprocess.run(command, check=False, pass_fds=lock).returncode != 0:
        fail(
            f"这一步未成功:{shlex.join(command[:6])} ……\n"
            "请检查网络(可用环境变量 PIP_INDEX_URL 指定就近的镜像)与磁盘空间,然后重新运行。",
            "This step failed. Check network and disk, then run again; nothing is left half done.",
        )


def call(program: Path, *arguments: str, inside: Path | None = ROOT) -> int:
    """Run a program of ``.venv`` and return its exit code."""
    return subprocess.run([str(program), *arguments], check=False, cwd=inside).returncode


def digest(*parts: bytes) -> str:
    """Return one hash over all the parts."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def say(chinese: str, english: str) -> None:
    """Tell the user one thing, with a short echo in English."""
    print(f"{chinese}  [{english}]", flush=True)


def fail(chinese: str, english: str) -> NoReturn:
    """Tell the user what is wrong and what to do, and end with exit code 2."""
    print(f"{chinese}\n[{english}]", file=sys.stderr, flush=True)
    raise SystemExit(2)


def _base() -> str:
    """Return the Python that .venv is made from, also when .venv's own runs this script."""
    return str(getattr(sys, "_base_executable", sys.executable))


def _can_print_chinese() -> bool:
    """Tell whether the terminal's encoding holds Chinese."""
    try:
        "留守".encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
