"""全部导出: the whole office file as one workbook, a sheet for each kind of record.

Driven by the mapped tables and the catalogue's labels, so that a new field is exported without
anybody thinking of it. Keys and hashes, pictures, drafts and the journal itself are left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.decisions import decided_word
from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.progress import Progress
from liushou_desk.domain.tables import FIELDS, TABLES, column_label
from liushou_desk.domain.words import Overridable
from liushou_desk.domain.writing import written
from liushou_desk.errors import InputProblem
from liushou_desk.models import Base, Child, DiaryEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.places import places
from liushou_desk.services.papers.noting import require_note
from liushou_desk.services.register.child_form import ENTRIES
from liushou_desk.services.school.profile import profile_of

LEFT_OUT = {
    *("school_profile.pupil_key", "pupil.id_bits"),
    *(f"issued_document.{column}" for column in ("figures", "rows", "words")),
}
"""The school's secret and what was hashed with it; frozen lists that belong to a backup.

The journal, contents of files and what the desk keeps for itself have no name in `TABLES`.
"""
_ID = "编号"
INDEX = "目录"
SENTENCE = "全部导出"
_NAMED = {"mentor": "name", "family_member": "name", "campus": "name", "term": "code",
          "activity": "title"}  # fmt: skip
"""The column by which a row of a table is called where another table refers to it."""
_PART = 500
"""Rows read at a time."""
_REMEMBERED = 4096
"""Words of a column that are kept: most columns hold a few, of a long text none is worth it."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: sheets and rows, and texts too long for a cell, in words."""

    path: Path
    sheets: int
    rows: int
    cut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a sheet: which values of a row of the table it tells, and in which words."""

    heading: str
    names: tuple[str, ...]
    told: Callable[..., str]


@collector_at_rest()
def export_all(office: OfficeFile, path: Path, progress: Progress | None = None) -> Exported:
    """Write everything into one workbook; the journal keeps that it was done.

    Raises:
        InputProblem: the name does not end in .xlsx.
        FileTrouble: the file could not be written; what was there is unharmed.
        Cancelled: the clerk stopped it; nothing was written.
    """
    from liushou_desk.export.workbook import write_sheets

    if path.suffix.lower() != ".xlsx":
        raise InputProblem(
            f"“{path.name}”不是Excel工作簿，没有写出任何文件。",
            "请把文件名的结尾改成 .xlsx。",
            field="path",
        )
    at = office.now()
    with office.reading() as session:
        front = _front(profile_of(session).name, at)
        sheets = tuple(_sheets(session))
        cut = write_sheets(path, front, sheets, at, progress)
    rows = sum(sheet.size for sheet in sheets)
    require_note(office, SENTENCE, (path,), sheets=len(sheets), rows=rows)
    told = tuple(f"“{one.sheet}”第{one.row}行“{one.heading}”（{one.length}字）" for one in cut)
    return Exported(path, len(sheets), rows, told)


def _front(school: str, at: datetime) -> Any:
    from liushou_desk.export.workbook import Front

    return Front(
        INDEX,
        f"{school}留守儿童工作数据（全部导出）",
        (
            "机密：本文件含未成年人敏感信息（身份证件号、住址、电话、家庭和健康情况），未作遮盖。",
            "只限本校负责人员保管使用，不得外传；用完请删除，或存放在加密的U盘里。",
            f"导出日期：{chinese_date(at.date())}　所有内容都是文本，日期写成2026-11-21。",
            "照片、定稿文件、未存的草稿和操作记录不在其中；要完整保存请用“备份”。",
        ),
    )


def _sheets(session: Session) -> Iterator[Any]:
    """Every table of records in the order of `TABLES`."""
    from liushou_desk.export.workbook import PlainSheet

    tables = {table.name: table for table in Base.metadata.sorted_tables}
    names = _Names(session)
    for name in TABLES:
        columns = tuple(_columns(tables[name], names))
        chosen = sa.select(tables[name]).where(*_shown(tables[name]))
        size = session.scalar(sa.select(sa.func.count()).select_from(chosen.subquery())) or 0
        headings = tuple(column.heading for column in columns)
        rows = _rows(session, chosen.order_by(tables[name].c.id), columns)
        yield PlainSheet(TABLES[name].label, headings, rows, size)


def _shown(table: sa.Table) -> Iterator[sa.ColumnElement[bool]]:
    """Records of the diary that may not be shown stay out, with what says whom they are about."""
    if table.name == DiaryEntry.__tablename__:
        yield DiaryEntry.may_be_shown()
    elif "entry_id" in table.c:
        shown = table.c.entry_id.in_(sa.select(DiaryEntry.id).where(DiaryEntry.may_be_shown()))
        yield sa.or_(shown, table.c.entry_id.is_(None))


def _rows(
    session: Session, chosen: sa.Select[Any], columns: tuple[_Column, ...]
) -> Iterator[tuple[str, ...]]:
    """The rows, read a part at a time and told column by column."""
    found = session.connection().execute(chosen)
    names = list(found.keys())
    for part in found.partitions(_PART):
        values = dict(zip(names, zip(*part, strict=True), strict=True))
        told = [map(column.told, *(values[name] for name in column.names)) for column in columns]
        yield from zip(*told, strict=True)


def _columns(table: sa.Table, names: "_Names") -> Iterator[_Column]:
    """Each column; one that refers to another table twice: its number, and what it is called."""
    for column in table.columns:
        full = f"{table.name}.{column.name}"
        if full in LEFT_OUT:
            continue
        target = next((key.column.table.name for key in column.foreign_keys), None)
        is_number = "编号" if target else ""
        label = heading(table.name, column.name)
        yield _Column(label + is_number, *_words(table.name, column.name))
        if target and names.has(target):
            yield _Column(label, (column.name,), names.of(target))


def heading(table: str, column: str) -> str:
    """What stands over a column."""
    return _ID if column == "id" else column_label(table, column)


def _words(table: str, name: str) -> tuple[tuple[str, ...], Callable[..., str]]:
    """Which values a column is told by, and how; what it said before it need not find again."""
    field = FIELDS.get((table, name))
    usual = (name,), field.shown if field else _text
    names, told = _TOLD.get(f"{table}.{name}", usual)
    return names, lru_cache(maxsize=_REMEMBERED)(told)


def _text(value: Any) -> str:
    """A value in words; an instant to the minute."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return written(value)


def _decided(about: Overridable, value: str) -> str:
    return decided_word(about, value).label


def _entry(key: str) -> str:
    return ENTRIES[key].label


_TOLD: Mapping[str, tuple[tuple[str, ...], Callable[..., str]]] = {
    "label_override.value": (("about", "value"), _decided),
    "confirmed_none.key": (("key",), _entry),
}
"""Columns that are told otherwise than by their value alone, and by which values."""


class _Names:
    """How rows that others refer to are called; each table is read when first asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, Mapping[int, str]] = {}

    def has(self, table: str) -> bool:
        """Whether rows of a table have a name beside their number."""
        return table in _NAMED or table in ("child", "school_class")

    def of(self, table: str) -> Callable[[Any], str]:
        """The words for an id of a table."""
        if table not in self._known:
            self._known[table] = self._read(table)
        known = self._known[table]
        return lambda row_id: known.get(row_id, "")

    def _read(self, table: str) -> Mapping[int, str]:
        session = self._session
        if table == "child":
            return called(session, list(session.scalars(sa.select(Child.id))), None)
        if table == "school_class":
            found = places(session).items()
            return {class_id: place.class_label for class_id, place in found if class_id}
        columns = Base.metadata.tables[table].c
        rows = session.execute(sa.select(columns.id, columns[_NAMED[table]]))
        return {row_id: written(name) for row_id, name in rows}
