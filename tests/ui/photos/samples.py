"""Pictures as phones write them: turned, with the place they were taken at."""

import struct

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

_SHORT, _LONG, _RATIONAL, _ASCII = 3, 4, 5, 2
_TURNED_RIGHT = 6
"""The camera was held upright: the picture is to be turned by 90 degrees."""


def encoded(image: QImage, form: bytes = b"jpeg", quality: int = 90) -> bytes:
    """A picture in the bytes of a format."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(buffer.data().data())


def taken_upright(image: QImage) -> bytes:
    """A JPEG with Exif: it is to be turned, and was taken at 27°42' N by a phone of some maker."""
    jpeg, exif = encoded(image), _exif()
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def _exif() -> bytes:
    """TIFF: a directory with maker, orientation and the place of a second one, which is GPS."""
    maker, latitude = b"SomePhone\0", struct.pack(">6I", 27, 1, 42, 1, 0, 1)
    behind = 8 + 2 + 3 * 12 + 4
    gps = behind + len(maker)
    first = _entry(0x010F, _ASCII, len(maker), struct.pack(">I", behind))
    first += _entry(0x0112, _SHORT, 1, struct.pack(">HH", _TURNED_RIGHT, 0))
    first += _entry(0x8825, _LONG, 1, struct.pack(">I", gps))
    second = _entry(1, _ASCII, 2, b"N\0\0\0")
    second += _entry(2, _RATIONAL, 3, struct.pack(">I", gps + 2 + 2 * 12 + 4))
    directories = struct.pack(">H", 3) + first + bytes(4) + maker
    directories += struct.pack(">H", 2) + second + bytes(4) + latitude
    return b"Exif\0\0MM\0*" + struct.pack(">I", 8) + directories


def _entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack(">HHI", tag, kind, count) + value
