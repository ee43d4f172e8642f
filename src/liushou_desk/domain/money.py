"""Money as the office writes it, kept in whole 分 so that sums are exact."""

import re
import unicodedata
from decimal import Decimal

from liushou_desk.domain.reading import text
from liushou_desk.errors import InputProblem

FEN_PER_YUAN = 100
_YUAN = re.compile(r"[¥￥]?(\d{1,3}(?:,\d{3})+|\d{1,7})(\.\d{1,2})?元?整?")


def fen(raw: str) -> int | None:
    """An amount written in yuan (625, 1,250.50, 312.5元) as fen. Raises `InputProblem`."""
    written = text(raw)
    if written is None:
        return None
    match = _YUAN.fullmatch(unicodedata.normalize("NFKC", written).replace(" ", ""))
    if not match:
        raise InputProblem(f"“{written}”不是金额", "请填以元为单位的数，如625或312.50。")
    return int(Decimal(match[1].replace(",", "") + (match[2] or "")) * FEN_PER_YUAN)


def yuan(amount: object) -> str:
    """An amount of fen in yuan with both decimals: 312.50; nothing as an empty text."""
    return "" if not isinstance(amount, int) else f"{Decimal(amount) / FEN_PER_YUAN:.2f}"
