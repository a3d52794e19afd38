"""Facts of chapters 4 and 5: expert reviews, risk assessments, whether risks are under control."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Interest(NamedTuple):
    """利害关系声明."""

    declared_on: date | None
    has_interest: bool | None


class ExpertOpinion(NamedTuple):
    """一位专家的论证意见."""

    signed_on: date | None
    adoption: str | None
    reason: str | None


class Expert(NamedTuple):
    """参与论证的专家."""

    name: str | None
    kind: str
    specialties: tuple[str, ...]
    employer: str | None
    interest: Interest
    opinion: ExpertOpinion


class ExpertReview(NamedTuple):
    """一次专家论证；experts 为 None = 尚不知道有哪些专家."""

    id: str
    institution: str | None
    materials: tuple[str, ...]
    materials_provided_on: date | None
    concluded_on: date | None
    topics: tuple[str, ...]
    experts: tuple[Expert, ...] | None
    feedback_on: date | None
    superseded_by: str | None
    evidence: tuple[str, ...]


class PriorAssessment(NamedTuple):
    """按有关规定已作的评价、评估."""

    id: str
    kinds: tuple[str, ...]
    body: str | None
    on: date
    document: str | None
    evidence: tuple[str, ...]


class RiskPlan(NamedTuple):
    """评估工作方案."""

    made_on: date | None
    contents: tuple[str, ...]


class KeyVisit(NamedTuple):
    """重点走访."""

    on: date
    in_person: bool


class RiskReport(NamedTuple):
    """风险评估报告."""

    issued_on: date | None
    contents: tuple[str, ...]


class RiskAssessment(NamedTuple):
    """一次风险评估."""

    id: str
    assessor: str | None
    kinds: tuple[str, ...]
    plan: RiskPlan
    investigated_on: date | None
    key_groups_exist: bool | None
    key_visits: tuple[KeyVisit, ...]
    analysed_on: date | None
    graded_on: date | None
    level: str | None
    report: RiskReport
    superseded_by: str | None
    evidence: tuple[str, ...]


class Controllability(NamedTuple):
    """风险是否可控的一次认定."""

    on: date
    controllable: bool
    reason: str | None
    measures: str | None
    evidence: tuple[str, ...]


class Risk(NamedTuple):
    """风险评估."""

    prior_assessments: tuple[PriorAssessment, ...]
    assessments: tuple[RiskAssessment, ...]
    controllability: tuple[Controllability, ...]
