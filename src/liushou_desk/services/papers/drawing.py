"""The one door to paper: opens fonts and Word's template, draws trees, puts whole files in place.

The writers' libraries load when the first paper is drawn.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from liushou_desk import paths
from liushou_desk.domain.contents import asks_for_pages
from liushou_desk.domain.document import Document
from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.errors import InputProblem
from liushou_desk.export.target import make_folder, write_beside

if TYPE_CHECKING:
    from liushou_desk.export.pdf import Book

DOCX, PDF = "docx", "pdf"
FORMATS = (DOCX, PDF)


def drawn(document: Document, profile: LayoutProfile, form: str, made_on: date) -> bytes:
    """A tree as one of `FORMATS`; both writers draw the same words.

    Raises:
        FileTrouble: a font or the template is missing.
        TemplateTrouble: no font has one of the characters; all of them are named.
    """
    if form == DOCX:
        from liushou_desk.export.word import word_bytes

        document = paged(document, profile)
        template = paths.resources() / "word" / "summary.docx"
        return word_bytes(document, profile, template=template, made_on=made_on)

    from liushou_desk.export.pdf import pdf_bytes

    return pdf_bytes(document, profile, fonts=paths.fonts(), made_on=made_on)


def paged(document: Document, profile: LayoutProfile) -> Document:
    """The tree with the pages in its table of contents, if it has one, as its own PDF has them."""
    if not asks_for_pages(document):
        return document
    from liushou_desk.export import pdf

    return pdf.paged(document, profile, fonts=paths.fonts())


def opened_book(
    profile: LayoutProfile, title: str, made_on: date, *, running: bool = False
) -> "Book":
    """One PDF for several trees. Raises `FileTrouble`."""
    from liushou_desk.export.pdf import Book

    return Book(profile, title, fonts=paths.fonts(), made_on=made_on, running=running)


def drawn_files(
    document: Document, profile: LayoutProfile, name: str, forms: Sequence[str], made_on: date
) -> dict[str, bytes]:
    """A tree in some formats by the names of the files; all drawn before the first is written."""
    return {f"{name}.{form}": drawn(document, profile, form, made_on) for form in forms}


def put_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, all or none, over nothing that stands there."""
    make_folder(folder)
    return write_beside(folder, files)


def check_formats(forms: Sequence[str], among: Sequence[str] = FORMATS) -> None:
    """Refuse a format that is none, or none of this paper's."""
    unknown = [name for name in forms if name not in among]
    if unknown or not forms:
        said = f"不认识的格式“{'、'.join(unknown)}”。"
        raise InputProblem(said, f"可写{'、'.join(among)}，或{','.join(among)}。", field="format")


def safe_name(text: str) -> str:
    """A name for a file that Windows takes, without ending."""
    return re.sub(r'[\\/:*?"<>|\n]', "_", text)
