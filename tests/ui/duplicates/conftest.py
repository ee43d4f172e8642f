"""A demo school in which two children stand twice, and one has a twin."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import Hardship, ParentStatus, Sex
from liushou_desk.models import Child, TermSheet
from liushou_desk.services.keeping.office import open_office
from tests import factories as make
from tests.conftest import OPENING, ticking


@pytest.fixture
def demo_path(demo_path: Path) -> Path:
    with (
        open_office(demo_path, ticking(OPENING)) as office,
        office.action("重复登记") as session,
    ):
        put_doubles(session)
    return demo_path


def put_doubles(session: Session) -> None:
    """The first child again in another home, the second one's brother born on its day."""
    first, second = session.scalars(sa.select(Child).order_by(Child.id).limit(2)).all()
    sheet = session.scalars(sa.select(TermSheet).where(TermSheet.child_id == first.id)).first()
    assert sheet is not None
    double = make.make_child(
        session,
        name=first.name,
        born_on=first.born_on,
        sex=first.sex,
        phone="13800000001",
        remarks="转入时重新登记，家长自己填的表，现住址以这一条为准；原来的电话已经停用",
        father=ParentStatus.AT_HOME,
        hardships=(Hardship.DISASTER,),
        sheet={"term_id": sheet.term_id, "class_id": sheet.class_id, "study": "中等"},
    )
    make.make_entry(session, first, double)
    second.name, second.born_on, second.sex = "张小雨", date(2016, 3, 1), Sex.MALE
    make.make_child(
        session, name="张小宇", born_on=date(2016, 3, 1), household_id=second.household_id
    )
