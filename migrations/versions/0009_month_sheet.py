"""Where the paper of a diary record lies, and which days a tally stands for."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("diary_entry", sa.Column("original_at", sa.String()))
    op.add_column("tally_entry", sa.Column("days", sa.String()))
