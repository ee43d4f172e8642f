"""检查: is an office file whole, and do its records agree with each other?

Structure is SQLite's own check and the foreign keys; beyond that each invariant below is a SELECT
that must find nothing.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from liushou_desk import paths
from liushou_desk.domain.tables import table_label
from liushou_desk.errors import NewerFile
from liushou_desk.models import Base
from liushou_desk.models.backup_mark import is_backup
from liushou_desk.models.content import content_digest, row_counts, tables_of
from liushou_desk.models.engine import connect, driver, file_trouble
from liushou_desk.models.upgrade import HEAD, known_revisions, read_revision
from liushou_desk.services.keeping.old_fingerprints import ever_held

INVARIANTS = {
    "同一名儿童的在册时间重叠": """
        SELECT a.id FROM register_period a JOIN register_period b
        ON (a.child_id = b.child_id OR a.pupil_id = b.pupil_id) AND a.id < b.id
        AND a.entered_on < coalesce(b.left_on, '9999-12-31')
        AND b.entered_on < coalesce(a.left_on, '9999-12-31')
    """,
    "离开日期早于进入日期": "SELECT id FROM register_period WHERE left_on < entered_on",
    "儿童没有在册时间": """
        SELECT c.id FROM child c WHERE NOT EXISTS
        (SELECT 1 FROM register_period r WHERE r.child_id = c.id)
    """,
    "家长去向的时间重叠": """
        SELECT a.id FROM whereabouts a JOIN whereabouts b ON a.member_id = b.member_id
        AND a.id < b.id AND coalesce(a.from_on, '') < coalesce(b.to_on, '9999-12-31')
        AND coalesce(b.from_on, '') < coalesce(a.to_on, '9999-12-31')
    """,
    "照料人的时间重叠": """
        SELECT a.id FROM caregiver_period a JOIN caregiver_period b ON a.child_id = b.child_id
        AND a.id < b.id AND coalesce(a.from_on, '') < coalesce(b.to_on, '9999-12-31')
        AND coalesce(b.from_on, '') < coalesce(a.to_on, '9999-12-31')
    """,
    "寄宿的时间重叠": """
        SELECT a.id FROM boarding_period a JOIN boarding_period b ON a.child_id = b.child_id
        AND a.id < b.id AND coalesce(a.from_on, '') < coalesce(b.to_on, '9999-12-31')
        AND coalesce(b.from_on, '') < coalesce(a.to_on, '9999-12-31')
    """,
    "结对结束早于开始": "SELECT id FROM pairing WHERE to_on < from_on",
    "记录没有涉及儿童": """
        SELECT e.id FROM diary_entry e WHERE NOT EXISTS
        (SELECT 1 FROM entry_child x WHERE x.entry_id = e.id)
    """,
    "登记早于发生": "SELECT id FROM diary_entry WHERE recorded_on < happened_on",
    "资金没有金额或物资没有数量": """
        SELECT id FROM aid WHERE (kind = 'cash' AND fen IS NULL)
        OR (kind = 'goods' AND quantity IS NULL)
    """,
    "学期日期颠倒": "SELECT id FROM term WHERE last_on <= first_on"
    " OR cutoff_on NOT BETWEEN first_on AND last_on",
    "学期互相重叠": """
        SELECT a.id FROM term a JOIN term b ON a.id < b.id
        AND a.first_on <= b.last_on AND b.first_on <= a.last_on
    """,
    "改动没有对应的操作": """
        SELECT c.id FROM change c LEFT JOIN action a ON a.id = c.action_id WHERE a.id IS NULL
    """,
    "学校资料不是一条": "SELECT count(*) FROM school_profile HAVING count(*) <> 1",
}
"""What must not be found, by the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check."""

    path: Path
    revision: str
    problems: tuple[str, ...]
    counts: dict[str, int]
    content_digest: str
    holds_fingerprints: bool = False
    """Whether it holds whole fingerprints of numbers, as files of before revision 0005 do."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def check_file(path: Path) -> Report:
    """Check a file, live or a backup, without changing it. Raises `FileTrouble`."""
    lies_still = is_backup(path)
    revision = read_revision(path, immutable=lies_still)
    if revision != HEAD and revision not in known_revisions(paths.migrations()):
        raise NewerFile(
            f"“{path.name}”是由更新版本的留守工作台保存的，没有改动它。",
            "请用新版本的程序检查。",
        )
    connection = connect(path, read_only=True, immutable=lies_still)
    try:
        with file_trouble(path):
            connection.execute("BEGIN")
            return _report(connection, path, revision)
    finally:
        connection.close()


def _report(connection: Any, path: Path, revision: str) -> Report:
    broken = _broken(connection)
    digest, unreadable = _read(connection)
    problems = (*broken, *unreadable, *_disagreeing(connection, revision))
    counts = row_counts(connection)
    return Report(path, revision, problems, counts, digest, ever_held(connection))


def _broken(connection: Any) -> list[str]:
    """What is wrong with the structure."""
    found = connection.execute("PRAGMA integrity_check").fetchall()
    problems = [f"结构：{row[0]}" for row in found if row[0] != "ok"]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        problems.append(f"关联：{len(broken)}条记录指向不存在的记录")
    return problems


def _disagreeing(connection: Any, revision: str) -> Iterator[str]:
    """What records of today's format hold that they may not."""
    missing = set(Base.metadata.tables) - set(tables_of(connection))
    if revision == HEAD and missing:
        yield f"缺少{len(missing)}张表"
    elif revision == HEAD:
        yield from _altered_issues(connection)
        for sentence, statement in INVARIANTS.items():
            count = len(connection.execute(statement).fetchall())
            if count:
                yield f"{sentence}：{count}处"


def _read(connection: Any) -> tuple[str, list[str]]:
    """The digest of everything, and what of it cannot be read.

    Whole columns are looked at on the way; only in a table with something amiss, and in all where
    a text is none, each row is.
    """
    amiss: set[str] = set()

    def look(name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        table = Base.metadata.tables.get(name)
        if table is None or name in amiss:
            return
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            if column in table.columns and not _all_fit(table.columns[column].type, values):
                amiss.add(name)

    try:
        digest = content_digest(connection, look=look)
    except driver.OperationalError as error:
        if not str(error).startswith("Could not decode"):
            raise
        connection.text_factory = _leniently
        digest, amiss = content_digest(connection), set(tables_of(connection))
    return digest, list(_unreadable(connection, amiss))


def _all_fit(kind_of_column: Any, values: Sequence[Any]) -> bool:
    """Whether values whose text could be decoded are all what the column holds."""
    match kind_of_column:
        case sa.Enum() | sa.Date() | sa.DateTime():
            return all(map(_reader(kind_of_column), set(values)))
        case sa.Integer() | sa.Boolean():
            return {*map(type, values)} <= {int, type(None)}
        case sa.String():
            return {*map(type, values)} <= {str, type(None)}
        case _:
            return True


def _leniently(raw: bytes) -> str:
    """Text of a damaged file too; bytes that are none become lone surrogates."""
    return raw.decode("utf-8", "surrogateescape")


def _unreadable(connection: Any, amiss: Collection[str]) -> Iterator[str]:
    """Rows with text that is none, or with a value that its column cannot hold."""
    for table in Base.metadata.sorted_tables:
        if table.name not in amiss:
            continue
        rows = connection.execute(f'SELECT * FROM main."{table.name}"')
        readable = [
            _reader(table.columns[name].type) if name in table.columns else _is_text
            for name in (str(entry[0]) for entry in rows.description)
        ]
        bad = sum(
            not all(fits(value) for fits, value in zip(readable, row, strict=True)) for row in rows
        )
        if bad:
            yield f"“{table_label(table.name)}”有{bad}条记录的内容损坏，读不出来"


def _reader(kind_of_column: Any) -> Callable[[Any], bool]:
    """Whether a value is what the column holds."""
    match kind_of_column:
        case sa.Enum() as kind:
            return frozenset((None, *kind.enums)).__contains__
        case sa.Date() | sa.DateTime():
            return lambda value: value is None or bool(_DAY.match(str(value)))
        case sa.Integer() | sa.Boolean():
            return lambda value: value is None or isinstance(value, int)
        case sa.String():
            return lambda value: value is None or (isinstance(value, str) and _is_text(value))
        case _:
            return _is_text


def _is_text(value: Any) -> bool:
    return not isinstance(value, str) or value.isascii() or not _HALF.search(value)


_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d(?: |$)")
_HALF = re.compile("[\ud800-\udfff]")


def _altered_issues(connection: Any) -> list[str]:
    """Issued files must still be what was issued, byte for byte."""
    files = connection.execute("SELECT name, sha256, content FROM issued_file")
    return [
        f"定稿文件“{name}”与定稿时不同"
        for name, sha256, content in files
        if hashlib.sha256(content).hexdigest() != sha256
    ]
