"""Takes collection sheets back: shows what they change, then writes what the clerk accepted."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from liushou_desk.domain.field import Value
from liushou_desk.domain.progress import Progress
from liushou_desk.domain.terms import term_title
from liushou_desk.errors import DeskError, ImportTrouble, InputProblem, RuleConflict
from liushou_desk.models import Child, ImportBatch
from liushou_desk.models.journal import newest_action, record_origins
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.collecting.comparing import SheetComparison, plan_child
from liushou_desk.services.collecting.reading import WrittenSheet, read_sheet
from liushou_desk.services.collecting.returned import (
    WHOLE_ROW,
    Line,
    LineId,
    Returned,
    ReturnedRow,
    Standing,
    TakenIn,
)
from liushou_desk.services.collecting.sheet import BY_KEY, TABLE, Seal, values_asked
from liushou_desk.services.collecting.siblings import compare_siblings
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.pupil import Unasked
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.school.terms import has_term

Values = dict[str, Value | None]


@dataclass(frozen=True, slots=True)
class Refused:
    """A workbook that could not be read, and why."""

    name: str
    error: DeskError


@dataclass(frozen=True, slots=True)
class Batch:
    """Several workbooks that came back together."""

    sheets: tuple[Returned, ...]
    refused: tuple[Refused, ...] = ()


def read_returned(office: OfficeFile, path: Path) -> Returned:
    """What a sheet says that is not on file; nothing is written.

    Raises:
        FileTrouble: the workbook cannot be opened.
        ImportTrouble: it is no collection sheet, or one of another school or term.
    """
    with office.reading() as session:
        (sheet,) = compare_siblings(session, [_read(session, path, office)])
        return sheet


def read_several(
    office: OfficeFile, paths: Sequence[Path], progress: Progress | None = None
) -> Batch:
    """Read workbooks one after the other; one that cannot be read does not stop the others."""
    sheets: list[Returned] = []
    refused: list[Refused] = []
    with office.reading() as session:
        for done, path in enumerate(paths, start=1):
            try:
                sheets.append(_read(session, path, office))
            except DeskError as error:
                refused.append(Refused(path.name, error))
            if progress:
                progress(done, len(paths))
        return Batch(compare_siblings(session, sheets), tuple(refused))


def take_in(office: OfficeFile, returned: Returned, accepted: Collection[LineId]) -> TakenIn:
    """Write the accepted lines as one action; what changed on file since is left out and told.

    Raises `InputProblem` where what was accepted cannot stand together: nothing is written then.
    """
    told = _told(returned, accepted)
    with office.reading() as session:
        if not any(_still(session, returned, row, values)[0] for row, values in told):
            return TakenIn(0, 0, 0, _left_out(session, returned, told))
    with office.action("采用班主任填报表", rows=len(told)) as session:
        taker = _Taker(session, office, returned)
        for row, values in told:
            taker.take(row, values)
        taker.record()
    return TakenIn(taker.changed, taker.new, taker.cells, tuple(taker.left_out))


class _Taker:
    """Writes row by row into the open action, so that siblings meet what was just written."""

    def __init__(self, session: Session, office: OfficeFile, returned: Returned) -> None:
        self.session, self.today, self.returned = session, office.today, returned
        self.changed = self.new = self.cells = 0
        self.left_out: list[str] = []
        self._origins: list[tuple[str, int, str, int]] = []

    def take(self, row: ReturnedRow, values: Values) -> None:
        """Save one child as its form would."""
        still, gone = _still(self.session, self.returned, row, values)
        self.left_out += gone
        if not still:
            return
        term = self.returned.term
        try:
            planned = plan_child(
                self.session, self.today, term, row.child_id, still, pupil=Unasked.LIKELIER
            )
        except InputProblem as problem:
            raise InputProblem(
                f"第{row.number}行不能这样保存：{problem.sentence}。整张表都没有写入",
                f"{problem.advice}请把这一行有关的几项一起采纳，或者都不采纳。",
            ) from None
        planned.ledger.write(self.session)
        self._origins.append((Child.__tablename__, planned.child_id, TABLE, row.number))
        self.cells += len(still)
        self.new += row.child_id is None
        self.changed += row.child_id is not None

    def record(self) -> None:
        """Which file, and from which row each child came, as imports keep it."""
        action_id = newest_action(self.session)
        rows = self.changed + self.new + self.returned.unchanged
        counts = {
            "rows": rows,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.returned.unchanged,
            "rejected": 0,
            "doubtful": 0,
            "absent": 0,
        }
        self.session.add(
            ImportBatch(
                action_id=action_id,
                file_name=self.returned.name,
                sha256=self.returned.sha256,
                counts=json.dumps(counts),
            )
        )
        record_origins(self.session, action_id, self._origins)


def _read(session: Session, path: Path, office: OfficeFile) -> Returned:
    sheet = read_sheet(path)
    profile = profile_of(session)
    seal = Seal(profile.pupil_key)
    _require_ours(session, seal, sheet, path.name)
    found = SheetComparison(session, seal, sheet, office.today).compare()
    return Returned(
        path.name,
        sheet.sha256,
        sheet.stamp["term"],
        sheet.stamp["class"],
        sheet.stamp.get("made_at", "")[:10],
        tuple(sorted(found.lines, key=_order)),
        tuple(found.rows),
        found.unchanged,
        tuple(_notes(sheet, found.absent())),
    )


def _order(line: Line) -> tuple[int, int]:
    keys = list(BY_KEY)
    return line.row, keys.index(line.key) if line.key in BY_KEY else -1


def _require_ours(session: Session, seal: Seal, sheet: WrittenSheet, name: str) -> None:
    if sheet.stamp.get("office") != seal.office:
        school = sheet.stamp.get("school", "")
        raise ImportTrouble(
            f"“{name}”是“{school}”另一个数据文件发出的填报表，没有改动任何数据。",
            "请核对是不是别的学校的表，或者发出以后换过数据文件。",
        )
    term = sheet.stamp.get("term", "")
    if not has_term(session, term):
        raise ImportTrouble(
            f"“{name}”是学期{term}的填报表，这个数据文件里没有这个学期，没有改动任何数据。",
            "请先新增这个学期，再收回这张表。",
        )


def _notes(sheet: WrittenSheet, absent: Sequence[str]) -> list[str]:
    notes: list[str] = []
    if sheet.missing:
        notes.append(f"表里少了这些列，没有读：{'、'.join(sheet.missing)}。")
    if absent:
        notes.append(f"发出时有、现在表里没有的儿童，没有改动：{'、'.join(absent)}。")
    return notes


def _told(
    returned: Returned, accepted: Collection[LineId]
) -> tuple[tuple[ReturnedRow, Values], ...]:
    """By row what was accepted of it."""
    wanted = {line.line_id for line in returned.lines if line.can_be_taken} & set(accepted)
    chosen: list[tuple[ReturnedRow, Values]] = []
    for row in returned.rows:
        is_new = row.child_id is None
        values = {
            key: value
            for key, value in row.wanted.items()
            if (row.number, WHOLE_ROW if is_new else key) in wanted
        }
        if values:
            chosen.append((row, values))
    return tuple(chosen)


def _still(
    session: Session, returned: Returned, row: ReturnedRow, values: Values
) -> tuple[Values, list[str]]:
    """What is still to be written of a row, and in words what the file has changed meanwhile."""
    if row.child_id is None:
        return values, []
    try:
        now = values_asked(read_file(session, row.child_id, returned.term).values())
    except RuleConflict:
        return {}, [f"第{row.number}行：这名儿童已从花名册删除"]
    moved = {key for key in values if now[key] not in (row.known[key], values[key])}
    still = {key: value for key, value in values.items() if key not in moved and now[key] != value}
    return still, [
        f"第{row.number}行{BY_KEY[key].heading}：核对以后又在程序里改过"
        for key in values
        if key in moved
    ]


def _left_out(
    session: Session, returned: Returned, told: Sequence[tuple[ReturnedRow, Values]]
) -> tuple[str, ...]:
    return tuple(
        words for row, values in told for words in _still(session, returned, row, values)[1]
    )


def summary(returned: Returned) -> str:
    """How a sheet stands, in one sentence."""
    counts = returned.counts
    told = [f"{word.label}{counts[word]}处" for word in Standing if counts[word]]
    head = f"{returned.school_class}（{term_title(returned.term)}，{returned.made_on}发出）"
    same = f"{returned.unchanged}人没有改动"
    return f"{head}：{'，'.join([*told, same] if told else [same])}。"


def take_in_all(
    office: OfficeFile,
    chosen: Sequence[tuple[Returned, Collection[LineId]]],
    progress: Progress | None = None,
) -> tuple[TakenIn | Refused, ...]:
    """Take in several sheets, each as its own action."""
    return take_in_each(partial(take_in, office), chosen, progress)


def take_in_each(
    take: Callable[[Returned, Collection[LineId]], TakenIn],
    chosen: Sequence[tuple[Returned, Collection[LineId]]],
    progress: Progress | None,
) -> tuple[TakenIn | Refused, ...]:
    """Take in one after the other; one that fails does not stop the others."""
    outcomes: list[TakenIn | Refused] = []
    for done, (returned, accepted) in enumerate(chosen):
        if progress:
            progress(done, len(chosen))
        try:
            outcomes.append(take(returned, accepted))
        except (InputProblem, RuleConflict) as problem:
            outcomes.append(Refused(returned.name, problem))
    return tuple(outcomes)
