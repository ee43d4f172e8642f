"""Where the frozen program begins: one of which a part is missing or broken says so in Chinese.

Without this PyInstaller shows the traceback in an English box, which a self-test would wait behind.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

BROKEN = 1
SELF_TEST = "--selftest"
READER = "--reader"
SENTENCE = "程序没有打开：它的文件不完整，或者已经损坏。数据文件没有改动。"
ADVICE = "请重新运行安装程序；如果还是这样，请把下面这一行抄给技术人员。"


def main(words: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code, also where not even its modules can be loaded."""
    given = list(sys.argv[1:] if words is None else words)
    try:
        from liushou_desk import app

        return app.main(given)
    except Exception as error:
        return _own_up(error, given)


def _own_up(error: Exception, given: Sequence[str]) -> int:
    """To the log of a self-test, which nobody sits before; else to the person at the desk.

    A reader says nothing: the program that started it does.
    """
    if READER in given:
        return BROKEN
    said = f"{SENTENCE}\n{ADVICE}\n\n{_where(error)}"
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison] - a windowed program
        print(said, file=sys.stderr)
    if SELF_TEST in given:
        for log in map(Path, given[given.index(SELF_TEST) + 1 :][:1]):
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text(f"{said}\n自检未通过。\n", "utf-8")
    else:
        from liushou_desk import on_windows

        on_windows.tell(said)
    return BROKEN


def _where(error: Exception) -> str:
    """The kind of fault and its place in the code; of values only a module's name is said."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place, trace = f"{Path(code.co_filename).name}:{trace.tb_lineno}", trace.tb_next
    module = f" {error.name}" if isinstance(error, ImportError) else ""
    return f"{type(error).__name__}{module} {place}"


if __name__ == "__main__":
    sys.exit(main())
