"""Opens what fills in templates; each is loaded when it is first opened."""

from collections.abc import Sequence

from liushou_desk.ui.desk import Desk


def county_roster(desk: Desk, shown: Sequence[int] = (), called: str = "") -> None:
    """县里的名册, of the children a list shows where there are any."""
    from liushou_desk.ui.templates.roster import CountyRosterDialog

    CountyRosterDialog(desk, shown, called).open()


def county_figures(desk: Desk) -> None:
    """县里的统计表."""
    from liushou_desk.ui.templates.figures import CountyFiguresDialog

    CountyFiguresDialog(desk).open()


def own_templates(desk: Desk) -> None:
    """自己的模板."""
    from liushou_desk.ui.templates.own import OwnTemplatesDialog

    OwnTemplatesDialog(desk).open()
