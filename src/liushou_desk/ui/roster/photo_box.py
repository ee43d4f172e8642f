"""照片: a child's picture beside the form, from a file or pasted, saved with the form."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from liushou_desk.errors import DeskError
from liushou_desk.services.imports import reading_apart
from liushou_desk.services.register.photo import PhotoChange
from liushou_desk.ui import messages
from liushou_desk.ui.look import GAP
from liushou_desk.ui.photos.choosing import take_image
from liushou_desk.ui.photos.frame import Frame, pixmap_of
from liushou_desk.ui.photos.picture import KINDS, PORTRAIT, picture_of_file

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
        self.frame = Frame()
        self.frame.setFixedWidth(_WIDTH)
        self.frame.setMinimumHeight(_LEAST)  # on a low screen it gives way to the buttons
        self.frame.setMaximumHeight(_HEIGHT)
        self.frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
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
                self._take(reading_apart.foreign_picture(path, picture_of_file, PORTRAIT))
            except DeskError as error:
                messages.show_error(self, error)

    def paste(self) -> None:
        """Take the picture that was copied elsewhere."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            messages.inform(self, "剪贴板里没有图片。", "请先在看图软件里复制照片，再来粘贴。")
        else:
            take_image(self, image, PORTRAIT, self._take)

    def _take(self, jpeg: bytes | None) -> None:
        self.jpeg, self.change = jpeg, PhotoChange(jpeg, self._seen)
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.choose_button.setEnabled(not self._is_private)
        self.paste_button.setEnabled(not self._is_private)
        self.remove_button.setEnabled(self.jpeg is not None)
        self.frame.show_picture(pixmap_of(self.jpeg), _PRIVATE if self._is_private else _NONE)
