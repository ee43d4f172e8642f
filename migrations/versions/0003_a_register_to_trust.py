"""Care agreements, decisions of the school, answers of "none", photos, and settings of the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "desk_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_desk_setting_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("sha256", name=op.f("uq_photo_sha256")),
        sqlite_autoincrement=True,
    )
    op.add_column("child", sa.Column("is_private", sa.Boolean()))
    op.add_column("whereabouts", sa.Column("unable_why", sa.String()))
    op.add_column("whereabouts", sa.Column("returns", sa.String(32)))
    _create_of_child()


def _create_of_child() -> None:
    op.create_table(
        "child_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date()),
        _of("child", "child_photo"),
        _of("photo", "child_photo", "photo_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_photo")),
        sa.UniqueConstraint("child_id", name=op.f("uq_child_photo_child_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_child_photo_photo_id"), "child_photo", ["photo_id"])
    op.create_table(
        "care_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer()),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("informed_on", sa.Date()),
        sa.Column("child_heard", sa.Boolean()),
        sa.Column("is_screened", sa.Boolean()),
        sa.Column("ended_on", sa.Date()),
        _of("child", "care_agreement"),
        _of("family_member", "care_agreement", "member_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_agreement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_care_agreement_child_id"), "care_agreement", ["child_id"])
    op.create_index(op.f("ix_care_agreement_member_id"), "care_agreement", ["member_id"])
    op.create_table(
        "label_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(32), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date()),
        sa.Column("to_on", sa.Date()),
        _of("child", "label_override"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_override")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_label_override_child_id"), "label_override", ["child_id"])
    op.create_table(
        "confirmed_none",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        _of("child", "confirmed_none"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmed_none")),
        sa.UniqueConstraint("child_id", "key", name=op.f("uq_confirmed_none_child_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "not_duplicate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        _of("child", "not_duplicate", "first_id"),
        _of("child", "not_duplicate", "second_id"),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_not_duplicate_ordered")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_duplicate")),
        sa.UniqueConstraint(
            "first_id", "second_id", name=op.f("uq_not_duplicate_first_id_second_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_not_duplicate_second_id"), "not_duplicate", ["second_id"])


def _of(table: str, owner: str, column: str = "child_id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{owner}_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)
