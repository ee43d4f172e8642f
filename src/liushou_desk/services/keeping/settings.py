"""What the clerk chose and the program remembers, in the office file so that it travels with it."""

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from liushou_desk.models import DeskSetting
from liushou_desk.models.office_file import OfficeFile


def read_setting(office: OfficeFile, key: str, default: Any = None) -> Any:
    """What was kept under a name, as JSON gives it back."""
    with office.reading() as session:
        kept = session.scalar(sa.select(DeskSetting.value).where(DeskSetting.key == key))
    return default if kept is None else json.loads(kept)


def keep_setting(office: OfficeFile, key: str, value: Any) -> None:
    """Keep a choice in place of what was kept before; no action tells of it.

    A backup keeps none.
    """
    if office.is_backup:
        return
    held = {"value": json.dumps(value, ensure_ascii=False)}
    statement = insert(DeskSetting).values(key=key, **held)
    with office.beside() as session:
        session.execute(statement.on_conflict_do_update(index_elements=["key"], set_=held))
