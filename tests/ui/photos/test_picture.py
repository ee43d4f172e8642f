"""Pictures as clerks have them: far too large, turned, see-through, torn, or none at all."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.errors import DeskError
from liushou_desk.services.photos import LARGEST
from liushou_desk.ui.roster.photo_box import PhotoBox
from liushou_desk.ui.roster.picture import read_picture, small_jpeg


def picture(width: int, height: int) -> QImage:
    """Noise, the worst there is for a JPEG."""
    import random

    rng = random.Random(1)
    noise = rng.randbytes(width * height * 4)
    return QImage(noise, width, height, QImage.Format.Format_RGB32).copy()


@pytest.mark.parametrize("size", [(3000, 4000), (4000, 900), (480, 480), (100, 60)])
def test_every_picture_becomes_small(qapp: QApplication, tmp_path: Path, size: Any) -> None:
    path = tmp_path / "图.bmp"
    flat = QImage(*size, QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.blue)
    flat.save(str(path))
    made = QImage.fromData(small_jpeg(read_picture(path)))
    longest = max(made.width(), made.height())
    assert longest == min(480, max(size))
    assert abs(made.width() / made.height() - size[0] / size[1]) < 0.05


def test_noise_is_light_enough_too(qapp: QApplication) -> None:
    assert len(small_jpeg(picture(900, 900))) <= LARGEST


def test_what_was_clear_is_white_and_nothing_goes_along(qapp: QApplication) -> None:
    clear = QImage(60, 60, QImage.Format.Format_ARGB32)
    clear.fill(Qt.GlobalColor.transparent)
    clear.setText("Description", "secret place")
    jpeg = small_jpeg(clear)
    assert QImage.fromData(jpeg).pixelColor(30, 30).lightness() > 250
    assert b"secret" not in jpeg


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n torn", None])
def test_what_is_no_picture_is_told(qapp: QApplication, tmp_path: Path, content: Any) -> None:
    path = tmp_path / "坏.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DeskError) as told:
        read_picture(path)
    assert told.value.advice


def test_a_speck_is_refused(qapp: QApplication) -> None:
    with pytest.raises(DeskError, match="太小"):
        small_jpeg(picture(8, 8))


def test_pasting_takes_a_picture_or_says_there_is_none(qtbot: QtBot, answers: Any) -> None:
    box = PhotoBox(None)
    qtbot.addWidget(box)
    QApplication.clipboard().clear()
    box.paste_button.click()
    assert "剪贴板里没有图片" in answers.shown[-1]
    QApplication.clipboard().setImage(picture(90, 120))
    box.paste_button.click()
    assert box.change is not None
    assert box.change.jpeg == box.jpeg
    box.remove_button.click()
    assert box.change.jpeg is None
    assert not box.remove_button.isEnabled()


def test_a_broken_file_leaves_the_picture_as_it_was(
    qtbot: QtBot, answers: Any, tmp_path: Path
) -> None:
    box = PhotoBox(None)
    qtbot.addWidget(box)
    answers.file_to_open = tmp_path / "坏.jpg"
    answers.file_to_open.write_bytes(b"torn")
    box.choose()
    assert "不是能读的图片" in answers.shown[-1]
    assert box.change is None
