"""The small dialogs that belong to no tab: school, term, backup to a stick, about."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStorageInfo, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from liushou_desk import __version__
from liushou_desk.domain.work_fields import COUNTY_PHONES, DEFINITION_FIELDS, SCHOOL_FIELDS
from liushou_desk.services.keeping.backup_policy import backup_to_stick
from liushou_desk.services.school.profile import read_school, save_school
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.fitting import room_of
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import MARGIN, spaced


def edit_school(desk: Desk) -> None:
    """学校信息: names for the papers, and the 口径 that decides who is counted."""

    def show(values: dict[str, Any]) -> None:
        record = Record("学校信息", "school", None, values, save_school, seen=values)
        pages = [
            Page(title, tuple(map(field_entry, fields)))
            for title, fields in (
                ("学校", SCHOOL_FIELDS),
                ("统计口径", DEFINITION_FIELDS),
                ("本县强制报告电话", COUNTY_PHONES),
            )
        ]
        RecordDialog(
            desk, record, pages, saved=lambda _: desk.say("已保存学校信息。（Ctrl+Z 撤销）")
        ).open()

    desk.tasks.run(desk.window, lambda office: dict(read_school(office)), show)


def back_up_to_stick(desk: Desk) -> None:
    """备份到U盘: copy, read back, compare; only then it is called good."""
    folder = messages.folder(desk.window, "选择U盘", _first_stick())
    if folder is None:
        return
    run_long(
        desk.window,
        desk.tasks,
        "正在写入U盘并核对……",
        lambda office, _progress: backup_to_stick(office, folder),
        lambda made: messages.inform(
            desk.window, "备份完成，读回核对一致，可以拔出U盘了。", f"文件：{made.path}"
        ),
    )


def _first_stick() -> str:
    """Where a removable drive is likely to be."""
    usable = (
        volume.rootPath()
        for volume in QStorageInfo.mountedVolumes()
        if volume.isReady() and not volume.isReadOnly() and not volume.isRoot()
    )
    sticks = (root for root in usable if root.startswith(("/media/", "/run/media/")) or ":" in root)
    return next(sticks, "")


def about(desk: Desk, path: Path) -> None:
    """Version, place of the data, and that nothing leaves this computer."""
    dialog = _plain_dialog(desk, "关于留守工作台")
    for words, role in (
        (f"留守工作台 {__version__}", "title"),
        ("程序不联网，不上传任何内容。全部资料保存在这一个文件里：", ""),
        (str(path), "quiet"),
    ):
        label = QLabel(words, wordWrap=True)
        label.setProperty("role", role)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        _layout_of(dialog).addWidget(label)
    _add_close(dialog)
    dialog.open()


def _plain_dialog(desk: Desk, title: str) -> QDialog:
    dialog = QDialog(desk.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    spaced(QVBoxLayout(dialog), MARGIN)
    dialog.setMinimumWidth(min(520, room_of(dialog).width()))
    return dialog


def _layout_of(dialog: QDialog) -> QVBoxLayout:
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def _add_close(dialog: QDialog) -> None:
    buttons = QDialogButtonBox()
    buttons.addButton("关闭 (Esc)", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    _layout_of(dialog).addWidget(buttons)
