"""Pictures as clerks have them: far too large, turned, see-through, torn, or none at all."""

import random
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.jpeg import size_of, tells_more
from liushou_desk.errors import DeskError
from liushou_desk.services.photos import LARGEST
from liushou_desk.ui.photos.picture import (
    PORTRAIT,
    SHOT,
    picture_of_file,
    read_picture,
    small_jpeg,
)
from liushou_desk.ui.roster.photo_box import PhotoBox
from tests.ui.photos.samples import encoded, taken_upright


def picture(width: int, height: int) -> QImage:
    """Noise, the worst there is for a JPEG."""
    noise = random.Random(1).randbytes(width * height * 4)
    return QImage(noise, width, height, QImage.Format.Format_RGB32).copy()


@pytest.mark.parametrize("size", [(3000, 4000), (4000, 900), (480, 480), (100, 60)])
@pytest.mark.parametrize("longest", [PORTRAIT, SHOT])
def test_every_picture_becomes_small(
    qapp: QApplication, tmp_path: Path, size: Any, longest: int
) -> None:
    path = tmp_path / "图.bmp"
    flat = QImage(*size, QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.blue)
    flat.save(str(path))
    width, height = size_of(picture_of_file(path, longest))
    assert max(width, height) == min(longest, max(size))
    assert abs(width / height - size[0] / size[1]) < 0.05


@pytest.mark.parametrize("longest", [PORTRAIT, SHOT])
def test_noise_is_light_enough_too(qapp: QApplication, longest: int) -> None:
    assert len(small_jpeg(picture(1300, 900), longest)) <= LARGEST


def test_what_was_clear_is_white_and_nothing_goes_along(qapp: QApplication) -> None:
    clear = QImage(60, 60, QImage.Format.Format_ARGB32)
    clear.fill(Qt.GlobalColor.transparent)
    clear.setText("Description", "secret place")
    jpeg = small_jpeg(clear, PORTRAIT)
    assert QImage.fromData(jpeg).pixelColor(30, 30).lightness() > 250
    assert b"secret" not in jpeg


def test_a_picture_is_turned_and_loses_where_it_was_taken(
    qapp: QApplication, tmp_path: Path
) -> None:
    lying = QImage(1600, 800, QImage.Format.Format_RGB32)
    lying.fill(Qt.GlobalColor.blue)
    for x in range(400):
        for y in range(0, 800, 4):  # the left is to come up
            lying.setPixelColor(x, y, Qt.GlobalColor.red)
    path = tmp_path / "手机.jpg"
    path.write_bytes(taken_upright(lying))
    raw = path.read_bytes()
    assert b"Exif" in raw
    assert tells_more(raw)
    jpeg = picture_of_file(path, SHOT)
    for left in (b"Exif", b"GPS", b"SomePhone"):
        assert left not in jpeg
    assert not tells_more(jpeg)
    assert size_of(jpeg) == (640, 1280)
    upright = QImage.fromData(jpeg)
    assert upright.pixelColor(320, 100).red() > 40 > upright.pixelColor(320, 1200).red()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 40,000 × 40,000 pixels."""

    def part(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    pixels = part(b"IDAT", zlib.compress(bytes(1_000_000)))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + pixels + part(b"IEND", b"")


BAD = {
    "空.jpg": (lambda: b"", "空文件（0字节）"),
    "字.jpg": (lambda: b"not a picture", "不是能读的图片"),
    "画.jpg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>', "能读"),
    "撕.png": (lambda: encoded(picture(90, 90), b"png")[:9000], "不是能读的图片"),
    "断.jpg": (lambda: encoded(picture(90, 90))[:3000], "不完整"),
    "断2.jpg": (lambda: taken_upright(picture(90, 90))[:3000], "不完整"),
    "苹果.HEIC": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    "炸弹.png": (bomb, "40000×40000个像素，太大"),
    "没有.jpg": (None, "打不开"),
    "夹.jpg": (True, "不是普通文件"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_picture_is_told(qapp: QApplication, tmp_path: Path, name: str) -> None:
    path, (content, said) = tmp_path / name, BAD[name]
    if content is True:
        path.mkdir()
    elif content is not None:
        path.write_bytes(content())
    with pytest.raises(DeskError, match=said) as told:
        read_picture(path, SHOT)
    assert told.value.advice


def test_a_speck_is_refused(qapp: QApplication) -> None:
    with pytest.raises(DeskError, match="太小"):
        small_jpeg(picture(8, 8), PORTRAIT)


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
