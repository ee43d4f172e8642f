"""档案资料: numbered folders of a catalogue with the papers that can be made, in one press."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from liushou_desk.domain.inspection import EIGHT, Catalogue
from liushou_desk.domain.progress import Progress
from liushou_desk.errors import RuleConflict
from liushou_desk.export.target import make_folder, write_new
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import collect, merged
from liushou_desk.services.papers.drawing import PDF, safe_name
from liushou_desk.services.papers.forms.archive_list import ARCHIVE_LIST
from liushou_desk.services.papers.holdings import HERE, Holding, holdings_of
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.noting import note
from liushou_desk.services.papers.registry import kind_of
from liushou_desk.services.school.terms import term_days


@dataclass(frozen=True, slots=True)
class Packed:
    """Where the folders are, how many papers are in them, and what is still to be laid in."""

    folder: Path
    papers: int
    missing: tuple[str, ...]


def pack(
    office: OfficeFile,
    term: str,
    into: Path,
    progress: Progress | None = None,
    catalogue: Catalogue = EIGHT,
) -> Packed:
    """Write a new folder; whoever stops it before all is drawn finds nothing.

    Raises `FileTrouble`, `TemplateTrouble`, `Cancelled`; `RuleConflict` without the term.
    """
    with office.reading() as session:
        days = term_days(session, term)
        day = max(days.first_on, min(days.last_on, office.today))
        holdings = holdings_of(session, catalogue, days, day)
    files = _drawn(office, term, holdings, progress)
    folder = _fresh(into, safe_name(f"档案资料_{catalogue.title}_{term}"))
    for name in {str(Path(name).parent) for name in files}:
        make_folder(folder / name)
    written = {folder / name: data for name, data in files.items()}
    write_new(written)
    note(office, "写出档案资料", written, paper="archive-box", papers=len(files), term=term)
    missing = tuple(
        f"{one.box:02d} {one.title}：{one.item.title}（{one.status}）"
        for one in holdings
        if one.status != HERE
    )
    return Packed(folder, len(files), missing)


def _drawn(
    office: OfficeFile, term: str, holdings: list[Holding], progress: Progress | None
) -> Mapping[str, bytes]:
    """Every paper once in each box that asks for it, by its place below the folder."""
    wanted = {
        (one.box, one.title, key): None
        for one in holdings
        if one.status == HERE
        for key in one.item.papers
    }
    files: dict[str, bytes] = {}
    boxes = {one.box: one.title for one in holdings}
    front = merged(collect(office, ARCHIVE_LIST, Wish(term)))[0]
    files[f"00_{ARCHIVE_LIST.title}/{ARCHIVE_LIST.title}.{PDF}"] = front
    for at, (box, _, key) in enumerate(wanted):
        if progress:
            progress(at, len(wanted))
        kind = kind_of(key)
        try:
            batch = collect(office, kind, Wish(term))
        except RuleConflict:  # the records are of a child that the paper does not list
            continue
        name = f"{box:02d}_{safe_name(boxes[box])}/{safe_name(kind.title)}.{PDF}"
        files[name] = merged(batch)[0]
    return files


def _fresh(into: Path, name: str) -> Path:
    """A folder that is not there yet."""
    names = (name if at == 1 else f"{name}（{at}）" for at in count(1))
    return next(into / one for one in names if not (into / one).exists())
