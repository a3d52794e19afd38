"""The first schema: shared tables and the voucher ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["changes.id"], name=op.f("fk_changes_undoes_changes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.UniqueConstraint("undoes", name=op.f("uq_changes_undoes")),
    )
    op.create_table(
        "operators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operators")),
        sa.UniqueConstraint("name", name=op.f("uq_operators_name")),
    )
    op.create_table(
        "policy_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_choices")),
        sa.UniqueConstraint("key", "since", name=op.f("uq_policy_choices_key_since")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "task_group_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_group_members")),
        sa.UniqueConstraint("phrase", "unit_name", name=op.f("uq_task_group_members_phrase_unit_name")),
    )
    op.create_table(
        "task_lamp_rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_key", sa.String(), nullable=False),
        sa.Column("task_number", sa.String(), nullable=False),
        sa.Column("lamp", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_lamp_rulings")),
    )
    op.create_index(op.f("ix_task_lamp_rulings_plan_key"), "task_lamp_rulings", ["plan_key"], unique=False)
    op.create_table(
        "task_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reporting", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_plans")),
        sa.UniqueConstraint("key", name=op.f("uq_task_plans_key")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("name", name=op.f("uq_units_name")),
    )
    op.create_table(
        "voucher_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_codes")),
        sa.UniqueConstraint("number", name=op.f("uq_voucher_codes_number")),
    )
    op.create_table(
        "voucher_kept_cases",
        sa.Column("refund_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.Integer(), nullable=False),
        sa.Column("last_serial", sa.String(), nullable=False),
        sa.Column("refunded_at", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("order_fen", sa.BigInteger(), nullable=False),
        sa.Column("standing_fen", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_fen", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("refund_id", name=op.f("pk_voucher_kept_cases")),
    )
    op.create_index(op.f("ix_voucher_kept_cases_order_id"), "voucher_kept_cases", ["order_id"], unique=False)
    op.create_index(op.f("ix_voucher_kept_cases_shop_id"), "voucher_kept_cases", ["shop_id"], unique=False)
    op.create_table(
        "voucher_kept_findings",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("shop_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("code_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("code", "record_id", name=op.f("pk_voucher_kept_findings")),
        sa.UniqueConstraint("code", "subject", name=op.f("uq_voucher_kept_findings_code_subject")),
    )
    op.create_index(op.f("ix_voucher_kept_findings_code_id"), "voucher_kept_findings", ["code_id"], unique=False)
    op.create_index(op.f("ix_voucher_kept_findings_order_id"), "voucher_kept_findings", ["order_id"], unique=False)
    op.create_index(op.f("ix_voucher_kept_findings_person_id"), "voucher_kept_findings", ["person_id"], unique=False)
    op.create_index(op.f("ix_voucher_kept_findings_shop_id"), "voucher_kept_findings", ["shop_id"], unique=False)
    op.create_table(
        "voucher_kept_marks",
        sa.Column("redemption_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("face_fen", sa.BigInteger(), nullable=False),
        sa.Column("back_at", sa.Integer(), nullable=False),
        sa.Column("back_serial", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("redemption_id", "mark", name=op.f("pk_voucher_kept_marks")),
    )
    op.create_index(op.f("ix_voucher_kept_marks_code_id"), "voucher_kept_marks", ["code_id"], unique=False)
    op.create_index(op.f("ix_voucher_kept_marks_order_id"), "voucher_kept_marks", ["order_id"], unique=False)
    op.create_index(op.f("ix_voucher_kept_marks_shop_id"), "voucher_kept_marks", ["shop_id"], unique=False)
    op.create_table(
        "voucher_kept_shop_days",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("redemptions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "day", name=op.f("pk_voucher_kept_shop_days")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "voucher_kept_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("sums", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_kept_state")),
    )
    op.create_table(
        "voucher_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_orders")),
        sa.UniqueConstraint("number", name=op.f("uq_voucher_orders_number")),
    )
    op.create_table(
        "voucher_persons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_persons")),
        sa.UniqueConstraint("number", name=op.f("uq_voucher_persons_number")),
    )
    op.create_table(
        "voucher_shops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_shops")),
        sa.UniqueConstraint("number", name=op.f("uq_voucher_shops_number")),
    )
    op.create_table(
        "voucher_waivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("waived_at", sa.Integer(), nullable=False),
        sa.Column("revoked_by", sa.String(), nullable=True),
        sa.Column("revoked_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_waivers")),
    )
    op.create_index("ix_voucher_waivers_finding", "voucher_waivers", ["code", "subject"], unique=False)
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("prev_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name=op.f("fk_audit_change_id_changes")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_change_id"), "audit", ["change_id"], unique=False)
    op.create_index("ix_audit_record", "audit", ["table_name", "row_key"], unique=False)
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("error_rows", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name=op.f("fk_batches_change_id_changes")),
        sa.ForeignKeyConstraint(["undone_by"], ["changes.id"], name=op.f("fk_batches_undone_by_changes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_index(op.f("ix_batches_sha256"), "batches", ["sha256"], unique=False)
    op.create_table(
        "filings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("form_version", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name=op.f("fk_filings_change_id_changes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filings")),
    )
    op.create_index(op.f("ix_filings_form"), "filings", ["form"], unique=False)
    op.create_table(
        "planned_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["task_plans.id"], name=op.f("fk_planned_tasks_plan_id_task_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_tasks")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_planned_tasks_plan_id_number")),
    )
    op.create_table(
        "task_sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["task_plans.id"], name=op.f("fk_task_sections_plan_id_task_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_sections")),
    )
    op.create_index(op.f("ix_task_sections_plan_id"), "task_sections", ["plan_id"], unique=False)
    op.create_table(
        "unit_memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_unit_memberships_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_memberships")),
    )
    op.create_index(op.f("ix_unit_memberships_unit_id"), "unit_memberships", ["unit_id"], unique=False)
    op.create_table(
        "unit_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_unit_names_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_names")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_unit_names_unit_id_name")),
    )
    op.create_index(op.f("ix_unit_names_name"), "unit_names", ["name"], unique=False)
    op.create_table(
        "voucher_recoveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=False),
        sa.Column("paid_back_on", sa.Date(), nullable=True),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["voucher_persons.id"], name=op.f("fk_voucher_recoveries_person_id_voucher_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_recoveries")),
    )
    op.create_index(op.f("ix_voucher_recoveries_person_id"), "voucher_recoveries", ["person_id"], unique=False)
    op.create_table(
        "voucher_statement_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("objection", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["voucher_shops.id"], name=op.f("fk_voucher_statement_slips_shop_id_voucher_shops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_statement_slips")),
        sa.UniqueConstraint("shop_id", "as_of", name=op.f("uq_voucher_statement_slips_shop_id_as_of")),
    )
    op.create_table(
        "batch_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_changes_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_changes")),
    )
    op.create_index(op.f("ix_batch_changes_batch_id"), "batch_changes", ["batch_id"], unique=False)
    op.create_index("ix_batch_changes_record", "batch_changes", ["table_name", "row_id"], unique=False)
    op.create_table(
        "batch_links",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("on_batch_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_links_batch_id_batches")),
        sa.ForeignKeyConstraint(["on_batch_id"], ["batches.id"], name=op.f("fk_batch_links_on_batch_id_batches")),
        sa.PrimaryKeyConstraint("batch_id", "on_batch_id", name=op.f("pk_batch_links")),
    )
    op.create_table(
        "cultivation_budget_uses",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_budget_uses_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_budget_uses")),
        sa.UniqueConstraint("number", name=op.f("uq_cultivation_budget_uses_number")),
    )
    op.create_index(op.f("ix_cultivation_budget_uses_batch_id"), "cultivation_budget_uses", ["batch_id"], unique=False)
    op.create_table(
        "cultivation_claims",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_claims_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_claims")),
        sa.UniqueConstraint("number", name=op.f("uq_cultivation_claims_number")),
    )
    op.create_index(op.f("ix_cultivation_claims_batch_id"), "cultivation_claims", ["batch_id"], unique=False)
    op.create_index(op.f("ix_cultivation_claims_code"), "cultivation_claims", ["code"], unique=False)
    op.create_table(
        "cultivation_enterprises",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("former_names", sa.String(), nullable=True),
        sa.Column("former_codes", sa.String(), nullable=True),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("industry_code", sa.String(), nullable=True),
        sa.Column("industry", sa.String(), nullable=True),
        sa.Column("industrial", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("converting", sa.Boolean(), nullable=True),
        sa.Column("founded", sa.Date(), nullable=True),
        sa.Column("legal_person", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("park", sa.String(), nullable=True),
        sa.Column("chain", sa.String(), nullable=True),
        sa.Column("products", sa.String(), nullable=True),
        sa.Column("commissioner", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_enterprises_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_enterprises")),
        sa.UniqueConstraint("code", name=op.f("uq_cultivation_enterprises_code")),
    )
    op.create_index(op.f("ix_cultivation_enterprises_batch_id"), "cultivation_enterprises", ["batch_id"], unique=False)
    op.create_table(
        "cultivation_events",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_events_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_events")),
        sa.UniqueConstraint("number", name=op.f("uq_cultivation_events_number")),
    )
    op.create_index(op.f("ix_cultivation_events_batch_id"), "cultivation_events", ["batch_id"], unique=False)
    op.create_index(op.f("ix_cultivation_events_code"), "cultivation_events", ["code"], unique=False)
    op.create_table(
        "cultivation_other_awards",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_cultivation_other_awards_batch_id_batches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_other_awards")),
        sa.UniqueConstraint(
            "code",
            "document",
            "matter",
            "awarded_on",
            name=op.f("uq_cultivation_other_awards_code_document_matter_awarded_on"),
        ),
    )
    op.create_index(
        op.f("ix_cultivation_other_awards_batch_id"), "cultivation_other_awards", ["batch_id"], unique=False
    )
    op.create_table(
        "cultivation_pool",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("aiming_at", sa.String(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_why", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_pool_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_pool")),
        sa.UniqueConstraint(
            "code", "category", "entered_on", name=op.f("uq_cultivation_pool_code_category_entered_on")
        ),
    )
    op.create_index(op.f("ix_cultivation_pool_batch_id"), "cultivation_pool", ["batch_id"], unique=False)
    op.create_table(
        "cultivation_recognitions",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("recognised_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_cultivation_recognitions_batch_id_batches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_recognitions")),
        sa.UniqueConstraint(
            "code",
            "title",
            "level",
            "recognised_on",
            name=op.f("uq_cultivation_recognitions_code_title_level_recognised_on"),
        ),
    )
    op.create_index(
        op.f("ix_cultivation_recognitions_batch_id"), "cultivation_recognitions", ["batch_id"], unique=False
    )
    op.create_table(
        "cultivation_services",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("served_by", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_services_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_services")),
        sa.UniqueConstraint("number", name=op.f("uq_cultivation_services_number")),
    )
    op.create_index(op.f("ix_cultivation_services_batch_id"), "cultivation_services", ["batch_id"], unique=False)
    op.create_index(op.f("ix_cultivation_services_code"), "cultivation_services", ["code"], unique=False)
    op.create_table(
        "cultivation_steps",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("voucher", sa.String(), nullable=True),
        sa.Column("handled_by", sa.String(), nullable=True),
        sa.Column("township_opinion", sa.String(), nullable=True),
        sa.Column("joint_opinion", sa.String(), nullable=True),
        sa.Column("misconduct", sa.String(), nullable=True),
        sa.Column("objections", sa.String(), nullable=True),
        sa.Column("minutes", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_steps_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_steps")),
        sa.UniqueConstraint("claim", "stage", name=op.f("uq_cultivation_steps_claim_stage")),
    )
    op.create_index(op.f("ix_cultivation_steps_batch_id"), "cultivation_steps", ["batch_id"], unique=False)
    op.create_table(
        "cultivation_trainees",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("training", sa.String(), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_trainees_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_trainees")),
        sa.UniqueConstraint(
            "name", "code", "kind", "trained_on", name=op.f("uq_cultivation_trainees_name_code_kind_trained_on")
        ),
    )
    op.create_index(op.f("ix_cultivation_trainees_batch_id"), "cultivation_trainees", ["batch_id"], unique=False)
    op.create_table(
        "cultivation_years",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("revenue_fen", sa.BigInteger(), nullable=False),
        sa.Column("research_fen", sa.BigInteger(), nullable=True),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("tax_fen", sa.BigInteger(), nullable=True),
        sa.Column("exports_fen", sa.BigInteger(), nullable=True),
        sa.Column("patents", sa.Integer(), nullable=True),
        sa.Column("above_scale", sa.Boolean(), nullable=True),
        sa.Column("first_counted_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("counted_before", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cultivation_years_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_years")),
        sa.UniqueConstraint("code", "year", name=op.f("uq_cultivation_years_code_year")),
    )
    op.create_index(op.f("ix_cultivation_years_batch_id"), "cultivation_years", ["batch_id"], unique=False)
    op.create_table(
        "digital_projects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("credit_code", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=True),
        sa.Column("planned_start", sa.Date(), nullable=True),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("county_leader", sa.String(), nullable=True),
        sa.Column("year_planned_fen", sa.BigInteger(), nullable=True),
        sa.Column("year_done_fen", sa.BigInteger(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("approval_on", sa.Date(), nullable=True),
        sa.Column("land_on", sa.Date(), nullable=True),
        sa.Column("planning_on", sa.Date(), nullable=True),
        sa.Column("environment_on", sa.Date(), nullable=True),
        sa.Column("energy_on", sa.Date(), nullable=True),
        sa.Column("building_on", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_digital_projects_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digital_projects")),
        sa.UniqueConstraint("number", name=op.f("uq_digital_projects_number")),
    )
    op.create_index(op.f("ix_digital_projects_batch_id"), "digital_projects", ["batch_id"], unique=False)
    op.create_table(
        "project_problems",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("project_number", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_project_problems_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_problems")),
        sa.UniqueConstraint("code", name=op.f("uq_project_problems_code")),
    )
    op.create_index(op.f("ix_project_problems_batch_id"), "project_problems", ["batch_id"], unique=False)
    op.create_index(op.f("ix_project_problems_project_number"), "project_problems", ["project_number"], unique=False)
    op.create_table(
        "project_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_number", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("invested_fen", sa.BigInteger(), nullable=False),
        sa.Column("physical", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("problems", sa.String(), nullable=True),
        sa.Column("coordination", sa.String(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_project_progress_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_progress")),
        sa.UniqueConstraint("project_number", "month", name=op.f("uq_project_progress_project_number_month")),
    )
    op.create_index(op.f("ix_project_progress_batch_id"), "project_progress", ["batch_id"], unique=False)
    op.create_table(
        "task_indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("typed", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["planned_tasks.id"], name=op.f("fk_task_indicators_task_id_planned_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_indicators")),
    )
    op.create_index(op.f("ix_task_indicators_task_id"), "task_indicators", ["task_id"], unique=False)
    op.create_table(
        "task_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_key", sa.String(), nullable=False),
        sa.Column("task_number", sa.String(), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("indicator_values", sa.String(), nullable=True),
        sa.Column("problems", sa.String(), nullable=True),
        sa.Column("next_steps", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("reporter", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("reviewer", sa.String(), nullable=True),
        sa.Column("signer", sa.String(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("sealed", sa.String(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_task_reports_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_reports")),
        sa.UniqueConstraint(
            "plan_key",
            "task_number",
            "unit_name",
            "period",
            "reported_on",
            name=op.f("uq_task_reports_plan_key_task_number_unit_name_period_reported_on"),
        ),
    )
    op.create_index(op.f("ix_task_reports_batch_id"), "task_reports", ["batch_id"], unique=False)
    op.create_table(
        "task_statutory_dates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("to_whom", sa.String(), nullable=False),
        sa.Column("by_day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["planned_tasks.id"], name=op.f("fk_task_statutory_dates_task_id_planned_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_statutory_dates")),
    )
    op.create_index(op.f("ix_task_statutory_dates_task_id"), "task_statutory_dates", ["task_id"], unique=False)
    op.create_table(
        "task_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["planned_tasks.id"], name=op.f("fk_task_units_task_id_planned_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_units")),
    )
    op.create_index(op.f("ix_task_units_task_id"), "task_units", ["task_id"], unique=False)
    op.create_table(
        "taskforce_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_taskforce_members_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taskforce_members")),
        sa.UniqueConstraint("seat", "name", name=op.f("uq_taskforce_members_seat_name")),
    )
    op.create_index(op.f("ix_taskforce_members_batch_id"), "taskforce_members", ["batch_id"], unique=False)
    op.create_table(
        "unit_register",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("group_names", sa.String(), nullable=True),
        sa.Column("alias_names", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_unit_register_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_register")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_register_name")),
    )
    op.create_index(op.f("ix_unit_register_batch_id"), "unit_register", ["batch_id"], unique=False)
    op.create_table(
        "voucher_estates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("estate_unit", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_estates_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_estates")),
        sa.UniqueConstraint("estate_unit", "community", name=op.f("uq_voucher_estates_estate_unit_community")),
    )
    op.create_table(
        "voucher_issues",
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("face_fen", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_issues_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["code_id"], ["voucher_codes.id"], name=op.f("fk_voucher_issues_code_id_voucher_codes")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["voucher_persons.id"], name=op.f("fk_voucher_issues_person_id_voucher_persons")
        ),
        sa.PrimaryKeyConstraint("code_id", name=op.f("pk_voucher_issues")),
    )
    op.create_index(op.f("ix_voucher_issues_batch_id"), "voucher_issues", ["batch_id"], unique=False)
    op.create_index("ix_voucher_issues_person", "voucher_issues", ["person_id", "issued_at", "face_fen"], unique=False)
    op.create_table(
        "voucher_merchants",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("reviewed_at", sa.Integer(), nullable=True),
        sa.Column("disqualified_at", sa.Integer(), nullable=True),
        sa.Column("disqualified_why", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_merchants_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["voucher_shops.id"], name=op.f("fk_voucher_merchants_shop_id_voucher_shops")
        ),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_voucher_merchants")),
    )
    op.create_table(
        "voucher_payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("payer", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("estate_unit", sa.String(), nullable=True),
        sa.Column("community", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("land_fen", sa.BigInteger(), nullable=True),
        sa.Column("deed_fen", sa.BigInteger(), nullable=True),
        sa.Column("other_fen", sa.BigInteger(), nullable=True),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_payments_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["voucher_persons.id"], name=op.f("fk_voucher_payments_person_id_voucher_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_payments")),
        sa.UniqueConstraint("number", name=op.f("uq_voucher_payments_number")),
    )
    op.create_index(op.f("ix_voucher_payments_batch_id"), "voucher_payments", ["batch_id"], unique=False)
    op.create_index(
        "ix_voucher_payments_person", "voucher_payments", ["person_id", "paid_on", "total_fen"], unique=False
    )
    op.create_table(
        "voucher_recipients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payment_number", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("authorisation", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_recipients_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["voucher_persons.id"], name=op.f("fk_voucher_recipients_person_id_voucher_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_recipients")),
        sa.UniqueConstraint("payment_number", "person_id", name=op.f("uq_voucher_recipients_payment_number_person_id")),
    )
    op.create_index(
        op.f("ix_voucher_recipients_payment_number"), "voucher_recipients", ["payment_number"], unique=False
    )
    op.create_index(op.f("ix_voucher_recipients_person_id"), "voucher_recipients", ["person_id"], unique=False)
    op.create_table(
        "voucher_redemptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("purchase_fen", sa.BigInteger(), nullable=False),
        sa.Column("redeemed_at", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_redemptions_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["code_id"], ["voucher_codes.id"], name=op.f("fk_voucher_redemptions_code_id_voucher_codes")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["voucher_orders.id"], name=op.f("fk_voucher_redemptions_order_id_voucher_orders")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["voucher_shops.id"], name=op.f("fk_voucher_redemptions_shop_id_voucher_shops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_redemptions")),
        sa.UniqueConstraint("serial", name=op.f("uq_voucher_redemptions_serial")),
    )
    op.create_index(op.f("ix_voucher_redemptions_batch_id"), "voucher_redemptions", ["batch_id"], unique=False)
    op.create_index("ix_voucher_redemptions_code", "voucher_redemptions", ["code_id", "redeemed_at"], unique=False)
    op.create_index(
        "ix_voucher_redemptions_order", "voucher_redemptions", ["order_id", "purchase_fen", "redeemed_at"], unique=False
    )
    op.create_index(
        "ix_voucher_redemptions_shop", "voucher_redemptions", ["shop_id", "redeemed_at", "code_id"], unique=False
    )
    op.create_table(
        "voucher_refunds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("refunded_at", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_refunds_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["voucher_orders.id"], name=op.f("fk_voucher_refunds_order_id_voucher_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_refunds")),
        sa.UniqueConstraint("serial", name=op.f("uq_voucher_refunds_serial")),
    )
    op.create_index(op.f("ix_voucher_refunds_batch_id"), "voucher_refunds", ["batch_id"], unique=False)
    op.create_index(op.f("ix_voucher_refunds_order_id"), "voucher_refunds", ["order_id"], unique=False)
    op.create_table(
        "voucher_transfers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("transferred_at", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_transfers_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_transfers")),
        sa.UniqueConstraint("number", name=op.f("uq_voucher_transfers_number")),
    )
    op.create_table(
        "voucher_withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_voucher_withdrawals_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["voucher_shops.id"], name=op.f("fk_voucher_withdrawals_shop_id_voucher_shops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_withdrawals")),
        sa.UniqueConstraint("serial", name=op.f("uq_voucher_withdrawals_serial")),
    )
    op.create_index(op.f("ix_voucher_withdrawals_batch_id"), "voucher_withdrawals", ["batch_id"], unique=False)
    op.create_index(op.f("ix_voucher_withdrawals_shop_id"), "voucher_withdrawals", ["shop_id"], unique=False)
    _protect_audit()


def _protect_audit() -> None:
    # The chain is only ever lengthened: whoever edits it must first remove these in plain sight.
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END"
        )
