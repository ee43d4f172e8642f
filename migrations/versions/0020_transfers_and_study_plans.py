"""Files of children that change schools, and plans for helping a child with learning."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    _table(
        "study_plan",
        {"child_id": "child", "mentor_id": "mentor"},
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer()),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("hours", sa.String()),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("result", sa.String()),
    )
    _table(
        "file_transfer",
        {"child_id": "child"},
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("other_school", sa.String(), nullable=False),
        sa.Column("papers", sa.String()),
        sa.Column("handed_on", sa.Date()),
        sa.Column("receipt_on", sa.Date()),
    )


def _table(name: str, refers: dict[str, str], *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint([key], [f"{table}.id"], name=op.f(f"fk_{name}_{key}_{table}"))
            for key, table in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    for key in refers:
        op.create_index(op.f(f"ix_{name}_{key}"), name, [key])
