"""Photos of visits and activities, and the day on which a guardian agreed to one of a home."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("diary_entry", sa.Column("photo_consent_on", sa.Date()))
    op.create_table(
        "record_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer()),
        sa.Column("activity_id", sa.Integer()),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String()),
        sa.CheckConstraint(
            "(entry_id IS NULL) <> (activity_id IS NULL)",
            name=op.f("ck_record_photo_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["diary_entry.id"], name=op.f("fk_record_photo_entry_id_diary_entry")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_record_photo_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_record_photo_photo_id_photo")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_photo")),
        sa.UniqueConstraint("entry_id", "photo_id", name=op.f("uq_record_photo_entry_id_photo_id")),
        sa.UniqueConstraint(
            "activity_id", "photo_id", name=op.f("uq_record_photo_activity_id_photo_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_record_photo_photo_id"), "record_photo", ["photo_id"])
