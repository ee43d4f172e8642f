"""Of a pupil not in care eight bits of the number's keyed hash are kept, and no more.

The key lies in the same file, so a whole hash told the number to whoever tried the few hundred
thousand numbers of a district and a school year. Cut are the column and what the journal kept of
it; the upgrade then rewrites the file, so that no free page holds the rest.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    connection = op.get_bind()
    pupils = connection.execute(sa.text("SELECT id, name, sex, id_hash FROM pupil")).all()
    cut = op.create_table(
        "pupil_cut",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(32)),
        sa.Column("id_bits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil")),
        sqlite_autoincrement=True,
    )
    op.bulk_insert(
        cut,
        [
            {"id": row.id, "name": row.name, "sex": row.sex, "id_bits": _bits(row.id_hash)}
            for row in pupils
        ],
    )
    op.drop_table("pupil")
    op.rename_table("pupil_cut", "pupil")
    _cut_journal(connection)


def _cut_journal(connection: sa.Connection) -> None:
    kept = connection.execute(
        sa.text(
            "SELECT id, operation, before FROM \"change\" WHERE table_name = 'pupil' "
            "AND (operation = 'D' OR column_name = 'id_hash')"
        )
    ).all()
    cut = [
        {"id": row.id, "before": _image(row.before) if row.operation == "D" else _bits(row.before)}
        for row in kept
    ]
    if cut:
        connection.execute(sa.text('UPDATE "change" SET before = :before WHERE id = :id'), cut)
    connection.execute(
        sa.text(
            "UPDATE \"change\" SET column_name = 'id_bits' "
            "WHERE table_name = 'pupil' AND column_name = 'id_hash'"
        )
    )


def _image(before: str) -> str:
    """A removed pupil as the journal keeps it."""
    row = json.loads(before)
    row["id_bits"] = _bits(row.pop("id_hash"))
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _bits(digest: str) -> int:
    return int(digest[:2], 16)
