"""Children taken home, mentors on leave with who stands in, agreements on helping."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    _table(
        "home_stay",
        {"child_id": "child", "mentor_id": "mentor"},
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer()),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date()),
        sa.Column("father_consent_on", sa.Date()),
        sa.Column("mother_consent_on", sa.Date()),
        sa.Column("guardian", sa.String()),
        sa.Column("guardian_consent_on", sa.Date()),
        sa.Column("child_heard", sa.Boolean()),
        sa.Column("checked_on", sa.Date()),
    )
    _table(
        "mentor_leave",
        {"mentor_id": "mentor", "substitute_id": "mentor"},
        sa.Column("mentor_id", sa.Integer()),
        sa.Column("substitute_id", sa.Integer()),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
    )
    _table(
        "mentor_agreement",
        {"child_id": "child", "mentor_id": "mentor"},
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer()),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("thought", sa.String()),
        sa.Column("study", sa.String()),
        sa.Column("life", sa.String()),
        sa.Column("signed_on", sa.Date()),
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
