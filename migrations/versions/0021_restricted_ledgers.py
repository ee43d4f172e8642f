"""Counselling and reports to the authorities, kept without a child."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "counselling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counsellor_id", sa.Integer()),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("head_count", sa.Integer(), nullable=False),
        sa.Column("referred", sa.Boolean()),
        sa.ForeignKeyConstraint(
            ["counsellor_id"], ["mentor.id"], name=op.f("fk_counselling_counsellor_id_mentor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counselling")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_counselling_counsellor_id"), "counselling", ["counsellor_id"])
    op.create_table(
        "mandatory_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("authority", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandatory_report")),
        sqlite_autoincrement=True,
    )
