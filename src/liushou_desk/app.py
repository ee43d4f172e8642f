"""Puts the parts together and decides nothing: the window, or the same day without a screen.

    liushou-desk [--office FILE | --demo] [--today DAY]
    liushou-desk --selftest [LOG]
    liushou-desk VERB …        the command line, see `cli`

`--demo` opens a demo school in the folder `留守工作台-演示` below the present one, made at the
first start. Where there is no screen it also imports the sample workbook, writes both schools' work
summaries and takes a picture of every tab and dialog.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from liushou_desk import arguments, paths
from liushou_desk.errors import DeskError

SAMPLE = "学籍导出_青石镇中心小学.xlsx"
OUT = Path("留守工作台-演示")
DEMO = "演示学校.db"
BAD_INPUT = 2
Clock = Callable[[], datetime]


def main(words: Sequence[str] | None = None) -> int:
    """Do what the arguments say; returns the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    if given and (given[0] in ("-h", "--help", "--version") or not given[0].startswith("-")):
        from liushou_desk.cli import main as command

        return command(given)
    try:
        return _start(_parser().parse_args(given))
    except DeskError as error:
        print(error.message, file=sys.stderr)
        return BAD_INPUT


def _start(options: argparse.Namespace) -> int:
    if options.selftest is not None:
        from liushou_desk import selftest

        return selftest.run(Path(options.selftest) if options.selftest else None)
    if not has_screen():
        return _day_without_screen(options.now)
    if options.demo:
        return _show(_demo_school(options.now), options.now)
    return _show(options.office, options.now)


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows, elsewhere where a display is named."""
    if sys.platform in ("win32", "darwin") or "QT_QPA_PLATFORM" in os.environ:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _show(office: Path | None, now: Clock) -> int:
    from liushou_desk.ui.application import run

    return run(office, now)


def _demo_school(now: Clock) -> Path:
    path = OUT / DEMO
    if not path.exists():
        from liushou_desk.services.demo import make_demo

        print("正在生成演示学校……")
        make_demo(path, now).close()
    return path


def _day_without_screen(now: Clock) -> int:
    """The office day of the command line, then the pictures of the window on the demo school."""
    from liushou_desk.cli import main as command

    folder = OUT / f"{datetime.now():%Y%m%d-%H%M%S}"
    demo, sample = folder / DEMO, folder / "青石镇中心小学.db"
    workbook = paths.resources() / "sample" / SAMPLE
    for step in (
        ["demo", "--office", str(demo)],
        ["import", str(workbook), "--office", str(sample)],
        ["summary", "--office", str(demo), "--out", str(folder / "演示学校")],
        ["summary", "--office", str(sample), "--out", str(folder / "青石镇中心小学")],
    ):
        code = command(step)
        if code:
            return code
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # of that platform
    from liushou_desk.ui.pictures import take_all

    for picture in take_all(demo, now, folder / "窗口图片"):
        print(f"窗口图片：{picture}")
    print(f"没有找到屏幕，已改为不开窗口运行。全部文件在：{folder.resolve()}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="留守工作台", description="留守儿童工作台账")
    parser.add_argument("--office", type=Path, help="数据文件；默认是上次打开的")
    parser.add_argument("--demo", action="store_true", help="打开演示学校")
    parser.add_argument(
        "--today", dest="now", type=arguments.clock, default=datetime.now, help="当作今天"
    )
    parser.add_argument(
        "--selftest", nargs="?", const="", metavar="LOG", help="自检：走一遍小小的工作日"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
