"""What a rule may say: season, other kinds, grade or class, by whom, in parts, its source.

Rules of before keep their meaning: a telephone call was satisfied by a video call as well. The
table is made anew, since SQLite adds no named reference to one that is there; ids go on from the
last one ever given.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_KEPT = "id, kind, frequency, times, applies_to, since_on, is_active"


def upgrade() -> None:
    connection = op.get_bind()
    last_id = connection.scalar(
        sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'follow_up_rule'")
    )
    op.create_table(
        "follow_up_rule_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("frequency", sa.String(32), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("applies_to", sa.String(32), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("season", sa.String(32), nullable=False, server_default=sa.text("'in_term'")),
        sa.Column("also", sa.String()),
        sa.Column("owed_by", sa.String(32), nullable=False, server_default=sa.text("'child'")),
        sa.Column("is_prorated", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("grade", sa.Integer()),
        sa.Column("class_id", sa.Integer()),
        sa.Column("source", sa.String()),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_follow_up_rule_class_id_school_class")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_rule")),
        sqlite_autoincrement=True,
    )
    op.execute(
        f"INSERT INTO follow_up_rule_new ({_KEPT}, also) SELECT {_KEPT},"
        " CASE kind WHEN 'phone_call' THEN 'video_call' END FROM follow_up_rule"
    )
    op.drop_table("follow_up_rule")
    op.rename_table("follow_up_rule_new", "follow_up_rule")
    connection.execute(
        sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = 'follow_up_rule'"),
        {"last": last_id},
    )
    op.execute(
        "UPDATE \"change\" SET before = json_set(before, '$.also', 'video_call')"
        " WHERE table_name = 'follow_up_rule' AND operation = 'D'"
        " AND json_extract(before, '$.kind') = 'phone_call'"
    )
