"""Opens the dialogs that belong to no tab; each is loaded when it is first opened."""

from pathlib import Path

from liushou_desk.ui.desk import Desk


def import_roster(desk: Desk) -> None:
    """导入名册."""
    from liushou_desk.ui.importing.wizard import ImportWizard

    ImportWizard(desk).open()


def rules(desk: Desk) -> None:
    """随访规则."""
    from liushou_desk.ui.rules.dialog import RulesDialog

    RulesDialog(desk).open()


def school(desk: Desk) -> None:
    """学校信息."""
    from liushou_desk.ui import office_dialogs

    office_dialogs.edit_school(desk)


def term(desk: Desk) -> None:
    """新学期."""
    from liushou_desk.ui import office_dialogs

    office_dialogs.add_term(desk)


def history(desk: Desk) -> None:
    """操作记录."""
    from liushou_desk.ui import office_dialogs

    office_dialogs.show_history(desk)


def backup(desk: Desk) -> None:
    """备份到U盘."""
    from liushou_desk.ui import office_dialogs

    office_dialogs.back_up_to_stick(desk)


def about(desk: Desk, path: Path) -> None:
    """关于."""
    from liushou_desk.ui import office_dialogs

    office_dialogs.about(desk, path)
