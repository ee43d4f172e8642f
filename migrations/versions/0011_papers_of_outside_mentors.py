"""Consent, the child's word and the query of records where somebody from outside helps a child."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("mentor", sa.Column("checked_on", sa.Date()))
    op.add_column("pairing", sa.Column("father_consent_on", sa.Date()))
    op.add_column("pairing", sa.Column("mother_consent_on", sa.Date()))
    op.add_column("pairing", sa.Column("guardian", sa.String()))
    op.add_column("pairing", sa.Column("guardian_consent_on", sa.Date()))
    op.add_column("pairing", sa.Column("child_heard", sa.Boolean()))
