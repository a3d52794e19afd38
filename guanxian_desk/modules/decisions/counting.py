"""What the dossiers count for other duties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guanxian_desk.law.verdicts import State
from guanxian_desk.modules.decisions.check import Checker
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.registers import Share

_DISCUSSED = "R48-2"


def collective_rate(dossiers: Iterable[Dossier], checker: Checker, year: int, as_of: date) -> Share:
    """集体讨论率: decisions made after collective discussion, of all made in the year (第四十八条第二款)."""
    states = [_discussed(one, checker, as_of) for one in dossiers if _decided(one, as_of) == year]
    counted = [state for state in states if state in (State.MET, State.UNMET)]
    return Share(counted.count(State.MET), len(counted))


def _decided(dossier: Dossier, as_of: date) -> int | None:
    days = [one.made_on for one in dossier.deliberation.decisions if one.made_on and one.made_on <= as_of]
    return max(days).year if days else None


def _discussed(dossier: Dossier, checker: Checker, as_of: date) -> State:
    report = checker.check(dossier, as_of)
    return next(verdict.state for verdict in report.verdicts if verdict.norm == _DISCUSSED)
