"""Two small things reportlab does slowly in Python where its C part is not installed, as here.

A list of 3,000 rows writes some 300,000 numbers, few of them different, and a megabyte in base 85.
What comes out is the same to the byte; a test holds both beside reportlab's own.
"""

# reportlab's stubs know neither of the two
# pyright: reportUnknownMemberType=false, reportAttributeAccessIssue=false

from base64 import a85encode
from functools import lru_cache
from typing import Any, cast

from reportlab.lib import rl_accel
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas, textobject

_by_reportlab = cast("Any", rl_accel.fp_str)


@lru_cache(maxsize=1 << 14)
def _number(value: float) -> str:
    return str(_by_reportlab(value))


def numbers(*values: Any) -> str:
    """Numbers as they stand in a PDF, a space between them; one argument may be a sequence."""
    if len(values) == 1 and isinstance(values[0], list | tuple):
        values = tuple(cast("list[Any]", values[0]))
    return " ".join(map(_number, values))


def base_85(data: bytes) -> str:
    """Bytes as ASCII, with the sign for their end."""
    return f"{a85encode(data).decode('ascii')}~>"


def use() -> None:
    """Let reportlab's canvas write by these from now on."""
    canvas.fp_str = textobject.fp_str = numbers
    pdfdoc.asciiBase85Encode = base_85
