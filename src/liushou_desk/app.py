"""Puts the parts together. Until the window is there, the main job is a day in the office.

It makes the demo school, imports the sample workbook into a second office file, and writes both
schools' work summaries.
"""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from liushou_desk import paths
from liushou_desk.cli import main as command

SAMPLE = "学籍导出_青石镇中心小学.xlsx"
OUT = "留守工作台-演示"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the day in a new folder below the one named first, by default below the present one."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    folder = Path(given[0] if given else OUT) / f"{datetime.now():%Y%m%d-%H%M%S}"
    demo, sample = folder / "演示学校.db", folder / "青石镇中心小学.db"
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
    print(f"全部文件在：{folder.resolve()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
