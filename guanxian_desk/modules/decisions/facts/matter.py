"""Facts of chapters 1 and 2: the matter and its traits, the yearly catalogue, the start, the draft."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class SpecialProcedure(NamedTuple):
    """第三条第二款：法律、行政法规对决策程序另有规定."""

    exists: bool | None
    basis: str | None


class Confidentiality(NamedTuple):
    """依法不予公开；没有依据的不产生例外."""

    confidential: bool | None
    basis: str | None


class Party(NamedTuple):
    """有直接利害关系的人."""

    name: str | None


class Traits(NamedTuple):
    """启用程序的特征；None = 尚未判定，空列表 = 已判定没有."""

    market_entities: bool | None
    trade: bool | None
    other_units: bool | None
    enterprises_affected: bool | None
    professional: bool | None
    adverse_effects: bool | None
    hearing_grounds: tuple[str, ...] | None
    wide_or_controversial: bool | None
    public_concern: bool | None
    higher_approval: tuple[str, ...] | None


class Matter(NamedTuple):
    """决策事项."""

    title: str | None
    deciding_body: str | None
    category: str | None
    category_reason: str | None
    exclusion: str | None
    special_procedure: SpecialProcedure
    confidentiality: Confidentiality
    fields: tuple[str, ...]
    interested_parties: tuple[Party, ...]
    traits: Traits


class CatalogueAdjustment(NamedTuple):
    """目录的一次调整."""

    id: str
    approved_on: date | None
    party_consent_on: date | None
    published_on: date | None
    evidence: tuple[str, ...]


class Catalogue(NamedTuple):
    """年度决策事项目录."""

    matter_name: str | None
    undertaking_unit: str | None
    compiled_on: date | None
    approved_on: date | None
    party_consent_on: date | None
    published_on: date | None
    adjustments: tuple[CatalogueAdjustment, ...]
    evidence: tuple[str, ...]


class Proposal(NamedTuple):
    """决策事项建议."""

    source: str | None
    proposer: str | None
    evidence: tuple[str, ...]


class Study(NamedTuple):
    """对建议的研究论证."""

    unit: str | None
    role: str | None
    completed_on: date | None
    contents: tuple[str, ...]
    evidence: tuple[str, ...]


class Unit(NamedTuple):
    """一个承办单位."""

    name: str | None
    role: str | None
    functions_ceased_on: date | None
    succeeded_by: str | None


class Initiation(NamedTuple):
    """决策启动."""

    proposal: Proposal
    study: Study
    reported_on: date | None
    decided_on: date | None
    units: tuple[Unit, ...]
    evidence: tuple[str, ...]


class Draft(NamedTuple):
    """一稿."""

    id: str
    made_on: date


class CostBenefit(NamedTuple):
    """成本效益分析预测."""

    performed: bool | None
    issued_on: date | None
    contents: tuple[str, ...]
    evidence: tuple[str, ...]


class Consultation(NamedTuple):
    """征求一个单位的意见."""

    id: str
    unit: str | None
    replied_on: date | None
    agreed: bool | None
    evidence: tuple[str, ...]


class DisputeStatement(NamedTuple):
    """向决策机关的争议说明."""

    submitted_on: date | None
    contents: tuple[str, ...]
    evidence: tuple[str, ...]


class ConcludedReview(NamedTuple):
    """公平竞争审查或者贸易政策合规审查."""

    concluded_on: date | None
    evidence: tuple[str, ...]


class Drafting(NamedTuple):
    """草案拟定."""

    drafts: tuple[Draft, ...]
    cost_benefit: CostBenefit
    consultations: tuple[Consultation, ...]
    dispute_statement: DisputeStatement
    fair_competition_review: ConcludedReview
    trade_compliance_review: ConcludedReview
