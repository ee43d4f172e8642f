"""Papers of other periods beside the term's, several drafts of each, and what they rest on.

A draft and an issue of before are the summary of their term. Both tables are made anew, since
SQLite takes no constraint off one that is there; ids go on from the last one ever given.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    _anew(
        "summary_draft",
        "id, term_id, state, after_version",
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("after_version", sa.Integer(), nullable=False),
        *_kind(),
        sa.Column("name", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("least", sa.Integer()),
        sa.Column("most", sa.Integer()),
        one_by="name",
    )
    op.drop_index(op.f("ix_issued_document_term_id"), "issued_document")
    _anew(
        "issued_document",
        "id, term_id, version, issued_at, day, definition, words, figures, rows",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("definition", "words", "figures", "rows")
        ),
        *_kind(),
        one_by="version",
    )
    op.create_index(op.f("ix_issued_document_term_id"), "issued_document", ["term_id"])
    op.add_column("draft_paragraph", sa.Column("seen", sa.String()))
    op.create_table(
        "policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sqlite_autoincrement=True,
    )


def _kind() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("kind", sa.String(32), nullable=False, server_default=sa.text("'term'")),
        sa.Column("class_id", sa.Integer()),
    )


def _anew(table: str, kept: str, *columns: sa.Column[object], one_by: str) -> None:
    """Make a table of papers with further columns, its rows and their numbers as they were."""
    connection = op.get_bind()
    last_id = connection.scalar(
        sa.text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": table}
    )
    of = ("term_id", "kind", "class_id", one_by)
    op.create_table(
        f"{table}_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint(
                [f"{key}_id"], [f"{other}.id"], name=op.f(f"fk_{table}_{key}_id_{other}")
            )
            for key, other in (("term", "term"), ("class", "school_class"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(*of, name=op.f(f"uq_{table}_{'_'.join(of)}")),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO {table}_new ({kept}) SELECT {kept} FROM {table}")
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
    if last_id is not None:
        connection.execute(
            sa.text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table}
        )
        connection.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"),
            {"table": table, "last": last_id},
        )
