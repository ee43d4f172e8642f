"""What the window is told to read again after a job."""

import sqlalchemy as sa

from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.changes import TOUCHED, Changes, changes_since, last_action


def test_only_what_came_after_is_told(demo: OfficeFile) -> None:
    seen = last_action(demo)
    assert changes_since(demo, seen) == Changes()
    with demo.action("修改备注") as session:
        session.execute(sa.update(Child).where(Child.id == 1).values(remarks="新"))
    assert changes_since(demo, seen).tables == {"action", "child"}
    demo.undo()
    assert changes_since(demo, seen + 1).tables == {"action", "child"}
    assert {"child", "household"} <= changes_since(demo, 0).tables


def test_the_journal_before_is_not_walked_through(demo: OfficeFile) -> None:
    with demo.reading() as session:
        plan = session.execute(sa.text(f"EXPLAIN QUERY PLAN {TOUCHED.text}"), {"seen": 1}).all()
    assert "SEARCH change USING INDEX ix_change_action_id" in plan[0][3]
