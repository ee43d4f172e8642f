"""Makes the small JPEG the file keeps out of whatever picture a clerk has at hand."""

import stat
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from liushou_desk.errors import FileTrouble, InputProblem
from liushou_desk.services.photos import LARGEST

LONGEST = 480
"""Pixels of the longer side."""
KINDS = "图片 (*.jpg *.jpeg *.png *.bmp *.gif *.webp)"
_HEAVIEST = 50 * 1024 * 1024
_QUALITIES = (88, 80, 70, 60, 50, 40, 30)
_SMALLEST = 16


def read_picture(path: Path) -> QImage:
    """A picture from a file, upright as it was taken, read no larger than it is needed.

    Raises `FileTrouble` for a file that cannot be opened, `InputProblem` for one that is no picture
    or far too large.
    """
    try:
        status = path.stat()
    except OSError:
        raise FileTrouble(f"打不开“{path.name}”，照片没有改动。", "请检查文件还在不在。") from None
    if not stat.S_ISREG(status.st_mode):
        raise InputProblem(f"“{path.name}”不是普通文件，没有采用", "请选择一张照片。")
    if status.st_size > _HEAVIEST:
        raise InputProblem("这个图片文件超过50MB，没有采用", "请换一张小一些的照片。")
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > 2 * LONGEST:
        reader.setScaledSize(size.scaled(_box(2 * LONGEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise InputProblem(
            f"“{path.name}”不是能读的图片，或已损坏", "请换一张 JPG 或 PNG 格式的照片。"
        )
    return image


def picture_of_file(path: Path) -> bytes:
    """The small JPEG of a picture in a file. Raises `FileTrouble` or `InputProblem`."""
    return small_jpeg(read_picture(path))


def small_jpeg(image: QImage) -> bytes:
    """The picture at most 480 pixels long and 150 KB heavy, without what cameras write beside it.

    Raises `InputProblem` for a picture that is too small to show anybody.
    """
    if min(image.width(), image.height()) < _SMALLEST:
        raise InputProblem("这张图片太小，看不清人", "请换一张照片。")
    fitted = _on_white(_fitted(image, LONGEST))
    for quality in _QUALITIES:
        jpeg = _encoded(fitted, quality)
        if len(jpeg) <= LARGEST:
            return jpeg
    return _encoded(_fitted(fitted, LONGEST // 2), _QUALITIES[-1])


def _fitted(image: QImage, longest: int) -> QImage:
    if max(image.width(), image.height()) <= longest:
        return image
    return image.scaled(
        _box(longest),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _on_white(image: QImage) -> QImage:
    """Drawn anew: what was clear is white, and no place or time of taking goes along."""
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(QColor("white"))
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground


def _encoded(image: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(buffer.data().data())


def _box(side: int) -> QSize:
    return QSize(side, side)
