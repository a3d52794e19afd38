"""The life of a claim: applied → checked → publicised → approved → paid → audited, nothing skipped (reading 13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from guanxian_desk.base.days import NoCalendarError, WorkCalendar
from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.facts import Step

CHECK, PUBLICITY, APPROVAL, PAYMENT, AUDIT = STAGES = ("审核", "公示", "批准", "拨付", "审计")


class State(StrEnum):
    """How far a claim has come."""

    APPLIED = "applied"
    CHECKED = "checked"
    PUBLICISED = "publicised"
    APPROVED = "approved"
    PAID = "paid"
    AUDITED = "audited"


_STATES = tuple(State)
STATE_WORDS = {
    State.APPLIED: "已申请",
    State.CHECKED: "已审核",
    State.PUBLICISED: "公示中",
    State.APPROVED: "已批准",
    State.PAID: "已拨付",
    State.AUDITED: "已审计",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A claim's state and money, fen."""

    state: State = State.APPLIED
    approved_fen: int = 0
    paid_fen: int = 0

    @property
    def approved(self) -> bool:
        """Whether it was approved, and so its money is bound."""
        return _STATES.index(self.state) >= _STATES.index(State.APPROVED)


class StepFault(NamedTuple):
    """Why a step cannot be taken. position: of the row; field: of the sheet; message: in a clerk's words."""

    position: int
    field: str
    message: str


class Payable(NamedTuple):
    """What may be approved on a claim, fen, and the budget that bears it ("2023", "2022-2024")."""

    fen: int
    period: str


def progress(steps: Iterable[Step]) -> dict[str, Progress]:
    """Claim → how far it has come."""
    by_claim: dict[str, dict[str, Step]] = defaultdict(dict)
    for step in steps:
        by_claim[step.claim][step.stage] = step
    return {claim: _progress(own) for claim, own in by_claim.items()}


def broken_lives(steps: Iterable[Step], claims: Collection[str]) -> dict[str, str]:
    """Claim → its furthest stage, where the claim or a stage before is missing. claims: the numbers that stand."""
    by_claim: dict[str, set[int]] = defaultdict(set)
    for step in steps:
        by_claim[step.claim].add(STAGES.index(step.stage))
    return {
        claim: STAGES[max(stages)]
        for claim, stages in by_claim.items()
        if claim not in claims or len(stages) <= max(stages)
    }


def _progress(steps: Mapping[str, Step]) -> Progress:
    furthest = max(STAGES.index(stage) for stage in steps)
    return Progress(_STATES[furthest + 1], _fen(steps.get(APPROVAL)), _fen(steps.get(PAYMENT)))


def _fen(step: Step | None) -> int:
    return (step.amount_fen or 0) if step else 0


def check_steps(
    rows: Sequence[Step],
    standing: Iterable[Step],
    payable: Mapping[str, Payable],
    rooms: Mapping[str, int],
    calendar: WorkCalendar,
    publicity_days: int,
) -> list[StepFault]:
    """What is wrong with new steps, given those that stand: one fault for each bad cell.

    Rows of one claim may come in any order, also all in one file; approvals take the budget in the order of the rows.
    payable: by claim; rooms: what each budget still bears, fen; publicity_days: working days before an approval.
    A row that stands already with the same content is not judged.
    """
    desk = _Desk(standing, payable, dict(rooms), calendar, publicity_days)
    order = sorted(range(len(rows)), key=lambda position: STAGES.index(rows[position].stage))
    return sorted(StepFault(position, *fault) for position in order for fault in desk.take(rows[position]))


_Faults = list[tuple[str, str]]


class _Desk:
    """The steps taken so far, and what each budget still bears."""

    def __init__(
        self,
        standing: Iterable[Step],
        payable: Mapping[str, Payable],
        rooms: MutableMapping[str, int],
        calendar: WorkCalendar,
        publicity_days: int,
    ) -> None:
        self._steps: dict[str, dict[str, Step]] = defaultdict(dict)
        for step in standing:
            self._steps[step.claim][step.stage] = step
        self._payable = payable
        self._rooms = rooms
        self._calendar = calendar
        self._publicity_days = publicity_days

    def take(self, step: Step) -> _Faults:
        """Take a step, or say in which fields why not."""
        own = self._steps[step.claim]
        if own.get(step.stage) == step:
            return []
        faults = self._order(step, own) or self._own_conditions(step, own)
        if not faults:
            if step.stage == APPROVAL:
                self._rooms[self._payable[step.claim].period] -= _fen(step) - _fen(own.get(APPROVAL))
            own[step.stage] = step
        return faults

    def _order(self, step: Step, own: Mapping[str, Step]) -> _Faults:
        if step.claim not in self._payable:
            return [("claim", wording.unknown_claim(step.claim))]
        missing = next((stage for stage in STAGES[: STAGES.index(step.stage)] if stage not in own), None)
        return [("stage", wording.skipped(step.stage, missing))] if missing else []

    def _own_conditions(self, step: Step, own: Mapping[str, Step]) -> _Faults:
        if step.stage == APPROVAL:
            return self._publicised(step, own) + self._affordable(step, own)
        return self._as_approved(step, own) if step.stage == PAYMENT else []

    def _publicised(self, step: Step, own: Mapping[str, Step]) -> _Faults:
        since = own[PUBLICITY].done_on
        try:
            passed = self._calendar.workdays(since, step.done_on)
        except NoCalendarError as error:
            return [("done_on", str(error))]
        if passed >= self._publicity_days:
            return []
        return [("done_on", wording.too_early(since, passed, self._publicity_days))]

    def _affordable(self, step: Step, own: Mapping[str, Step]) -> _Faults:
        limit, period = self._payable[step.claim]
        room = self._rooms[period] + _fen(own.get(APPROVAL))
        paid = _fen(own.get(PAYMENT))
        if step.amount_fen is None:
            return [("amount_fen", wording.NO_APPROVED_AMOUNT)]
        if step.amount_fen > limit:
            return [("amount_fen", wording.above_payable(step.amount_fen, limit))]
        if step.amount_fen > room:
            return [("amount_fen", wording.above_budget(step.amount_fen, room, period))]
        return [("amount_fen", wording.paid_otherwise(paid))] if PAYMENT in own and paid != step.amount_fen else []

    def _as_approved(self, step: Step, own: Mapping[str, Step]) -> _Faults:
        approved = own[APPROVAL].amount_fen or 0
        faults = [] if step.voucher else [("voucher", wording.NO_VOUCHER)]
        if step.amount_fen != approved:
            faults.append(("amount_fen", wording.unlike_approval(step.amount_fen, approved)))
        return faults
