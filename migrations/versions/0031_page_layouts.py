"""Layouts of official papers that the school made, and which one it uses."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "page_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_layout")),
        sa.UniqueConstraint("name", name=op.f("uq_page_layout_name")),
        sqlite_autoincrement=True,
    )
    op.add_column("school_profile", sa.Column("layout", sa.String()))
