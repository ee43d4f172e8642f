"""The lines of printed call sheets, by the number before them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "call_sheet_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("mentor_number", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_call_sheet_line_child_id_child")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_sheet_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_call_sheet_line_child_id"), "call_sheet_line", ["child_id"])
