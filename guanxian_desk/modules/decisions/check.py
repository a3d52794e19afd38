"""A dossier checked on a day: a verdict for every checked or attested norm, and the gates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from guanxian_desk.base.days import NoCalendarError, WorkCalendar, spoken
from guanxian_desk.law.calendar import official_calendar
from guanxian_desk.law.norms import Norm
from guanxian_desk.law.rule import cited
from guanxian_desk.law.verdicts import Gate, Ruling, State, Verdict
from guanxian_desk.modules.decisions.case import Case
from guanxian_desk.modules.decisions.facts.dossier import Dossier, Waiver
from guanxian_desk.modules.decisions.gates import gates
from guanxian_desk.modules.decisions.limits import Editions, shipped_editions
from guanxian_desk.modules.decisions.norms import RULES, Rule
from guanxian_desk.modules.decisions.patterns import not_applicable, pending
from guanxian_desk.modules.decisions.rules.chapter1 import excluded_matters
from guanxian_desk.modules.decisions.rules.chapter3 import notice_period, short_notices


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The verdicts in the order of the regulation, and the gates.

    missing_calendars: years whose working days some norm needed and nobody has entered; such a norm is left pending.
    """

    key: str
    as_of: date
    verdicts: tuple[Verdict, ...]
    gates: tuple[Gate, ...]
    missing_calendars: tuple[int, ...]

    @property
    def unmet(self) -> tuple[Verdict, ...]:
        """The broken norms."""
        return self.having(State.UNMET)

    def having(self, state: State) -> tuple[Verdict, ...]:
        """The verdicts of one state."""
        return tuple(verdict for verdict in self.verdicts if verdict.state is state)


class Checker:
    """Checks dossiers with one calendar and one set of editions."""

    def __init__(self, calendar: WorkCalendar | None = None, editions: Editions | None = None) -> None:
        self.calendar = calendar or official_calendar()
        self.editions = editions or shipped_editions()

    def check(self, dossier: Dossier, as_of: date) -> CheckReport:
        """The report of one dossier on one day."""
        case = Case(dossier, as_of, self.calendar, self.editions)
        missing: set[int] = set()
        verdicts = tuple(_verdict(case, judge, missing) for judge in RULES)
        return CheckReport(dossier.key, as_of, verdicts, gates(case), tuple(sorted(missing)))


def _verdict(case: Case, judge: Rule, missing: set[int]) -> Verdict:
    norm = cited(judge)
    ruling = _ruling(case, judge, missing)
    if ruling.state is State.UNMET and norm.general:
        ruling = _waived(case, norm, ruling)
    marks = _marks(case, norm, ruling)
    return Verdict(norm.id, norm.article, ruling.state, ruling.words + marks, ruling.evidence, ruling.due)


def _ruling(case: Case, judge: Rule, missing: set[int]) -> Ruling:
    if case.excluded and judge is not excluded_matters:
        return not_applicable(f"本事项属于{case.dossier.matter.exclusion}，依第三条第二款不适用本规定。")
    try:
        return judge(case)
    except NoCalendarError as error:
        # One year that nobody has entered must not hide what is certain about all the other norms.
        missing.add(error.year)
        return pending(f"{error.what}，现在不能评判。{error.todo}。")


def _waived(case: Case, norm: Norm, ruling: Ruling) -> Ruling:
    """An 一般 norm released by a written reason; 30日 also needs it said in every short notice (第二十条第二款)."""
    waiver = next((entry for entry in case.dossier.waivers if entry.norm == norm.id and _effective(case, entry)), None)
    silent = norm is cited(notice_period) and any(not notice.shortening_statement for notice in short_notices(case))
    if waiver is None or silent:
        return ruling
    released = f"{waiver.by}于{spoken(waiver.on)}书面放行，理由：{waiver.reason}。"
    return replace(
        ruling, state=State.WAIVED, words=ruling.words + released, evidence=ruling.evidence + waiver.evidence
    )


def _effective(case: Case, waiver: Waiver) -> bool:
    return case.come(waiver.on) and waiver.reason is not None and waiver.by is not None


def _marks(case: Case, norm: Norm, ruling: Ruling) -> str:
    """What a reader must know beside the sentence: an assumption of ours, a step older than the regulation."""
    if ruling.state is State.NOT_APPLICABLE:
        return ""
    presumed = f"〔推定：{norm.presumed}〕" if norm.presumed else ""
    old = ruling.on is not None and ruling.on < case.editions.first_day
    return presumed + (f"〔此步在{spoken(case.editions.first_day)}施行之前，按2022年版评判〕" if old else "")


def as_document(report: CheckReport) -> dict[str, Any]:
    """The report as the JSON document of the contract."""
    return {
        "key": report.key,
        "as_of": report.as_of.isoformat(),
        "verdicts": [_verdict_document(verdict) for verdict in report.verdicts],
        "gates": [{"gate": gate.norm, "open": gate.open, "held_by": list(gate.held_by)} for gate in report.gates],
    }


def as_documents(reports: Iterable[CheckReport]) -> list[dict[str, Any]]:
    """Several reports as a list of documents."""
    return [as_document(report) for report in reports]


def _verdict_document(verdict: Verdict) -> dict[str, Any]:
    return {
        "norm": verdict.norm,
        "article": verdict.article,
        "verdict": verdict.state.value,
        "message": verdict.message,
        "evidence": list(verdict.evidence),
        "due": verdict.due.isoformat() if verdict.due else None,
    }
