"""自检: does this very program, as it was frozen or installed, get through a small office day?

It works in a folder of its own that is gone afterwards, on a fixed day and with invented people
only, so that its log holds nobody's data and says the same on every computer.
"""

import gc
import platform
import sys
import tempfile
import time
import traceback
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from liushou_desk import __version__, paths
from liushou_desk.domain.terms import code_for
from liushou_desk.services.demo import make_demo
from liushou_desk.services.imports.intake import take_in
from liushou_desk.services.imports.reading_apart import rows_read_apart
from liushou_desk.services.keeping.backup import make_backup
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.summary.service import write_summary
from liushou_desk.terminal import speak_unicode

if TYPE_CHECKING:
    from collections.abc import Callable

    from liushou_desk.watch import Watch

NOW = datetime(2026, 11, 21, 10, 0)  # noqa: DTZ001 - the office's own wall clock
TERM = code_for(NOW.date())
SMALLEST_PICTURE = 1000
"""Bytes; a window without anything in it makes a smaller file."""
BEGINNINGS = {".docx": b"PK\x03\x04", ".pdf": b"%PDF-"}


def run(log: Path | None) -> int:
    """Do the day, one line of the log for each step; 0 when all of it went well, else 1.

    Without a log, and beside it, the lines go to the terminal where there is one.
    """
    speak_unicode()
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_bytes(b"")
    machine = f"{platform.platform()}，Python {platform.python_version()}"
    _say(log, f"留守工作台 {__version__} 自检，{machine}")
    try:
        from liushou_desk.watch import watching

        with watching() as watch:
            with tempfile.TemporaryDirectory(prefix="留守工作台-自检-") as folder:
                _do_the_day(Path(folder), log, watch)
            gc.collect()  # what fails while it is thrown away shall do so now
        _require(not watch.faults, "\n".join(watch.faults))
    except Exception:
        _say(log, traceback.format_exc().replace(str(Path.home()), "~"))
        _say(log, "自检未通过。")
        return 1
    _say(log, "自检通过。")
    return 0


def _do_the_day(folder: Path, log: Path | None, watch: "Watch") -> None:
    demo, school = folder / paths.DEMO_FILE, folder / f"青石镇中心小学{paths.OFFICE_SUFFIX}"
    steps: dict[str, Callable[[], str]] = {
        "演示学校": lambda: _make_demo(demo),
        "读文件的程序": _read_apart,
        "导入名册": lambda: _import_sample(school),
        "撤销与重做": lambda: _take_back(school),
        "工作总结": lambda: _write_summaries([demo, school], folder / "工作总结"),
        "备份": lambda: _back_up(demo, folder / "备份"),
        "检查": lambda: _check([demo, school, *(folder / "备份").glob("*.db")]),
        "窗口": lambda: _show_windows(demo, folder / "窗口", watch),
    }
    for name, step in steps.items():
        began = time.perf_counter()
        result = step()
        _say(log, f"{name}：{result}（{time.perf_counter() - began:.2f}秒）")


def _make_demo(path: Path) -> str:
    with make_demo(path, _now, children=20):
        return f"{path.stat().st_size // 1024}KB"


def _read_apart() -> str:
    [workbook] = (paths.resources() / "sample").glob("*.xlsx")
    rows = rows_read_apart(workbook)
    _require(rows > 1, "样例名册没有读出来")
    return f"{rows}行"


def _import_sample(path: Path) -> str:
    [workbook] = (paths.resources() / "sample").glob("*.xlsx")
    result = take_in(path, workbook, TERM, _now)
    _require(result.committed, "样例名册没有导入")
    return "已导入样例名册"


def _take_back(path: Path) -> str:
    with open_office(path, _now) as office:
        undone = office.undo()
        _require(undone is not None and office.redo() == undone, "撤销的一步没有重做")
    return "往返一步"


def _write_summaries(schools: list[Path], target: Path) -> str:
    files: list[Path] = []
    for path in schools:
        with open_office(path, _now) as office:
            files += write_summary(office, TERM, target / path.stem).files
    _require(len(files) == len(schools) * len(BEGINNINGS), "文件数不对")
    for file in files:
        _require(file.read_bytes().startswith(BEGINNINGS[file.suffix]), f"{file.suffix}文件不对")
    return f"{len(files)}个文件"


def _back_up(path: Path, target: Path) -> str:
    with open_office(path, _now) as office:
        make_backup(office, target)
    return "已写出并读回核对"


def _check(files: list[Path]) -> str:
    for file in files:
        _require(check_file(file).is_sound, f"{file.name}有问题")
    return f"{len(files)}个文件完整"


def _show_windows(office: Path, folder: Path, watch: "Watch") -> str:
    """The real window on a real file, out of sight: a picture of every tab and dialog."""
    from PySide6.QtGui import QFontMetrics

    from liushou_desk.ui.application import application
    from liushou_desk.ui.pictures import take_all
    from liushou_desk.watch import closing_boxes

    # An argument, since wine keeps QT_… variables from a Windows program.
    running = application(("-platform", "offscreen"))
    _require(QFontMetrics(running.font()).inFontUcs4(ord("留")), "没有中文字体")
    with closing_boxes(watch):
        pictures = take_all(office, _now, folder)
    _require(all(p.stat().st_size > SMALLEST_PICTURE for p in pictures), "画面是空的")
    return f"{len(pictures)}张图片"


def _require(holds: bool, otherwise: str) -> None:
    """Like `assert`, and also where Python was told to leave those out."""
    if not holds:
        raise AssertionError(otherwise)


def _now() -> datetime:
    return NOW


def _say(log: Path | None, line: str) -> None:
    """Add a line at once, so that a crash leaves what came before it."""
    if log is not None:
        with log.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - a windowed program
        print(line, flush=True)
