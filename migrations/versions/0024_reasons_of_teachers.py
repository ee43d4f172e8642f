"""Keep why a cell stayed open that a teacher owes."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "mentor_cell_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("period_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentor.id"], name=op.f("fk_mentor_cell_reason_mentor_id_mentor")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["follow_up_rule.id"],
            name=op.f("fk_mentor_cell_reason_rule_id_follow_up_rule"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_cell_reason")),
        sa.UniqueConstraint(
            "rule_id",
            "mentor_id",
            "period_on",
            name=op.f("uq_mentor_cell_reason_rule_id_mentor_id_period_on"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mentor_cell_reason_mentor_id"), "mentor_cell_reason", ["mentor_id"])
