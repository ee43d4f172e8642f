"""The parts of 二、主要工作措施 that are written from the small ledgers, numbers only.

A part returns templates by key, as `situation` does. A ledger that is empty says nothing; of what
is kept apart (就医) only the total is told, and nobody who was praised is named.
"""

from collections.abc import Iterator

from liushou_desk.domain.activity_kinds import ActivityKind, Audience
from liushou_desk.domain.words import UNFILLED
from liushou_desk.services.summary.phrases import OF_KIND, Material, Templates, came_to, listed
from liushou_desk.services.summary.values import Values

FOR_FAMILIES = tuple(kind for kind in ActivityKind if kind.traits.audience == (Audience.GUARDIANS,))
MEMBER = "成员"
"""The role in the leading group of whoever does not head it."""


def organisation(material: Material) -> Templates:
    """组织领导与制度."""
    values = material.values
    yield from _leading(material)
    all_up = values.number("regulations") == values.number("regulations_on_wall")
    up = [] if all_up else listed(values, ("regulations_on_wall", "其中上墙{}项"))
    rules = listed(values, ("regulations", f"现行相关制度{{}}项{'，均已上墙' * all_up}"))
    taught = listed(values, ("trainings", "开展教师培训{}次"), ("training_times", "{}人次参加"))
    said = ["，".join(part) for part in (rules + up, taught) if part]
    if said:
        yield "work.regulations", f"{'；'.join(said)}。"
    checked = listed(
        values, ("inspections", "接受上级检查{}次"), ("inspections_closed", "意见已整改销号的{}次")
    )
    keys = ("inspections", "inspections_closed", "inspections_open")
    if said := _with_open(values, keys, checked, "意见尚未销号的{}次"):
        yield "work.inspections", f"{said}。"


def _leading(material: Material) -> Templates:
    leaders = material.records.leaders
    if not leaders:
        return
    heads = [f"{duty}任{role}" for duty, role in leaders if role != MEMBER]
    others = [duty for duty, role in leaders if role == MEMBER]
    said = [
        f"由{'、'.join(heads)}" if heads else "",
        f"成员有{'、'.join(others)}" if others else "",
    ]
    yield (
        "work.leading",
        "学校设有留守儿童关爱保护工作领导小组，共{leading_group}人，"
        f"{'，'.join(part for part in said if part)}。",
    )


def families(material: Material) -> Templates:
    """委托照护与家长工作 (未成年人保护法第二十二条)."""
    values = material.values
    yield from _entrusting(values)
    signed = listed(
        values,
        (
            "safety_pledges",
            "与留守儿童家长签订的安全责任书，在有效期内的{}份，签订率{safety_pledged_rate}",
        ),
        ("care_confirmed", "受托人已签委托监护责任确认书的留守儿童{}人"),
    )
    if signed:
        yield "work.pledges", f"{'；'.join(signed)}。"
    if met := "；".join(_met(values)):
        yield "work.parent_meetings", f"{met}。"
    letters = listed(
        values,
        ("home_letters", "发出致家长一封信{}次"),
        ("home_letter_families", "送达{}户次"),
        ("home_letter_receipts", "收回回执{}份"),
    )
    if letters:
        yield "work.letters", f"{'，'.join(letters)}。"


def _met(values: Values) -> Iterator[str]:
    for kind in FOR_FAMILIES:
        held = "召开" if kind is ActivityKind.PARENT_MEETING else "举办"
        came = came_to(values, kind.label)
        to_it = f"，{came}参加" if came else ""
        yield from listed(values, (f"{OF_KIND}.{kind.label}", f"{held}{kind.label}{{}}次{to_it}"))


def _entrusting(values: Values) -> Templates:
    if not values.has("parents_away"):
        return
    said = listed(
        values,
        ("parents_away_agreed", "已签委托照护协议的{}人"),
        ("parents_away_unagreed", "尚未签订的{}人"),
    )
    informed = listed(values, ("agreement_informed", "已将委托照护情况书面告知学校的{}人"))
    rate = "，签订率{agreement_rate}" if values.has("parents_away_agreed") else ""
    yield (
        "work.entrusting",
        f"留守儿童中父母均不在家的{{parents_away}}人，其中{'、'.join(said)}{rate}"
        f"{'；留守儿童中' * bool(informed)}{''.join(informed)}。",
    )


def safety(material: Material) -> Templates:
    """安全、健康与控辍."""
    values = material.values
    found = listed(values, ("hazards", "排查出安全隐患{}处"), ("hazards_mended", "其中已整改{}处"))
    keys = ("hazards", "hazards_mended", "hazards_open")
    hazards = _with_open(values, keys, found, "尚未整改的{}处")
    drills = listed(values, ("drills", "组织应急演练{}次"), ("drill_times", "参加{}人次"))
    rounds = listed(
        values,
        ("duty_rounds", "安排教师看护和巡查{}次"),
        ("lunch_rounds", "其中午餐值班{}次"),
        ("night_rounds", "宿舍夜查{}次"),
    )
    told = (hazards, "，".join(drills), "，".join(rounds))
    said = "".join(f"{part}。" for part in told if part)
    if said:
        yield "work.safety", said
    health = listed(
        values,
        ("checkup_children", "参加体检的留守儿童{}人"),
        ("medical_times", "登记的就医和突发情况{}人次"),
        ("growth_note_children", "写有成长记录的留守儿童{}人"),
    )
    if health:
        yield "work.health", f"{'；'.join(health)}。"
    absent = listed(
        values,
        ("absences", "登记留守儿童缺勤{}人次（{absence_children}人）"),
        ("unexcused", "其中无故缺勤{}人次"),
        ("absences_back", "已返校{}人次"),
    )
    keys = ("absences", "absences_back", "absences_open")
    if said := _with_open(values, keys, absent, "尚未返校的{}人次"):
        yield "work.absences", f"{said}。"


def _with_open(values: Values, keys: tuple[str, str, str], said: list[str], words: str) -> str:
    """What began, and what of it is open: that may have begun in a term before, and is told so.

    `keys` are the figures of what began, of what of it is settled, and of what is open on the day.
    """
    begun, settled, left = (int(values.number(key) or 0) for key in keys)
    if begun == settled + left:
        return "，".join(said + listed(values, (keys[2], words)))
    earlier = "连同以前登记的，截止日" if begun else "以前登记、截止日"
    return "；".join(["，".join(said)] * bool(said) + listed(values, (keys[2], earlier + words)))


def home(material: Material) -> Templates:
    """留守儿童之家."""
    values = material.values
    things = _goods(values, "home_items_by_unit")
    stock = "".join(listed(values, ("home_items", "留守儿童之家现有设施{}项")))
    if stock:
        yield "work.home_items", f"{stock}{f'（{things}）' * bool(things)}。"
    opened = listed(
        values,
        ("home_openings", "本学期留守儿童之家开放{}次"),
        ("home_hours", "共{}小时"),
        ("home_came", "到场{}人次"),
    )
    if opened:
        yield "work.home_openings", f"{'，'.join(opened)}，每次开放都有值班记录。"


def support(material: Material) -> Templates:
    """资助与投入."""
    values = material.values
    if values.has("aid_children"):
        cash = "".join(
            listed(values, ("aid_yuan", "发放资助资金{}元，惠及留守儿童{aid_cash_children}人；"))
        )
        goods = _goods(values, "aid_goods")
        yield (
            "work.aid",
            f"{cash}{'发放物资' + goods + '；' if goods else ''}"
            "得到资助的留守儿童共{aid_children}人。",
        )
    keys = ("wishes", "wishes_settled", "wishes_open")
    asked = listed(
        values,
        ("wishes", "收到留守儿童的心愿和求助{}项"),
        ("legal_aids", "其中法律援助{}项"),
        ("wishes_settled", "已办成{}项"),
    )
    if said := _with_open(values, keys, asked, "还没有办成的{}项"):
        yield "work.wishes", f"{said}。"
    donated = "".join(listed(values, ("donated_yuan", "，其中社会捐赠{}元")))
    given = listed(values, ("giving_yuan", f"用于关爱工作的资金{{}}元{donated}"))
    goods = _goods(values, "giving_goods")
    given += [f"捐赠和投入的物资{goods}"] if goods else []
    if given:
        yield "work.giving", f"{'；'.join(given)}。"


def _goods(values: Values, key: str) -> str:
    """600册、6台: different units are never added up."""
    units = {UNFILLED: f"（单位{UNFILLED}）"}
    return "、".join(
        f"{{{group.key}}}{units.get(group.name, group.name)}" for group in values.groups(key)
    )


def renown(material: Material) -> Templates:
    """宣传与表彰."""
    said = listed(
        material.values,
        ("publicity", "登出宣传报道和简报{}篇"),
        ("work_boards", "出黑板报、专栏{}次"),
        ("work_research", "开展课题研究、撰写论文{}项"),
        ("award_times", "表彰留守儿童{}人次"),
        ("helper_awards", "表彰教师、志愿者{}人次"),
    )
    if said:
        yield "work.renown", f"{'；'.join(said)}。"
