"""The look of the window: fonts, spaces, colours; every screen takes them from here."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLayout

GAP = 8
"""Pixels between two things that belong together."""
MARGIN = 12
"""Pixels around a screen."""
FONT_POINTS = 10.5
WINDOW = QSize(1240, 700)
TALLEST_DIALOG = 640

_SYSTEM_FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC")
_STYLE = """
QToolTip { padding: 4px; }
QTabWidget::pane { border: none; border-top: 1px solid #cfd6de; }
QDialog QTabWidget::pane { padding-top: 8px; }
QTabBar::tab { padding: 6px 16px; border: none; background: transparent; }
QTabBar::tab:selected { color: #1f5f8b; font-weight: bold; border-bottom: 3px solid #1f5f8b; }
QTabBar::tab:hover:!selected { background: #e6ebf0; }
QToolBar { background: #ffffff; border: none; border-bottom: 1px solid #dde2e8; spacing: 2px; }
QToolBar QToolButton { padding: 4px 5px; border: 1px solid transparent; border-radius: 3px; }
QToolBar QToolButton#qt_toolbar_ext_button { padding: 0; background: #e6ebf0; }
QToolBar QToolButton:hover { background: #e6ebf0; }
QToolBar QToolButton:disabled { color: #9aa4ad; }
QTableView { gridline-color: #e3e7ec; }
QTableView::item { padding: 0 6px; }
QHeaderView::section {
    background: #f1f4f7; border: none; border-right: 1px solid #dde2e8;
    border-bottom: 1px solid #cfd6de; padding: 4px 9px;
}
QLabel[role="title"] { font-size: 13pt; font-weight: bold; }
QLabel[role="quiet"] { color: #5c6670; }
QLabel[role="problem"] { color: #b3261e; }
QLabel[role="warning"] { color: #8a5a00; }
QLabel[role="alert"] { background: #fdecea; color: #b3261e; padding: 6px 8px; }
QLabel[role="picture"] { color: #5c6670; border: 1px solid #b4bcc4; }
QLabel[role="banner"] { background: #fff4d6; color: #5f4700; padding: 6px 8px; }
QPushButton { padding: 4px 12px; min-height: 20px; }
QPushButton[role="chip"] { border: 1px solid #c3ccd6; border-radius: 11px; padding: 2px 10px;
    background: #ffffff; }
QPushButton[role="chip"]:checked { background: #1f5f8b; color: white; border-color: #1f5f8b; }
QPushButton[role="chip"]:focus { border: 2px solid #1f5f8b; }
QLineEdit, QPlainTextEdit, FigureBox, QComboBox { padding: 3px 4px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], FigureBox[problem="true"],
QComboBox[problem="true"] {
    border: 1px solid #b3261e; background: #fff6f5; }
"""


class Tone(Enum):
    """How a thing stands, as a colour; the word always stands beside it."""

    PLAIN = "#1c232b"
    QUIET = "#5c6670"
    GOOD = "#1b6e3c"
    OWED = "#8a5a00"
    BAD = "#b3261e"

    @property
    def colour(self) -> QColor:
        """The colour on a white ground; each has a contrast of 4.5 or more."""
        return QColor(self.value)


def dress(application: QApplication, fonts: Path) -> None:
    """Give the program its font and colours; with no Chinese font on the system, our own.

    The font comes last: with a style or its sheet, Qt takes the system's own fonts of menus, lists,
    boxes and tips again (8 points on Windows), and only setting the font drops them.
    """
    application.setStyle("Fusion")
    application.setPalette(_palette())
    application.setStyleSheet(_STYLE)
    application.setFont(_font(fonts))


def _font(fonts: Path) -> QFont:
    """The first family of the system that we know to be good on a screen, else the one we bring."""
    known = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    for family in _SYSTEM_FAMILIES:
        if family in known:
            break
    else:
        # from bytes: on Windows, FreeType does not open a file in a folder with a Chinese name
        loaded = QFontDatabase.addApplicationFontFromData((fonts / "hei.ttf").read_bytes())
        family = QFontDatabase.applicationFontFamilies(loaded)[0]
    font = QFont(family)
    font.setPointSizeF(FONT_POINTS)
    return font


def _palette() -> QPalette:
    """Light whatever the system's mode: papers are white, and the screen resembles them."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, "#f5f7f9"),
        (role.Button, "#eef1f4"),
        (role.Light, "#ffffff"),
        (role.Midlight, "#f6f8f9"),
        (role.Mid, "#b4bcc4"),
        (role.Dark, "#98a1aa"),
        (role.Shadow, "#5c6670"),
        (role.Base, "#ffffff"),
        (role.AlternateBase, "#f8fafb"),
        (role.Text, Tone.PLAIN.value),
        (role.WindowText, Tone.PLAIN.value),
        (role.ButtonText, Tone.PLAIN.value),
        (role.Highlight, "#1f5f8b"),
        (role.HighlightedText, "#ffffff"),
        (role.PlaceholderText, "#7a848e"),
    ):
        palette.setColor(which, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, QColor("#9aa4ad"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor("#9aa4ad"))
    return palette


def spaced(layout: QLayout, margin: int = 0) -> None:
    """The same spaces in every layout."""
    layout.setSpacing(GAP)
    layout.setContentsMargins(margin, margin, margin, margin)
