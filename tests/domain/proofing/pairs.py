"""Sentences twice: as they are right, and with one fault in them.

The right ones make the papers sound; what is told of them is a false finding.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from liushou_desk.domain.identity import check_sign
from liushou_desk.domain.proofing.finding import Fault
from tests.domain.proofing.school import GRADES, School, share


@dataclass(frozen=True)
class Pair:
    kind: Fault
    sound: str
    faulty: str


def off(number: int, dice: Random) -> int:
    """Another number, as a slip makes it."""
    digits = str(number)
    if len(digits) > 1 and digits[0] != digits[1] and digits[1] != "0" and dice.random() < 0.4:
        return int(digits[1] + digits[0] + digits[2:])
    return number + dice.choice((-3, -2, -1, 1, 2, 3, 10))


def _pair(kind: Fault, text: str, right: object, wrong: object) -> Pair:
    return Pair(kind, text.replace("@", str(right)), text.replace("@", str(wrong)))


def sexes(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            f"摸底结果：全校留守儿童{of.children}人，其中男生{of.boys}人、女生@人，都已逐一登记。",
            f"截至目前，学校共有留守儿童{of.children}名，其中男童{of.boys}名，女童@名。",
            f"在册的留守儿童中，男{of.boys}人、女@人，合计{of.children}人。",
            f"我校现有留守儿童{of.children}人（男{of.boys}人，女@人），班级分布比较均匀。",
            f"按性别分，{of.boys}名男生、@名女生，共{of.children}名留守儿童。",
        )
    )
    return _pair(Fault.SUM, text, of.girls, off(of.girls, dice))


def kinds(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            f"留守儿童{of.children}人里，双亲留守{of.both}人，单亲留守@人，名单已报中心校。",
            f"全校{of.children}名留守儿童中，父母双方外出的{of.both}名，一方外出的@名。",
            f"按留守类型划分，双亲留守儿童{of.both}人、单亲留守儿童@人，总计{of.children}人。",
        )
    )
    return _pair(Fault.SUM, text, of.one, off(of.one, dice))


def lodging(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            f"全校留守儿童{of.children}人，其中寄宿生{of.boarding}人、走读生@人。",
            f"从就读方式看，寄宿{of.boarding}人，走读@人，两类合计{of.children}人。",
            f"{of.children}名留守儿童中有住校的{of.boarding}名、不住校的@名，住校的由生活教师照看。",
        )
    )
    return _pair(Fault.SUM, text, of.day_pupils, off(of.day_pupils, dice))


def grades(of: School, dice: Random) -> Pair:
    at = dice.randrange(6)
    told = [
        f"{name}年级{'@' if k == at else n}人"
        for k, (name, n) in enumerate(zip(GRADES, of.grades, strict=True))
    ]
    text = dice.choice(
        (
            f"按年级分，{'、'.join(told)}，共{of.children}人。",
            f"全校留守儿童{of.children}人，各年级人数为：{'、'.join(told)}。",
            f"留守儿童{of.children}人，{'，'.join(told)}。",
        )
    )
    return _pair(Fault.SUM, text, of.grades[at], off(of.grades[at], dice))


def visitors(of: School, dice: Random) -> Pair:
    a, b, c = dice.randint(3, 6), dice.randint(7, 12), dice.randint(13, 30)
    text = dice.choice(
        (
            f"参加结对的有校级领导{a}人、中层干部{b}人、任课教师{c}人，共@人。",
            f"本次慰问送出书包{a}个、文具盒{b}个、毛毯{c}个，合计@个。",
            f"三个小组分别走访了{a}户、{b}户、{c}户，共计@户。",
        )
    )
    return _pair(Fault.SUM, text, a + b + c, off(a + b + c, dice))


def among(of: School, dice: Random) -> Pair:
    done = dice.randint(20, 60)
    text = f"列入心理关注的留守儿童{done}人，其中@人已接受过个别辅导。"
    return _pair(Fault.SUM, text, done - dice.randint(2, 12), done + dice.randint(5, 40))


def agreements(of: School, dice: Random) -> Pair:
    signed = of.both - dice.randint(3, 12)
    text = dice.choice(
        (
            f"父母都不在家的{of.both}人，其中已签委托照护协议的{signed}人、尚未签订的@人。",
            f"应回收家长回执{of.both}份，已回收{signed}份，未回收@份。",
        )
    )
    return _pair(Fault.SUM, text, of.both - signed, off(of.both - signed, dice))


def portion(of: School, dice: Random) -> Pair:
    places = dice.choice((1, 1, 2, 0))
    right = share(of.children, of.pupils, places)
    wrong = share(
        of.children + dice.choice((-1, 1)) * (of.pupils // dice.randint(18, 40) + 1),
        of.pupils,
        places,
    )
    text = dice.choice(
        (
            f"学校在校学生{of.pupils}人，其中留守儿童{of.children}人，占@。",
            f"全校在校学生{of.pupils}名，留守儿童{of.children}名，占全校学生总数的@。",
            f"在册学生{of.pupils}人中，留守儿童有{of.children}人，占比@。",
            f"全校{of.pupils}名学生中有{of.children}名留守儿童，所占比例为@。",
        )
    )
    return _pair(Fault.PERCENT, text, right, wrong)


def rate(of: School, dice: Random) -> Pair:
    done = of.children - dice.randint(9, 40)
    right, wrong = share(done, of.children), share(done - dice.randint(3, 9), of.children)
    text = dice.choice(
        (
            f"应体检的留守儿童{of.children}人，实际体检{done}人，体检率@。",
            f"留守儿童{of.children}人，已结对{done}人，结对率达@。",
            f"应签安全责任书{of.children}份，已签{done}份，签订率为@。",
            f"全校{of.children}名留守儿童有{done}名得到结对帮扶，覆盖面达@。",
        )
    )
    return _pair(Fault.PERCENT, text, right, wrong)


def over(of: School, dice: Random) -> Pair:
    text = dice.choice(("留守儿童建档率达@，做到一人一档。", "家长对这项工作的满意率为@。"))
    return _pair(Fault.PERCENT, text, "100%", f"1{dice.randint(10, 60)}%")


def points(of: School, dice: Random) -> Pair:
    a = dice.randint(700, 850) / 10
    b = dice.randint(860, 990) / 10
    text = f"亲情通话的覆盖率由{a}%提高到{b}%，提高@个百分点。"
    return _pair(
        Fault.PERCENT, text, round(b - a, 1), round(b - a + dice.choice((1.1, -1.2, 3)), 1)
    )


def grant(of: School, dice: Random) -> Pair:
    people, each = dice.randint(12, 58), dice.choice((300, 312.5, 500, 625))
    total = people * each
    right = f"{total:g}" if total < 1e6 else str(total)
    text = dice.choice(
        (
            f"为{people}名寄宿的留守儿童发放生活补助，每人每学期{each:g}元，共@元。",
            f"本学期资助困难留守儿童{people}人，每人{each:g}元，合计@元。",
            f"按每生{each:g}元的标准，向{people}名学生发放助学金，总计@元。",
            f"共发放资助资金@元，受助学生{people}人，人均{each:g}元。",
        )
    )
    return _pair(Fault.MONEY, text, right, f"{total + dice.choice((-250, 100, 1000, 625)):g}")


def flow(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            f"上学期末有留守儿童{of.last}人，本学期新增{of.joined}人、减少{of.left}人，现有@人。",
            f"上学期留守儿童{of.last}人，转入{of.joined}人，转出{of.left}人，本学期共有@人。",
            f"期初登记留守儿童{of.last}名，其间增加{of.joined}名、因父母返乡减少{of.left}名，期末为@名。",
        )
    )
    return _pair(Fault.CONTINUITY, text, of.children, off(of.children, dice))


def risen(of: School, dice: Random) -> Pair:
    text = f"上学期末留守儿童{of.last}人，本学期末{of.children}人，比上学期增加@人。"
    change = of.children - of.last
    return _pair(Fault.CONTINUITY, text, change, change + dice.choice((2, 3, 5)))


def again(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            "开学第一周，班主任为全校@名留守儿童逐人建立了档案。",
            "学校对全体@名留守儿童进行了安全教育，做到一个不漏。",
            "目前全校留守儿童@人都有了结对教师。",
        )
    )
    return _pair(Fault.REPEATED, text, of.children, off(of.children, dice))


def visits_again(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            "本学期共开展家访@次，走进了每一个留守家庭。",
            "一学期来，累计家访@次，了解了孩子在家的情况。",
        )
    )
    return _pair(Fault.REPEATED, text, of.visits, off(of.visits, dice))


def heads(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            f"学校现有留守儿童{of.children}@，分布在六个年级。",
            f"全校在校学生{of.pupils}@，多数来自周边各村。",
        )
    )
    return _pair(Fault.UNIT, text, "人", dice.choice(("人次", "次")))


def beyond(of: School, dice: Random) -> Pair:
    text = f"开展课业辅导{of.visits}人次，涉及@人。"
    return _pair(Fault.UNIT, text, of.visits - dice.randint(5, 40), of.visits + dice.randint(5, 40))


def added(of: School, dice: Random) -> Pair:
    a, b = dice.randint(20, 60), dice.randint(70, 140)
    text = f"入户走访{a}户、电话回访{b}人次@。"
    return _pair(Fault.UNIT, text, "", f"，共{a + b}人次")


def mixed_numerals(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            "先后召开班主任会@、家长会2次、监护人座谈会4次。",
            "慰问孤儿@、低保家庭儿童12名、重病儿童5名。",
        )
    )
    unit = "次" if "次" in text else "名"
    return _pair(Fault.NUMBER_FORM, text, f"3{unit}", f"三{unit}")


def ten_thousands(of: School, dice: Random) -> Pair:
    text = "争取社会捐款@元、学校配套8600元。"
    return _pair(Fault.NUMBER_FORM, text, "12000", dice.choice(("1.2万", "1万2千")))


def wide_digits(of: School, dice: Random) -> Pair:
    text = "活动室有图书@册、跳绳16条。"
    return _pair(Fault.NUMBER_FORM, text, "350", "３５０")


def ranges(of: School, dice: Random) -> Pair:
    text, right, wrong = dice.choice(
        (
            ("服务对象为@的农村未成年人。", "6—18周岁", "618周岁"),
            ("每位教师结对@，定期联系。", "2—3名", "23名"),
            ("每班推荐@学生担任小组长。", "4至5名", "45名"),
            ("家访集中在@进行。", "9—12月", "912月"),
            ("心理课主要面向@学生。", "4—6年级", "46年级"),
            ("每次谈心@，不走过场。", "30—40分钟", "3040分钟"),
            ("每名帮扶教师联系@留守儿童。", "3至4名", "34名"),
            ("自愿报名的多是@的孩子。", "8—12岁", "812岁"),
            ("心愿征集从@进行，收到不少纸条。", "10月8日至10月20日", "10月8日10月20日"),
        )
    )
    return _pair(Fault.DASH, text, right, wrong)


def blanks(of: School, dice: Random) -> Pair:
    text, right = dice.choice(
        (
            ("学校为@名孩子过了集体生日。", "26"),
            ("活动由@小学承办。", "石桥镇中心"),
            ("分管这项工作的是@副校长。", "德育"),
            ("捐赠单位是@公司。", "县里一家运输"),
            ("这一做法自@年开始实行。", "2019"),
        )
    )
    gaps = [
        "xx",
        "XX",
        "××",
        "____",
        "＿＿",
        "**",
        "{人数}",
        "某某",
        "（待填）",
        "（此处填名称）",
        "【请填写】",
        "20xx",
        "x",
    ]
    if "年开始" in text:
        gaps = ["20xx", "20__", "20XX", "201×", "____"][:3]
    elif "名孩子" not in text:
        gaps = [gap for gap in gaps if gap not in ("x", "20xx")]
    else:
        gaps = [gap for gap in gaps if gap != "某某"]
    return _pair(Fault.GAP, text, right, dice.choice(gaps))


def numbers_of_people(of: School, dice: Random) -> Pair:
    born = f"{dice.randint(2012, 2017)}0{dice.randint(1, 9)}1{dice.randint(0, 9)}"
    body = f"3411{dice.randint(10, 99)}{born}{dice.randint(100, 999)}"
    phone = f"1{dice.choice('35789')}{dice.randint(10**8, 10**9 - 1)}"
    text, right, wrong = dice.choice(
        (
            ("孩子的证件信息@已核对。", "", f"（{body}{check_sign(body)}）"),
            ("有事可以联系德育处@。", "", f"，电话{phone}"),
            (
                "热线@每天开通。",
                "",
                f"（05{dice.randint(10, 99)}-{dice.randint(2, 8)}{dice.randint(100000, 999999)}）",
            ),
            ("补助打入监护人的惠农卡@。", "", f"，卡号62{dice.randint(10**16, 10**17 - 1)}"),
            (
                "教师来到他家@，与老人拉家常。",
                "",
                f"（{dice.choice('桃石河')}湾村{dice.randint(2, 9)}组{dice.randint(10, 99)}号）",
            ),
            ("值班手机@全天开机。", "", f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"),
        )
    )
    return _pair(Fault.PRIVACY, text, right, wrong)


def badly_called(of: School, dice: Random) -> Pair:
    text, right, wrong = dice.choice(
        (
            (
                "教师耐心帮助@改掉不良习惯。",
                "这些孩子",
                dice.choice(("问题儿童", "问题学生", "差生")),
            ),
            ("对@建立个别帮扶方案。", "重点关爱的孩子", "“问题孩子”"),
            ("课后为@补习。", "学习有困难的学生", "双差生"),
        )
    )
    return _pair(Fault.LABEL, text, right, wrong)


def named(of: School, dice: Random) -> Pair:
    name = dice.choice("王李张刘陈杨赵黄周吴") + dice.choice(
        ("雨欣", "子涵", "浩然", "思远", "梦洁", "俊")
    )
    text = dice.choice(
        (
            "@同学在征文比赛中获奖。",
            "孤儿@在老师的陪伴下开朗起来。",
            "期中以后，@小朋友主动当起了图书管理员。",
            "六年级学生@，父母常年在外。",
        )
    )
    return _pair(
        Fault.NAME,
        text,
        {"@同学": "有位"}.get(text[:3], "李某某") if text[0] != "@" else "一位",
        name,
    )


def no_such_day(of: School, dice: Random) -> Pair:
    text = "@，学校组织了一次防火演练。"
    right, wrong = dice.choice(
        (
            ("9月30日", "9月31日"),
            ("11月20日", "11月31日"),
            ("10月12日", "10月32日"),
            ("12月1日", "13月1日"),
        )
    )
    return _pair(Fault.DATE, text, right, wrong)


def weekday(of: School, dice: Random) -> Pair:
    day = date(of.year, dice.choice((9, 10, 11)), dice.randint(1, 28))
    right = "一二三四五六日"[day.weekday()]
    wrong = "一二三四五六日"[(day.weekday() + dice.randint(1, 6)) % 7]
    return _pair(
        Fault.DATE, f"{day.year}年{day.month}月{day.day}日（星期@）召开了家长会。", right, wrong
    )


def other_term(of: School, dice: Random) -> Pair:
    text = dice.choice(("@，学校举办了留守儿童运动会。", "@组织看电影一场。"))
    return _pair(
        Fault.DATE,
        text,
        f"{of.year}年10月17日",
        dice.choice((f"{of.year - 1}年10月17日", f"{of.year}年4月17日", "5月17日")),
    )


def nought(of: School, dice: Random) -> Pair:
    text = "@，乡镇干部来校慰问。"
    return _pair(
        Fault.DATE,
        text,
        f"{of.year}年9月8日",
        dice.choice((f"{of.year}年09月08日", f"{of.year % 100}年9月8日")),
    )


def school_year(of: School, dice: Random) -> Pair:
    text = f"这是{of.year}—@学年的重点工作。"
    return _pair(Fault.DATE, text, of.year + 1, of.year + dice.choice((2, 3)))


def marks(of: School, dice: Random) -> Pair:
    text, right, wrong = dice.choice(
        (
            ("学校重视亲情联系@开通了视频电话。", "，", ","),
            ("活动内容丰富@有书法、绘画和棋类。", "：", ":"),
            ("孩子们开心@家长也放心。", "，", dice.choice(("，，", "、，"))),
            ("班主任每周都去看望他们，问寒问暖@", "。", dice.choice(("。。", ".", "，", ""))),
            ("之家配有图书、棋类@等器材。", "", "、"),
            ("班会上大家说“家是温暖的@，气氛热烈。", "”", "，”"),
            ("孩子们盼着父母回家@老师一遍遍安慰他们。", "……", dice.choice(("...", "。。。", "…"))),
            ("我们只有一个目标@让孩子安心读书。", "——", dice.choice(("--", "—"))),
            ("教室里（原图书室@铺了地板，孩子们很喜欢。", "）", ")"),
            ("孩子们学会了合作；@也学会了感恩。", "", "；"),
            ("这样的活动还要不要办下去？答案是肯定的@", "！", "!"),
        )
    )
    return _pair(Fault.PUNCTUATION, text, right, wrong)


def turned(of: School, dice: Random) -> Pair:
    text, right, wrong = dice.choice(
        (
            ("开展@手拉手”活动，孩子们有了伙伴。", "“", dice.choice(("”", "", '"'))),
            ("大家观看了《我们的节日@，深受教育。", "》", ""),
            ("学校开设了“悄悄话@信箱，每天有人开启。", "”", dice.choice(("“", "", '"'))),
            ("三个制度（值班、登记、交接@都已上墙。", "）", ""),
        )
    )
    return _pair(Fault.QUOTE, text, right, wrong)


def gap_in_words(of: School, dice: Random) -> Pair:
    text = dice.choice(
        (
            "老师们每周@和孩子谈心，记录及时。",
            "学校投入资金@，改善了食宿条件。",
            "共有@38名孩子参加，秩序井然。",
        )
    )
    return _pair(Fault.SPACE, text, "", dice.choice((" ", "  ", "　")))


def slip(of: School, dice: Random) -> Pair:
    text, right, wrong = dice.choice(
        (
            ("他们多数随祖辈@，缺少陪伴。", "生活", "牲活"),
            ("学校总结表彰@“暖冬行动”启动仪式如期举行。", "暨", "即"),
            ("孩子的@健康得到关注。", "心理", "心里"),
            ("@目前，各项任务均已完成。", "截至", "截止"),
            ("为每名学生@档案，按学期更新。", "建立", "建立建立"),
            ("这是一件有意义@事。", "的", "的的"),
            ("班主任@细致，孩子信任他们。", "做得很", "做的很好又"),
            ("从二〇一@年起，学校就办起了留守儿童之家。", "六", "六"),
            ("孩子们@成长，笑容多了。", "茁壮地", "茁壮的"),
            ("学校@重视这项工作。", "十分", "十分十分"),
            ("@台账登记及时。", "各类", "各类台帐、"),
            ("老师@地讲解，孩子们听得认真。", "耐心", "耐心耐心"),
            ("全体教职工@参与，形成合力。", "主动", "主动主动"),
            ("防@教育做到周周讲。", "溺水", "弱水"),
        )
    )
    if "二〇一" in text:
        return Pair(
            Fault.SLIP,
            text.replace("@", "六"),
            text.replace("二〇一@", dice.choice(("二0一六", "二O一六", "二零一六"))),
        )
    return _pair(Fault.SLIP, text, right, wrong)


def reference(of: School, dice: Random) -> Pair:
    number = dice.randint(2, 60)
    text = "按照皖教秘@的要求，学校完善了制度。"
    right = f"〔{of.year}〕{number}号"
    return _pair(
        Fault.REFERENCE,
        text,
        right,
        dice.choice(
            (
                f"[{of.year}]{number}号",
                f"（{of.year}）{number}号",
                f"〔{of.year}〕第{number}号",
                f"〔{of.year}〕0{number}号",
                f"【{of.year}】{number}号",
            )
        ),
    )


PAIRS: tuple[Callable[[School, Random], Pair], ...] = (
    *(sexes, kinds, lodging, grades, visitors, among, agreements, portion, rate, over, points),
    *(grant, flow, risen, again, visits_again, heads, beyond, added, mixed_numerals, ten_thousands),
    *(wide_digits, ranges, blanks, numbers_of_people, badly_called, named, no_such_day, weekday),
    *(other_term, nought, school_year, marks, turned, gap_in_words, slip, reference),
)
