"""Standards of aid, what each of the leading group answers for, reviews of support plans."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("leading_group_member", sa.Column("duties", sa.String()))
    op.create_table(
        "aid_standard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_standard")),
        sa.UniqueConstraint("item", name=op.f("uq_aid_standard_item")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "plan_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["support_plan.id"], name=op.f("fk_plan_review_plan_id_support_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
        sqlite_autoincrement=True,
    )
    op.execute("UPDATE form_draft SET form = 'ledger_of care_agreement' WHERE form = 'agreement'")
    op.create_index(op.f("ix_plan_review_plan_id"), "plan_review", ["plan_id"])
