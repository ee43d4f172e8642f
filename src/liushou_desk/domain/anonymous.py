"""典型案例: a record's words without anybody's name, place, class or number.

A child is 李某, a family member is what it is to the child, a teacher 帮扶教师; what is not known
here cannot be found, so that the clerk reads it before it is taken.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liushou_desk.domain.surnames import DOUBLE

TEACHER, HOME, VILLAGE, CALLED = "帮扶教师", "家中", "村里", "某"
LEAST_NAME = 2
"""Signs of a name that is looked for: one sign is a word like any other."""
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_NUMBERS = re.compile(
    r"(?:身份证|证件|学籍|联系|手机|电话)?号?码?[:：]?(?<!\d)(?:[GgLl]?\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)"
)
_CLASS = re.compile(
    r"(?:[一二三四五六七八九1-9]年级)?[（(]?(?:[一二三四五六七八九十]|\d{1,2})[)）]?班(?!主任|会|级|长)"
)


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the office knows that no case may name."""

    children: Sequence[str]
    """First of all whom the case is about: this one is looked for by its given name, too."""
    family: Mapping[str, str]
    """Name to what it is to the child: 父亲, 奶奶."""
    teachers: Sequence[str]
    villages: Sequence[str]
    addresses: Sequence[str]
    classes: Sequence[str] = ()


def surname(name: str) -> str:
    """The family name: two signs of a double one, else the first."""
    return name[:2] if name[:2] in DOUBLE and len(name) > LEAST_NAME else name[:1]


def anonymous(text: str, known: Known) -> str:
    """The words with everybody that is known said by what they are."""
    text = _NUMBERS.sub("", text)
    for word in _longest(known.addresses):
        text = text.replace(word, HOME)
    for word in _longest(known.villages):
        text = text.replace(word, VILLAGE)
    for word in _longest(known.classes):
        text = text.replace(word, "")
    text = _CLASS.sub("", text)
    for name, said in _called(known).items():
        text = text.replace(name, said)
    for name in _longest(known.teachers):
        text = re.sub(f"{name}(?:老师|主任|校长)?", TEACHER, text)
        text = re.sub(f"{surname(name)}(?:老师|主任|校长)", TEACHER, text)
    return text


def named(text: str, known: Known) -> str | None:
    """What in a text still tells somebody, in words; None where nothing does."""
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("儿童姓名", known.children),
        ("家庭成员姓名", known.family),
        ("帮扶人姓名", known.teachers),
        ("住址", known.addresses),
        ("村名", known.villages),
        ("班级", known.classes),
    )
    for kind, words in kinds:
        for word in words:
            if len(word) >= LEAST_NAME and word in text:
                return f"{kind}“{word}”"
    found = _NUMBERS.search(text)
    return f"号码“{found[0]}”" if found else None


def _called(known: Known) -> dict[str, str]:
    """What each name becomes; children of one family name are told apart."""
    called: dict[str, str] = {}
    used: dict[str, int] = {}
    for name in known.children:
        if len(name) < LEAST_NAME:
            continue
        short = surname(name)
        number = used[short] = used.get(short, 0) + 1
        said = f"{short}{CALLED}" + (_STEMS[(number - 2) % len(_STEMS)] if number > 1 else "")
        called[name] = said
        given = name.removeprefix(short)
        if len(given) >= LEAST_NAME and name == known.children[0]:
            called.setdefault(given, said)
    for name in _longest(known.family):
        called.setdefault(name, known.family[name])
    return dict(sorted(called.items(), key=lambda item: -len(item[0])))


def _longest(words: Iterable[str]) -> list[str]:
    """Those that are more than one sign, a longer one before what it holds."""
    return sorted((word for word in words if len(word) >= LEAST_NAME), key=len, reverse=True)
