"""同意手续: what is wanting, and what came too late or is too old."""

from datetime import date, timedelta
from typing import Any

import pytest

from liushou_desk.domain.consent import missing, short_of, untimely

DAY = timedelta(days=1)
TAKEN = date(2026, 10, 1)
WHOLE: dict[str, Any] = {
    "father_consent_on": TAKEN,
    "mother_consent_on": TAKEN - DAY,
    "guardian": None,
    "guardian_consent_on": None,
    "child_heard": True,
}
QUERIED = date(2025, 10, 1)


def keys(row: dict[str, Any], queried_on: date | None) -> list[str]:
    wanting = [*missing(row, queried_on, "query"), *untimely(row, queried_on, "query", TAKEN)]
    assert all(remark.blocks for remark in wanting)
    return [remark.key for remark in wanting]


@pytest.mark.parametrize(
    ("changes", "queried_on", "wanting"),
    [
        ({}, QUERIED, []),
        ({}, None, ["query"]),
        ({}, QUERIED - DAY, ["query"]),
        ({}, TAKEN + DAY, ["query"]),
        ({"mother_consent_on": None}, QUERIED, ["father_consent_on"]),
        ({"mother_consent_on": TAKEN + DAY}, QUERIED, ["mother_consent_on"]),
        ({"father_consent_on": None, "guardian_consent_on": TAKEN}, QUERIED, ["father_consent_on"]),
        (
            {"father_consent_on": None, "guardian": "李奶奶", "guardian_consent_on": TAKEN},
            QUERIED,
            [],
        ),
        ({"child_heard": False}, QUERIED, ["child_heard"]),
        ({"child_heard": None}, QUERIED, ["child_heard"]),
    ],
)
def test_everything_is_asked_for(
    changes: dict[str, Any], queried_on: date | None, wanting: list[str]
) -> None:
    assert keys(WHOLE | changes, queried_on) == wanting


def test_a_list_says_it_shortly() -> None:
    assert short_of(WHOLE, QUERIED) == ""
    assert short_of(dict.fromkeys(WHOLE), None) == "缺监护人书面同意、孩子意见、违法犯罪记录查询"
