"""The small ledgers of safety, health, parents, the 留守儿童之家, giving and the office.

And which of them a school keeps, standards of aid by their first day, whom to ring first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_TEXT, _NUMBER, _DAY, _FLAG = sa.String, sa.Integer, sa.Date, sa.Boolean
_CHILD = {"child_id": "child"}


def upgrade() -> None:
    _create("ledger_choice", (("ledger", _TEXT), ("is_used", _FLAG)), (), unique="ledger")
    _create_safety()
    _create_health_and_parents()
    _create_home_and_giving()
    _create_office_work()
    op.add_column("family_member", sa.Column("call_order", sa.Integer()))
    with op.batch_alter_table("aid_standard", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("since_on", sa.Date()))
        table.drop_constraint("uq_aid_standard_item", type_="unique")
        table.create_unique_constraint("uq_aid_standard_item_since_on", ["item", "since_on"])


def _create_safety() -> None:
    _create(
        "hazard",
        (("found_on", _DAY), ("place", _TEXT), ("finding", _TEXT), ("mender", _TEXT)),
        (("due_on", _DAY), ("mended_on", _DAY)),
    )
    _create(
        "drill",
        (("held_on", _DAY), ("kind", _word), ("head_count", _NUMBER)),
        (("led_by", _TEXT), ("evaluation", _TEXT)),
    )
    _create(
        "safety_pledge",
        (("signed_on", _DAY), ("until_on", _DAY)),
        (("signed_by", _TEXT),),
        _CHILD,
    )
    _create(
        "absence",
        (("from_on", _DAY), ("days", _NUMBER), ("kind", _word), ("reason", _TEXT)),
        (("told_whom", _TEXT), ("visited_on", _DAY), ("back_on", _DAY)),
        _CHILD,
    )


def _create_health_and_parents() -> None:
    _create(
        "medical",
        (("happened_on", _DAY), ("kind", _word), ("what", _TEXT)),
        (
            *(("taken_to", _TEXT), ("taken_by", _TEXT), ("told_on", _DAY)),
            *(("outcome", _TEXT), ("closed_on", _DAY)),
        ),
        _CHILD,
    )
    _create(
        "checkup",
        (("checked_on", _DAY),),
        (
            *(("height", _NUMBER), ("weight", _NUMBER)),
            *(("vision_left", _NUMBER), ("vision_right", _NUMBER)),
            *(("result", _TEXT), ("told_on", _DAY)),
        ),
        _CHILD,
    )
    _create(
        "care_confirmation",
        (("signed_on", _DAY),),
        (("until_on", _DAY), ("witness", _TEXT)),
        _CHILD,
        {"member_id": "family_member"},
    )
    _create(
        "home_letter",
        (("sent_on", _DAY), ("subject", _TEXT), ("families", _NUMBER)),
        (("receipts", _NUMBER),),
    )


def _create_home_and_giving() -> None:
    _create(
        "home_item",
        (("received_on", _DAY), ("name", _TEXT), ("quantity", _NUMBER), ("quantity_unit", _TEXT)),
        (("source", _TEXT),),
        then=(
            *(("accepted_by", _TEXT, False),),
            *(("scrapped_on", _DAY, True), ("scrapped_why", _TEXT, True)),
        ),
    )
    _create(
        "home_opening",
        (("opened_on", _DAY), ("hours", _NUMBER), ("on_duty", _TEXT)),
        (("came", _NUMBER), ("what", _TEXT)),
    )
    _create(
        "giving",
        (("given_on", _DAY), ("kind", _word), ("giver", _TEXT), ("form", _word), ("item", _TEXT)),
        (("fen", _NUMBER), ("quantity", _NUMBER), ("quantity_unit", _TEXT), ("purpose", _TEXT)),
    )
    _create(
        "publicity",
        (("published_on", _DAY), ("title", _TEXT), ("medium", _TEXT)),
        (("reference", _TEXT),),
    )


def _create_office_work() -> None:
    _create(
        "training",
        (("held_on", _DAY), ("topic", _TEXT)),
        (("hours", _NUMBER), ("trainer", _TEXT)),
        then=(("head_count", _NUMBER, False),),
    )
    _create(
        "inspection",
        (("inspected_on", _DAY), ("inspector", _TEXT), ("findings", _TEXT)),
        (("reply", _TEXT), ("due_on", _DAY), ("closed_on", _DAY)),
    )
    _create(
        "regulation",
        (("title", _TEXT), ("since_on", _DAY)),
        (("on_wall", _FLAG), ("number", _TEXT), ("ended_on", _DAY)),
    )
    award = (("awarded_on", _DAY), ("title", _TEXT))
    certificate = (("printed_as", _TEXT), ("giver", _TEXT))
    _create("award", award, certificate, _CHILD)
    _create("helper_award", (("name", _TEXT), *award), certificate)
    _create("work_note", (("happened_on", _DAY), ("what", _TEXT)), (("done_by", _TEXT),))


def _word() -> sa.String:
    return sa.String(32)


def _create(name, needed, others, *refers, unique="", then=()) -> None:
    """A table: what it refers to (child first, needed), what every row says, what some say."""
    columns, keys = [], []
    for at, each in enumerate(refers):
        for column, target in each.items():
            columns.append(sa.Column(column, sa.Integer(), nullable=at > 0))
            key = op.f(f"fk_{name}_{column}_{target}")
            keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=key))
    said = [*((*one, False) for one in needed), *((*one, True) for one in others), *then]
    if unique:
        keys.append(sa.UniqueConstraint(unique, name=op.f(f"uq_{name}_{unique}")))
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        *(sa.Column(column, kind(), nullable=empty) for column, kind, empty in said),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *keys,
        sqlite_autoincrement=True,
    )
    for column in (column for each in refers for column in each):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
