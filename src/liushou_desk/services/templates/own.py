"""自己的模板: kept in the office file, looked through for wrong names, filled in as Word files."""

import hashlib
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import reading
from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.layout import LISTING
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.writing import written
from liushou_desk.errors import InputProblem, RuleConflict, TemplateTrouble
from liushou_desk.importing.filling.looking import UNTOUCHED, WORD, require_kind
from liushou_desk.importing.foreign import work_on
from liushou_desk.models import OwnTemplate, TemplateFile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureValue, open_book
from liushou_desk.services.papers.drawing import put_files, safe_name
from liushou_desk.services.papers.kind import PaperKind, Per, Subject, Wish
from liushou_desk.services.papers.noting import note
from liushou_desk.services.papers.privacy import require_reason
from liushou_desk.services.papers.subjects import subjects_of
from liushou_desk.services.papers.whom import LEFT_BEHIND, Whom
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.templates.placeholders import (
    FILLED_BY,
    HEADED_BY,
    TODAY,
    Lint,
    Placeholder,
    data_of,
    linted,
    names_for,
    of_child,
    of_figures,
)
from liushou_desk.services.templates.values import Values

LARGEST = 2 * 1024 * 1024
MOST = 50
"""Templates in one office file: each travels in every backup."""
_LONGEST_NAME = 60
_AT_ONCE, _BYTES_AT_ONCE = 200, 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A template as the list shows it."""

    template_id: int
    title: str
    per: Per
    file_name: str
    size: int


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of a template."""

    term: str
    per: Per
    whom: Whom = LEFT_BEHIND
    school_class: str | None = None
    child_id: int | None = None
    audience: Audience = Audience.INTERNAL
    with_numbers: bool = False
    reason: str = ""
    """Why names leave the office, asked for with 上报; the journal keeps it."""


def list_templates(office: OfficeFile) -> tuple[OwnRow, ...]:
    """The templates by name."""
    statement = (
        sa.select(OwnTemplate, sa.func.length(TemplateFile.content))
        .join(TemplateFile, TemplateFile.id == OwnTemplate.file_id)
        .order_by(OwnTemplate.title)
    )
    with office.reading() as session:
        return tuple(
            OwnRow(one.id, one.title, Per(one.per), one.file_name, size)
            for one, size in session.execute(statement)
        )


def add_template(office: OfficeFile, path: Path, per: Per, title: str = "") -> int:
    """Keep a Word document as a template, called as its file where no title is given.

    Raises `FileTrouble`, `TemplateTrouble`, or `InputProblem` for a name that is taken.
    """
    content = _content(path)
    title = reading.text(title) or path.stem
    with office.action("新增自己的模板") as session:
        if session.scalar(sa.select(OwnTemplate.id).where(OwnTemplate.title == title)):
            said = f"已有一份叫“{title}”的模板，没有保存"
            raise InputProblem(said, "请换一个名称，或选中它按“换文件”。", field="title")
        if (session.scalar(sa.select(sa.func.count()).select_from(OwnTemplate)) or 0) >= MOST:
            said = f"模板最多存{MOST}份，没有保存"
            raise InputProblem(said, "请先移除不用的。", field="title")
        made = OwnTemplate(
            title=title, per=per.value, file_name=path.name, file_id=_kept(session, content)
        )
        session.add(made)
        session.flush()
        return made.id


def replace_file(office: OfficeFile, template_id: int, path: Path) -> None:
    """Put another file in the template's place. Raises as `add_template`."""
    content = _content(path)
    with office.action("更换自己的模板") as session:
        found = _require(session, template_id)
        found.file_id, found.file_name = _kept(session, content), path.name


def remove_template(office: OfficeFile, template_id: int) -> None:
    """Take a template out; undo brings it back."""
    with office.action("移除自己的模板") as session:
        session.delete(_require(session, template_id))


def names_of(office: OfficeFile, term: str, per: Per) -> tuple[Placeholder, ...]:
    """Every name a template of this kind may hold, figures with their present number."""
    return names_for(per, _figures(office, term))


def lint_file(office: OfficeFile, path: Path, term: str, per: Per) -> Lint:
    """What is to be said of a template in a file. Raises `FileTrouble` or `TemplateTrouble`."""
    require_kind(path, WORD)
    told, _ = work_on(path, "word_names", {})
    used = [(str(name), str(of)) for name, of in told["used"]]
    problems = [str(one) for one in told["problems"]]
    return linted(per, used, problems, of_figures(_figures(office, term)))


def template_named(office: OfficeFile, title: str) -> OwnRow | None:
    """The template that is called so, if there is one."""
    return next((row for row in list_templates(office) if row.title == title), None)


def lint_template(office: OfficeFile, template_id: int, term: str) -> Lint:
    """The same of one that is kept."""
    with _unpacked(office, template_id) as (path, row):
        return lint_file(office, path, term, row.per)


def fill_template(
    office: OfficeFile, template_id: int, order: Order, folder: Path
) -> tuple[Path, ...]:
    """Fill in a template that is kept; a Word file for each paper, see `fill_file`."""
    with _unpacked(office, template_id) as (path, row):
        return fill_file(office, path, order, folder, row.title)


def fill_file(
    office: OfficeFile, path: Path, order: Order, folder: Path, title: str = ""
) -> tuple[Path, ...]:
    """A Word file for each paper, all or none, over nothing; the journal keeps how many.

    Raises `FileTrouble`, `TemplateTrouble` for a template with wrong names, `RuleConflict` where
    nobody is to be listed, `InputProblem` for a class there is none of, or 上报 without a reason.
    """
    lint = lint_file(office, path, order.term, order.per)
    if not lint.is_sound:
        said = f"“{title or path.name}”里{lint.said}，{UNTOUCHED}"
        raise TemplateTrouble(said, "请在WPS里改正模板，再换上新的文件。")
    title = title or path.stem
    if order.audience is Audience.REPORT:
        require_reason(office, title, order.reason)
    kind = PaperKind(
        "own-template", title, order.per, order.whom, LISTING, order.audience, lambda _: ()
    )
    wish = Wish(order.term, order.school_class, order.child_id, with_numbers=order.with_numbers)
    subjects = subjects_of(office, kind, wish)
    with office.reading() as session:
        papers = _papers(office, session, order, subjects, lint)
    made = _made(path, papers)
    names = [_name(title, order, subject, subjects) for subject in subjects]
    files = dict(zip(names, made, strict=True))
    written_files = put_files(folder, files)
    whole = "，证件号、电话写全" if order.with_numbers else ""
    note(
        office,
        f"按自己的模板写出（{order.audience.label}{whole}）",
        written_files,
        paper="own-template",
        papers=len(files),
        children=len(subjects[0].everybody),
        term=order.term,
        **({"reason": order.reason.strip()} if order.reason.strip() else {}),
    )
    return written_files


def _papers(
    office: OfficeFile, session: Session, order: Order, subjects: Sequence[Subject], lint: Lint
) -> list[dict[str, Any]]:
    """What each paper is told: of hundreds of names only those the template has."""
    used = {name.rpartition(".")[2] for name in lint.used}
    values = Values(session, subjects[0])
    profile = profile_of(session)
    school: dict[str, Any] = {
        **of_figures(open_book(office, session, order.term)),
        "学校": profile.name,
        "学期": term_title(order.term),
        TODAY: chinese_date(office.today),
        FILLED_BY: profile.filled_by or "",
        HEADED_BY: profile.headed_by or "",
    }
    school = {name: value for name, value in school.items() if name in used}
    papers: list[dict[str, Any]] = []
    for subject in subjects:
        rows = [
            {
                name: written(values.told(child_id, key, at))
                for name, key in of_child().items()
                if name in used
            }
            for at, child_id in enumerate(subject.child_ids, start=1)
        ]
        if order.per is Per.CHILD:
            papers.append(school | rows[0])
        else:
            of_class = {"班级": subject.name} if order.per is Per.CLASS else {}
            papers.append(data_of(school | of_class, rows))
    return papers


def _name(title: str, order: Order, subject: Subject, subjects: Sequence[Subject]) -> str:
    number = f"{subjects.index(subject) + 1:0{len(str(len(subjects)))}d}"
    parts = (title, order.term, number if len(subjects) > 1 else "", subject.name)
    return safe_name("_".join(filter(None, parts)))[:_LONGEST_NAME] + f".{WORD}"


def _made(path: Path, papers: Sequence[dict[str, Any]]) -> list[bytes]:
    """The files in their order, some at a time: a reader has so much memory and time."""
    files: list[bytes] = []
    at_once = max(1, min(_AT_ONCE, _BYTES_AT_ONCE // path.stat().st_size))
    for first in range(0, len(papers), at_once):
        part = papers[first : first + at_once]
        told, made = work_on(path, "fill_word", {"papers": part})
        for size in told["sizes"]:
            files.append(made[:size])
            made = made[size:]
    return files


def _figures(office: OfficeFile, term: str) -> list[FigureValue]:
    with office.reading() as session:
        return list(open_book(office, session, term))


def _content(path: Path) -> bytes:
    require_kind(path, WORD)
    work_on(path, "word_names", {})  # whatever cannot be opened is refused before it is kept
    content = path.read_bytes()
    if len(content) > LARGEST:
        said = f"“{path.name}”超过{LARGEST // 1024 // 1024}MB，没有保存"
        raise TemplateTrouble(said, "请把模板里的图片压缩或删去，另存一份再试。")
    return content


def _kept(session: Session, content: bytes) -> int:
    digest = hashlib.sha256(content).hexdigest()
    known = session.scalar(sa.select(TemplateFile.id).where(TemplateFile.sha256 == digest))
    if known is not None:
        return known
    made = TemplateFile(sha256=digest, content=content)
    session.add(made)
    session.flush()
    return made.id


def _require(session: Session, template_id: int) -> OwnTemplate:
    found = session.get(OwnTemplate, template_id)
    if found is None:
        raise RuleConflict("这份模板已经移除了，没有改动。", "请刷新后再试。")
    return found


@contextmanager
def _unpacked(office: OfficeFile, template_id: int) -> Generator[tuple[Path, OwnRow]]:
    """The template as a file that is gone afterwards."""
    with office.reading() as session:
        found = _require(session, template_id)
        content = session.get_one(TemplateFile, found.file_id).content
        row = OwnRow(found.id, found.title, Per(found.per), found.file_name, len(content))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / row.file_name
        path.write_bytes(content)
        yield path, row
