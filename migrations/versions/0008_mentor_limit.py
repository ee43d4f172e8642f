"""How many children the school wants a mentor to have at most."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column(
        "school_profile",
        sa.Column("mentor_limit", sa.Integer(), nullable=False, server_default=sa.text("3")),
    )
