"""Importing into an office file that may not exist yet: nothing is left behind when it fails."""

import re
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from liushou_desk.domain.progress import Progress
from liushou_desk.domain.terms import usual_term
from liushou_desk.services.imports.mapping import with_memory
from liushou_desk.services.imports.outcome import ImportResult
from liushou_desk.services.imports.service import (
    Workbook,
    import_roster,
    preview_import,
    read_workbook,
)
from liushou_desk.services.keeping.office import (
    DEFAULT_SCHOOL,
    create_office,
    new_office,
    open_office,
)
from liushou_desk.services.school.profile import name_school

_SCHOOL = re.compile(r"[\u3400-\u9fff]{2,}?(?:小学|中学|学校|幼儿园)")


def take_in(
    path: Path,
    workbook_path: Path,
    term: str,
    now: Callable[[], datetime],
    *,
    school: str | None = None,
    chosen: Mapping[str, str] | None = None,
    entered_on: date | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Read a workbook and take it into `path`, which is made where it is missing.

    Everything that can be found wrong is found before anything is written. Raises `InputProblem`
    (term), `ImportTrouble` (workbook) or `FileTrouble`. What the clerk chose in the window for a
    heading holds here too, unless `chosen` says otherwise.
    """
    usual_term(term)
    if path.exists():
        with open_office(path, now) as office:
            mapping = with_memory(office, chosen or {})
            workbook = read_workbook(workbook_path, mapping, progress)
            if school and not dry_run:
                name_school(office, school)
            run = preview_import if dry_run else import_roster
            return run(office, workbook, term, entered_on=entered_on)
    workbook = read_workbook(workbook_path, chosen, progress)
    name = school or school_in(workbook_path.stem)
    if dry_run:
        with (
            tempfile.TemporaryDirectory() as folder,
            create_office(Path(folder) / "preview.db", now, name) as office,
        ):
            return preview_import(office, workbook, term, entered_on=entered_on)
    return _into_new_file(path, workbook, term, now, name, entered_on)


def school_in(text: str) -> str:
    """The school a file name speaks of: 学籍导出_青石镇中心小学 is of 青石镇中心小学."""
    parts = re.split(r"[\s_\-（）()]+", text)
    named = [match[0] for part in parts if (match := _SCHOOL.search(part))]
    return named[0] if named else DEFAULT_SCHOOL


def _into_new_file(
    path: Path,
    workbook: Workbook,
    term: str,
    now: Callable[[], datetime],
    school: str,
    entered_on: date | None,
) -> ImportResult:
    result: ImportResult | None = None
    with suppress(_NothingTaken), new_office(path, now, school) as office:
        result = import_roster(office, workbook, term, entered_on=entered_on)
        if not result.committed:
            raise _NothingTaken
    assert result is not None
    return result


class _NothingTaken(Exception):
    """Every row was rejected: no file is made for that."""
