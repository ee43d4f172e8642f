"""The dialogs by name and how each is opened, so that pictures and tests see all of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from liushou_desk.ui import openers
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from liushou_desk.ui.roster.tab import RosterTab

Open = Callable[[Workspace], object]


def _add(spot: Spot) -> Open:
    return lambda workspace: workspace.bring(spot).add()


def _timeline(workspace: Workspace) -> None:
    tab = cast("RosterTab", workspace.bring(Spot.ROSTER))
    tab.panel.table.selectRow(0)
    tab.timeline_button.setChecked(True)


def _summary(workspace: Workspace) -> None:
    workspace.bring(Spot.STATISTICS).go_to(Journey(Spot.STATISTICS, chip="summary"))


VIEWS: Mapping[str, Open] = MappingProxyType({"花名册_时间线": _timeline, "工作总结": _summary})
"""Other faces of the tabs: name of the picture to what brings them to the front."""

DIALOGS: Mapping[str, Open] = MappingProxyType(
    {
        "新增儿童": _add(Spot.ROSTER),
        "新增结对": _add(Spot.PAIRING),
        "新增记录": _add(Spot.DIARY),
        "新增活动": _add(Spot.CALENDAR),
        "导入名册": lambda workspace: openers.import_roster(workspace.desk),
        "随访规则": lambda workspace: openers.rules(workspace.desk),
        "学校信息": lambda workspace: openers.school(workspace.desk),
        "新学期": lambda workspace: openers.term(workspace.desk),
        "操作记录": lambda workspace: openers.history(workspace.desk),
        "关于": lambda workspace: openers.about(workspace.desk, workspace.shell.path),
    }
)
"""Name of the picture to what opens it."""
