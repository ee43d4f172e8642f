"""照片 in the forms of visits and activities, by the keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary import read_entry
from liushou_desk.services.photos import CONSENT, PHOTOS, Shot, shots_of
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.photos.strip import PhotosInput
from liushou_desk.ui.photos.viewer import PhotoViewer
from liushou_desk.ui.shell import Shell
from tests.ui.conftest import Answers
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


def flat(colour: Qt.GlobalColor, size: int = 90) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def bring(shell: Shell, keyboard: Keyboard, spot: Spot) -> Any:
    assert shell.workspace is not None
    tab = shell.workspace.bring(spot)
    keyboard.settle()
    return tab


def line_of(keyboard: Keyboard) -> tuple[RecordDialog, PhotosInput]:
    """The form that is open, with the cursor in its pictures."""
    (dialog,) = keyboard.dialogs()
    assert isinstance(dialog, RecordDialog)
    line = dialog.forms[-1].inputs[PHOTOS]
    assert isinstance(line, PhotosInput)
    dialog.bring_to(PHOTOS)
    return dialog, line


def captions(shots: tuple[Shot, ...]) -> list[str]:
    return [shot.caption for shot in shots]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two pictures and what is none."""
    paths = [tmp_path / name for name in ("红.png", "绿.png", "坏.jpg")]
    flat(Qt.GlobalColor.red).save(str(paths[0]))
    flat(Qt.GlobalColor.green).save(str(paths[1]))
    paths[2].write_bytes(b"torn")
    return paths


def test_an_activity_takes_pictures_in_an_order(
    shell: Shell, keyboard: Keyboard, answers: Answers, files: list[Path], look_into: Ask
) -> None:
    tab = bring(shell, keyboard, Spot.CALENDAR)
    row = next(row for row in tab.reading.activities if row.held_on and not row.photos)
    tab.go_to(Journey(Spot.CALENDAR, record_id=row.activity_id))
    tab.amend()
    line = line_of(keyboard)[1]
    answers.files_to_open = [*files, files[0]]
    line.add_button.click()
    keyboard.settle()
    assert "有1张没有加上。其余的已经加上。" in answers.shown[-1]
    assert "不是能读的图片" in answers.shown[-1]
    assert line.strip.count() == 2
    assert "1张已经在了" in line.size_label.text()
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(files[1]))])
    QApplication.clipboard().setMimeData(copied)
    line.strip.setFocus()
    keyboard.press(Key.Key_V, held=CTRL)
    assert line.strip.count() == 2
    QApplication.clipboard().setImage(flat(Qt.GlobalColor.blue))
    keyboard.press(Key.Key_V, held=CTRL)
    line.caption.setFocus()
    keyboard.press("拔河")
    line.strip.setFocus()
    keyboard.press(Key.Key_Left, held=CTRL)
    keyboard.press(Key.Key_Return)
    viewer = keyboard.dialogs()[-1]
    assert isinstance(viewer, PhotoViewer)
    assert "第2张，共3张　拔河" in viewer.caption.text()
    keyboard.press(Key.Key_Left, Key.Key_Left, Key.Key_Escape)
    keyboard.press(Key.Key_Home, Key.Key_Delete)
    keyboard.press(Key.Key_S, held=CTRL)
    owner = ("activity_id", row.activity_id)
    assert captions(look_into(shell, lambda office: shots_of(office, owner))) == ["拔河", ""]
    assert next(r for r in tab.panel.rows if r.activity_id == row.activity_id).photos == 2
    look_into(shell, OfficeFile.undo)
    assert look_into(shell, lambda office: shots_of(office, owner)) == ()


def test_a_home_asks_for_consent_and_a_draft_has_no_picture(
    shell: Shell, keyboard: Keyboard, answers: Answers, files: list[Path], look_into: Ask
) -> None:
    tab = bring(shell, keyboard, Spot.DIARY)
    row = next(row for row in tab.panel.rows if row.kind is DiaryKind.HOME_VISIT and row.photos)
    tab.go_to(Journey(Spot.DIARY, record_id=row.entry_id))
    keyboard.settle()
    tab.amend()
    keyboard.settle()
    dialog, line = line_of(keyboard)
    answers.files_to_open = files[:1]
    line.choose()
    keyboard.settle()
    agreed = dialog.forms[-1].inputs[CONSENT]
    agreed.set_text("")
    keyboard.press(Key.Key_S, held=CTRL)
    assert "监护人同意" in dialog.forms[-1].problem(CONSENT)
    draft = {PHOTOS: line.text()[:-1] + ', ["0", "没有存过"]]'}
    dialog.forms[-1].set_texts(draft)  # as after a power cut
    assert dialog.forms[-1].left_out(draft) == {PhotosInput.lost: ["照片"]}
    agreed.set_text("2026-11-20")
    keyboard.press(Key.Key_S, held=CTRL)
    record = look_into(shell, lambda office: read_entry(office, row.entry_id))
    assert captions(record.photos) == ["家门口", ""]
