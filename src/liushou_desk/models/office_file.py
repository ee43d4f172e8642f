"""One open office file: reading sessions and recorded actions."""

import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.errors import FileTrouble, RuleConflict
from liushou_desk.models import journal, periods, reverting, upgrade
from liushou_desk.models.backup_mark import is_backup
from liushou_desk.models.base import Base
from liushou_desk.models.content import tables_of
from liushou_desk.models.dangling import blaming_the_file
from liushou_desk.models.engine import damaged_file, engine_for, file_trouble


class OfficeFile:
    """An office file and its only connection; belongs to one thread at a time.

    `now` gives the present instant; services never ask the system clock themselves.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        *,
        read_only: bool = False,
        checked: bool = True,
        is_backup: bool = False,
    ) -> None:
        self.path = path
        self.now = now
        self.is_backup = is_backup
        """Whether it can only be looked at; every change is refused with a sentence."""
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        read_only = read_only or is_backup
        self.engine = engine_for(path, read_only=read_only, immutable=is_backup)
        try:
            self._require_tables()
            if checked:
                self.require_sound()
            if not read_only:
                with self.reading() as session:
                    journal.install(session.connection())
                    session.commit()
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        scripts: Path,
        now: Callable[[], datetime],
        *,
        read_only: bool = False,
        checked: bool = True,
    ) -> "OfficeFile":
        """Open a file, upgraded first where it is older. Raises `FileTrouble`.

        A file whose structure is broken is refused before anything is read from it or written;
        with `checked` false whoever opens it asks `require_sound` before the first write. A backup
        is opened to be looked at and is not touched, wherever it lies.
        """
        if is_backup(path):
            return cls.open_to_look(path, scripts, now, checked=checked)
        if upgrade.read_revision(path) != upgrade.HEAD:
            upgrade.bring_up_to_date(path, scripts, at=now())
        return cls(path, now, read_only=read_only, checked=checked)

    @classmethod
    def open_to_look(
        cls, path: Path, scripts: Path, now: Callable[[], datetime], *, checked: bool = True
    ) -> "OfficeFile":
        """Open a file without touching it: a backup in place, anything else as a copy that goes.

        So is a backup that is older than this program. Raises `FileTrouble`.
        """
        if is_backup(path) and upgrade.read_revision(path, immutable=True) == upgrade.HEAD:
            return cls(path, now, checked=checked, is_backup=True)
        scratch = tempfile.TemporaryDirectory(prefix="liushou-")
        try:
            copy = Path(scratch.name) / "copy.db"
            upgrade.copy_to_work_in(path, copy)
            upgrade.bring_up_to_date(copy, scripts, at=now())
            opened = cls(copy, now, checked=checked, is_backup=True)
        except BaseException:
            scratch.cleanup()
            raise
        opened.path, opened._scratch = path, scratch
        return opened

    @property
    def today(self) -> date:
        """The day of `now`."""
        return self.now().date()

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session that changes nothing in the file (it may fill TEMP tables)."""
        with (
            file_trouble(self.path),
            Session(self.engine) as session,
            blaming_the_file(self.path, self.engine),
        ):
            yield session

    @contextmanager
    def action(self, sentence: str, *, undoable: bool = True, **records: Any) -> Generator[Session]:
        """A session whose changes are one recorded action, all or nothing."""
        with (
            self._changing() as session,
            journal.action(session, sentence, at=self.now(), records=records, undoable=undoable),
        ):
            yield session

    @contextmanager
    def beside(self) -> Generator[Session]:
        """A session for what is no record of the office: readings of names, drafts of forms.

        Its changes are committed at the end and no action tells of them; a change to a record is
        refused, since the journal has no open action to put it under.
        """
        with self._changing() as session:
            yield session
            session.commit()

    def undo(self) -> str | None:
        """Take the latest action back; returns its sentence, None where there is nothing."""
        with self._changing() as session:
            target = reverting.next_undo(session)
            return self._revert(session, target, "撤销：") if target else None

    def redo(self) -> str | None:
        """Do again what was undone last; returns the sentence, None where there is nothing."""
        with self._changing() as session:
            target = reverting.next_redo(session)
            return self._revert(session, target, "重做：") if target else None

    def undo_action(self, action_id: int) -> str:
        """Take one action back, the newest or an older one alone; returns its sentence.

        Raises `ChangedSince` (a `RuleConflict`) with the rows that are in the way.
        """
        with self._changing() as session:
            target = session.get(journal.Action, action_id)
            if target is None or target.undoes or target.undone_by or not target.undoable:
                raise RuleConflict("这一步已经撤销，或不能撤销；数据没有改动。")
            return self._revert(session, target, "撤销：")

    def redo_action(self, action_id: int) -> str:
        """Do one undone action again, whatever was done since; returns its sentence.

        Raises `ChangedSince` (a `RuleConflict`) with the rows that are in the way.
        """
        with self._changing() as session:
            undone = session.get(journal.Action, action_id)
            if undone is None or undone.undoes or not undone.undone_by:
                raise RuleConflict("这一步没有撤销过，不用重做；数据没有改动。")
            if not undone.undoable:
                raise RuleConflict("这一步不能重做：那以后已经定稿；数据没有改动。")
            undo = session.get_one(journal.Action, undone.undone_by)
            return self._revert(session, undo, "重做：")

    def close(self) -> None:
        """Give the file free."""
        self.engine.dispose()
        if self._scratch:
            self._scratch.cleanup()

    def __enter__(self) -> "OfficeFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def require_sound(self) -> None:
        """Raise `FileTrouble` where the file's structure is broken: every page is looked at."""
        with self.reading() as session:
            if session.scalar(sa.text("PRAGMA quick_check(1)")) != "ok":
                raise damaged_file(self.path)

    def _require_tables(self) -> None:
        with self.reading() as session:
            if set(Base.metadata.tables) - set(tables_of(driver_connection(session))):
                raise damaged_file(self.path)

    @contextmanager
    def _changing(self) -> Generator[Session]:
        if self.is_backup:
            raise FileTrouble(
                f"“{self.path.name}”是备份，只能查看，没有改动它。",
                "要用它接着工作，请用“从备份恢复”。",
            )
        engine = self.engine.execution_options(begin="IMMEDIATE")
        with (
            file_trouble(self.path),
            periods.told(),
            Session(engine) as session,
            blaming_the_file(self.path, engine),
        ):
            yield session

    def _revert(self, session: Session, target: journal.Action, word: str) -> str:
        original = session.get_one(journal.Action, target.undoes or target.id)
        sentence = original.sentence
        reverting.revert(session, target, word + sentence, at=self.now())
        return sentence


def driver_connection(session: Session) -> Any:
    """The driver's connection below a session, for the backup API and TEMP tables."""
    return session.connection().connection.driver_connection
