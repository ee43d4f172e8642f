"""The clerk's own Word templates, and their bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "template_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_template_file_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("per", sa.String(32), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["template_file.id"], name=op.f("fk_own_template_file_id_template_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_template")),
        sa.UniqueConstraint("title", name=op.f("uq_own_template_title")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_own_template_file_id"), "own_template", ["file_id"])
