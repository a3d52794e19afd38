"""What the exchange remembers: column mappings, value synonyms, filled templates, and what lay behind each batch."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guanxian_desk.store.schema import Base
from guanxian_desk.store.types import moment_column


class ColumnMemory(Base):
    """A heading of one sender's files of a kind, and the field a clerk said it means ("" to leave it aside)."""

    __tablename__ = "column_memories"
    __table_args__ = (UniqueConstraint("kind", "sender", "heading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    sender: Mapped[str]
    heading: Mapped[str]
    field: Mapped[str]


class ValueMemory(Base):
    """What one sender writes in a field of a kind, and what a clerk said it means: 清泉办事处 → 清泉街道."""

    __tablename__ = "value_memories"
    __table_args__ = (UniqueConstraint("kind", "sender", "field", "written"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    sender: Mapped[str]
    field: Mapped[str]
    written: Mapped[str]
    meant: Mapped[str]


class FillMemory(Base):
    """How the columns of a superior's blank workbook (known by its headings) are filled: heading → field."""

    __tablename__ = "fill_memories"
    __table_args__ = (UniqueConstraint("layout", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    layout: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    columns: Mapped[dict[str, str]] = mapped_column(JSON)


class BatchDetail(Base):
    """What a batch's counts do not tell.

    period: which reporting period it is for (2022-05, 2022Q2, 2022); edits: cells mended before committing; rest: the
    rows of the file that brought no new record, packed (store/batch_rows.py); removed: what undoing it took out,
    packed, for doing it again; again: the batch that this one does again.
    """

    __tablename__ = "batch_details"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    period: Mapped[str]
    edits: Mapped[list[Any]] = mapped_column(JSON)
    rest: Mapped[bytes]
    removed: Mapped[bytes | None]
    again: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))


class ReturnedFile(Base):
    """A file that went back to its sender without being taken: a round of reporting that left no batch."""

    __tablename__ = "returned_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    sender: Mapped[str]
    period: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    rows: Mapped[int]
    error_rows: Mapped[int]
    returned_at: Mapped[moment_column]
    operator: Mapped[str]
