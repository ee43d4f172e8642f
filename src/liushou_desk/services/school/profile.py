"""The school's own page: name, 口径 and what its rules count by."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import Definition
from liushou_desk.domain.field import Value
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.domain.work_fields import COUNTY_PHONES, DEFINITION_FIELDS, SCHOOL_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import SchoolProfile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.writing import records

_FIELDS = (*SCHOOL_FIELDS, *COUNTY_PHONES, *DEFINITION_FIELDS)
_BOUNDS = {"away_months": (1, 12), "visit_days": (0, 90), "age_limit": (6, 18),
           "late_after_days": (1, 60), "mentor_limit": (1, 30)}  # fmt: skip


def profile_of(session: Session) -> SchoolProfile:
    """The school of this file."""
    return session.scalars(sa.select(SchoolProfile)).one()


def name_school(office: OfficeFile, name: str) -> None:
    """Give the school another name, as one action; the same name is nothing to do."""
    with office.reading() as session:
        if profile_of(session).name == name:
            return
    with office.action("修改学校名称") as session:
        profile_of(session).name = name


def definition_of(profile: SchoolProfile, kind: DefinitionKind | None = None) -> Definition:
    """The school's 口径, or another one with the school's settings."""
    return Definition(
        kind or profile.definition,
        profile.away_months,
        profile.age_limit,
        profile.lost_is_away,
        profile.preschool_inside,
        profile.rural_only,
    )


def read_school(office: OfficeFile) -> Mapping[str, Value | None]:
    """The profile by the keys of its fields."""
    with office.reading() as session:
        profile = profile_of(session)
        return {field.key: getattr(profile, field.key) for field in _FIELDS}


def county_phones(office: OfficeFile) -> tuple[tuple[str, str], ...]:
    """Whom in the county to call and the number, empty where the school has not written it."""
    with office.reading() as session:
        profile = profile_of(session)
        return tuple((field.label, getattr(profile, field.key) or "") for field in COUNTY_PHONES)


def save_school(office: OfficeFile, values: records.Values) -> None:
    """Change the profile. Raises `InputProblem`."""
    row = records.checked(_FIELDS, values, office.today, new=False)
    for key, (least, most) in _BOUNDS.items():
        if not least <= row.get(key, least) <= most:
            raise InputProblem(f"要在{least}到{most}之间", "请改这个数字。", field=key)
    with office.reading() as session:
        profile_id = profile_of(session).id
        if records.holds(session, SchoolProfile, profile_id, row):
            return
    with office.action("修改学校资料") as session:
        records.require_as_seen(session, SchoolProfile, profile_id, _FIELDS, values)
        records.write(session, SchoolProfile, profile_id, row)
