"""Opening and creating office files, the school's profile, terms."""

import secrets
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk import paths
from liushou_desk.domain.definitions import Definition
from liushou_desk.domain.follow_up import DEFAULT_RULES
from liushou_desk.domain.terms import Span, TermDays, parse_code, usual_term
from liushou_desk.domain.words import AppliesTo, DefinitionKind
from liushou_desk.errors import FileTrouble, NewerFile, RuleConflict
from liushou_desk.models import Campus, FollowUpRule, Holiday, SchoolProfile, Term
from liushou_desk.models.backup_mark import is_backup
from liushou_desk.models.engine import file_trouble
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.upgrade import (
    HEAD,
    create,
    known_revisions,
    read_revision,
    sync_folder,
)
from liushou_desk.services.writing.ledger import Ledger

MAIN_CAMPUS = "本部"
DEFAULT_SCHOOL = "本校"


def open_office(
    path: Path, now: Callable[[], datetime], *, read_only: bool = False, checked: bool = True
) -> OfficeFile:
    """Open an office file, upgraded first where it is older. Raises `FileTrouble`.

    With `checked` false the structure is still to be looked at: `OfficeFile.require_sound`.
    """
    return OfficeFile.open(path, paths.migrations(), now, read_only=read_only, checked=checked)


def look_at(path: Path) -> None:
    """Raise `FileTrouble` where a file cannot be opened as an office file; nothing is changed."""
    revision = read_revision(path, immutable=is_backup(path))
    if revision != HEAD and revision not in known_revisions(paths.migrations()):
        raise NewerFile(
            f"“{path.name}”是由更新版本的留守工作台保存的，没有打开它。",
            "请先安装新版本的程序再打开。",
        )


@contextmanager
def new_office(
    path: Path, now: Callable[[], datetime], school: str, *, rules_since: date | None = None
) -> Generator[OfficeFile]:
    """A new office file, built in a folder beside and put in place when the block ends well.

    Its rules count from `rules_since`, today where None: nobody owes what was due before the
    office had a file, unless the clerk says so.
    Otherwise nothing is left: whoever sees the file sees it whole. Raises `FileTrouble`.
    """
    if path.exists():
        raise FileTrouble(f"“{path}”已经存在，没有改动它。", "请换一个文件名。")
    folder = path.parent / f".{path.name}.新建中"
    scratch = folder / path.name
    try:
        with file_trouble(path):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        create(scratch, paths.migrations())
        with open_office(scratch, now) as office:
            _first_entries(office, school, rules_since or office.today)
            yield office
        with file_trouble(path):
            scratch.rename(path)
            sync_folder(path.parent)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_office(path: Path, now: Callable[[], datetime], school: str) -> OfficeFile:
    """Make a new office file with the school's profile, main campus and default rules."""
    with new_office(path, now, school):
        pass
    return open_office(path, now)


def _first_entries(office: OfficeFile, school: str, rules_since: date) -> None:
    with office.action("新建数据文件", undoable=False) as session:
        session.add(
            SchoolProfile(
                name=school,
                pupil_key=secrets.token_hex(32),
                definition=DefinitionKind.SCHOOL_RECORD,
            )
        )
        session.add(Campus(name=MAIN_CAMPUS, is_main=True))
        session.add_all(
            FollowUpRule(
                kind=kind,
                frequency=frequency,
                times=1,
                applies_to=AppliesTo.LEFT_BEHIND,
                since_on=rules_since,
                is_active=True,
            )
            for kind, frequency in DEFAULT_RULES
        )


def profile_of(session: Session) -> SchoolProfile:
    """The school of this file."""
    return session.scalars(sa.select(SchoolProfile)).one()


def name_school(office: OfficeFile, name: str) -> None:
    """Give the school another name, as one action; the same name is nothing to do."""
    with office.reading() as session:
        if profile_of(session).name == name:
            return
    with office.action("修改学校名称") as session:
        profile_of(session).name = name


def definition_of(profile: SchoolProfile, kind: DefinitionKind | None = None) -> Definition:
    """The school's 口径, or another one with the school's settings."""
    return Definition(
        kind or profile.definition,
        profile.away_months,
        profile.age_limit,
        profile.lost_is_away,
        profile.preschool_inside,
        profile.rural_only,
    )


def plan_term(session: Session, ledger: Ledger, code: str) -> tuple[int, date]:
    """The term's id and first day; a term not on file is planned with its usual days."""
    found = session.scalars(sa.select(Term).where(Term.code == code)).first()
    if found:
        return found.id, found.first_on
    days = usual_term(code)
    term_id = ledger.insert(
        Term,
        code=code,
        first_on=days.first_on,
        last_on=days.last_on,
        survey_on=days.survey_on,
        cutoff_on=days.cutoff_on,
    )
    for span in days.holidays:
        ledger.insert(Holiday, term_id=term_id, first_on=span.first, last_on=span.last)
    return term_id, days.first_on


def term_days(session: Session, code: str) -> TermDays:
    """The days of a term of this file. Raises `RuleConflict` where there is none."""
    term = _term(session, code)
    holidays = session.scalars(sa.select(Holiday).where(Holiday.term_id == term.id))
    return TermDays(
        term.code,
        term.first_on,
        term.last_on,
        term.survey_on,
        term.cutoff_on,
        tuple(Span(holiday.first_on, holiday.last_on) for holiday in holidays),
    )


def term_id(session: Session, code: str) -> int:
    """The row of a term of this file. Raises `RuleConflict` where there is none."""
    return _term(session, code).id


def _term(session: Session, code: str) -> Term:
    parse_code(code)
    term = session.scalars(sa.select(Term).where(Term.code == code)).first()
    if term is None:
        known = session.scalars(sa.select(Term.code).order_by(Term.code)).all()
        raise RuleConflict(
            f"这个数据文件里没有学期{code}。",
            f"已有的学期：{'、'.join(known) or '无'}。",
        )
    return term


def has_term(session: Session, code: str) -> bool:
    """Whether this file holds a term."""
    return session.scalar(sa.select(Term.id).where(Term.code == code)) is not None
