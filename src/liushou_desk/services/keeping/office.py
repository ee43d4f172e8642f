"""Opening and creating office files."""

import secrets
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from liushou_desk import paths
from liushou_desk.domain.follow_up import DEFAULT_RULES, usual_also
from liushou_desk.domain.rule_words import kept_kinds
from liushou_desk.domain.words import AppliesTo, DefinitionKind
from liushou_desk.errors import FileTrouble, NewerFile
from liushou_desk.models import Campus, FollowUpRule, SchoolProfile
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
                also=kept_kinds(usual_also(kind)),
            )
            for kind, frequency in DEFAULT_RULES
        )
