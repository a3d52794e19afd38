"""Scoring sheets, decisions of the yearly review and of who is who, of the cultivation pool."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "cultivation_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("scored_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_scores")),
        sa.UniqueConstraint("code", "year", "criterion", name=op.f("uq_cultivation_scores_code_year_criterion")),
    )
    op.create_table(
        "cultivation_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_decisions")),
        sa.UniqueConstraint(
            "code",
            "category",
            "entered_on",
            "year",
            name=op.f("uq_cultivation_decisions_code_category_entered_on_year"),
        ),
    )
    op.create_table(
        "cultivation_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cultivation_identities")),
    )
    op.create_index(op.f("ix_cultivation_identities_code"), "cultivation_identities", ["code"])
    op.create_index(op.f("ix_cultivation_identities_other"), "cultivation_identities", ["other"])
