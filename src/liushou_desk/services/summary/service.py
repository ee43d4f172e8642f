"""The work summary as others ask for it: collect the tree, write files, issue."""

import os
import shutil
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from liushou_desk.domain.document import Document, Paragraph, TextRun
from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.text import cleaned
from liushou_desk.domain.words import SummaryState
from liushou_desk.errors import FileTrouble, RuleConflict
from liushou_desk.export.target import make_folder
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, FigureValue
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.layouts import profile_for
from liushou_desk.services.papers.drawing import (
    FORMATS,
    check_formats,
    drawn,
    drawn_files,
    put_files,
    safe_name,
)
from liushou_desk.services.papers.noting import note
from liushou_desk.services.summary import cases, draft, issue
from liushou_desk.services.summary.charts import wants_charts, with_charts
from liushou_desk.services.summary.checking import (
    LOOKED_AT,
    Check,
    Held,
    Pass,
    Weight,
    check_reason,
    counted_anew,
    look_over,
    names_said,
    overridden,
    read_back,
    require,
)
from liushou_desk.services.summary.compose import SUBJECT, compose, figures_shown, filled
from liushou_desk.services.summary.material import book_of_paper, material_of
from liushou_desk.services.summary.paper import Asked, at_home, paper_of
from liushou_desk.services.summary.phrases import Material
from liushou_desk.services.summary.records import campus_names
from liushou_desk.services.summary.tables import CAMPUS_KEYS


@dataclass(frozen=True, slots=True)
class Collected:
    """A summary's tree with the figures it was made from."""

    document: Document
    frozen: issue.Frozen | None
    state: SummaryState
    profile: LayoutProfile
    checks: tuple[Check, ...] = ()
    """What was found before an issue, the files not yet read back."""

    def paragraphs(self) -> dict[str, str]:
        """The paragraphs the clerk may replace, by key."""
        blocks = self.document.blocks
        return {b.key: b.text for b in blocks if isinstance(b, Paragraph) and b.key}


@dataclass(frozen=True, slots=True)
class Written:
    """Files that were written and what they are; an issued one has no paragraphs to replace."""

    files: tuple[Path, ...]
    state: SummaryState
    version: int | None
    paragraphs: Mapping[str, str]
    checks: tuple[Check, ...] = ()
    """What was found before an issue and passed."""


def collect(
    office: OfficeFile,
    asked: Asked,
    *,
    day: date | None = None,
    campus: str | None = None,
    for_issue: bool = False,
    unsaved: Mapping[str, str | None] | None = None,
    charts: bool | None = None,
    layout: str = "",
) -> Collected:
    """The summary of a term as a tree. Raises `RuleConflict` or `TemplateTrouble`.

    The clerk's own paragraphs belong to the whole school's paper, not to one of a campus or day;
    `unsaved` ones stand in for what the file holds. `charts` says whether it has a page of them
    (None: as the school has chosen); they are of the terms' own days, so a paper of
    other days has none. `layout` is the name of one, where it is not to be the school's.
    """
    profile = profile_for(office, layout)
    paper = paper_of(asked)
    of_term = day is None and paper.kind is SummaryKind.TERM
    with_page = of_term and (wants_charts(office) if charts is None else charts)
    with office.reading() as session:
        material = material_of(office, session, asked, day=day, campus=campus)
        campuses = _of_campuses(session, material.scope) if material.scope.place is None else {}
        state = draft.state_of(session, asked)
        mark = _edition(session, asked) if for_issue else _draft_mark(state)
        whole = day is None and campus is None
        own = draft.own_paragraphs(session, asked, unsaved) if whole else {}
        document = compose(material, campuses, own, mark)
        frozen, checks = None, ()
        if for_issue:
            issue.require_school(session)
            book = book_of_paper(office, session, asked, day=day, campus=campus)
            frozen = issue.Frozen.of(book)
            checks = _checks(session, material, document, own, frozen)
            if any(one.weight is Weight.NEVER for one in checks):
                raise Held(checks)
    if with_page:
        document = with_charts(document, office, paper.term, campus, profile)
    return Collected(document, frozen, state, profile, checks)


def _checks(
    session: Session,
    material: Material,
    document: Document,
    own: Mapping[str, str],
    frozen: issue.Frozen,
) -> tuple[Check, ...]:
    """What is to be looked at before an issue; see `checking`."""
    written = {key: material.values.reading(text) for key, text in own.items()}
    titles = [activity.title for activity in material.records.held]
    return (
        *names_said(session, written, titles),
        *counted_anew(session, material.scope, document, frozen.figures),
        *look_over(document, own),
    )


def write_summary(
    office: OfficeFile,
    asked: Asked,
    folder: Path,
    formats: Sequence[str] = FORMATS,
    *,
    day: date | None = None,
    campus: str | None = None,
    charts: bool | None = None,
    layout: str = "",
) -> Written:
    """Write the draft, or the issued files as they were frozen while nothing was changed since.

    Never over a file that stands there: see `put_files`. The journal keeps it.
    """
    check_formats(formats)
    make_folder(folder)
    with office.reading() as session:
        issued = issue.latest(session, asked) if _is_issued(session, asked) else None
    if issued and day is None and campus is None:
        if layout:
            raise RuleConflict(
                "工作总结已经定稿，文件保持定稿时的版式，没有写出。", "要换版式，请先重新起草。"
            )
        files = put_files(folder, issued.handed_out(formats))
        _note(office, asked, files)
        return Written(files, SummaryState.ISSUED, issued.version, {})
    collected = collect(office, asked, day=day, campus=campus, charts=charts, layout=layout)
    name = _file_name(collected.document, paper_of(asked).name, day)
    contents = drawn_files(collected.document, collected.profile, name, formats, office.today)
    files = put_files(folder, contents)
    _note(office, asked, files)
    return Written(files, collected.state, None, collected.paragraphs())


def issue_summary(
    office: OfficeFile,
    asked: Asked,
    folder: Path,
    formats: Sequence[str] = FORMATS,
    *,
    charts: bool | None = None,
    layout: str = "",
    allowed: Pass = LOOKED_AT,
) -> Written:
    """定稿: check, freeze text, figures and both files, and write them.

    Raises `Held` where something stands in the way that `allowed` does not pass. The files are
    drawn inside the folder before anything is frozen, so that a full or unwritable disk leaves both
    the folder and the office file as they were.
    """
    check_formats(formats)
    make_folder(folder)
    with office.reading() as session:
        if _is_issued(session, asked):
            raise RuleConflict("这份文稿已经定稿，没有改动。", "如需重做，请先重新起草。")
        check_reason(session, allowed.reason)
    collected = collect(office, asked, for_issue=True, charts=charts, layout=layout)
    assert collected.frozen is not None
    checks, document = collected.checks, collected.document
    require(checks, allowed)
    name = _file_name(collected.document)
    with _scratch(folder) as scratch:
        contents = drawn_files(collected.document, collected.profile, name, FORMATS, office.today)
        written = put_files(scratch, contents)
        require(tuple(read_back(document, written)), allowed)
        reason = overridden(checks, allowed)
        version = issue.freeze(office, asked, document, collected.frozen, written, reason)
    files = _hand_out(contents, folder, formats)
    return Written(files, SummaryState.ISSUED, version, collected.paragraphs(), checks)


@contextmanager
def _scratch(folder: Path) -> Generator[Path]:
    """A folder inside a folder, gone afterwards."""
    scratch = folder / f".定稿中-{os.getpid()}"
    make_folder(scratch)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _hand_out(
    contents: Mapping[str, bytes], folder: Path, formats: Sequence[str]
) -> tuple[Path, ...]:
    try:
        return _write_frozen(contents, folder, formats)
    except FileTrouble as trouble:
        raise FileTrouble(
            "工作总结已定稿并保存在数据文件里，但文件没有写进文件夹。",
            f"{trouble.advice}然后再导出一次即可取出定稿。",
        ) from trouble


def revise(
    office: OfficeFile,
    asked: Asked,
    paragraphs: Mapping[str, str | None],
    *,
    reopen: bool = False,
    review: bool = False,
    seen: Mapping[str, str | None] | None = None,
) -> None:
    """Own words for paragraphs, checked and drawn before the first is changed; one action.

    `seen` is what `draft.amend` compares. Raises `ParagraphChanged`, `InputProblem` for a
    paragraph that is none, `TemplateTrouble` for figures that are none and for what cannot be
    printed.
    """
    paragraphs = {key: text and cleaned(text) for key, text in paragraphs.items()}
    shown: dict[str, dict[str, str]] = {}
    if paragraphs:
        with office.reading() as session:
            material = material_of(office, session, asked)
            own = draft.own_paragraphs(session, asked)
            for key, text in paragraphs.items():
                if text and key.startswith(cases.SECTION):
                    cases.check_unnamed(session, text)
        said = [filled(material, own, key, text or "") for key, text in paragraphs.items()]
        shown = {key: figures_shown(material, text or "") for key, text in paragraphs.items()}
        blocks = tuple(Paragraph((TextRun(text),)) for text in said if text)
        for name in FORMATS:
            drawn(
                Document(((*SUBJECT, "工作总结"),), blocks), profile_for(office), name, office.today
            )
    draft.amend(office, asked, paragraphs, reopen=reopen, review=review, seen=seen, shown=shown)


def _note(office: OfficeFile, asked: Asked, files: Sequence[Path]) -> None:
    with office.reading() as session:
        told = draft.told_of(at_home(session, asked))
    note(office, "写出工作总结", files, paper="summary", papers=len(files), **told)


def _is_issued(session: Session, asked: Asked) -> bool:
    return draft.state_of(session, asked) is SummaryState.ISSUED


def _draft_mark(state: SummaryState) -> str:
    return "送审稿" if state is SummaryState.REVIEW else SummaryState.DRAFT.label


def _edition(session: Session, asked: Asked) -> str:
    """What stands at the head of an issue: nothing on the first, and on the next what it is."""
    version = draft.latest_version(session, asked) + 1
    return f"更正稿，第{version}稿" if version > 1 else ""


def _of_campuses(session: Session, scope: Scope) -> dict[str, Mapping[str, FigureValue]]:
    """The figures of each campus, where there are several."""
    names, book = campus_names(session), FigureBook(session, scope)
    keys = [key for _, key in CAMPUS_KEYS]
    return {name: book.of_campus(name, keys) for name in names} if len(names) > 1 else {}


def _file_name(document: Document, called: str = "", day: date | None = None) -> str:
    """A name that Windows takes, without ending.

    A paper of another day, a draft and an issue never stand in each other's place.
    """
    until = f"（截至{day}）" if day else ""
    mark = f"（{document.draft_mark}{called}）" if document.draft_mark else ""
    return safe_name(document.name) + until + mark


def _write_frozen(
    contents: Mapping[str, bytes], folder: Path, formats: Sequence[str]
) -> tuple[Path, ...]:
    """Issued files, byte for byte."""
    files = {n: data for n, data in contents.items() if n.rpartition(".")[2] in formats}
    return put_files(folder, files)
