"""The list of all dossiers and what they ask for, as rows; what was judged once is not judged again unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from guanxian_desk.law.norms import norms
from guanxian_desk.modules.decisions import office_law, queries
from guanxian_desk.modules.decisions.check import Checker, CheckReport
from guanxian_desk.modules.decisions.due import next_due, stuck_gates
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.reading import read
from guanxian_desk.modules.decisions.keeping import fingerprint
from guanxian_desk.modules.decisions.phases import CHANGES, GATES, phase_of
from guanxian_desk.modules.decisions.queries import DossierLine
from guanxian_desk.modules.decisions.stages import OPEN
from guanxian_desk.services import dossiers
from guanxian_desk.services.office import Office

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Tell = Callable[[int, int], None]


def _quietly(_done: int, _all: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list says of one dossier. shut: gates before the decision that are shut; stuck: which, and by what."""

    next_due: date | None
    unmet: int
    shut: int
    stuck: str


class Memory:
    """What was found of each dossier, as long as its text, the day and the law stay the same."""

    def __init__(self) -> None:
        self._law: object = None
        self._found: dict[str, tuple[str, Summary]] = {}

    def hold(self, law: object) -> None:
        """Forgets everything under another law or day."""
        if law != self._law:
            self._law = law
            self._found.clear()

    def learn(self, key: str, text: str, checker: Checker, day: date) -> None:
        """Judges a dossier unless it was judged as it stands."""
        print_of = fingerprint(text)
        if key not in self._found or self._found[key][0] != print_of:
            report = checker.check(read(Dossier, json.loads(text)), day)
            self._found[key] = print_of, _summary(report)

    def found(self, key: str) -> Summary:
        """What was found of a dossier."""
        return self._found[key][1]


def _summary(report: CheckReport) -> Summary:
    shut = sum(not gate.open and gate.norm not in CHANGES for gate in report.gates)
    stuck = "；".join(f"{GATES[gate.norm][0]}（{'、'.join(gate.held_by)}）" for gate in stuck_gates(report))
    return Summary(next_due(report), len(report.unmet), shut, stuck)


@dataclass(frozen=True, slots=True)
class Overview:
    """All dossiers on a day, as rows of the list, and their state in a sentence."""

    rows: tuple[dict[str, Any], ...]
    sentence: str


def overview(
    office: Office, as_of: date | None = None, struck: bool = False, memory: Memory | None = None, tell: Tell = _quietly
) -> Overview:
    """The list of all dossiers; struck: the struck ones too.

    memory: what was found before, so that only what has changed is judged; tell(done, all) may raise Cancelled.
    """
    day = as_of or office.clock.today()
    known = memory or Memory()
    with office.store.read() as session:
        lines = queries.listing(session, struck)
        checker = office_law.checker(session, day)
        known.hold(_law(session, day))
        open_ = frozenset(line.key for line in lines if line.stage(day) in OPEN and not line.secret)
        for done, (key, text) in enumerate(queries.texts(session, open_)):
            tell(done, len(open_))
            known.learn(key, text, checker, day)
    rows = [_row(line, known.found(line.key) if line.key in open_ else None, day) for line in lines]
    rows.sort(key=lambda row: (not row["open"], row["next_due"] or date.max, row["key"]))
    return Overview(tuple(rows), _sentence(rows))


def due_rows(office: Office, as_of: date | None = None) -> list[Mapping[str, Any]]:
    """What all open dossiers ask for, as rows of a table: broken norms, then the limits, the nearest first."""
    day = as_of or office.clock.today()
    return [
        {
            "key": line.key,
            "title": line.title,
            "norm": line.verdict.norm,
            "citation": line.citation,
            "demand": norms()[line.verdict.norm].demand,
            "message": line.verdict.message,
            "state": line.verdict.state.value,
            "due": line.verdict.due,
            "days": (line.verdict.due - day).days if line.verdict.due else None,
            "phase": phase_of(line.verdict.norm),
        }
        for line in dossiers.due(office, day)
    ]


def _row(line: DossierLine, found: Summary | None, day: date) -> dict[str, Any]:
    return {
        "key": line.key,
        "title": line.title,
        "unit": line.unit,
        "stage": line.stage(day).value,
        "next_due": found.next_due if found else None,
        "unmet": found.unmet if found else None,
        "gates": found.shut if found else None,
        "stuck": found.stuck if found else "",
        "state": _state(line, found),
        "open": found is not None,
        "year": line.year,
    }


def _state(line: DossierLine, found: Summary | None) -> str:
    if found is None:
        return "secret" if line.secret else "closed"
    return "stuck" if found.stuck else "broken" if found.unmet else "open"


def _law(session: Session, day: date) -> object:
    """What verdicts depend on besides the dossier."""
    chosen = sorted((name, choice.value) for name, choice in office_law.choices(session, day).items())
    return (
        day,
        chosen,
        repr(office_law.numbers(session, office_law.EDITION_PREFIX)),
        repr(office_law.work_years(session)),
    )


def _sentence(rows: Sequence[dict[str, Any]]) -> str:
    in_hand = [row for row in rows if row["open"]]
    if not in_hand:
        return "没有在办的决策事项。" if rows else ""
    stuck = sum(row["state"] == "stuck" for row in in_hand)
    days = [row["next_due"] for row in in_hand if row["next_due"]]
    told = f"，{stuck} 个被卡住" if stuck else "，没有被卡住的"
    ahead = f"，最近期限 {min(days).month} 月 {min(days).day} 日" if days else ""
    return f"{len(in_hand)} 个在办事项{told}{ahead}。"
