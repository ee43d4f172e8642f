"""Why a paper was issued although the check before found what blocks, and what it found."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("issued_document", sa.Column("reason", sa.String()))
    op.add_column("issued_document", sa.Column("overridden", sa.String()))
