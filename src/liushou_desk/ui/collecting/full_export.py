"""全部导出: ask, choose a file, write everything into one workbook, say what was written."""

from liushou_desk.services.papers.full_export import Exported, export_all
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.long_work import run_long

QUESTION = "把全部登记内容导出成一个Excel工作簿？"
DETAIL = (
    "里面有所有儿童和家庭的身份证件号、住址、电话、健康和家庭情况，没有遮盖，也没有密码。"
    "请只存放在本校管理的电脑或加密U盘里，用完删除。这次导出会记入操作记录。"
)
KINDS = "Excel工作簿 (*.xlsx)"


def open_full_export(desk: Desk) -> None:
    """Ask first: the file shows everything to whoever has it."""
    if not messages.ask(desk.window, QUESTION, DETAIL, yes="导出", no="不导出"):
        return
    name = f"全部导出_{desk.today:%Y%m%d}.xlsx"
    path = messages.file_to_save(desk.window, "全部导出", name, KINDS)
    if path:
        run_long(
            desk.window,
            desk.tasks,
            "正在导出全部内容……",
            lambda office, progress: export_all(office, path, progress),
            lambda done: _told(desk, done),
        )


def _told(desk: Desk, done: Exported) -> None:
    desk.say(f"已导出{done.sheets}张表、{done.rows}行：{done.path}")
    if done.cut:
        messages.inform(
            desk.window,
            f"已导出，但有{len(done.cut)}处文字超过Excel一格能放的长度，只写出了前面部分。",
            "、".join(done.cut),
        )
