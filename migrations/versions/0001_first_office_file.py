"""The office file as first shipped."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("records", sa.String(), nullable=False),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["action.id"], name=op.f("fk_action_undoes_action")),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["action.id"], name=op.f("fk_action_undone_by_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_undoes"), "action", ["undoes"], unique=False)
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("led_by", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_held_on"), "activity", ["held_on"], unique=False)
    op.create_table(
        "campus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campus")),
        sa.UniqueConstraint("name", name=op.f("uq_campus_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "diary_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("persons_met", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("concern", sa.String(), nullable=True),
        sa.Column("action_taken", sa.String(), nullable=True),
        sa.Column("due_again_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_diary_entry_happened_on_kind"),
        "diary_entry",
        ["happened_on", "kind"],
        unique=False,
    )
    op.create_table(
        "follow_up_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("frequency", sa.String(32), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("applies_to", sa.String(32), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_rule")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("home_address", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "leading_group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leading_group_member")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mentor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "school_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("primary_years", sa.Integer(), nullable=False),
        sa.Column("pupil_key", sa.String(), nullable=False),
        sa.Column("definition", sa.String(32), nullable=False),
        sa.Column("away_months", sa.Integer(), nullable=False),
        sa.Column("late_after_days", sa.Integer(), nullable=False),
        sa.Column("filled_by", sa.String(), nullable=True),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("headed_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_profile")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("survey_on", sa.Date(), nullable=False),
        sa.Column("cutoff_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("code", name=op.f("uq_term_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=True),
        sa.Column("before", sa.BLOB(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_change_action_id_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_action_id"), "change", ["action_id"], unique=False)
    op.create_index(
        op.f("ix_change_table_name_row_id"), "change", ["table_name", "row_id"], unique=False
    )
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("former_name", sa.String(), nullable=True),
        sa.Column("sex", sa.String(32), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("nation", sa.String(), nullable=True),
        sa.Column("id_kind", sa.String(32), nullable=True),
        sa.Column("national_id", sa.String(), nullable=True),
        sa.Column("student_number", sa.String(), nullable=True),
        sa.Column("hukou", sa.String(32), nullable=True),
        sa.Column("registered_address", sa.String(), nullable=True),
        sa.Column("enrolled_in", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("disability", sa.String(), nullable=True),
        sa.Column("is_orphan", sa.Boolean(), nullable=True),
        sa.Column("is_migrant", sa.Boolean(), nullable=True),
        sa.Column("is_other_care", sa.Boolean(), nullable=True),
        sa.Column("remarks", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_child_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint("national_id", name=op.f("uq_child_national_id")),
        sa.UniqueConstraint("student_number", name=op.f("uq_child_student_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_child_household_id"), "child", ["household_id"], unique=False)
    op.create_index(op.f("ix_child_name"), "child", ["name"], unique=False)
    op.create_table(
        "entry_visitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["diary_entry.id"], name=op.f("fk_entry_visitor_entry_id_diary_entry")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentor.id"], name=op.f("fk_entry_visitor_mentor_id_mentor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_visitor")),
        sa.UniqueConstraint(
            "entry_id", "mentor_id", name=op.f("uq_entry_visitor_entry_id_mentor_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_entry_visitor_mentor_id"), "entry_visitor", ["mentor_id"], unique=False
    )
    op.create_table(
        "family_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(32), nullable=False),
        sa.Column("relation_note", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("national_id", sa.String(), nullable=True),
        sa.Column("is_guardian", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_family_member_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_member")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_family_member_household_id"), "family_member", ["household_id"], unique=False
    )
    op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_holiday_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_holiday_term_id"), "holiday", ["term_id"], unique=False)
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_import_batch_action_id_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_import_batch_action_id"), "import_batch", ["action_id"], unique=False)
    op.create_table(
        "import_origin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("sheet_row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_import_origin_action_id_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_origin")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_import_origin_action_id"), "import_origin", ["action_id"], unique=False
    )
    op.create_index(
        op.f("ix_import_origin_table_name_row_id"),
        "import_origin",
        ["table_name", "row_id"],
        unique=False,
    )
    op.create_table(
        "issued_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("figures", sa.String(), nullable=False),
        sa.Column("rows", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["term_id"], ["term.id"], name=op.f("fk_issued_document_term_id_term")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_document")),
        sa.UniqueConstraint("term_id", "version", name=op.f("uq_issued_document_term_id_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_issued_document_term_id"), "issued_document", ["term_id"], unique=False
    )
    op.create_table(
        "school_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campus_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campus_id"], ["campus.id"], name=op.f("fk_school_class_campus_id_campus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
        sa.UniqueConstraint(
            "campus_id",
            "stage",
            "grade",
            "number",
            name=op.f("uq_school_class_campus_id_stage_grade_number"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "summary_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("after_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["term_id"], ["term.id"], name=op.f("fk_summary_draft_term_id_term")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_draft")),
        sa.UniqueConstraint("term_id", name=op.f("uq_summary_draft_term_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_child_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_activity_child_child_id_child")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_child")),
        sa.UniqueConstraint(
            "activity_id", "child_id", name=op.f("uq_activity_child_activity_id_child_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_activity_child_child_id"), "activity_child", ["child_id"], unique=False
    )
    op.create_table(
        "aid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("quantity_unit", sa.String(), nullable=True),
        sa.Column("giver", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_aid_child_id_child")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_aid_child_id"), "aid", ["child_id"], unique=False)
    op.create_table(
        "boarding_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("boards", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_boarding_period_child_id_child")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boarding_period")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_boarding_period_child_id"), "boarding_period", ["child_id"], unique=False
    )
    op.create_table(
        "caregiver_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("care", sa.String(32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_caregiver_period_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["family_member.id"],
            name=op.f("fk_caregiver_period_member_id_family_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caregiver_period")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_caregiver_period_child_id"), "caregiver_period", ["child_id"], unique=False
    )
    op.create_index(
        op.f("ix_caregiver_period_member_id"), "caregiver_period", ["member_id"], unique=False
    )
    op.create_table(
        "draft_paragraph",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["summary_draft.id"],
            name=op.f("fk_draft_paragraph_draft_id_summary_draft"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_paragraph")),
        sa.UniqueConstraint("draft_id", "key", name=op.f("uq_draft_paragraph_draft_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "entry_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_entry_child_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["diary_entry.id"], name=op.f("fk_entry_child_entry_id_diary_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_child")),
        sa.UniqueConstraint("entry_id", "child_id", name=op.f("uq_entry_child_entry_id_child_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_entry_child_child_id"), "entry_child", ["child_id"], unique=False)
    op.create_table(
        "issued_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["issued_document.id"],
            name=op.f("fk_issued_file_document_id_issued_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_file")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_issued_file_document_id"), "issued_file", ["document_id"], unique=False
    )
    op.create_table(
        "open_cell_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("period_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_open_cell_reason_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["follow_up_rule.id"],
            name=op.f("fk_open_cell_reason_rule_id_follow_up_rule"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_cell_reason")),
        sa.UniqueConstraint(
            "rule_id",
            "child_id",
            "period_on",
            name=op.f("uq_open_cell_reason_rule_id_child_id_period_on"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_open_cell_reason_child_id"), "open_cell_reason", ["child_id"], unique=False
    )
    op.create_table(
        "pairing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("ended_why", sa.String(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_pairing_child_id_child")),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentor.id"], name=op.f("fk_pairing_mentor_id_mentor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pairing_child_id"), "pairing", ["child_id"], unique=False)
    op.create_index(op.f("ix_pairing_mentor_id"), "pairing", ["mentor_id"], unique=False)
    op.create_table(
        "pupil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(32), nullable=True),
        sa.Column("id_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil")),
        sa.UniqueConstraint("id_hash", name=op.f("uq_pupil_id_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pupil_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_pupil_class_class_id_school_class")
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["pupil.id"], name=op.f("fk_pupil_class_pupil_id_pupil")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_pupil_class_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil_class")),
        sa.UniqueConstraint("pupil_id", "term_id", name=op.f("uq_pupil_class_pupil_id_term_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pupil_class_class_id"), "pupil_class", ["class_id"], unique=False)
    op.create_index(op.f("ix_pupil_class_term_id"), "pupil_class", ["term_id"], unique=False)
    op.create_table(
        "school_record_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_school_record_mark_child_id_child")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_record_mark")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_school_record_mark_child_id"), "school_record_mark", ["child_id"], unique=False
    )
    op.create_table(
        "support_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_support_plan_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentor.id"], name=op.f("fk_support_plan_mentor_id_mentor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_plan")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_support_plan_child_id"), "support_plan", ["child_id"], unique=False)
    op.create_index(op.f("ix_support_plan_mentor_id"), "support_plan", ["mentor_id"], unique=False)
    op.create_table(
        "tally_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("original_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_tally_entry_child_id_child")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally_entry")),
        sa.UniqueConstraint(
            "child_id", "kind", "month_on", name=op.f("uq_tally_entry_child_id_kind_month_on")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tally_entry_child_id"), "tally_entry", ["child_id"], unique=False)
    op.create_table(
        "term_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("health", sa.String(32), nullable=True),
        sa.Column("study", sa.String(), nullable=True),
        sa.Column("care_grade", sa.String(32), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_term_sheet_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_term_sheet_class_id_school_class")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_term_sheet_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_sheet")),
        sa.UniqueConstraint("child_id", "term_id", name=op.f("uq_term_sheet_child_id_term_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_term_sheet_class_id"), "term_sheet", ["class_id"], unique=False)
    op.create_index(op.f("ix_term_sheet_term_id"), "term_sheet", ["term_id"], unique=False)
    op.create_table(
        "whereabouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("work", sa.String(), nullable=True),
        sa.Column("away_since", sa.Date(), nullable=True),
        sa.Column("able_to_care", sa.Boolean(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["family_member.id"], name=op.f("fk_whereabouts_member_id_family_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whereabouts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_whereabouts_member_id"), "whereabouts", ["member_id"], unique=False)
    op.create_table(
        "register_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("pupil_id", sa.Integer(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_why", sa.String(32), nullable=True),
        sa.CheckConstraint(
            "(child_id IS NULL) <> (pupil_id IS NULL)", name=op.f("ck_register_period_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_register_period_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["pupil.id"], name=op.f("fk_register_period_pupil_id_pupil")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_period")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_register_period_child_id"), "register_period", ["child_id"], unique=False
    )
    op.create_index(
        op.f("ix_register_period_pupil_id"), "register_period", ["pupil_id"], unique=False
    )
    op.create_table(
        "sheet_hardship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("hardship", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["term_sheet.id"], name=op.f("fk_sheet_hardship_sheet_id_term_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_hardship")),
        sa.UniqueConstraint(
            "sheet_id", "hardship", name=op.f("uq_sheet_hardship_sheet_id_hardship")
        ),
        sqlite_autoincrement=True,
    )
    # ### end Alembic commands ###
