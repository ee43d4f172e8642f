"""强制报告: the duty, when it holds, whom to call; the empty form, and that a report was made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from liushou_desk.domain.ledgers import MANDATORY_REPORT
from liushou_desk.domain.mandatory_report import DUTY, PHONES, SITUATIONS
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.registry import kind_of
from liushou_desk.services.school.profile import county_phones
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.ledgers.dialog import LedgerDialog
from liushou_desk.ui.papers.preview import show_pages
from liushou_desk.ui.scrolled import scrolled
from liushou_desk.ui.work_dialog import WorkDialog

HEADING = "九类情形（有一类、或者怀疑有一类就要报告）："
NOTE = (
    "先打电话报告，再补纸面的报告表，由校长专人保管；电脑里只记哪天、向谁报告，不写儿童。"
    "本县的电话在“办公室 → 学校信息”里写，印在表上。"
)


def _county(office: OfficeFile) -> str:
    known = [f"{whom} {number}" for whom, number in county_phones(office) if number]
    return f"本县：{'　'.join(known)}" if known else "本县：还没有填写"


class MandatoryReportDialog(WorkDialog):
    """Read within a minute, and everything else one key away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "强制报告", width=820, height=470)
        calls = "　".join(f"{number} {whom}" for number, whom in PHONES)
        listed = (f"{number}．{one}" for number, one in enumerate(SITUATIONS, start=1))
        self._say(DUTY, "alert")
        self._say(f"电话：{calls}", "title")
        self.county = self._say("", "title")
        situations = QLabel("\n".join((HEADING, *listed)), wordWrap=True)
        situations.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = scrolled(situations)  # at 200 % a screen has no room for all nine
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body.addWidget(area, stretch=1)
        self._say(NOTE, "quiet")
        self.print_button = self.command("打印空的报告表", self._print, "Ctrl+P")
        self.note_button = self.command("登记已报告", self._note, "Ctrl+N")
        self.starts_at = self.print_button
        desk.tasks.run(self, _county, self.county.setText)

    def _say(self, words: str, role: str = "") -> QLabel:
        label = QLabel(words, wordWrap=True)
        label.setProperty("role", role)
        self.body.addWidget(label)
        return label

    def _print(self) -> None:
        form = kind_of(MANDATORY_REPORT.papers[0])
        show_pages(self.desk, form, Wish(self.desk.term))

    def _note(self) -> None:
        self.accept()
        LedgerDialog(self.desk, MANDATORY_REPORT).open()
