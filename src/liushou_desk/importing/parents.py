"""父母情况 in one cell: 父母均外出务工, 父在家母外出."""

import re

_WHO = re.compile("父母|双方|双亲|爸妈|夫妻|父亲?|母亲?|爸爸?|妈妈?")
_BOTH = {"父母", "双方", "双亲", "爸妈", "夫妻"}
_DEAD = {"亡", "已亡", "故", "殁", "已逝"}
_EDGES = " \t\n，,；;、。/均都同时共同皆双方亲"


def said_of_parents(text: str) -> tuple[str, str]:
    """What is said of father and mother; empty where nothing is said of one by name.

    离异 alone does not say who left, and 一方外出 not which.
    """
    father = mother = ""
    found = list(_WHO.finditer(text))
    for at, who in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        said = text[who.end() : end].strip(_EDGES)
        said = "去世" if said in _DEAD else said
        if "一方" in said or said in {"离异", "离婚"}:
            continue
        if who[0] in _BOTH or who[0][0] in "父爸":
            father = father or said
        if who[0] in _BOTH or who[0][0] in "母妈":
            mother = mother or said
    return father, mother
