"""Memories of the exchange, what lay behind each batch, files that went back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _memories()
    _batches()


def _memories() -> None:
    op.create_table(
        "column_memories",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("kind", "sender", "heading", "field"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_memories")),
        sa.UniqueConstraint("kind", "sender", "heading", name=op.f("uq_column_memories_kind_sender_heading")),
    )
    op.create_table(
        "value_memories",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("kind", "sender", "field", "written", "meant"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_memories")),
        sa.UniqueConstraint(
            "kind", "sender", "field", "written", name=op.f("uq_value_memories_kind_sender_field_written")
        ),
    )
    op.create_table(
        "fill_memories",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("layout", "kind", "title"),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fill_memories")),
        sa.UniqueConstraint("layout", "kind", name=op.f("uq_fill_memories_layout_kind")),
    )


def _batches() -> None:
    op.create_table(
        "batch_details",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        *_texts("period"),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column("rest", sa.LargeBinary(), nullable=False),
        sa.Column("removed", sa.LargeBinary(), nullable=True),
        sa.Column("again", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_details_batch_id_batches")),
        sa.ForeignKeyConstraint(["again"], ["batches.id"], name=op.f("fk_batch_details_again_batches")),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_batch_details")),
    )
    op.create_table(
        "returned_files",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("kind", "sender", "period", "file_name", "sha256"),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("error_rows", sa.Integer(), nullable=False),
        sa.Column("returned_at", sa.Integer(), nullable=False),
        *_texts("operator"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returned_files")),
    )
    op.create_index(op.f("ix_returned_files_sha256"), "returned_files", ["sha256"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]
