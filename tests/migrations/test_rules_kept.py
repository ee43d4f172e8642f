"""Revision 0010: a rule of before means what it meant, and its number is never given again."""

import json
import sqlite3
from datetime import datetime
from pathlib import Path

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import AppliesTo, Frequency
from liushou_desk.models import FollowUpRule, upgrade
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.school_rules import rules_of
from tests.conftest import OPENING, ticking

AT = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 - the office's own wall clock
TAKEN_BACK = {
    "id": 50, "kind": "phone_call", "frequency": "monthly", "times": 2, "applies_to": "key_care",
    "since_on": "2026-09-01", "is_active": 1,
}  # fmt: skip


def with_a_rule_taken_back(path: Path) -> list[int]:
    """A rule for calls was added and undone again; the ids of those that are there."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE sqlite_sequence SET seq = 50 WHERE name = 'follow_up_rule'")
    (last,) = connection.execute("SELECT max(id) FROM action").fetchone()
    connection.execute(
        "INSERT INTO action VALUES (?, '2026-11-21 10:00:00', '撤销：规则', '{}', 1, NULL, NULL)",
        (last + 1,),
    )
    connection.execute(
        "INSERT INTO change (action_id, table_name, row_id, operation, column_name, before)"
        " VALUES (?, 'follow_up_rule', 50, 'D', NULL, ?)",
        (last + 1, json.dumps(TAKEN_BACK)),
    )
    ids = [row[0] for row in connection.execute("SELECT id FROM follow_up_rule ORDER BY id")]
    connection.commit()
    connection.close()
    return ids


def test_rules_mean_what_they_meant_and_ids_go_on(old_file: Path, scripts: Path) -> None:
    ids = with_a_rule_taken_back(old_file)
    upgrade.bring_up_to_date(old_file, scripts, at=AT)
    with OfficeFile.open(old_file, scripts, ticking(OPENING)) as office:
        office.undo()
        with office.action("再加一条") as session:
            new = FollowUpRule(
                kind=DiaryKind.TALK,
                frequency=Frequency.WEEKLY,
                times=1,
                applies_to=AppliesTo.BOARDERS,
                since_on=office.today,
                is_active=True,
            )
            session.add(new)
            session.flush()
            assert new.id == 51
        with office.reading() as session:
            rules = rules_of(session)
    assert [rule.id for rule in rules] == [*ids, 50, 51]
    assert [rule.sentence for rule in rules] == [
        "全部留守儿童每月谈心1次",
        "全部留守儿童每学期家访1次",
        "全部留守儿童每月亲情电话1次（亲情视频也算）",
        "重点关爱对象每月亲情电话2次（亲情视频也算）",
        "寄宿留守儿童每周谈心1次",
    ]
