"""Columns that belong to the person named before them: 父亲姓名, 出生日期, 联系电话.

What may be said of anybody (电话, 健康状况, 民族) and stands behind a person's name is that
person's: it is read as theirs where that is kept, and else it stays unread with whose it is. It
never becomes the child's. A heading that can only be the child's (班级, 是否留守儿童) ends the
block; so does another person's name. A sheet that writes 父亲联系电话 in full needs no blocks: only
what is written twice is weighed there. Whoever has a column for the name is a person (紧急联系人,
兄弟姐妹姓名, 继母姓名), be anything kept of them or not.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from liushou_desk.domain.words import Hardship
from liushou_desk.importing.aliases import TICK
from liushou_desk.importing.headings import (
    FIXED_SLOTS,
    GUARDIANS_RELATION,
    is_known,
    plain_key,
)

_OF_ANYBODY = {
    "child.sex", "child.born_on", "child.nation", "child.id_kind", "child.national_id",
    "child.phone", "child.hukou", "child.registered_address", "child.disability",
    "term_sheet.health", "household.home_address", "disabled",
    f"{TICK}{Hardship.SERIOUS_ILLNESS.value}",
}  # fmt: skip
"""Targets of the child whose headings may be said of anybody."""
_OF_THE_HOME = {"child.phone", "household.home_address"}
_SURELY_OF_THE_CHILD = re.compile("学生|儿童|幼儿|孩子|本人|家庭|家长|学籍")
_FAMILYS = re.compile("家庭|家长")
"""Of the headings that are surely no single person's, those that leave open who is spoken of."""
_OTHERS = re.compile(
    "(?:班主任|老师|教师|帮扶|结对|代管|校长|干部|社工|志愿者|爱心).*?|(?!是否)[\u3400-\u9fff]{1,6}人"
    "|.{0,4}家长|户主|[继养][父母]亲?|兄弟姐妹|兄弟|姐妹|[伯叔姑舅姨][父母]|其他(?:家庭)?成员"
)
"""Persons of whom no list's column is read, with the name alone."""
_NO_PERSON = re.compile(
    "本人|残疾|几|口人|多少|曾用|英文|拼音|汉语|外文|原名|电话|手机|号码?$|意见|评语|时间|日期|情况|次数|措施|内容|记录"
)
_FOR_THE_HOME = {"家长", "联系人", "主要联系人", "父母"}
"""Whoever answers for the home: telephone and address beside the name are the home's."""
_MEMBER = re.compile("(?:家庭|主要)*成员(?:姓名)?")
_SLOT = re.compile(rf"(?:{'|'.join(FIXED_SLOTS)}|成员\d)")
_OF_A_SLOT = re.compile(rf"({_SLOT.pattern})(.+)")
_WHOSE = re.compile(rf"({_SLOT.pattern}|.+?)的.+")


def whose(meant: str, heading: str) -> str:
    """父亲的健康状况, of what `of_their_person` made of a heading that is not read; else empty."""
    if _WHOSE.fullmatch(meant):
        return meant
    again = _OF_A_SLOT.fullmatch(meant) if meant != heading else None
    return f"{again[1]}的{again[2]}" if again else ""


def of_their_person(headings: Sequence[str]) -> list[str]:
    """The headings (as `normal` writes them) with their person before them, where they have one.

    Two names side by side (父亲姓名, 母亲姓名, 联系电话) leave open whose the rest is: telephone
    and address are then the child's, as in most lists; everything else is nobody's.
    """
    headings = _counted(headings)
    counts, person, owner = Counter(headings), "", ""
    in_full, at_home, found = False, False, list[str]()
    for at, heading in enumerate(headings):
        named, key = _person_named(heading), plain_key(heading)
        repeated = counts[heading] > 1 or (bool(person) and _says_again(heading, headings[:at]))
        shared = owner != person or person in _FOR_THE_HOME
        if named:
            before = _person_named(headings[at - 1]) if at else ""
            person, owner = named, f"{before}、{named}" if before else named
            in_full, at_home = any(_is_in_full(other, named) for other in headings), False
        elif person and heading and not heading.startswith(person):
            ends = in_full or _ends_a_block(heading) or _SLOT.match(heading)
            at_home |= bool(_FAMILYS.search(heading))
            if at_home and key in _OF_THE_HOME and not repeated:
                pass  # the home's, and the next may be the person's again
            elif ends and (not repeated or _SLOT.match(heading)):
                person = ""
            elif heading in GUARDIANS_RELATION and not repeated and person in FIXED_SLOTS:
                pass
            elif not shared and is_known(person + heading):
                heading = person + heading
            elif repeated or not (shared and key in _OF_THE_HOME):
                heading = f"{owner}的{heading}"
        found.append(heading)
    return found


def _counted(headings: Sequence[str]) -> Sequence[str]:
    """家庭成员姓名 again and again, as 成员1姓名 and so on."""
    if any(re.match(r"成员\d", heading) for heading in headings):
        return headings
    found, count = list(headings), 0
    for at, heading in enumerate(found):
        if _MEMBER.fullmatch(heading):
            count += 1
            found[at] = f"成员{count}姓名"
    return found


def _says_again(heading: str, before: Sequence[str]) -> bool:
    """Whether 居住地址 says what 现居住地 of the child said before it in other words."""
    key = plain_key(heading)
    if key not in _OF_ANYBODY or _SURELY_OF_THE_CHILD.search(heading):
        return False
    of_the_child = takewhile(lambda other: not _person_named(other), before)
    return any(plain_key(other) == key for other in of_the_child)


def _is_in_full(heading: str, person: str) -> bool:
    return heading.startswith(person) and heading not in {person, f"{person}姓名"}


def _person_named(heading: str) -> str:
    """The person whose name stands in a column; empty where it holds something else."""
    bare = heading.removesuffix("姓名")
    if _SLOT.fullmatch(bare) and (bare != heading or bare in FIXED_SLOTS):
        return bare
    if not bare or plain_key(heading) or _NO_PERSON.search(bare):
        return ""
    return bare if bare != heading or _OTHERS.fullmatch(bare) else ""


def _ends_a_block(heading: str) -> bool:
    """Whether a heading can only be said of the child."""
    key = plain_key(heading)
    return bool(key) and (key not in _OF_ANYBODY or bool(_SURELY_OF_THE_CHILD.search(heading)))
