"""Settings of the 口径, the receiving school, who wrote a letter, names and teachers of classes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _add_to_profile("age_limit", sa.Integer(), "16")
    _add_to_profile("visit_days", sa.Integer(), "30")
    _add_to_profile("preschool_inside", sa.Boolean(), "0")
    _add_to_profile("rural_only", sa.Boolean(), "0")
    _add_to_profile("lost_is_away", sa.Boolean(), "1")
    op.add_column("register_period", sa.Column("receiving_school", sa.String()))
    op.add_column("diary_entry", sa.Column("written_by", sa.String(32)))
    op.add_column("school_class", sa.Column("name", sa.String()))
    op.create_table(
        "class_teacher",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{key}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_class_teacher_{key}_id_{table}"),
            )
            for key, table in (("class", "school_class"), ("term", "term"), ("mentor", "mentor"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_teacher")),
        sa.UniqueConstraint("class_id", "term_id", name=op.f("uq_class_teacher_class_id_term_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_class_teacher_term_id"), "class_teacher", ["term_id"])
    op.create_index(op.f("ix_class_teacher_mentor_id"), "class_teacher", ["mentor_id"])


def _add_to_profile(
    name: str, kind: sa.types.TypeEngine[int] | sa.types.TypeEngine[bool], usual: str
) -> None:
    """A setting that a school of an earlier revision gets with its usual value."""
    op.add_column(
        "school_profile", sa.Column(name, kind, nullable=False, server_default=sa.text(usual))
    )
