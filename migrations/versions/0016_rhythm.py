"""What the clerk ticked by hand of the year's checklists."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "rhythm_tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("checklist", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythm_tick")),
        sa.UniqueConstraint(
            "period", "checklist", "line", name=op.f("uq_rhythm_tick_period_checklist_line")
        ),
        sqlite_autoincrement=True,
    )
