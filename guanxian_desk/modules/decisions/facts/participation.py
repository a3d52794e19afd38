"""Facts of chapter 3: notices, symposia, hearings, other methods, polls, the opinion register, feedback."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Notice(NamedTuple):
    """向社会公开征求意见."""

    id: str
    published_on: date | None
    closes_on: date | None
    channels: tuple[str, ...]
    contents: tuple[str, ...]
    shortening_statement: str | None
    opinions_received: int | None
    superseded_by: str | None
    evidence: tuple[str, ...]


class Invitee(NamedTuple):
    """座谈会的受邀人."""

    stakeholder: bool


class Symposium(NamedTuple):
    """座谈会."""

    id: str
    held_on: date | None
    materials_delivered_on: date | None
    invitees: tuple[Invitee, ...]
    opinions_received: int | None
    superseded_by: str | None
    evidence: tuple[str, ...]


class HearingNotice(NamedTuple):
    """听证公告."""

    published_on: date | None
    contents: tuple[str, ...]


class Participant(NamedTuple):
    """听证参加人."""

    stakeholder: bool
    attended: bool | None
    signed: bool | None


class HearingReport(NamedTuple):
    """听证报告."""

    issued_on: date | None
    contents: tuple[str, ...]


class Hearing(NamedTuple):
    """听证会."""

    id: str
    notice: HearingNotice
    held_on: date | None
    public: bool | None
    many_applicants: bool | None
    selection_method_published_on: date | None
    participants_announced_on: date | None
    participants: tuple[Participant, ...]
    materials_delivered_on: date | None
    steps: tuple[str, ...]
    report: HearingReport
    opinions_received: int | None
    superseded_by: str | None
    evidence: tuple[str, ...]


class OtherMethod(NamedTuple):
    """书面征求意见、实地走访、问卷调查."""

    id: str
    completed_on: date | None
    opinions_received: int | None
    evidence: tuple[str, ...]


class Poll(NamedTuple):
    """民意调查."""

    id: str
    conducted_on: date | None
    third_party: bool | None
    interest_free: bool | None
    report_issued_on: date | None
    evidence: tuple[str, ...]


class EnterpriseConsultation(NamedTuple):
    """听取一家企业或者行业协会商会的意见."""

    id: str
    kind: str
    features: tuple[str, ...]
    on: date | None
    evidence: tuple[str, ...]


class Struck(NamedTuple):
    """划去一条意见."""

    on: date | None
    reason: str | None


class Opinion(NamedTuple):
    """意见登记簿的一条."""

    id: str
    source: str
    received_on: date
    stance: str
    adoption: str | None
    reason: str | None
    struck: Struck
    evidence: tuple[str, ...]


class Summary(NamedTuple):
    """公众意见的归纳整理."""

    completed_on: date | None
    opposing: int | None
    evidence: tuple[str, ...]


class Feedback(NamedTuple):
    """向社会反馈采纳情况."""

    published_on: date | None
    evidence: tuple[str, ...]


class Participation(NamedTuple):
    """公众参与."""

    notices: tuple[Notice, ...]
    symposia: tuple[Symposium, ...]
    hearings: tuple[Hearing, ...]
    other_methods: tuple[OtherMethod, ...]
    polls: tuple[Poll, ...]
    enterprise_consultations: tuple[EnterpriseConsultation, ...]
    opinions: tuple[Opinion, ...]
    summary: Summary
    feedback: Feedback
