"""Names get their pinyin, and unfinished forms a place to wait in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "form_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("values", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_draft")),
        sa.UniqueConstraint("form", "record_id", name=op.f("uq_form_draft_form_record_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "name_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("readings", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_reading")),
        sa.UniqueConstraint("text", name=op.f("uq_name_reading_text")),
        sqlite_autoincrement=True,
    )
