"""Whom in the county a report that is a duty goes to."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    for whom in ("police", "civil_affairs", "education", "procuratorate"):
        op.add_column("school_profile", sa.Column(f"{whom}_phone", sa.String()))
