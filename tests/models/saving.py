"""Processes that save without end until they are killed; run as a script by `test_kill`.

Each action adds a mentor and a child with its family, changes all mentors and now and then undoes;
once it is committed, its number is written to standard output as one line.
"""

import os
import sys
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from liushou_desk.models import Mentor
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make


def save(office: OfficeFile, number: int) -> None:
    with office.action(f"第{number}步") as session:
        make.make_mentor(session, name=f"帮扶人{number}", phone=str(number))
        make.make_child(session, name=f"学生{number}")
        session.execute(sa.update(Mentor).values(phone=str(number)))
    if number % 7 == 0:
        office.undo()
        office.redo()


def save_until_killed(path: Path, scripts: Path, first: int) -> None:
    with OfficeFile.open(path, scripts, lambda: datetime(2026, 11, 21)) as office:  # noqa: DTZ001
        print("open", os.getpid(), flush=True)
        for number in range(first, first + 10_000):
            save(office, number)
            print(number, flush=True)


def main(path: Path, scripts: Path) -> None:
    """For each number on standard input a new process that saves from there on, until killed."""
    for line in sys.stdin:
        process = os.fork()
        if not process:
            save_until_killed(path, scripts, int(line))
        _, status = os.waitpid(process, 0)
        print("killed by", os.WTERMSIG(status), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
