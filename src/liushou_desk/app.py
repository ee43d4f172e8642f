"""Puts the parts together and decides nothing: the window, or the same day without a screen.

    liushou-desk [FILE | --office FILE | --demo] [--today DAY]
    liushou-desk --selftest [LOG]
    liushou-desk VERB …        the command line, see `cli`
    liushou-desk --reader      the program's own child that reads a foreign file, see `importing`

A lone FILE is there already: it is what a double click gives.

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

from liushou_desk import arguments, on_windows, paths
from liushou_desk.errors import DeskError, FileTrouble, InputProblem
from liushou_desk.terminal import speak_unicode

SAMPLE = "学籍导出_青石镇中心小学.xlsx"
OUT = Path("留守工作台-演示")
BAD_INPUT = 2
READER = "--reader"
Clock = Callable[[], datetime]


def main(words: Sequence[str] | None = None) -> int:
    """Do what the arguments say; returns the exit code."""
    on_windows.mark_running()
    given = list(sys.argv[1:] if words is None else words)
    if given[:1] == [READER]:  # before Qt and SQLAlchemy are there
        from liushou_desk.services.imports.reading_apart import serve

        return serve(_drawing)
    speak_unicode()
    if given and not _is_for_the_window(given[0]):
        from liushou_desk.cli import main as command

        return command(given)
    try:
        return _start(_parser().parse_args(given))
    except DeskError as error:
        print(error.message, file=sys.stderr)
        if paths.is_frozen():  # then nobody sees a terminal
            on_windows.tell(error.message)
        return BAD_INPUT


def _is_for_the_window(word: str) -> bool:
    if word.startswith("-"):
        return word not in ("-h", "--help", "--version")
    return arguments.names_file(word)


def _start(options: argparse.Namespace) -> int:
    if options.selftest is not None:
        from liushou_desk import selftest

        return selftest.run(Path(options.selftest) if options.selftest else None)
    if options.file and (options.office or options.demo):
        raise InputProblem("要打开的数据文件写了两个。", "请只写一个。")
    if not has_screen():
        if named := options.file or options.office:
            raise FileTrouble(f"没有找到屏幕，“{named.name}”没有打开，也没有改动。")
        return _day_without_screen(options.now)
    if options.demo:
        return _show(_demo_school(options.now), options.now)
    return _show(options.file or options.office, options.now, is_there=bool(options.file))


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows, elsewhere where a display is named."""
    if sys.platform in ("win32", "darwin") or "QT_QPA_PLATFORM" in os.environ:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _drawing() -> Callable[[Path, int], bytes]:
    """What makes a picture small, which is Qt's work; a reader loads it for a picture only."""
    from liushou_desk.ui.photos.picture import picture_of_file

    return picture_of_file


def _show(office: Path | None, now: Clock, *, is_there: bool = False) -> int:
    from liushou_desk.ui.application import run

    return run(office, now, is_there=is_there)


def _demo_school(now: Clock) -> Path:
    path = OUT / paths.DEMO_FILE
    if not path.exists():
        from liushou_desk.services.demo import make_demo

        print("正在生成演示学校……")
        make_demo(path, now).close()
    return path


def _day_without_screen(now: Clock) -> int:
    """The office day of the command line, then the pictures of the window on the demo school."""
    from liushou_desk.cli import main as command

    folder = OUT / f"{datetime.now():%Y%m%d-%H%M%S}"
    demo = folder / paths.DEMO_FILE
    sample = (folder / "青石镇中心小学").with_suffix(paths.OFFICE_SUFFIX)
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
    parser = arguments.Parser(prog="留守工作台", description="留守儿童工作台账", allow_abbrev=False)
    parser.add_argument("file", nargs="?", type=Path, help="要打开的数据文件")
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
