"""Dossiers as the screen shows them: the list with what each waits for, and one dossier by its stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.days import NoCalendarError, spoken
from guanxian_desk.law.articles import articles
from guanxian_desk.law.norms import Kind, norms
from guanxian_desk.law.verdicts import Gate, State, Verdict
from guanxian_desk.modules.decisions import office_law, queries
from guanxian_desk.modules.decisions.check import Checker, CheckReport
from guanxian_desk.modules.decisions.due import next_due
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.reading import read
from guanxian_desk.modules.decisions.outline import Path
from guanxian_desk.modules.decisions.phases import GATES, PHASES, phase_of, place_of
from guanxian_desk.modules.decisions.queries import DossierLine
from guanxian_desk.modules.decisions.stages import Stage
from guanxian_desk.modules.decisions.timetable import Timetable, from_day
from guanxian_desk.modules.decisions.what_if import PERIODS
from guanxian_desk.services.office import Office

if TYPE_CHECKING:
    pass


class Lamp(StrEnum):
    """How a stage stands: a norm broken, something due, everything in order, nothing asked."""

    BROKEN = "broken"
    WAITING = "waiting"
    DONE = "done"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict with what the screen says beside it.

    citation: the article; demand: what the norm asks in short; phase: the key of its stage; place: where what it asks
    is recorded (None where it is attested); attestable, waivable: whether a person may confirm or release it now.
    """

    verdict: Verdict
    citation: str
    demand: str
    phase: str
    place: Path | None
    attestable: bool
    waivable: bool

    @property
    def norm(self) -> str:
        """Its id."""
        return self.verdict.norm

    @property
    def state(self) -> State:
        """What was found."""
        return self.verdict.state


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One stage: its lamp, and how many norms are broken, waiting and fulfilled (met or released)."""

    key: str
    title: str
    lamp: Lamp
    unmet: int
    pending: int
    met: int


@dataclass(frozen=True, slots=True)
class GateView:
    """A gate: what it leads to, whether it is open, and the norms that hold it shut; stuck: one of them is broken."""

    gate: Gate
    words: str
    phase: str
    held_by: tuple[Told, ...]
    stuck: bool


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything the page of one dossier shows, read at one moment.

    timetable is None, and why says so, where working days are needed that nobody has entered.
    """

    line: DossierLine
    document: dict[str, Any]
    as_of: date
    report: CheckReport
    told: tuple[Told, ...]
    phases: tuple[PhaseView, ...]
    gates: tuple[GateView, ...]
    timetable: Timetable | None
    why: str

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return self.line.stage(self.as_of)

    @property
    def sentence(self) -> str:
        """Its state in words."""
        unmet, coming = len(self.report.unmet), next_due(self.report)
        unit = f"{self.line.unit}，" if self.line.unit else ""
        told = f"{unmet} 项要求未满足" if unmet else "没有未满足的要求"
        ahead = f"，最近期限 {spoken(coming)}" if coming else ""
        return f"{unit}{self.stage.value}阶段；截至 {spoken(self.as_of)}，{told}{ahead}。"

    @property
    def next_step(self) -> Told | None:
        """What to do first: a broken norm that holds a gate, the limit that comes first, what is open in the order."""
        stuck = (told for gate in self.gates for told in gate.held_by if told.state is State.UNMET)
        waiting = [told for told in self.told if told.state is State.PENDING]
        dated = [told for told in waiting if told.verdict.due]
        order = [phase.key for phase in self.phases]
        return (
            next(stuck, None)
            or min(dated, key=lambda told: told.verdict.due or date.max, default=None)
            or min(waiting, key=lambda told: order.index(told.phase), default=None)
        )

    def of_phase(self, key: str) -> tuple[Told, ...]:
        """The verdicts of a stage, broken ones first."""
        order = (State.UNMET, State.PENDING, State.WAIVED, State.MET, State.NOT_APPLICABLE)
        mine = [told for told in self.told if told.phase == key]
        return tuple(sorted(mine, key=lambda told: (order.index(told.state), told.verdict.due or date.max)))


def view(office: Office, key: str, as_of: date | None = None) -> DossierView:
    """One dossier. UserError when there is none."""
    day = as_of or office.clock.today()
    with office.store.read() as session:
        document = queries.document(session, key)
        line = next(one for one in queries.listing(session, struck=True) if one.key == key)
        checker = office_law.checker(session, day)
    dossier = read(Dossier, document)
    report = checker.check(dossier, day)
    told = tuple(_told(verdict) for verdict in report.verdicts)
    timetable, why = _timetable(dossier, day, checker)
    gates = tuple(_gate(gate, told) for gate in report.gates)
    return DossierView(line, document, day, report, told, _phases(told), gates, timetable, why)


def lawful_lengths(office: Office, as_of: date) -> dict[str, int]:
    """The length on a day of every period that a written reason may shorten, by its norm."""
    with office.store.read() as session:
        limits = office_law.editions(session, as_of).on(as_of)
    return {norm: getattr(limits, period.limit) for norm, period in PERIODS.items()}


def article_text(number: int) -> tuple[str, str, str]:
    """An article for the panel: its label, its chapter, its text."""
    found = articles()[number]
    return found.label, found.chapter, found.text


def _told(verdict: Verdict) -> Told:
    norm = norms()[verdict.norm]
    open_ = verdict.state in (State.PENDING, State.UNMET)
    return Told(
        verdict,
        norm.citation,
        norm.demand,
        phase_of(norm.id),
        place_of(norm.id),
        attestable=norm.kind is Kind.ATTESTED and open_,
        waivable=norm.general and verdict.state is State.UNMET,
    )


def _gate(gate: Gate, told: Sequence[Told]) -> GateView:
    words, phase = GATES[gate.norm]
    held = tuple(one for one in told if one.norm in gate.held_by)
    return GateView(gate, words, phase, held, any(one.state is State.UNMET for one in held))


def _phases(told: Sequence[Told]) -> tuple[PhaseView, ...]:
    views = []
    for phase in PHASES:
        states = [one.state for one in told if one.phase == phase.key]
        unmet, pending = states.count(State.UNMET), states.count(State.PENDING)
        met = states.count(State.MET) + states.count(State.WAIVED)
        lamp = Lamp.BROKEN if unmet else Lamp.WAITING if pending else Lamp.DONE if met else Lamp.NOTHING
        views.append(PhaseView(phase.key, phase.title, lamp, unmet, pending, met))
    return tuple(views)


def _timetable(dossier: Dossier, day: date, checker: Checker) -> tuple[Timetable | None, str]:
    try:
        return from_day(dossier, day, checker.calendar, checker.editions.on(day)), ""
    except NoCalendarError as error:
        return None, str(error)
