"""Why an activity that was planned is not held."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("activity", sa.Column("called_off_why", sa.String()))
