"""照片 as a column of a list: how many a record has."""

from typing import Any

from liushou_desk.domain.field import OPEN
from liushou_desk.ui.table.columns import Column


def photos_column() -> Column[Any]:
    """Empty where there is none."""
    return Column(
        "照片",
        lambda row: str(row.photos) if row.photos else "",
        2,
        key=lambda row: row.photos,
        right=True,
        field=OPEN,
    )
