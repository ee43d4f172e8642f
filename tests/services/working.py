"""A school with a profile, a term and what a test adds to it, and days that tests share."""

from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.journal import history
from tests import factories as make

Told = TypeVar("Told")


def school(office: OfficeFile, story: Callable[[Session], Told]) -> Told:
    """Profile, term and a story that returns ids (rows are gone when the action ends)."""
    with office.action("学校") as session:
        make.make_profile(session)
        make.make_term(session)
        return story(session)


def count(office: OfficeFile, model: type) -> int:
    with office.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def sentences(office: OfficeFile) -> list[str]:
    """What was done, newest first."""
    return [row.sentence for row in history.list_actions(office)]
