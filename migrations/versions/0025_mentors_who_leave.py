"""The day on which a mentor no longer works here (调离、退休)."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("mentor", sa.Column("left_on", sa.Date()))
