"""Notes of how children grow, their wishes, who is on duty; and what kind of work a note is of."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("work_note", sa.Column("kind", sa.String(32)))
    op.create_table(
        "duty_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("on_duty", sa.String(), nullable=False),
        sa.Column("came", sa.Integer()),
        sa.Column("found", sa.String()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_round")),
        sqlite_autoincrement=True,
    )
    _of_a_child(
        "growth_note",
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String()),
    )
    _of_a_child(
        "wish",
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("helped_by", sa.String()),
        sa.Column("settled_on", sa.Date()),
    )


def _of_a_child(table: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f(f"fk_{table}_child_id_child")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f(f"ix_{table}_child_id"), table, ["child_id"])
