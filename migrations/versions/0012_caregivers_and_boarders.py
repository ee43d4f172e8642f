"""Who looks after a child, where a boarder sleeps and goes at weekends, who is served first."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

TEXTS = ("dormitory", "bed", "weekend_to", "fetched_by", "back_by")
PRIORITIES = ("first_to_board", "first_to_eat", "first_to_ride")


def upgrade() -> None:
    op.add_column("child", sa.Column("declines_label", sa.Boolean()))
    for name in TEXTS:
        op.add_column("term_sheet", sa.Column(name, sa.String()))
    for name in PRIORITIES:
        op.add_column("term_sheet", sa.Column(name, sa.Boolean()))
    op.add_column("family_member", sa.Column("birth_year", sa.Integer()))
    for name in ("occupation", "health"):
        op.add_column("family_member", sa.Column(name, sa.String()))
