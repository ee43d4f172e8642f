"""A batch: the papers of one wish, collected once; what is previewed is printed and written."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from liushou_desk.domain.document import Document
from liushou_desk.domain.layout import GB_T_9704, LayoutProfile
from liushou_desk.domain.progress import Progress
from liushou_desk.errors import InputProblem, RuleConflict, TemplateTrouble
from liushou_desk.export.target import write_file
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.layouts import profile_for
from liushou_desk.services.papers import noting
from liushou_desk.services.papers.drawing import (
    PDF,
    check_formats,
    drawn,
    opened_book,
    put_files,
    safe_name,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Subject, Wish
from liushou_desk.services.papers.privacy import marked, suited, told
from liushou_desk.services.papers.subjects import NOTHING_MADE, subjects_of

_LONGEST_NAME = 60
"""Signs of a file's name: the path of a Windows file has room for no more than 260."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper, ready to be drawn, and the name of its file without ending."""

    name: str
    document: Document
    called: str = ""
    """Its entry in the outline of the file that holds all of them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sheets of one kind; of them the journal keeps `kind` and the numbers `noted`, no names.

    `advice` is given where a sheet cannot be drawn.
    """

    title: str
    kind: str
    profile: LayoutProfile
    sheets: tuple[Sheet, ...]
    made_on: date
    formats: tuple[str, ...]
    noted: dict[str, Any]
    advice: str = ""
    told: str = ""
    """What the journal says of whom it is for, behind its kind."""
    running: bool = False
    """Whether page numbers go on from sheet to sheet where all are in one file."""

    @property
    def whole_name(self) -> str:
        """The name of the file that holds all sheets: that of the first without what is its own."""
        term = self.noted.get("term", "")
        return safe_name("_".join(filter(None, (self.title, term, f"{len(self.sheets)}份"))))


def collect(
    office: OfficeFile, kind: PaperKind, wish: Wish, progress: Progress | None = None
) -> Batch:
    """The papers of a wish. Raises as `suited` and `subjects_of`, and `Cancelled`."""
    kind = suited(office, kind, wish)
    profile = _profile(office, kind, wish)
    subjects = subjects_of(office, kind, wish)
    found: list[tuple[Subject, Paper]] = []
    for at, subject in enumerate(subjects):
        if progress:
            progress(at, len(subjects))
        found += [(subject, paper) for paper in kind.collect(subject)]
    if not found:
        raise RuleConflict(f"没有要列入“{kind.title}”的内容，{NOTHING_MADE}", "请换一个范围再试。")
    noted = {
        "paper": kind.key,
        "papers": len(found),
        "children": len(subjects[0].everybody),
        "term": wish.term,
        "audience": kind.audience.value,
        **({"numbers": True} if wish.with_numbers else {}),
    }
    sheets = tuple(
        Sheet(
            _file_name(wish, kind, at, len(found), subject.name, paper.about),
            marked(kind, paper.document),
            "　".join(filter(None, (subject.name.replace("_", "　"), paper.about))),
        )
        for at, (subject, paper) in enumerate(found, start=1)
    )
    return Batch(
        *(kind.title, kind.title, profile, sheets, office.today, kind.formats, noted),
        running=kind.running,
        told=told(kind, wish),
    )


def _profile(office: OfficeFile, kind: PaperKind, wish: Wish) -> LayoutProfile:
    """An official paper is laid out as the school has chosen, or as it is wished; a form is not."""
    if kind.profile is GB_T_9704:
        return profile_for(office, wish.layout)
    if wish.layout:
        raise InputProblem(
            f"“{kind.title}”是固定版式的表单，{NOTHING_MADE}",
            "请去掉公文版式再试。",
            field="layout",
        )
    return kind.profile


def pdf_of(batch: Batch, progress: Progress | None = None) -> bytes:
    """All sheets one after the other, for the window and the printer. Raises `TemplateTrouble`."""
    return merged(batch, progress)[0]


def merged(batch: Batch, progress: Progress | None = None) -> tuple[bytes, tuple[int, ...]]:
    """All sheets in one file, and how many pages each has. Raises as `pdf_of`."""
    if len(batch.sheets) == 1:
        title = batch.sheets[0].document.label or batch.sheets[0].document.name
    else:
        title = batch.title
    book = opened_book(batch.profile, title, batch.made_on, running=batch.running)
    counts: list[int] = []
    for at, sheet in enumerate(batch.sheets):
        if progress:
            progress(at, len(batch.sheets))
        with _blaming(batch, sheet):
            counts.append(book.add(sheet.document, sheet.called if len(batch.sheets) > 1 else ""))
    return book.finish(), tuple(counts)


def files_of(
    batch: Batch, forms: Sequence[str], progress: Progress | None = None
) -> dict[str, bytes]:
    """A file a sheet and format, by name. Raises `TemplateTrouble`, and `Cancelled`."""
    check_formats(forms, batch.formats)
    files: dict[str, bytes] = {}
    for at, sheet in enumerate(batch.sheets):
        if progress:
            progress(at, len(batch.sheets))
        files |= {f"{sheet.name}.{form}": _drawn(batch, sheet, form) for form in forms}
    return files


def write_batch(
    office: OfficeFile,
    batch: Batch,
    folder: Path,
    forms: Sequence[str],
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write every sheet in every format, all files or none, over nothing; the journal keeps it.

    Whoever stops it finds nothing: the first file is written when the last has been drawn.
    """
    written = put_files(folder, files_of(batch, forms, progress))
    note(office, batch, "写出", written)
    return written


def write_whole(office: OfficeFile, batch: Batch, path: Path, pdf: bytes) -> None:
    """Write all sheets as the one PDF that `merged` made of them; the journal keeps it."""
    check_formats([path.suffix.lower().removeprefix(".")], (PDF,))
    write_file(path, pdf)
    note(office, batch, "写出", (path,))


def write_sheet(office: OfficeFile, batch: Batch, path: Path) -> None:
    """Write the only sheet in the format of the name's ending; the journal keeps it."""
    (sheet,) = batch.sheets
    form = path.suffix.lower().removeprefix(".")
    check_formats([form], batch.formats)
    write_file(path, _drawn(batch, sheet, form))
    note(office, batch, "写出", (path,))


def note(office: OfficeFile, batch: Batch, done: str, files: Iterable[Path] = ()) -> None:
    """Keep in the journal what was done with a batch, and what files came of it."""
    noting.note(office, f"{done}{batch.kind}{batch.told}", files, **batch.noted)


def _drawn(batch: Batch, sheet: Sheet, form: str) -> bytes:
    with _blaming(batch, sheet):
        return drawn(sheet.document, batch.profile, form, batch.made_on)


@contextmanager
def _blaming(batch: Batch, sheet: Sheet) -> Generator[None]:
    """Say of which sheet it is that a character is lacking."""
    try:
        yield
    except TemplateTrouble as trouble:
        which = f"“{sheet.name}”：" if len(batch.sheets) > 1 else ""
        raise TemplateTrouble(which + trouble.sentence, batch.advice or trouble.advice) from trouble


def _file_name(wish: Wish, kind: PaperKind, at: int, whole: int, *about: str) -> str:
    """联系卡_2026-2027-1_02_三年级1班: names that stand in the order of the papers.

    One with numbers in full is never taken for the one that covers them.
    """
    title = f"{kind.title}（号码写全）" if wish.with_numbers else kind.title
    number = [f"{at:0{len(str(whole))}d}"] if whole > 1 else []
    return safe_name("_".join(filter(None, (title, wish.term, *number, *about))))[:_LONGEST_NAME]
