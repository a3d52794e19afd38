"""What the duty keeps: dossiers as whole documents, versions that travelled, and the registers beside them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guanxian_desk.store.schema import Base
from guanxian_desk.store.types import moment_column


class DecisionDossier(Base):
    """One dossier. document is the JSON of dossier.schema.json and alone counts; the columns are read out of it.

    A struck dossier (立错的档案) stays in the file with its reason, and is judged and reminded of no more.
    """

    __tablename__ = "decision_dossiers"

    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    unit: Mapped[str]
    category: Mapped[str | None]
    year: Mapped[int | None] = mapped_column(index=True)
    confidential: Mapped[bool]
    secret: Mapped[bool]
    excluded: Mapped[bool]
    initiated_on: Mapped[date | None]
    submitted_on: Mapped[date | None]
    discussed_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    outcome: Mapped[str | None]
    published_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    struck_on: Mapped[date | None]
    struck_by: Mapped[str | None]
    struck_reason: Mapped[str | None]
    document: Mapped[str]


class DossierVersion(Base):
    """A version of a dossier that left or reached this PC: what a later merge is compared with.

    way is 送出, 收到 or 听说 (a version that another PC names as its own past; its document is not here).
    """

    __tablename__ = "decision_versions"
    __table_args__ = (UniqueConstraint("key", "sha256"), Index("ix_decision_versions_key", "key", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    sha256: Mapped[str]
    way: Mapped[str]
    at: Mapped[moment_column]
    document: Mapped[str | None]


class LegalityReview(Base):
    """合法性审查登记台账: one paper sent to the justice bureau for review."""

    __tablename__ = "legality_reviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    sender: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str | None]
    received_on: Mapped[date]
    supplement: Mapped[str | None]
    issued_on: Mapped[date | None]
    reviewer: Mapped[str | None]
    conclusion: Mapped[str | None]
    opinion_number: Mapped[str | None]
    adoption: Mapped[str | None]
    dossier_key: Mapped[str | None] = mapped_column(index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class NormativeDocument(Base):
    """规范性文件台账: one administrative normative document, its filing for the record and its clearing."""

    __tablename__ = "normative_documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    register_number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    issuer: Mapped[str | None]
    document_number: Mapped[str | None]
    issued_on: Mapped[date]
    valid_until: Mapped[str | None]
    filed_on: Mapped[date | None]
    review_result: Mapped[str | None]
    clearing: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class CatalogueItem(Base):
    """年度重大行政决策事项目录: one matter of a year, as the county published it."""

    __tablename__ = "catalogue_items"
    __table_args__ = (UniqueConstraint("year", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    place: Mapped[int | None]
    name: Mapped[str]
    unit: Mapped[str]
    joint_units: Mapped[str | None]
    planned: Mapped[str | None]
    basis: Mapped[str | None]
    hearing: Mapped[bool | None]
    expert_review: Mapped[bool | None]
    risk_assessment: Mapped[bool | None]
    published_on: Mapped[date | None]
    note: Mapped[str | None]
    dossier_key: Mapped[str | None] = mapped_column(index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class Expert(Base):
    """专家库: one expert who may be asked for a review (第三十二条)."""

    __tablename__ = "decision_experts"
    __table_args__ = (UniqueConstraint("name", "employer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    employer: Mapped[str]
    kind: Mapped[str]
    fields: Mapped[str]
    specialties: Mapped[str | None]
    post: Mapped[str | None]
    phone: Mapped[str | None]
    connected_with: Mapped[str | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)
