"""Pictures from files or from the clipboard, made small on the way; read on the worker, apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from liushou_desk.errors import DeskError
from liushou_desk.services.imports import reading_apart
from liushou_desk.ui import messages
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.photos.picture import KINDS, SHOT, picture_of_file, small_jpeg
from liushou_desk.ui.tasks import Tasks

if TYPE_CHECKING:
    from liushou_desk.domain.progress import Progress
    from liushou_desk.services.keeping.office import OfficeFile

Take = Callable[[Sequence[bytes]], object]


@dataclass(frozen=True)
class _Read:
    """What came of some files."""

    jpegs: list[bytes]
    refused: list[str]


def from_files(parent: QWidget, tasks: Tasks, take: Take) -> None:
    """Let several be chosen, and hand over those that can be read; the others are told."""
    reading_apart.prepare()
    _read(parent, tasks, messages.files_to_open(parent, "选择照片（可以选几张）", KINDS), take)


def from_clipboard(parent: QWidget, tasks: Tasks, take: Take) -> None:
    """A picture that was copied, or the files that were."""
    held = QGuiApplication.clipboard().mimeData()
    paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    image = QGuiApplication.clipboard().image()
    if paths:
        _read(parent, tasks, paths, take)
    elif image.isNull():
        messages.inform(parent, "剪贴板里没有图片。", "请先复制照片，再来粘贴。")
    else:
        take_image(parent, image, SHOT, lambda jpeg: take([jpeg]))


def take_image(
    parent: QWidget, image: QImage, longest: int, take: Callable[[bytes], object]
) -> None:
    """Hand over a picture made small, or tell why not."""
    try:
        jpeg = small_jpeg(image, longest)
    except DeskError as error:
        messages.show_error(parent, error)
    else:
        take(jpeg)


def _read(parent: QWidget, tasks: Tasks, paths: Sequence[Path], take: Take) -> None:
    def job(_office: "OfficeFile", progress: "Progress") -> _Read:
        read = _Read([], [])
        for step, path in enumerate(paths):
            progress(step, len(paths))
            try:
                read.jpegs.append(reading_apart.foreign_picture(path, picture_of_file, SHOT))
            except DeskError as error:
                read.refused.append(error.message)
        return read

    def done(read: _Read) -> None:
        if read.jpegs:
            take(read.jpegs)
        if read.refused:
            others = "其余的已经加上。" if read.jpegs else ""
            number = len(read.refused)
            messages.inform(parent, f"有{number}张没有加上。{others}", "\n".join(read.refused))

    if paths:
        run_long(parent, tasks, "正在读取照片……", job, done)
