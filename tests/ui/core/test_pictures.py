"""Pictures of every tab and dialog, as a program without a screen takes them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from liushou_desk.ui.desk import Spot
from liushou_desk.ui.gallery import DIALOGS, VIEWS

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
@pytest.mark.parametrize(("scale", "tallest"), [("1", 680), ("1.5", 1020)])
def test_every_tab_and_dialog_has_a_picture(
    demo_path: Path, tmp_path: Path, scale: str, tallest: int
) -> None:
    told = [str(tmp_path / "图 片"), "--office", str(demo_path), "--scale", scale]
    done = subprocess.run(
        [sys.executable, "-m", "liushou_desk.ui.pictures", *told],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = [Path(line) for line in done.stdout.splitlines()]
    pages = len(Spot) + len(VIEWS)
    assert len(files) == pages + len(DIALOGS)
    for number, file in enumerate(files):
        picture = QImage(str(file))
        assert not picture.isNull(), file.name
        if number < pages:
            assert (picture.width(), picture.height()) <= (1366, 768), file.name
        else:
            assert picture.height() <= tallest, file.name
