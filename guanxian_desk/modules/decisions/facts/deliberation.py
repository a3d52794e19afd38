"""Facts of chapter 7: meetings, decisions, the party and the congress, publication."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Request(NamedTuple):
    """提请讨论."""

    submitted_on: date | None
    materials: tuple[str, ...]


class Member(NamedTuple):
    """会议组成人员；出席与否不明的视为出席."""

    name: str | None
    chief: bool | None
    present: bool | None
    stance: str | None


class Dissent(NamedTuple):
    """记录载明的不同意见."""

    member: str | None
    text: str | None


class MeetingRecord(NamedTuple):
    """集体讨论记录."""

    made_on: date | None
    dissents: tuple[Dissent, ...]


class Meeting(NamedTuple):
    """一次会议."""

    id: str
    kind: str | None
    topic: str
    request: Request
    held_on: date | None
    steps: tuple[str, ...]
    members: tuple[Member, ...]
    record: MeetingRecord
    evidence: tuple[str, ...]


class Decision(NamedTuple):
    """一项决定."""

    id: str
    made_on: date
    outcome: str | None
    meeting: str | None
    contrary_reason: str | None
    evidence: tuple[str, ...]


class PartyReport(NamedTuple):
    """出台前向党委请示报告."""

    reported_on: date | None
    evidence: tuple[str, ...]


class HigherApproval(NamedTuple):
    """人大审议、报告，市政府批准."""

    id: str
    route: str
    submitted_on: date | None
    concluded_on: date | None
    approved: bool | None
    evidence: tuple[str, ...]


class Deliberation(NamedTuple):
    """集体讨论决定."""

    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]
    party_report: PartyReport
    higher_approvals: tuple[HigherApproval, ...]


class Channel(NamedTuple):
    """一种公布途径."""

    channel: str
    published_on: date
    evidence: tuple[str, ...]


class Interpretation(NamedTuple):
    """一次宣传解读."""

    on: date
    evidence: tuple[str, ...]


class Publication(NamedTuple):
    """决策公布和解读."""

    channels: tuple[Channel, ...]
    contents: tuple[str, ...]
    adoption_statement_on: date | None
    interpretations: tuple[Interpretation, ...]
