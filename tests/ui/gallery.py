"""What the pictures of all tabs and dialogs must be, whoever had them drawn."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtGui import QImage

from liushou_desk.ui.desk import Spot
from liushou_desk.ui.gallery import DIALOGS, VIEWS


def look_at(files: Collection[Path], *, tallest: int) -> None:
    """One of each; no page is larger than the window, no dialog taller than so many pixels."""
    dialogs = [file for file in files if file.name.startswith("窗口_")]
    assert len(dialogs) == len(DIALOGS)
    assert len(files) == len(Spot) + len(VIEWS) + len(DIALOGS)
    for file in files:
        picture = QImage(str(file))
        assert not picture.isNull(), file.name
        if file in dialogs:
            assert picture.height() <= tallest, file.name
        else:
            assert picture.width() <= 1366, file.name
            assert picture.height() <= 768, file.name
