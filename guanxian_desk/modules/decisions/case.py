"""A dossier on one day: what has come by then, the standing records, and the events that close a norm.

The day is D of the contract: a date not later than D is a fact, a later one is a plan and fulfils nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from guanxian_desk.base.days import WorkCalendar
from guanxian_desk.modules.decisions.facts.assessment import ExpertReview, RiskAssessment
from guanxian_desk.modules.decisions.facts.deliberation import Decision, Meeting
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.legality import LegalityOpinion, Round, UnitReview
from guanxian_desk.modules.decisions.facts.matter import Traits
from guanxian_desk.modules.decisions.facts.participation import Hearing, Notice, Symposium
from guanxian_desk.modules.decisions.limits import Editions, Limits

ON_DRAFT, ON_STOPPING = "决策草案", "停止执行或者修改决策"
AGREED, REJECTED = ("同意", "原则同意"), "不同意"
NOT_EXCLUDED = "无"
_COLLECTIVE = ("政府常务会议", "政府全体会议")
_SENT_BACK = ("退回补正", "不合法")


class _Superseded(Protocol):
    @property
    def superseded_by(self) -> str | None: ...


Superseded = TypeVar("Superseded", bound=_Superseded)
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Event:
    """A step that closes norms, with its day where that is known (it may lie ahead)."""

    name: str
    day: date | None


class Case:
    """A dossier as it stands on the day; rules ask it, nothing changes it.

    submission: judge as if this had been the day of 送审 (how things stood when a round was submitted).
    """

    def __init__(
        self, dossier: Dossier, as_of: date, calendar: WorkCalendar, editions: Editions, submission: date | None = None
    ) -> None:
        self.dossier = dossier
        self.as_of = as_of
        self.calendar = calendar
        self.editions = editions
        self._submission = submission

    def come(self, day: date | None) -> bool:
        """Whether the day is known and not later than the day of the case."""
        return day is not None and day <= self.as_of

    def limits(self, day: date | None = None) -> Limits:
        """The numbers of the edition in force on the day of a step (the day of the case when that is unknown)."""
        return self.editions.on(day or self.as_of)

    def at(self, day: date, submission: date | None = None) -> Case:
        """The same dossier on another day."""
        return Case(self.dossier, day, self.calendar, self.editions, submission)

    # What the matter is.

    @property
    def traits(self) -> Traits:
        """The traits that switch procedures on."""
        return self.dossier.matter.traits

    @property
    def excluded(self) -> bool:
        """Whether the matter is one of the four that the regulation does not reach (第三条第二款)."""
        return self.dossier.matter.exclusion not in (None, NOT_EXCLUDED)

    @property
    def confidential(self) -> bool:
        """Whether the matter is kept from the public on a stated basis."""
        secrecy = self.dossier.matter.confidentiality
        return bool(secrecy.confidential and secrecy.basis)

    # Standing records: those that no later record of the same kind replaces.

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """The standing public notices."""
        return standing(self.dossier.participation.notices)

    @cached_property
    def symposia(self) -> tuple[Symposium, ...]:
        """The standing symposia."""
        return standing(self.dossier.participation.symposia)

    @cached_property
    def hearings(self) -> tuple[Hearing, ...]:
        """The standing hearings."""
        return standing(self.dossier.participation.hearings)

    @cached_property
    def expert_reviews(self) -> tuple[ExpertReview, ...]:
        """The standing expert reviews."""
        return standing(self.dossier.expert_reviews)

    @cached_property
    def assessments(self) -> tuple[RiskAssessment, ...]:
        """The standing risk assessments."""
        return standing(self.dossier.risk.assessments)

    # Rounds of legality review.

    @cached_property
    def round(self) -> Round | None:
        """The current round: the latest submitted by the day, returned or not."""
        return self.round_on(self.as_of)

    def round_on(self, day: date) -> Round | None:
        """The latest round submitted by that day."""
        submitted = [
            entry for entry in self.dossier.legality.rounds if entry.submitted_on and entry.submitted_on <= day
        ]
        return last(submitted, lambda entry: entry.submitted_on)

    @cached_property
    def opinion(self) -> LegalityOpinion | None:
        """The current round's opinion, once issued."""
        return self.round.opinion if self.round and self.come(self.round.opinion.issued_on) else None

    @cached_property
    def live_round(self) -> Round | None:
        """The current round unless it was sent back or found unlawful."""
        sent_back = self.opinion is not None and self.opinion.conclusion in _SENT_BACK
        return None if sent_back else self.round

    @cached_property
    def unit_review(self) -> UnitReview | None:
        """The unit's own procedure behind the live round; before 送审 the last one listed."""
        reviews = self.dossier.legality.unit_reviews
        if self.live_round is None:
            return reviews[-1] if reviews else None
        return self.unit_review_of(self.live_round)

    def unit_review_of(self, entry: Round) -> UnitReview | None:
        """The unit's own procedure that a round names; None when it names none or another kind of record."""
        found = (review for review in self.dossier.legality.unit_reviews if review.id == entry.unit_review)
        return next(found, None)

    # Events that close norms.

    @cached_property
    def initiation(self) -> Event:
        """启动."""
        return Event("决定启动", self.dossier.initiation.decided_on)

    @cached_property
    def submission(self) -> Event:
        """送审: of the live round, or else of the next planned one."""
        day = self._submission
        if day is None and self.live_round:
            day = self.live_round.submitted_on
        elif day is None:
            ahead = (entry.submitted_on for entry in self.dossier.legality.rounds if not self.come(entry.submitted_on))
            day = earliest(ahead)
        return Event("送请合法性审查", day)

    @cached_property
    def meeting_record(self) -> Meeting | None:
        """The meeting that counts: on the draft, the latest held; else the latest requested; else the first planned."""
        on_draft = [entry for entry in self.dossier.deliberation.meetings if entry.topic == ON_DRAFT]
        held = [entry for entry in on_draft if self.come(entry.held_on)]
        asked = [entry for entry in on_draft if self.come(entry.request.submitted_on)]
        planned = [entry for entry in on_draft if entry.held_on or entry.request.submitted_on]
        return (
            last(held, lambda entry: entry.held_on)
            or last(asked, lambda entry: entry.request.submitted_on)
            or min(planned, key=lambda entry: entry.held_on or entry.request.submitted_on or date.max, default=None)
        )

    @cached_property
    def meeting(self) -> Event:
        """会议."""
        return Event("集体讨论", self.meeting_record.held_on if self.meeting_record else None)

    @cached_property
    def request(self) -> Event:
        """提请: the day of the request, or of the meeting where there was none."""
        asked = self.meeting_record.request.submitted_on if self.meeting_record else None
        return Event("提请讨论", asked or self.meeting.day)

    @cached_property
    def first_discussion_day(self) -> date | None:
        """The earlier of 提请 and 会议."""
        return earliest((self.request.day, self.meeting.day))

    @cached_property
    def publication(self) -> Event:
        """公布: the first publication through any channel."""
        return Event("首次公布", earliest(entry.published_on for entry in self.dossier.publication.channels))

    @property
    def archiving(self) -> Event:
        """归档."""
        return Event("归档", self.dossier.archive.closed_on)

    @cached_property
    def decision(self) -> Decision | None:
        """The latest decision made by the day."""
        made = [entry for entry in self.dossier.deliberation.decisions if self.come(entry.made_on)]
        return last(made, lambda entry: entry.made_on)

    @cached_property
    def adopted(self) -> bool:
        """Whether the latest decision is 同意 or 原则同意."""
        return self.decision is not None and self.decision.outcome in AGREED

    @cached_property
    def planned_decision(self) -> date | None:
        """The day of the first decision that still lies ahead."""
        return earliest(entry.made_on for entry in self.dossier.deliberation.decisions if not self.come(entry.made_on))

    def meeting_named(self, meeting_id: str | None) -> Meeting | None:
        """The meeting of this id; None when the id is missing or belongs to another kind of record."""
        return next((entry for entry in self.dossier.deliberation.meetings if entry.id == meeting_id), None)


def collective(meeting: Meeting | None, topic: str, day: date) -> bool:
    """Whether this is a 常务 or 全体 meeting on the topic, held by the day."""
    return (
        meeting is not None
        and meeting.kind in _COLLECTIVE
        and meeting.topic == topic
        and meeting.held_on is not None
        and meeting.held_on <= day
    )


def earliest(days: Iterable[date | None]) -> date | None:
    """The earliest known day."""
    return min((day for day in days if day is not None), default=None)


def latest(days: Iterable[date | None]) -> date | None:
    """The latest known day."""
    return max((day for day in days if day is not None), default=None)


def last(records: Sequence[Record], day: Callable[[Record], date | None]) -> Record | None:
    """The record with the latest day; of several on that day the one listed last; None when there is none."""
    return max(reversed(records), key=lambda record: day(record) or date.min, default=None)


def standing(records: Sequence[Superseded]) -> tuple[Superseded, ...]:
    """The records that no later one replaces."""
    return tuple(record for record in records if record.superseded_by is None)
