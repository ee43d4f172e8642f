"""A cell that says more of a family member than a name: 王秀兰（奶奶）13930000001."""

import re
from dataclasses import dataclass
from functools import lru_cache

from liushou_desk.domain.evidence import parent_status
from liushou_desk.domain.words import Care, Relation

_PARTED = re.compile(r"[\s、，,;；/／:：()（）【】\[\]]+")
_PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
_SIGNED = re.compile(r"[、，,;；/／:：()（）【】\[\]]")
_BARE_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_MORE = {"监护人", "姓名", "电话", "手机"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says of a person; empty where it does not."""

    name: str
    relation: str = ""
    phone: str = ""
    others: str = ""
    """Words beside it: a second name, or where the person is."""
    is_named: bool = True
    """False where only 奶奶 is written."""


@lru_cache(maxsize=1 << 14)
def person_in(text: str) -> Said:
    """Take a cell apart; one that holds a name alone comes back as it is."""
    if _BARE_NAME.fullmatch(text) and not _HINT.search(text):
        return Said(text)
    phones = _PHONE.findall(text)
    rest = _PHONE.sub(" ", text).strip()
    words = [word for word in _PARTED.split(rest) if word and word not in _MORE]
    relations = [word for word in words if _relation(word)]
    where = [word for word in words if tells_where(word)]
    names = [word for word in words if word not in {*relations, *where}]
    if not relations and not _SIGNED.search(rest) and names:
        names = [" ".join(names)]  # 欧阳 娜娜: a name with spaces
    if len(names) == 1 and not relations:
        glued = _glued(names[0])
        relations = [glued.relation] * bool(glued.relation)
        names = [glued.name] if glued.is_named else []
    known = names or words[:1] or [rest]
    others = [*known[1:], *relations[1:], *(where if names or relations else ())]
    others += ["第二个号码"] * (len(phones) - 1)
    of_whom = "".join(relations[:1]), "".join(phones[:1])
    return Said(known[0], *of_whom, "、".join(others), is_named=bool(names))


@lru_cache(maxsize=1 << 14)
def tells_where(text: str) -> bool:
    """Whether words beside or instead of a name say where a parent is: 已故, 在外务工."""
    return bool(text) and parent_status(text, "", "", "") is not None


def _glued(word: str) -> Said:
    """奶奶王秀兰 or 王秀兰奶奶; of one sign, as in 姑丽, nothing is taken off."""
    if not _RELATED.search(word):
        return Said(word)
    for relation in _LONG:
        if word == relation:
            return Said(word, relation, is_named=False)
        for rest in (word.removeprefix(relation), word.removesuffix(relation)):
            if rest != word and _relation(rest):
                both = {
                    found.care for part in (rest, relation) if (found := Relation.from_text(part))
                }
                one = "祖辈" if both == {Care.GRANDPARENTS} else relation
                return Said(word, one, is_named=False)  # 爷爷奶奶
            if rest != word and _BARE_NAME.fullmatch(rest):
                return Said(rest, relation)
    return Said(word)


def _relation(word: str) -> str:
    return word if Relation.from_text(word) not in {None, Relation.OTHER} else ""


_LONG = sorted(
    {
        word
        for relation in Relation
        for word in (relation.label, *relation.aliases)
        if len(word) == 2 and relation not in {Relation.OTHER, Relation.RELATIVE}
    }
)
_RELATED = re.compile("|".join(_LONG))
_HINT = re.compile("|".join([*_LONG, "[世故亡务工打外在离婚嫁失踪落押狱戒业民植殖家去]"]))
"""Signs without which a bare name tells no relation and no place; most names end here."""
