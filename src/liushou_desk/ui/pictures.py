"""Pictures of every tab and dialog, for looking at them and for a start without a screen.

    python -m liushou_desk.ui.pictures FOLDER [--office FILE] [--size 1366x768] [--scale 1.5]

The windows are the real ones over a real office file, drawn without a screen. `--size` is of the
window in physical pixels, so 1366x768 at a scale of 1.5 leaves 911 × 512 to the layout.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from liushou_desk import paths

if TYPE_CHECKING:
    from liushou_desk.ui.shell import Shell

PATIENCE = 120
"""Seconds after which a window that still works is a fault."""
SIZE = (1366, 768)
PAINTED_AFTER = 12
"""Hundredths of a second in which what waits for a quiet moment is drawn too."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures; the platform and the scale are settled before Qt is started."""
    options = _parser().parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # of that platform
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    width, height = (int(int(part) / options.scale) for part in options.size.split("x"))
    if options.office:
        files = take_all(options.office, datetime.now, options.folder, (width, height))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            from liushou_desk.services.demo import make_demo

            office = Path(scratch) / paths.DEMO_FILE
            make_demo(office, datetime.now).close()
            files = take_all(office, datetime.now, options.folder, (width, height))
    print("\n".join(str(file) for file in files))
    return 0


def take_all(
    office: Path, now: Callable[[], datetime], folder: Path, size: tuple[int, int] = SIZE
) -> list[Path]:
    """A picture of each tab and dialog; returns the files in the order of the window."""
    from liushou_desk.ui.fitting import sizes_kept_in

    with tempfile.TemporaryDirectory() as pc, sizes_kept_in(Path(pc)):
        return _take_all(office, now, folder, size)


def _take_all(
    office: Path, now: Callable[[], datetime], folder: Path, size: tuple[int, int]
) -> list[Path]:
    from liushou_desk.ui.application import application
    from liushou_desk.ui.gallery import DIALOGS, VIEWS
    from liushou_desk.ui.shell import Shell

    application()
    folder.mkdir(parents=True, exist_ok=True)
    shell = Shell(now)
    shell.resize(*size)
    shell.show()
    shell.open(office)
    settle(shell)
    assert shell.workspace is not None
    files: list[Path] = []
    for number, (spot, tab) in enumerate(shell.workspace.tabs.items(), start=1):
        shell.workspace.bring(spot)
        settle(shell, rest=PAINTED_AFTER)
        files.append(_grab(shell, folder / f"{number}_{tab.spot.value}.png"))
    for name, show in VIEWS.items():
        show(shell.workspace)
        settle(shell, rest=PAINTED_AFTER)
        files.append(_grab(shell, folder / f"页面_{name}.png"))
    for name, open_it in DIALOGS.items():
        before = set(_dialogs())
        open_it(shell.workspace)
        settle(shell, rest=PAINTED_AFTER)
        for dialog in [dialog for dialog in _dialogs() if dialog not in before]:
            files.append(_grab(dialog, folder / f"窗口_{name}.png"))
            dialog.done(QDialog.DialogCode.Rejected)
        settle(shell)
    shell.tasks.close()
    shell.deleteLater()
    QApplication.processEvents()
    return files


def settle(shell: "Shell", rest: int = 3) -> None:
    """Let the window work until nothing has been under way for `rest` hundredths of a second."""
    deadline = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < rest:
        QApplication.processEvents()
        quiet = 0 if shell.tasks.is_busy else quiet + 1
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.01)


def _dialogs() -> list[QDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]


def _grab(widget: QWidget, path: Path) -> Path:
    widget.grab().save(str(path))
    return path


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pictures", description="每个页面和窗口的图片")
    parser.add_argument("folder", type=Path, help="放图片的文件夹")
    parser.add_argument("--office", type=Path, help="数据文件；默认用演示学校")
    parser.add_argument("--size", default="1366x768", help="窗口大小（像素）")
    parser.add_argument("--scale", type=float, default=1.0, help="放大倍数")
    return parser


if __name__ == "__main__":
    sys.exit(main())
