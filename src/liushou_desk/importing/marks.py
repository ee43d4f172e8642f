"""What lists write under 是否留守儿童, put into the words of the mark (学籍标注).

Whoever is taken into care has a record, so only words that surely say so take anybody in: a denial
in other words is a denial, 是 and √ say 留守 without the kind, and everything else stays as it is
written, to be doubted. Bare numbers are codes that vendors count differently.
"""

import re
import unicodedata

from liushou_desk.domain.words import Mark

_HOW = "(?:均|都|全|皆|双方|同时|共同|一起|现在?|已经?|正|常年|长年|长期)*"
_WHERE = "(?:在|去|到|赴|于)(?:[^一不未没家本近县镇乡村内年月天日从回返带携随孩备拟划想将]{2,7}?)?"
_AWAY = "(?:外出|在外|务工|打工|外地|省外|外省)"
_SINCE = "(?:多年|[两三四五六七八九十2-9]年(?:多|以上)?|(?:[三六36]个月|半年|一年)以上)"
_GONE = (
    rf"{_HOW}(?:{_WHERE})?{_AWAY}(?:务工|打工|经商|工作|上班|做工|谋生|在外|外地|人员|中|了)*{_SINCE}?"
    "(?:留守)?"
)
"""Away, and no word of a return, a plan or another time: what else is said is not understood."""
_BOTH_AWAY = re.compile(rf"(?:父母|双方|双亲|爸妈|夫妻){_GONE}")
_ONE_AWAY = re.compile(rf"(?:父母)?(?:父亲?|母亲?|爸爸?|妈妈?|一方|单方){_GONE}")
_WHOM = "(?:农村)?留守(?:儿童|学生|幼儿|少年|生)?"
_NO = re.compile(rf"(?:否|非|不是|不属于|不属|不|无|没有|没|未|FALSE|NO?|0|[×✗✕✖])(?:{_WHOM})?")
_YES = re.compile(rf"(?:(?:是|有|属于|对|YES|Y|TRUE|[√✓✔☑])(?:{_WHOM})?|{_WHOM})")
_KINDS = (
    (Mark.BOTH, re.compile(rf"(?:是)?(?:双亲?|父母双方)(?:{_WHOM})?|双留守")),
    (Mark.ONE, re.compile(rf"(?:是)?单亲?(?:{_WHOM})?|单留守")),
)
_NOTE = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_PARTING = re.compile(r"[\s,，;；、:：。.\-—/]+")


def respelt_mark(text: str) -> tuple[str, str]:
    """The word for a mark and what was left out or weighed; the text itself if it says neither."""
    narrow = unicodedata.normalize("NFKC", text.strip())
    bare = _PARTING.sub("", _NOTE.sub("", narrow)).strip("'\"‘’“”").upper()
    notes = [note.strip() for note in _NOTE.findall(narrow) if note.strip()]
    if not bare or (found := _read(bare)) is None:
        return _in_words(text, narrow)
    if found is Mark.YES:
        kinds = [kind for kind in (Mark.ONE, Mark.BOTH) if kind in map(_read, notes)]
        if len(kinds) == 1:
            return kinds[0].label, ""
    if any(_read(note) is Mark.NONE for note in notes) and found is not Mark.NONE:
        return text, ""  # 是（不是留守）: it says both
    return found.label, f"“{'、'.join(notes)}”没有记入" if notes else ""


def _read(bare: str) -> Mark | None:
    if (word := Mark.from_text(bare)) is not None:
        return word
    if _NO.fullmatch(bare):
        return Mark.NONE
    if _YES.fullmatch(bare):
        return Mark.YES
    return next((mark for mark, sign in _KINDS if sign.fullmatch(bare)), None)


def _in_words(text: str, narrow: str) -> tuple[str, str]:
    """父母均外出 and 母亲外出 say what the mark would be."""
    for mark, sign in ((Mark.BOTH, _BOTH_AWAY), (Mark.ONE, _ONE_AWAY)):
        if sign.fullmatch(narrow):
            return mark.label, f"“{text.strip()}”不是学籍系统的词，按字面读作{mark.label}"
    return text, ""
