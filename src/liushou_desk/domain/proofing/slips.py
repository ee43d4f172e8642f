"""错字: slips that templates hand on from school to school."""

import re
from collections.abc import Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.misspelt import MISSPELT
from liushou_desk.domain.proofing.paper import Line, Paper

_WRONG = re.compile("|".join(sorted(map(re.escape, MISSPELT), key=len, reverse=True)))
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), why)
    for pattern, why in (
        (r"暨(?=由于|指|是|因|父母)", "“暨”是“和”的意思，这里应是“即”"),
        (r"(?<=会)即(?=[一-龥]{0,6}(?:大会|表彰会|仪式|动员会))", "这里应是“暨”"),
        (
            r"(?<=[们童子生])(?:健康|快乐|开心|幸福|茁壮)的成长(?=[，。；])",
            "动词前面应是“地”",
        ),
        (
            r"(?<=总结|表彰|大会|仪式|会议|工程|活动)即(?=[一-龥“”]{0,12}(?:仪式|大会|启动|表彰会|总结会|建设工作|活动))(?!将|可|是|日|时|使|便|为)",
            "这里应是“暨”",
        ),
        (
            r"(?<![0-9.年月日至—–~～-])截止(?=20\d\d|\d{1,2}月|今年|今日|到20|本学期|年底|期末)",
            "应是“截至”",
        ),
        (
            r"[一二三四五六七八九〇零Oo○0０]*(?:(?<=[一二三四五六七八九])[0０Oo○零]|[0０Oo○零](?=[一二三四五六七八九]))[一二三四五六七八九〇零Oo○0０]{1,3}(?=年(?!级))",
            "汉字年份里的零写“〇”",
        ),
        (r"(?<=\d)们(?=留守|学生|儿童)", "这里应是“名”"),
        (
            r"(?:取|获|懂|显|值|使|舍|觉|记|博|赢|晓)的(?=了|一致|好评|显著|明显|良好|很大|了解|一定|尊重|可喜)",
            "应是“得”",
        ),
        (
            r"(?:做|学|干|完成|表现|发展|搞|办|玩|吃|长|交往|说|变|开展|组织|落实|进行|学习|生活|过|恢复|相处|进步)的(?=很(?:好|快|多|扎实|开心|不错)|非常|十分|不错|有声有色|更好|更加|井井有条|扎实有效|红红火火)",
            "应是“得”",
        ),
        (
            r"(?:良好|多样|丰富|健康|温暖|美好|特殊|重要|主要|优美|和谐|浓厚|宽松)地(?=环境|氛围|习惯|基础|童年|条件|成绩|效果|作用|心态|品质|生活环境|学习环境|校园)",
            "名词前面应是“的”",
        ),
        (
            r"(?:茁壮|健康快乐|快乐健康|幸福快乐|健康茁壮|快快乐乐|开开心心|高高兴兴)的(?=成长(?!环境|氛围|条件|空间|道路|过程|需)|生活着|长大|学习(?!环境|氛围|生活)|度过)",
            "动词前面应是“地”",
        ),
        (
            r"(?<!进行)(?<!的)(?<!最)(?:认真|深入|扎实|逐步|及时|切实|大力|不断|进一步|慢慢|渐渐|默默|主动|热情|耐心|细心|悄悄|顺利|圆满|很快|更好|逐渐|努力|勇敢|刻苦)的(?=开展(?:了|好)?|推进|落实|做好|完成(?!情况)|加强|提高(?!和)|掌握|恢复|帮助(?=留守|他|孩子|学生)|解决(?=了|问题|困难)|参与到|投入到|走访|倾听|讲解|辅导(?=学|孩|他)|服务于|成长起来|对待)",
            "动词前面应是“地”",
        ),
        (
            r"(?<=[一-龥])(?:的的(?!确)|(?<!为)了了(?!解)|是是(?!非)|在在|和和(?!睦|气|美)|与与|我我|们们|不不|把把|度度(?!过|日|量|假)|被被|将将|及及|并并|让让|对对(?!象|子|口|方|照|策|应|等|比|联)|向向(?!上|着)|从从(?!容)|到到(?!位|达|底|处|场)|立立|学学(?=校)|儿儿|守守|校校(?!长|园|外|内|门)|善善|展展(?!示|览|现|出|开|厅|板)|强强(?!化|调|联|烈))",
            "多写了一个字",
        ),
        (r"既使(?![^。；]*又)", "应是“即使”"),
        (r"(?<=建立)立(?=了|起)", "多写了一个字"),
        (
            r"只加去|更加的好的|由其是|尤其实|那怕|在接再厉|在次|在一次(?=被|获|感|提|强)|在度|必竟|因该|应改(?=说)|既将|己达|(?<!自)己有|(?<!自)己建",
            "有错字",
        ),
    )
)
_AIM = re.compile(r"(?:目|标|有)的的(?!确)")
_REPEAT = re.compile(r"([一-龥]{2,6})\1")
_MAY_REPEAT = re.compile(
    r"^(?:一|研究|讨论|商量|考虑|年级|许多|很多|学习|休息|认识|了解|户户|多多|快快|好好|高高|家家|人人|处处|时时|事事|天天|年年|月月|个个|件件|步步|点点|层层|代代|班班|哈|呵|服务|检查|爸爸|妈妈|爷爷|奶奶|宝贝|一点|进步|班级|打扫|中心|教学|活动|学校|意思)"
)


def slips(paper: Paper) -> Iterator[Finding]:
    """Words that are none, and words written twice."""
    for line in paper.lines:
        taken: set[int] = set()
        for start, end, why in _in_line(line):
            if not taken & set(range(start, end)):
                taken |= set(range(start, end))
                yield line.finding(Fault.SLIP, start, end, why)


def _in_line(line: Line) -> Iterator[tuple[int, int, str]]:
    text = line.text
    for found in _WRONG.finditer(text):
        yield *found.span(), f"应是“{MISSPELT[found[0]]}”"
    for pattern, why in _PATTERNS:
        for found in pattern.finditer(text):
            if not (
                found[0].endswith("的的")
                and _AIM.search(text, max(0, found.start() - 1), found.end())
            ):
                yield *found.span(), why
    for found in _REPEAT.finditer(text):
        if not _MAY_REPEAT.match(found[0]):
            yield *found.span(), f"“{found[1]}”写了两遍"
