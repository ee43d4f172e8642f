"""Draws the program's icon: a house at dusk with a lamp left on for the child who comes home.

Run once after a change, from anywhere: `.venv/bin/python resources/packaging/icon.py`. Each size is
drawn anew with its edges on whole pixels, since a large picture made small is a smudge at 16.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPolygonF

FOLDER = Path(__file__).parent.parent / "icon"
SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
DUSK, WALL, LAMP = QColor("#2f6f78"), QColor("#ffffff"), QColor("#f2a93b")


def main() -> None:
    """Write the .ico with all sizes and the largest as .png."""
    app = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    pictures = [_picture(size) for size in SIZES]
    FOLDER.mkdir(exist_ok=True)
    pictures[-1].save(FOLDER / "liushou-desk.png")
    pictures[-1].save(
        FOLDER / "liushou-desk.ico",
        sizes=[(size, size) for size in SIZES],
        append_images=pictures[:-1],
    )
    del app


def _picture(size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _draw(painter, size)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(BytesIO(bytes(buffer.data().data())))


def _draw(painter: QPainter, size: int) -> None:
    """Lay out on a grid of sixteen, each line moved to the nearest pixel."""

    def at(sixteenths: float) -> int:
        return round(sixteenths * size / 16)

    painter.setBrush(DUSK)
    painter.drawRoundedRect(QRectF(0, 0, size, size), 0.19 * size, 0.19 * size)
    painter.setBrush(WALL)
    middle, eaves, ground = size / 2, at(8), at(13)
    roof = [QPointF(middle, at(2)), QPointF(size - at(1.4), eaves), QPointF(at(1.4), eaves)]
    painter.drawPolygon(QPolygonF(roof))
    left = at(3.4)
    painter.drawRect(QRectF(left, eaves, size - 2 * left, ground - eaves))
    painter.setBrush(LAMP)
    side = at(6.4)
    painter.drawRect(QRectF(side, at(7.6), size - 2 * side, ground - at(7.6)))


if __name__ == "__main__":
    main()
