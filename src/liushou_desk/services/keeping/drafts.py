"""草稿: forms that were being filled in, kept beside the records so that a crash loses no typing.

Keeping one is no action: nothing is recorded, nothing can be undone, and it is on the disk when
`keep_draft` returns.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from liushou_desk.models import FormDraft
from liushou_desk.models.office_file import OfficeFile

_NEW = 0
"""Stands in the file for "no record yet"."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of a form as they were typed, by field key; they may be invalid."""

    values: dict[str, str]
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A form that waits to be finished; `record_id` is None where it was to make a new record."""

    form: str
    record_id: int | None
    kept_at: datetime


def keep_draft(
    office: OfficeFile, form: str, record_id: int | None, values: Mapping[str, str]
) -> None:
    """Keep what is in a form in place of what was kept of it before. Raises `FileTrouble`."""
    held = {
        "values": json.dumps(dict(values)),  # half a sign, as some inputs give, is kept too
        "kept_at": office.now(),
    }
    statement = insert(FormDraft).values(form=form, record_id=record_id or _NEW, **held)
    with office.beside() as session:
        session.execute(
            statement.on_conflict_do_update(index_elements=["form", "record_id"], set_=held)
        )


def read_draft(office: OfficeFile, form: str, record_id: int | None) -> Draft | None:
    """What was kept of a form, None where there is nothing."""
    with office.reading() as session:
        found = session.scalars(sa.select(FormDraft).where(*_is(form, record_id))).first()
        return Draft(json.loads(found.values), found.kept_at) if found else None


def drop_draft(office: OfficeFile, form: str, record_id: int | None) -> None:
    """The form was saved or given up; nothing happens where nothing was kept."""
    if read_draft(office, form, record_id) is None:
        return
    with office.beside() as session:
        session.execute(sa.delete(FormDraft).where(*_is(form, record_id)))


def list_drafts(office: OfficeFile) -> tuple[DraftRow, ...]:
    """All kept forms, the latest first."""
    with office.reading() as session:
        kept = session.scalars(
            sa.select(FormDraft).order_by(FormDraft.kept_at.desc(), FormDraft.id.desc())
        )
        return tuple(DraftRow(row.form, row.record_id or None, row.kept_at) for row in kept)


def _is(form: str, record_id: int | None) -> tuple[sa.ColumnElement[bool], ...]:
    return FormDraft.form == form, FormDraft.record_id == (record_id or _NEW)
