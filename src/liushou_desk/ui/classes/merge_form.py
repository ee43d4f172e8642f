"""合并到……: the class that goes, a choice of the one that stays, and what will become of both."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel

from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.classes import ClassLine, MergePreview, merge_classes, preview_merge
from liushou_desk.services.keeping.drafts import Draft
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry
from liushou_desk.ui.forms.inputs import ChoiceInput

INTO = "into"
UNCHOSEN = "选好以后，这里说明合并会改动什么。"
AFTERWARDS = "合并前自动备份，合并后可以一步撤销。以后的名册若还写{gone}，会重新建立这个班。"


class MergeClassDialog(RecordDialog):
    """合并 asks once more with what was told; what changed meanwhile is told anew."""

    def __init__(
        self,
        desk: Desk,
        line: ClassLine,
        others: Sequence[ClassLine],
        merged: Callable[[int], None],
    ) -> None:
        self.line = line
        self.shown: MergePreview | None = None
        near = sorted(others, key=lambda other: _apart(line, other))
        self._ids = {other.label: other.class_id for other in near}
        record = Record(f"合并班级：{line.label}", "class_merge", line.class_id, {}, self._merge)
        entry = Entry(
            INTO,
            "并入哪个班",
            lambda: ChoiceInput(tuple(self._ids)),
            self._class_of,
            mandatory=True,
        )
        super().__init__(desk, record, [Page("", (entry,))], saved=merged)
        self.save_button.setText("合并 (Ctrl+S)")
        self.told = QLabel(UNCHOSEN, wordWrap=True)
        self.told.setProperty("role", "quiet")
        self.foot.addWidget(self.told)
        self._grow_timer.start()
        self.forms[0].edited.connect(self._look)

    def confirm(self, values: dict[str, Any]) -> bool:
        """Only what has been told is done."""
        shown = self.shown
        if shown is None or shown.kept_id != values[INTO]:
            self._look()
            return False
        return messages.ask(
            self,
            f"把{shown.gone}并入{shown.kept}吗？",
            self.told.text(),
            yes="合并",
            no="先不合并",
        )

    def _class_of(self, text: str, _today: date) -> int:
        if text not in self._ids:
            raise InputProblem("请选择并入哪个班", "用上下键选，或者输入数字。", field=INTO)
        return self._ids[text]

    def _merge(self, office: OfficeFile, values: dict[str, Any]) -> int:
        assert self.shown is not None  # `confirm` saw to it
        merge_classes(office, self.shown)
        return values[INTO]

    def _look(self) -> None:
        """Ask what merging into the chosen class would do."""
        self.shown, kept_id = None, self._ids.get(self.forms[0].inputs[INTO].text())
        self.told.setText(UNCHOSEN)
        if kept_id is not None:
            gone_id = self.line.class_id
            self.desk.tasks.run(
                self,
                lambda office: preview_merge(office, gone_id, kept_id),
                self._tell,
                replaces="preview",
            )

    def _tell(self, shown: MergePreview) -> None:
        self.shown = shown
        afterwards = AFTERWARDS.format(gone=self.line.usual)
        self.told.setText(f"{shown.summary}\n{afterwards}")
        self.told.setProperty("role", "")
        self.told.style().polish(self.told)
        self._grow_timer.start()

    def _restore(self, draft: Draft | None) -> None:
        super()._restore(draft)
        self._look()

    def _failed(self, error: DeskError) -> bool:
        is_said = super()._failed(error)
        self._look()
        return is_said


def _apart(one: ClassLine, other: ClassLine) -> tuple[bool, bool]:
    """Classes of the same place and grade are offered first, the others in their order."""
    return one.order[:2] != other.order[:2], one.order[2] // 100 != other.order[2] // 100
