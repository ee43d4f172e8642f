"""Pictures of every tab and dialog, as a program without a screen takes them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.gallery import look_at

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_every_tab_and_dialog_has_a_picture(demo_path: Path, tmp_path: Path) -> None:
    """Those without a scale are looked at where the main job draws them."""
    told = [str(tmp_path / "图 片"), "--office", str(demo_path), "--scale", "1.5"]
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
    look_at([Path(line) for line in done.stdout.splitlines()], tallest=1020)
