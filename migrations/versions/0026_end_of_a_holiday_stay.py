"""Up to which day a child stayed with its parents in the holidays."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("diary_entry", sa.Column("stayed_until", sa.Date()))
