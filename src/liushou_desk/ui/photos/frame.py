"""A picture as large as there is room, or words in its place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel


class Frame(QLabel):
    """Shows a picture; how large it may be says the layout it stands in."""

    def __init__(self) -> None:
        super().__init__(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture: QPixmap | None = None
        self.setProperty("role", "picture")

    def show_picture(self, picture: QPixmap | None, otherwise: str = "") -> None:
        """A picture, or the words that stand in its place."""
        self._picture = picture
        if picture is None:
            self.setText(otherwise)
        else:
            self._fit(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._picture is not None:
            self._fit(self._picture)

    def _fit(self, picture: QPixmap) -> None:
        ratio = self.devicePixelRatio()
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted = picture.scaled(self.contentsRect().size() * ratio, keep, smooth)
        fitted.setDevicePixelRatio(ratio)
        self.setPixmap(fitted)


def pixmap_of(jpeg: bytes | None) -> QPixmap | None:
    """What can be shown of a picture, None where that is nothing."""
    picture = QPixmap()
    return picture if jpeg is not None and picture.loadFromData(jpeg) else None
