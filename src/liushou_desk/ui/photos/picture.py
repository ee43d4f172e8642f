"""Makes the small JPEG the file keeps out of whatever picture a clerk has at hand.

Every picture goes this way, a portrait as well as those of visits and activities: turned upright,
scaled down, and drawn anew, so that nothing of what a camera writes beside it goes along.
"""

import stat
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from liushou_desk.domain import jpeg as marks
from liushou_desk.errors import FileTrouble, InputProblem
from liushou_desk.services.photos import LARGEST

PORTRAIT, SHOT = 480, 1280
"""Pixels of the longer side. 1280 fill the smallest screen, and half a page with 400 an inch."""
KINDS = "图片 (*.jpg *.jpeg *.png *.bmp *.gif *.webp)"
_HEAVIEST = 50 * 1024 * 1024
_MOST_PIXELS, _MOST_OF_JPEG = 60_000_000, 400_000_000
"""What fits into the reader's memory; a JPEG is made smaller while it is read."""
_DRAWINGS = (b"svg", b"svgz")
"""No photos, and they can draw in other files of this computer."""
_QUALITIES = (88, 80, 70, 60, 50)
_SMALLEST = 16
_DENSITY = 3780
_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_ANOTHER = "请换一张 JPG 或 PNG 格式的照片。"


def read_picture(path: Path, longest: int) -> QImage:
    """A picture from a file, upright as it was taken, read no larger than it is needed.

    Raises `FileTrouble` for a file that cannot be opened, `InputProblem` for one that is no picture
    or far too large.
    """
    _refuse_file(path)
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    most = _MOST_OF_JPEG if reader.format() == b"jpeg" else _MOST_PIXELS
    if size.width() * size.height() > most:
        said = f"“{path.name}”有{size.width()}×{size.height()}个像素，太大，没有采用"
        raise InputProblem(said, "请用看图软件缩小以后再选。")
    if max(size.width(), size.height()) > 2 * longest:
        reader.setScaledSize(size.scaled(_box(2 * longest), Qt.AspectRatioMode.KeepAspectRatio))
    image = QImage() if reader.format() in _DRAWINGS else reader.read()
    if image.isNull():
        raise InputProblem(f"“{path.name}”不是能读的图片，或已损坏", _ANOTHER)
    return image


def picture_of_file(path: Path, longest: int) -> bytes:
    """The small JPEG of a picture in a file. Raises `FileTrouble` or `InputProblem`."""
    return small_jpeg(read_picture(path, longest), longest)


def small_jpeg(image: QImage, longest: int) -> bytes:
    """The picture at most so many pixels long and 150 KB heavy, drawn anew.

    Rather smaller than blurred: below half the quality a size less is tried. Raises `InputProblem`
    for a picture that is too small to show anybody.
    """
    if min(image.width(), image.height()) < _SMALLEST:
        raise InputProblem("这张图片太小，看不清", "请换一张照片。")
    fitted = _on_white(_fitted(image, longest))
    while True:
        for quality in _QUALITIES:
            jpeg = _encoded(fitted, quality)
            if len(jpeg) <= LARGEST:
                return jpeg
        fitted = _fitted(fitted, max(fitted.width(), fitted.height()) * 3 // 4)


def _refuse_file(path: Path) -> None:
    """What can be told without reading a picture."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputProblem(f"“{path.name}”不是普通文件，没有采用", "请选择一张照片。")
        if status.st_size > _HEAVIEST:
            raise InputProblem("这个图片文件超过50MB，没有采用", "请换一张小一些的照片。")
        content = path.read_bytes()
    except OSError:
        raise FileTrouble(f"打不开“{path.name}”，照片没有改动。", "请检查文件还在不在。") from None
    if not content:
        raise InputProblem(f"“{path.name}”是空文件（0字节），没有采用", "请重新拷一份再选。")
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF:
        raise InputProblem(
            f"“{path.name}”是苹果手机的HEIC格式，读不了，没有采用",
            "请在手机“设置→相机→格式”里选“兼容性最佳”再拍，或用看图软件另存为JPG。",
        )
    if content.startswith(marks.BEGINS) and not marks.is_whole(content):
        raise InputProblem(
            f"“{path.name}”不完整，后面一截没有了，没有采用", "请从相机或手机里重新拷一份。"
        )


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
    ground.setDotsPerMeterX(_DENSITY)  # else the screen's, and the same picture would be another
    ground.setDotsPerMeterY(_DENSITY)
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
