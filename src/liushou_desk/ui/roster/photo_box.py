"""照片: a child's picture beside the form, from a file or pasted, saved with the form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from liushou_desk.errors import DeskError
from liushou_desk.services.imports import reading_apart
from liushou_desk.services.register.photo import PhotoChange
from liushou_desk.ui import messages
from liushou_desk.ui.look import GAP
from liushou_desk.ui.roster.picture import KINDS, picture_of_file, small_jpeg

_WIDTH, _HEIGHT, _LEAST = 96, 128, 48
_NONE = "没有照片"
_PRIVATE = "家长不愿公开\n不放照片"


class PhotoBox(QWidget):
    """Shows the picture there is or will be; `change` is what saving has to write."""

    edited = Signal()

    def __init__(self, jpeg: bytes | None) -> None:
        super().__init__()
        self.jpeg = self._seen = jpeg
        self.change: PhotoChange | None = None
        self._is_private = False
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.frame = _Frame()
        self.choose_button = QPushButton("选照片(&F)…")
        self.paste_button = QPushButton("粘贴(&V)")
        self.remove_button = QPushButton("移除(&D)")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP - 2)
        layout.addWidget(self.frame, 1)
        for widget in (self.choose_button, self.paste_button, self.remove_button):
            layout.addWidget(widget)
        layout.addStretch()
        for button in (self.choose_button, self.paste_button, self.remove_button):
            button.setAutoDefault(False)
            button.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self.choose)
        self.paste_button.clicked.connect(self.paste)
        self.remove_button.clicked.connect(lambda: self._take(None))

    def set_private(self, is_private: bool) -> None:
        """A child marked 家长不愿公开 gets no picture; one that is there can be removed."""
        self._is_private = is_private
        self._show()

    def choose(self) -> None:
        """Take a picture from a file."""
        reading_apart.prepare()
        path = messages.file_to_open(self, "选择照片", KINDS)
        if path is not None:
            try:
                self._take(reading_apart.foreign_picture(path, picture_of_file))
            except DeskError as error:
                messages.show_error(self, error)

    def paste(self) -> None:
        """Take the picture that was copied elsewhere."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            messages.inform(self, "剪贴板里没有图片。", "请先在看图软件里复制照片，再来粘贴。")
        else:
            self._take_image(image)

    def _take_image(self, image: QImage) -> None:
        try:
            self._take(small_jpeg(image))
        except DeskError as error:
            messages.show_error(self, error)

    def _take(self, jpeg: bytes | None) -> None:
        self.jpeg, self.change = jpeg, PhotoChange(jpeg, self._seen)
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.choose_button.setEnabled(not self._is_private)
        self.paste_button.setEnabled(not self._is_private)
        self.remove_button.setEnabled(self.jpeg is not None)
        picture = QPixmap()
        is_there = self.jpeg is not None and picture.loadFromData(self.jpeg)
        self.frame.show_picture(
            picture if is_there else None, _PRIVATE if self._is_private else _NONE
        )


class _Frame(QLabel):
    """Shows a picture as large as there is room; on a low screen it gives way to the buttons."""

    def __init__(self) -> None:
        super().__init__(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture: QPixmap | None = None
        self.setProperty("role", "picture")
        self.setFixedWidth(_WIDTH)
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)

    def show_picture(self, picture: QPixmap | None, otherwise: str) -> None:
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
