"""Facts of chapter 6: the unit's own procedure, the rounds of legality review, the opinion and the answers to it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class LegalAdvice(NamedTuple):
    """法律顾问或者公职律师的意见."""

    role: str
    on: date


class FirstReview(NamedTuple):
    """合法性初审."""

    issued_on: date | None
    heard: tuple[LegalAdvice, ...]


class Countersign(NamedTuple):
    """一个部门的会签."""

    on: date


class OfficeMeeting(NamedTuple):
    """本单位办公会议."""

    held_on: date | None
    passed: bool | None


class UnitReview(NamedTuple):
    """承办单位的内部程序."""

    id: str
    first_review: FirstReview
    countersigns: tuple[Countersign, ...]
    office_meeting: OfficeMeeting
    evidence: tuple[str, ...]


class Guidance(NamedTuple):
    """就重大问题征求意见."""

    on: date
    evidence: tuple[str, ...]


class OmittedProcedure(NamedTuple):
    """对未履行程序的说明."""

    procedure: str
    reason: str | None


class Supplement(NamedTuple):
    """补正通知与补送."""

    requested_on: date
    items: tuple[str, ...]
    supplied_on: date | None
    evidence: tuple[str, ...]


class ExcludedSpan(NamedTuple):
    """不计入审查期限的工作，起止日均扣除."""

    from_: date
    to: date | None
    evidence: tuple[str, ...]


class Response(NamedTuple):
    """承办单位对一个问题的答复."""

    on: date | None
    adoption: str | None
    reason: str | None


class Finding(NamedTuple):
    """审查发现的一个问题."""

    id: str
    kind: str
    advice: str | None
    response: Response
    evidence: tuple[str, ...]


class LegalityOpinion(NamedTuple):
    """合法性审查意见书."""

    issued_on: date | None
    conclusion: str | None
    scope: tuple[str, ...]
    contents: tuple[str, ...]
    findings: tuple[Finding, ...]


class Round(NamedTuple):
    """一轮送审."""

    id: str
    unit_review: str | None
    submitted_on: date | None
    materials: tuple[str, ...]
    drafting_statement: tuple[str, ...]
    omitted_procedures: tuple[OmittedProcedure, ...]
    supplements: tuple[Supplement, ...]
    excluded_spans: tuple[ExcludedSpan, ...]
    legal_opinions: tuple[LegalAdvice, ...]
    opinion: LegalityOpinion
    evidence: tuple[str, ...]


class Legality(NamedTuple):
    """合法性初审、会签、办公会议和合法性审查."""

    unit_reviews: tuple[UnitReview, ...]
    guidance: tuple[Guidance, ...]
    rounds: tuple[Round, ...]
