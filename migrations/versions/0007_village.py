"""The village of a child, by which lists are made and children counted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("child", sa.Column("village", sa.String()))
