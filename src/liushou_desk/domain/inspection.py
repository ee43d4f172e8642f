"""档案目录 as data: what inspectors open, item by item, and which records and papers answer it.

Three lists that were seen in use: a school's own rules of assessment (eight kinds of material), the
four of 安徽's rules for a home at school, and 五有 of 贵州 as far as its list is known.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to lay in the box: it is there where one of the tables has a record.

    Without tables nothing on file can say so: somebody looks and ticks.
    """

    title: str
    tables: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    """Keys of the papers that can be printed for it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A folder of the catalogue."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one kind of inspector asks for."""

    title: str
    boxes: tuple[Box, ...]


_GROUP = Item("领导小组和分工", ("leading_group_member",), ("ledger-leading-group-member",))
_RULES = Item("管理制度", ("regulation",), ("ledger-regulation",))
_ROSTER = Item("儿童花名册", ("child",), ("roster",))
_SHEETS = Item("学期摸底表", ("term_sheet",))
_PLAN = Item("活动安排", ("activity",), ("activity-plan",))
_PAIRS = Item("结对帮扶名册", ("pairing",), ("pairing-roster",))
_VISITS = Item("家访、谈心、电话记录", ("diary_entry",), ("visit-sheet", "talk-sheet"))
_HELD = Item("活动记录", ("activity",), ("activity-record",))
_GROWTH = Item("进步成长记录", ("growth_note",), ("ledger-growth-note",))
_AWARDS = Item("学生表彰", ("award",), ("ledger-award",))
_SUMMARY = Item("工作总结（定稿）", ("issued_document",))
_MONEY = Item("资助和物资", ("aid",), ("ledger-aid",))
_GIVEN = Item("捐赠与投入", ("giving",), ("ledger-giving",))
_STATISTICS = Item("统计表", ("child",), ("statistics",))
_OPENED = Item("之家值班与开放记录", ("home_opening",), ("ledger-home-opening",))
_EQUIPMENT = Item("之家设施登记", ("home_item",), ("ledger-home-item",))
_PRESS = Item("宣传报道和照片", ("publicity",), ("ledger-publicity",))

EIGHT = Catalogue(
    "八类考核材料",
    (
        Box("组织机构与制度", (_GROUP, _RULES, Item("制度上墙"))),
        Box("儿童档案", (_ROSTER, _SHEETS, _PAIRS, Item("委托照护协议", ("care_agreement",)))),
        Box(
            "计划与宣传",
            (_PLAN, Item("致家长一封信", ("home_letter",), ("ledger-home-letter",)), _PRESS),
        ),
        Box("工作、活动、会议记录", (_VISITS, _HELD, Item("工作记录", ("work_note",)))),
        Box("进步成长记录", (_GROWTH, _AWARDS)),
        Box("总结与典型材料", (_SUMMARY, Item("典型材料"))),
        Box("全年投入记录", (_MONEY, _GIVEN, _EQUIPMENT)),
        Box("上报材料、表格留存", (_STATISTICS, Item("上级文件和上报回执"))),
    ),
)
FOUR = Catalogue(
    "校内之家软件材料（四项）",
    (
        Box("管理人员与关爱队伍", (_GROUP, _PAIRS, Item("教师培训", ("training",)))),
        Box("管理制度和活动安排", (_RULES, _PLAN)),
        Box("基本状况和进步成长的记录簿册", (_ROSTER, _SHEETS, _GROWTH, _VISITS, _HELD)),
        Box("工作总结和档案", (_SUMMARY, _STATISTICS)),
    ),
)
FIVE = Catalogue(
    "五有",
    (
        Box("有场地", (Item("活动用房"), _OPENED)),
        Box("有设备", (_EQUIPMENT,)),
        Box("有文体器材", (Item("图书和文体器材登记", ("home_item",)),)),
        Box("有宣传阵地", (_PRESS,)),
        Box("有特色项目", (_HELD, Item("特色项目材料"))),
    ),
)
CATALOGUES = (EIGHT, FOUR, FIVE)
