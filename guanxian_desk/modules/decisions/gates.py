"""The six gates: doors of the procedure that no role steps over. A gate never refuses to record what happened."""

from __future__ import annotations

from datetime import date

from guanxian_desk.law.rule import cited
from guanxian_desk.law.verdicts import Gate, State
from guanxian_desk.modules.decisions.case import ON_DRAFT, ON_STOPPING, Case, collective, latest
from guanxian_desk.modules.decisions.rules.chapter2 import fair_competition, first_review, trade_compliance
from guanxian_desk.modules.decisions.rules.chapter3 import public_heard
from guanxian_desk.modules.decisions.rules.chapter3_hearings import hearing_held, hearing_report
from guanxian_desk.modules.decisions.rules.chapter4 import experts_consulted
from guanxian_desk.modules.decisions.rules.chapter5 import anything_assessed, risk_assessed, risk_doubt
from guanxian_desk.modules.decisions.rules.chapter6 import (
    LAWFUL_AFTER_CHANGES,
    legality_doubt,
    review_fault,
    unanswered,
)
from guanxian_desk.modules.decisions.rules.chapter8 import adjustment_fault
from guanxian_desk.modules.decisions.rules.chapter8_evaluation import change_advised

_BEFORE_SUBMISSION = (
    first_review, fair_competition, trade_compliance, public_heard, hearing_held, hearing_report, experts_consulted,
    risk_assessed,
)  # fmt: skip


def gates(case: Case) -> tuple[Gate, ...]:
    """The gates as they stand on the day of the case; all open for an excluded matter."""
    if case.excluded:
        return tuple(Gate(name, True) for name in _GATES)
    return tuple(
        Gate(name, not held_by, held_by) for name, held_by in ((n, holds(case)) for n, holds in _GATES.items())
    )


def _submission(case: Case) -> tuple[str, ...]:
    """第四十一条第一款：送审."""
    open_states = (State.MET, State.NOT_APPLICABLE)
    held = [cited(judge).id for judge in _BEFORE_SUBMISSION if judge(case).state not in open_states]
    submitted = case.submission.day
    by = submitted if submitted and case.come(submitted) else case.as_of
    return (*held, "R41-1") if review_fault(case, case.unit_review, by) else tuple(held)


def _discussion(case: Case) -> tuple[str, ...]:
    """第四十一条第二款：提请讨论、上会."""
    if not legality_doubt(case, case.as_of):
        return ()
    opinion = case.opinion
    changes = opinion is not None and opinion.conclusion == LAWFUL_AFTER_CHANGES
    return ("R41-2", "R47-2") if opinion and changes and unanswered(opinion, case.as_of) else ("R41-2",)


def _risk(case: Case) -> tuple[str, ...]:
    """第四十条第二款：作出决定."""
    if not anything_assessed(case) and not case.traits.adverse_effects:
        return () if case.traits.adverse_effects is False else ("R40-3",)
    return ("R40-3",) if risk_doubt(case, case.as_of) else ()


def _decision(case: Case) -> tuple[str, ...]:
    """第四十八条：作出决定."""
    held = any(collective(meeting, ON_DRAFT, case.as_of) for meeting in case.dossier.deliberation.meetings)
    return () if held else ("R48-2",)


def _adjustment(case: Case) -> tuple[str, ...]:
    """第五十五条：停止、中止、修改."""
    adjustments = case.dossier.execution.adjustments
    lawful = not any(
        adjustment_fault(case, one, one.decided_on if one.decided_on and case.come(one.decided_on) else case.as_of)
        for one in adjustments
    )
    return () if case.adopted and adjustments and lawful else ("R55-1",)


def _evaluated_change(case: Case) -> tuple[str, ...]:
    """第五十七条第三款：经评估停止、修改."""
    meetings = [m for m in case.dossier.deliberation.meetings if collective(m, ON_STOPPING, case.as_of)]

    latest_meeting = latest(meeting.held_on for meeting in meetings) or date.min
    undiscussed = [one for one in change_advised(case) if (one.report.submitted_on or date.max) > latest_meeting]
    return ("R57-4",) if undiscussed else ()


_GATES = {
    "R41-1": _submission,
    "R41-2": _discussion,
    "R40-3": _risk,
    "R48-2": _decision,
    "R55-1": _adjustment,
    "R57-4": _evaluated_change,
}
