"""How a number is written in each of the forms that lists have."""

from collections.abc import Callable
from types import MappingProxyType

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 9999
_CIRCLED, _IN_PARENTHESES, _WITH_STOP = 0x2460, 0x2474, 0x2488


def chinese(number: int) -> str:
    """一, 十一, 一百零三."""
    if not 0 < number <= _MOST:
        return str(number)
    text, zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + _PLACES[place]
        zero = bool(text) and not digit
    return text.removeprefix("一") if 10 <= number < 20 else text


def _by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 8)


def _roman(number: int) -> str:
    text, rest = "", min(number, _MOST)
    for worth, letters in _ROMAN:
        text += letters * (rest // worth)
        rest %= worth
    return text


def _from(start: int, most: int) -> Callable[[int], str]:
    return lambda number: chr(start + number - 1) if number <= most else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMS: MappingProxyType[str, Callable[[int], str]] = MappingProxyType({
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": lambda n: chinese(n).translate(
        str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    ),
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _by_digit,
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _from(_CIRCLED, 20),
    "decimalEnclosedCircleChinese": _from(_CIRCLED, 20),
    "ideographEnclosedCircle": lambda n: chr(0x3280 + n - 1) if n <= 10 else chinese(n),
    "decimalEnclosedParen": _from(_IN_PARENTHESES, 20),
    "decimalEnclosedFullstop": _from(_WITH_STOP, 20),
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "none": lambda _: "",
})  # fmt: skip


def written(number: int, form: str) -> str:
    """A number in a form of lists; an unknown one as plain digits."""
    if number < 1:
        return str(number)
    return _FORMS.get(form, str)(number)
