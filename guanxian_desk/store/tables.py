"""Tables that every duty shares: operators, settings, units, changes and their audit, batches, filings."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from guanxian_desk.store.schema import Base
from guanxian_desk.store.types import fen_or_none, moment_column


class Operator(Base):
    """Who works with the file; role is 录入, 审核, 只读 or 管理."""

    __tablename__ = "operators"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]


class Setting(Base):
    """One durable setting of the office (its name, sample mark, remembered mappings)."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class PolicyChoice(Base):
    """What the office decided where a notice is silent, from a day on.

    basis is the 口径依据 (minutes or reply, number, date); papers say 口径待主管部门明确 while it is blank.
    """

    __tablename__ = "policy_choices"
    __table_args__ = (UniqueConstraint("key", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    value: Mapped[str]
    since: Mapped[date]
    basis: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")


class Unit(Base):
    """One body of the county; names are its own rows because they change in time."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    names: Mapped[list[UnitAlias]] = relationship(back_populates="unit", cascade="all, delete-orphan")


class UnitAlias(Base):
    """A name by which people write a unit, valid from … to (exclusive)."""

    __tablename__ = "unit_names"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    name: Mapped[str] = mapped_column(index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]
    unit: Mapped[Unit] = relationship(back_populates="names")


class UnitMembership(Base):
    """A unit belongs to a group (各乡镇人民政府 …) from … to (exclusive)."""

    __tablename__ = "unit_memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    group: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[date | None]


class Change(Base):
    """One passage through the door for writing: a named step that can be taken back.

    kind is 操作, 导入 or 撤销; undoes is the step that this one took back.
    """

    __tablename__ = "changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    kind: Mapped[str]
    operator: Mapped[str]
    role: Mapped[str]
    at: Mapped[moment_column]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("changes.id"), unique=True)


class Audit(Base):
    """One row of the chain: what a change did to one record, before → after.

    hash covers prev_hash and every other column, so a changed or removed row is seen. action is 新增, 修改, 删除,
    导入 (one row for a batch; after then holds the file's SHA-256, the counts and the journal's hash) or 查看.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_record", "table_name", "row_key"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id"), index=True)
    table_name: Mapped[str]
    row_key: Mapped[str]
    action: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    prev_hash: Mapped[str]
    hash: Mapped[str]


class Batch(Base):
    """One imported file: who, when, from whom, which bytes, what became of its rows."""

    __tablename__ = "batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id"))
    kind: Mapped[str]
    file_name: Mapped[str]
    sender: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    rows: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    conflicts: Mapped[int]
    error_rows: Mapped[int]
    notes: Mapped[list[str]] = mapped_column(JSON)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("changes.id"))


class BatchChange(Base):
    """The journal of a batch: a record it changed or replaced, before → after (new records carry batch_id)."""

    __tablename__ = "batch_changes"
    __table_args__ = (Index("ix_batch_changes_record", "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


class BatchLink(Base):
    """A later batch met records of an earlier one (unchanged, changed or in conflict): it builds on it."""

    __tablename__ = "batch_links"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    on_batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    rows: Mapped[int]


class Filing(Base):
    """One paper that went out: what it was made from and the very bytes."""

    __tablename__ = "filings"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id"))
    form: Mapped[str] = mapped_column(index=True)
    form_version: Mapped[str]
    subject: Mapped[str]
    as_of: Mapped[date]
    number: Mapped[str]
    format: Mapped[str]
    fingerprint: Mapped[str]
    amount_fen: Mapped[fen_or_none]
    content: Mapped[bytes]
    inputs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")


class DocumentNumber(Base):
    """One number in the register: drawn from a series of the desk's own, or given by another office (series "").

    n counts a series' numbers in a year without a gap; state is 已用, 预留 or 作废 (then reason says why), and a row of
    a series is never removed. subject is what the number stands on; day the paper's date, where it is known.
    """

    __tablename__ = "document_numbers"
    __table_args__ = (
        UniqueConstraint("series", "year", "n"),
        Index("uq_document_numbers_number", "number", unique=True, sqlite_where=text("state <> '作废'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id"))
    series: Mapped[str]
    year: Mapped[int]
    n: Mapped[int | None]
    number: Mapped[str]
    state: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")


class Dispatch(Base):
    """One outgoing paper in the 发文登记. filing_id: the paper as the desk made it, where it did; recipients (主送)
    and copied (抄送) as written; copies: how many were printed. The signed and sealed scan is its attachment 正本."""

    __tablename__ = "dispatches"

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int | None] = mapped_column(ForeignKey("filings.id"), index=True)
    number: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    day: Mapped[date | None]
    signer: Mapped[str] = mapped_column(default="")
    sealed_on: Mapped[date | None]
    copies: Mapped[int | None]
    recipients: Mapped[str] = mapped_column(default="")
    copied: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Receipt(Base):
    """Who took delivery of an outgoing paper (签收人), for which body, when, and by what way (送达方式)."""

    __tablename__ = "dispatch_receipts"

    id: Mapped[int] = mapped_column(primary_key=True)
    dispatch_id: Mapped[int] = mapped_column(ForeignKey("dispatches.id"), index=True)
    unit: Mapped[str]
    receiver: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None]
    means: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Blob(Base):
    """Bytes kept once, under their SHA-256, whatever they are called; never changed and never removed."""

    __tablename__ = "blobs"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes]


class Attachment(Base):
    """A file that a record carries: a scan, a signed original. owner is `table:key` of the record, or "dossier:KEY"."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_owner", "owner", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]
    place: Mapped[int]
    role: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str]
    media: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"), index=True)
    added_at: Mapped[moment_column]
