"""What open dossiers still ask for; what was judged once is not judged again while text, day and law stay the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guanxian_desk.law.verdicts import Gate, State, Verdict
from guanxian_desk.modules.decisions import office_law, queries
from guanxian_desk.modules.decisions.check import Checker, CheckReport
from guanxian_desk.modules.decisions.facts.dossier import Dossier
from guanxian_desk.modules.decisions.facts.reading import read
from guanxian_desk.modules.decisions.keeping import fingerprint
from guanxian_desk.modules.decisions.phases import CHANGES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Tell = Callable[[int, int], None]
_LAWS_KEPT = 3  # the first page's day, the day the clerk looks at, and the one before


def quietly(_done: int, _all: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a dossier asks for on a day, in the order of the regulation.

    wants: broken norms and those with a last day ahead; shut: how many gates before the decision are shut;
    stuck: the gates that something broken holds shut.
    """

    key: str
    wants: tuple[Verdict, ...]
    shut: int
    stuck: tuple[Gate, ...]

    @property
    def unmet(self) -> tuple[Verdict, ...]:
        """The broken norms."""
        return tuple(one for one in self.wants if one.state is State.UNMET)

    @property
    def pending(self) -> tuple[Verdict, ...]:
        """The norms with a last day ahead."""
        return tuple(one for one in self.wants if one.state is State.PENDING)

    @property
    def next_due(self) -> date | None:
        """The limit that comes first."""
        return min((one.due for one in self.pending if one.due), default=None)


class Memory:
    """What was found under the last few laws and days. Verdicts follow from the text and the law alone, so that one
    memory serves every place that asks."""

    def __init__(self) -> None:
        self._found: dict[object, dict[str, tuple[str, Judged]]] = {}

    def under(self, law: object) -> dict[str, tuple[str, Judged]]:
        """By dossier: its text's fingerprint and what was found. The law asked for longest ago is forgotten."""
        known = self._found.pop(law, {})
        self._found[law] = known
        for old in list(self._found)[:-_LAWS_KEPT]:
            del self._found[old]
        return known


REMEMBERED = Memory()


def judged(
    session: Session, keys: frozenset[str], day: date, memory: Memory = REMEMBERED, tell: Tell = quietly
) -> Iterator[Judged]:
    """What these dossiers ask for on a day, in the order of keys; tell(done, all) may raise Cancelled."""
    checker = office_law.checker(session, day)
    known = memory.under(_law(session, day))
    for done, (key, text) in enumerate(queries.texts(session, keys)):
        tell(done, len(keys))
        print_of = fingerprint(text)
        if key not in known or known[key][0] != print_of:
            known[key] = print_of, _judge(checker, text, day)
        yield known[key][1]


def _judge(checker: Checker, text: str, day: date) -> Judged:
    report = checker.check(read(Dossier, json.loads(text)), day)
    return Judged(
        report.key,
        tuple(verdict for verdict in report.verdicts if _wanting(verdict)),
        sum(not gate.open and gate.norm not in CHANGES for gate in report.gates),
        stuck_gates(report),
    )


def _wanting(verdict: Verdict) -> bool:
    return verdict.state is State.UNMET or (verdict.state is State.PENDING and verdict.due is not None)


def stuck_gates(report: CheckReport) -> tuple[Gate, ...]:
    """The gates that something broken holds shut."""
    broken = {verdict.norm for verdict in report.unmet}
    return tuple(gate for gate in report.gates if not gate.open and broken & set(gate.held_by))


def _law(session: Session, day: date) -> object:
    """What verdicts depend on besides the dossier."""
    chosen = tuple(sorted((name, choice.value) for name, choice in office_law.choices(session, day).items()))
    editions = repr(office_law.numbers(session, office_law.EDITION_PREFIX))
    return day, chosen, editions, repr(office_law.work_years(session))
