"""Dossiers of decisions, their travelled versions, and the registers of the justice bureau."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "decision_dossiers",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("excluded", sa.Boolean(), nullable=False),
        sa.Column("initiated_on", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("struck_on", sa.Date(), nullable=True),
        sa.Column("struck_by", sa.String(), nullable=True),
        sa.Column("struck_reason", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision_dossiers")),
    )
    op.create_index(op.f("ix_decision_dossiers_year"), "decision_dossiers", ["year"])
    op.create_table(
        "decision_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_versions")),
        sa.UniqueConstraint("key", "sha256", name=op.f("uq_decision_versions_key_sha256")),
    )
    op.create_index("ix_decision_versions_key", "decision_versions", ["key", "id"])
    op.create_table(
        "legality_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("supplement", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("reviewer", sa.String(), nullable=True),
        sa.Column("conclusion", sa.String(), nullable=True),
        sa.Column("opinion_number", sa.String(), nullable=True),
        sa.Column("adoption", sa.String(), nullable=True),
        sa.Column("dossier_key", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_legality_reviews_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legality_reviews")),
        sa.UniqueConstraint("number", name=op.f("uq_legality_reviews_number")),
    )
    op.create_index(op.f("ix_legality_reviews_batch_id"), "legality_reviews", ["batch_id"])
    op.create_index(op.f("ix_legality_reviews_dossier_key"), "legality_reviews", ["dossier_key"])
    op.create_table(
        "normative_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("document_number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.String(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("review_result", sa.String(), nullable=True),
        sa.Column("clearing", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_normative_documents_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_normative_documents")),
        sa.UniqueConstraint("register_number", name=op.f("uq_normative_documents_register_number")),
    )
    op.create_index(op.f("ix_normative_documents_batch_id"), "normative_documents", ["batch_id"])
    op.create_table(
        "catalogue_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("joint_units", sa.String(), nullable=True),
        sa.Column("planned", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("hearing", sa.Boolean(), nullable=True),
        sa.Column("expert_review", sa.Boolean(), nullable=True),
        sa.Column("risk_assessment", sa.Boolean(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("dossier_key", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_catalogue_items_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_items")),
        sa.UniqueConstraint("year", "name", name=op.f("uq_catalogue_items_year_name")),
    )
    op.create_index(op.f("ix_catalogue_items_batch_id"), "catalogue_items", ["batch_id"])
    op.create_index(op.f("ix_catalogue_items_dossier_key"), "catalogue_items", ["dossier_key"])
    op.create_table(
        "decision_experts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("specialties", sa.String(), nullable=True),
        sa.Column("post", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("connected_with", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_decision_experts_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_experts")),
        sa.UniqueConstraint("name", "employer", name=op.f("uq_decision_experts_name_employer")),
    )
    op.create_index(op.f("ix_decision_experts_batch_id"), "decision_experts", ["batch_id"])
