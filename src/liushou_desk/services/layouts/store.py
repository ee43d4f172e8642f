"""The layouts kept in the office file, as the school's; each change is one action."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.domain.layout_fields import LAYOUT_FIELDS, NAME_FIELD
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.school_layout import (
    GIVEN,
    STANDARD,
    SchoolLayout,
    layout_of,
    texts_of,
    unnamed,
    values_of,
)
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import PageLayout
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.writing import records
from liushou_desk.services.writing.stale import refuse_stale

SENTENCE = "公文版式"


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A layout in the list; one that is given has a number below nought."""

    layout_id: int
    layout: SchoolLayout
    is_chosen: bool

    @property
    def name(self) -> str:
        """How it is called."""
        return self.layout.name

    @property
    def is_given(self) -> bool:
        """Whether it is the nation's, and not to be changed."""
        return self.layout_id < 0


def list_layouts(office: OfficeFile) -> tuple[LayoutRow, ...]:
    """The given ones, then the school's by name."""
    with office.reading() as session:
        chosen = _chosen_name(session)
        kept = session.scalars(sa.select(PageLayout).order_by(PageLayout.name)).all()
        given = ((-at, layout) for at, layout in enumerate(GIVEN, start=1))
        own = [(row.id, _read(row)) for row in kept]
        return tuple(
            LayoutRow(number, layout, layout.name == chosen) for number, layout in (*given, *own)
        )


def profile_for(office: OfficeFile, name: str = "") -> LayoutProfile:
    """The layout of a name, or the one that is used. Raises `InputProblem` for none."""
    rows = list_layouts(office)
    for row in rows:
        if row.name == name or (not name and row.is_chosen):
            return row.layout.profile()
    if not name:
        return STANDARD.profile()
    said = f"没有叫“{name}”的公文版式，没有写出任何文件。"
    known = "、".join(row.name for row in rows)
    raise InputProblem(said, f"可用：{known}。", field="layout")


def remarks_of(office: OfficeFile, values: Mapping[str, Any]) -> tuple[Remark, ...]:
    """What its pages would suffer from; nothing while something cannot be read yet."""
    asked = unnamed(values)
    wanted = {field.key for field in LAYOUT_FIELDS if field.mandatory}
    if any(asked.get(key) is None for key in wanted):
        return ()
    return SchoolLayout(**asked).problems()


def add_layout(office: OfficeFile, values: Mapping[str, Any]) -> int:
    """Keep a new one. Raises `InputProblem` for its field."""
    return save_layout(office, None, values)


def save_layout(office: OfficeFile, layout_id: int | None, values: Mapping[str, Any]) -> int:
    """Keep one in place of what it was; where it is used by its name, it goes on being used."""
    with office.reading() as session:
        if layout_id is not None:
            there = values_of(_read(records.found(session, PageLayout, layout_id)))
            refuse_stale(values, there, LAYOUT_FIELDS)
            values = there | dict(values)
        layout = _checked(values, office.today)
        row = {"name": layout.name, "settings": _settings(layout)}
        _refuse_double(session, layout.name, layout_id)
        if layout_id is not None and records.holds(session, PageLayout, layout_id, row):
            return layout_id
    done = "新增" if layout_id is None else "修改"
    with office.action(f"{done}{SENTENCE}") as session:
        profile = profile_of(session)
        if layout_id is not None:
            before = records.found(session, PageLayout, layout_id).name
            if profile.layout == before:
                profile.layout = layout.name
        return records.write(session, PageLayout, layout_id, row)


def choose_layout(office: OfficeFile, name: str) -> None:
    """Draw the official papers by it from now on."""
    with office.reading() as session:
        if _chosen_name(session) == name:
            return
    with office.action(f"选用{SENTENCE}") as session:
        profile_of(session).layout = None if name == STANDARD.name else name


def remove_layout(office: OfficeFile, layout_id: int) -> None:
    """Take one away that is not used. Raises `RuleConflict` for one that is."""
    with office.action(f"删除{SENTENCE}") as session:
        name = records.found(session, PageLayout, layout_id).name
        if _chosen_name(session) == name:
            raise RuleConflict(
                f"“{name}”正在使用，没有删除。", f"请先选用别的版式，例如{STANDARD.name}。"
            )
        records.remove(session, PageLayout, layout_id)


def _checked(values: Mapping[str, Any], today: date) -> SchoolLayout:
    return layout_of(records.checked(LAYOUT_FIELDS, values, today, new=True))


def _refuse_double(session: Session, name: str, layout_id: int | None) -> None:
    there = session.scalar(sa.select(PageLayout.id).where(PageLayout.name == name))
    if name in {layout.name for layout in GIVEN} or there not in (None, layout_id):
        raise InputProblem(
            f"已经有叫“{name}”的版式，没有保存。", "请换一个名称。", field=NAME_FIELD.key
        )


def _chosen_name(session: Session) -> str:
    return profile_of(session).layout or STANDARD.name


def _settings(layout: SchoolLayout) -> str:
    texts = texts_of(layout)
    del texts[NAME_FIELD.key]
    return json.dumps(texts, ensure_ascii=False)


def _read(row: PageLayout) -> SchoolLayout:
    texts: dict[str, str] = json.loads(row.settings)
    values: dict[str, Any] = {**values_of(STANDARD), "name": row.name}
    for field in LAYOUT_FIELDS:
        if field.key in texts:
            values[field.key] = field.check(texts[field.key])
    return SchoolLayout(**values)
