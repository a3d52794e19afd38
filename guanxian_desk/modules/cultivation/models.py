"""The cultivation registry: what townships, departments and the treasury reported (冠政发〔2022〕9号, 10号).

Records keep the credit code as written, registered or not: the order of imports never matters, and who is who is
decided when a question is asked.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guanxian_desk.store.schema import Base
from guanxian_desk.store.types import fen, fen_or_none


class _Imported:
    """What every record has: its row and the batch that brought it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)


class EnterpriseRow(_Imported, Base):
    """企业名册."""

    __tablename__ = "cultivation_enterprises"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    former_names: Mapped[str | None]
    former_codes: Mapped[str | None]
    township: Mapped[str]
    industry_code: Mapped[str | None]
    industry: Mapped[str | None]
    industrial: Mapped[bool]
    private: Mapped[bool]
    converting: Mapped[bool | None]
    founded: Mapped[date | None]
    legal_person: Mapped[str | None]
    contact: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    park: Mapped[str | None]
    chain: Mapped[str | None]
    products: Mapped[str | None]
    commissioner: Mapped[str | None]


class YearRow(_Imported, Base):
    """企业年度数据."""

    __tablename__ = "cultivation_years"
    __table_args__ = (UniqueConstraint("code", "year"),)

    code: Mapped[str]
    year: Mapped[int]
    revenue_fen: Mapped[fen]
    research_fen: Mapped[fen_or_none]
    staff: Mapped[int | None]
    tax_fen: Mapped[fen_or_none]
    exports_fen: Mapped[fen_or_none]
    patents: Mapped[int | None]
    above_scale: Mapped[bool | None]
    first_counted_on: Mapped[date | None]
    document: Mapped[str | None]
    counted_before: Mapped[bool | None]


class RecognitionRow(_Imported, Base):
    """企业认定."""

    __tablename__ = "cultivation_recognitions"
    __table_args__ = (UniqueConstraint("code", "title", "level", "recognised_on"),)

    code: Mapped[str]
    title: Mapped[str]
    level: Mapped[str]
    recognised_on: Mapped[date]
    document: Mapped[str | None]
    valid_until: Mapped[date | None]


class ActivityRow(_Imported, Base):
    """承办活动."""

    __tablename__ = "cultivation_events"

    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    name: Mapped[str]
    level: Mapped[str]
    held_on: Mapped[date]
    people: Mapped[int]


class ClaimRow(_Imported, Base):
    """奖补申请."""

    __tablename__ = "cultivation_claims"

    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(index=True)
    matter: Mapped[str]
    level: Mapped[str | None]
    occurred_on: Mapped[date]
    amount_fen: Mapped[fen]
    document: Mapped[str | None]


class StepRow(_Imported, Base):
    """奖补办理环节."""

    __tablename__ = "cultivation_steps"
    __table_args__ = (UniqueConstraint("claim", "stage"),)

    claim: Mapped[str]
    stage: Mapped[str]
    done_on: Mapped[date]
    amount_fen: Mapped[fen_or_none]
    voucher: Mapped[str | None]
    handled_by: Mapped[str | None]
    township_opinion: Mapped[str | None]
    joint_opinion: Mapped[str | None]
    misconduct: Mapped[str | None]
    objections: Mapped[str | None]
    minutes: Mapped[str | None]


class PoolRow(_Imported, Base):
    """培育库."""

    __tablename__ = "cultivation_pool"
    __table_args__ = (UniqueConstraint("code", "category", "entered_on"),)

    code: Mapped[str]
    category: Mapped[str]
    entered_on: Mapped[date]
    aiming_at: Mapped[str | None]
    left_on: Mapped[date | None]
    left_why: Mapped[str | None]


class BudgetUseRow(_Imported, Base):
    """统筹资金其他用途."""

    __tablename__ = "cultivation_budget_uses"

    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    purpose: Mapped[str]
    amount_fen: Mapped[fen]
    document: Mapped[str | None]


class OtherAwardRow(_Imported, Base):
    """其他政策奖励."""

    __tablename__ = "cultivation_other_awards"
    __table_args__ = (UniqueConstraint("code", "document", "matter", "awarded_on"),)

    code: Mapped[str]
    document: Mapped[str]
    matter: Mapped[str]
    amount_fen: Mapped[fen]
    awarded_on: Mapped[date]


class ServiceRow(_Imported, Base):
    """企业服务."""

    __tablename__ = "cultivation_services"

    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    served_on: Mapped[date]
    content: Mapped[str]
    problem: Mapped[str | None]
    outcome: Mapped[str | None]
    served_by: Mapped[str | None]


class TraineeRow(_Imported, Base):
    """培训人员."""

    __tablename__ = "cultivation_trainees"
    __table_args__ = (UniqueConstraint("name", "code", "kind", "trained_on"),)

    name: Mapped[str]
    kind: Mapped[str]
    code: Mapped[str]
    training: Mapped[str]
    trained_on: Mapped[date]


class ScoreRow(Base):
    """评价打分: what a clerk gave an enterprise for one criterion of a year's sheet, 0 to 100."""

    __tablename__ = "cultivation_scores"
    __table_args__ = (UniqueConstraint("code", "year", "criterion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    year: Mapped[int]
    criterion: Mapped[str]
    points: Mapped[int]
    remark: Mapped[str] = mapped_column(default="")
    scored_by: Mapped[str] = mapped_column(default="")


class DecisionRow(Base):
    """评价结论: what was decided about a pool entry in a year's review. action: keep, adjust or leave."""

    __tablename__ = "cultivation_decisions"
    __table_args__ = (UniqueConstraint("code", "category", "entered_on", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    category: Mapped[str]
    entered_on: Mapped[date]
    year: Mapped[int]
    action: Mapped[str]
    reason: Mapped[str]
    decided_on: Mapped[date]
    decided_by: Mapped[str] = mapped_column(default="")


class IdentityRow(Base):
    """重名核对: two codes were decided to be one enterprise (合并), two again (拆分), or two after all (不是一家)."""

    __tablename__ = "cultivation_identities"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    other: Mapped[str] = mapped_column(index=True)
    decision: Mapped[str]
    reason: Mapped[str]
    decided_on: Mapped[date]
    decided_by: Mapped[str] = mapped_column(default="")
