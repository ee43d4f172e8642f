"""Of what kind an activity is, who came beside the children, what it cost, what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("activity", sa.Column("kind", sa.String(length=32)))
    for name in ("guardians", "teachers", "cost_fen"):
        op.add_column("activity", sa.Column(name, sa.Integer()))
    for name in ("materials", "resolution"):
        op.add_column("activity", sa.Column(name, sa.String()))
