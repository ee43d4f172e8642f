"""Step four of the import: what was done, in words."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liushou_desk.services.imports.desk import ImportResult, Verdict
from liushou_desk.ui.look import spaced


def result_words(result: ImportResult) -> str:
    """已导入：新增635行，有变化2行 …, or that nothing had to be written."""
    counts = result.counts
    parts = (
        ("新增", counts["new"]),
        ("有变化", counts["changed"]),
        ("无变化", counts["unchanged"]),
        ("拒绝", counts["rejected"]),
        ("不采纳", counts["refused"]),
    )
    told = "，".join(f"{word}{number}行" for word, number in parts if number)
    if not result.committed:
        return f"没有需要写入的内容（{told}）。"
    return f"已导入：{told}。可按 Ctrl+Z 整次撤销。"


class ResultPage(QWidget):
    """Tells the result and what is left to do."""

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("role", "title")
        self.rest = QLabel(wordWrap=True)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.title)
        layout.addWidget(self.rest)
        layout.addStretch(1)

    def show_result(self, result: ImportResult) -> None:
        """Show what an import did."""
        counts = result.counts
        doubtful = sum(row.verdict is not Verdict.REJECTED for row in result.doubtful())
        self.title.setText(result_words(result))
        told = (
            (
                counts["rejected"],
                "拒绝的{}行没有导入：请按“退回修改”写成工作簿，红格改好后再导入一次。",
            ),
            (doubtful, "存疑的{}行已按说明处理：请核对，必要时在花名册里改正。"),
            (
                result.absent_said() if result.absent else 0,
                "在册而表中没有的{}没有改动：确已离校的请在花名册里登记离校。",
            ),
        )
        self.rest.setText("\n".join(words.format(number) for number, words in told if number))
