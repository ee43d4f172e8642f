"""What may stand on no paper of a class, and where somebody could hide in a file."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import sqlalchemy as sa
from pypdf import PdfReader
from sqlalchemy.orm import InstrumentedAttribute, Session

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.masking import Audience
from liushou_desk.models import Child, FamilyMember, Household, Mentor

_NOBODY = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|Company|Manager|dc:subject|cp:keywords|dc:description)[^>]*>"
    r"[^<]+<"
)
_PATH = re.compile(rb"[A-Za-z]:\\\\|/home/|/tmp/|/work/|/root/")


def forbidden(session: Session, audience: Audience) -> set[str]:
    """Every number; of what leaves the office telephones and addresses; of a notice birthdays."""
    numbers = (Child.national_id, FamilyMember.national_id, Child.student_number)
    found = _told(session, *numbers)
    if audience is not Audience.INTERNAL:
        phones = (Child.phone, FamilyMember.phone, Mentor.phone)
        found |= _told(session, *phones, Household.home_address, Child.registered_address)
    if audience is Audience.PUBLIC:
        days = session.scalars(sa.select(Child.born_on).where(Child.born_on.is_not(None)))
        found |= {text for day in days if day for text in _written(day)}
    return {"".join(text.split()) for text in found}


def _told(session: Session, *columns: InstrumentedAttribute[str | None]) -> set[str]:
    return {
        text
        for column in columns
        for text in session.scalars(sa.select(column).where(column.is_not(None)))
        if text
    }


def _written(day: date) -> tuple[str, ...]:
    return str(day), chinese_date(day), f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"{day:%Y-%m}"


def hidden_in_word(data: bytes) -> list[str]:
    """Names of people and programs' paths in any part of a .docx, and its comments."""
    found: list[str] = []
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            found += _NOBODY.findall(part.decode("utf-8", "ignore"))
            found += [name] if _PATH.search(part) or "comments" in name or "custom" in name else []
    return found


def hidden_in_pdf(data: bytes) -> list[str]:
    """What the PDF says of who made it, but for the program's own name."""
    reader = PdfReader(BytesIO(data))
    told = dict(reader.metadata or {})
    known = {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
    found = [key for key, text in told.items() if text and key not in known]
    found += [
        str(told[key]) for key in ("/Creator", "/Producer") if str(told[key]) != "LiuShou Desk"
    ]
    return found + (["XMP"] if reader.xmp_metadata else [])
