"""What the project library keeps by hand: stage moves, selections, needs, meetings and what they settled."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _table(
        "project_moves",
        sa.Column("project_number", sa.String(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        unique=("project_number", "moved_on"),
    )
    _table(
        "project_selections",
        sa.Column("project_number", sa.String(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("leading", sa.Boolean(), nullable=True),
        sa.Column("technical", sa.Boolean(), nullable=True),
        sa.Column("promising", sa.Boolean(), nullable=True),
        sa.Column("influential", sa.Boolean(), nullable=True),
        sa.Column("judges", sa.String(), nullable=True),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=True),
        unique=("project_number", "judged_on"),
    )
    _table(
        "project_needs",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("project_number", sa.String(), nullable=False),
        sa.Column("factor", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        unique=("code",),
    )
    op.create_index(op.f("ix_project_needs_project_number"), "project_needs", ["project_number"])
    _meetings()


def _meetings() -> None:
    _table(
        "dispatch_meetings",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("attendees", sa.String(), nullable=True),
        sa.Column("minutes", sa.String(), nullable=True),
        sa.Column("paper", sa.String(), nullable=True),
        unique=("code",),
    )
    _table(
        "dispatch_actions",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("meeting_code", sa.String(), nullable=False),
        sa.Column("project_number", sa.String(), nullable=True),
        sa.Column("problem_code", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("plan_key", sa.String(), nullable=True),
        sa.Column("task_number", sa.String(), nullable=True),
        unique=("code",),
    )
    op.create_index(op.f("ix_dispatch_actions_meeting_code"), "dispatch_actions", ["meeting_code"])


def _table(name: str, *columns: sa.Column[Any], unique: tuple[str, ...]) -> None:
    """A register's table: its own key, what the sheet says, and the batch that brought it."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f(f"fk_{name}_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}")),
    )
    op.create_index(op.f(f"ix_{name}_batch_id"), name, ["batch_id"])
