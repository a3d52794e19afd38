"""What the dossiers want of a clerk: coming limits by day, gates that something broken holds shut; how they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from guanxian_desk.base.due import Due
from guanxian_desk.base.picture import Picture, Rect, Shape, Text
from guanxian_desk.law.norms import DOCUMENT, norms
from guanxian_desk.law.verdicts import State, Verdict
from guanxian_desk.modules.decisions import queries
from guanxian_desk.modules.decisions.check import CheckReport
from guanxian_desk.modules.decisions.judging import Judged, judged
from guanxian_desk.modules.decisions.phases import GATES, phase_of
from guanxian_desk.modules.decisions.stages import OPEN, Stage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

AHEAD = 60
"""Calendar days before which a limit is announced."""
_WIDTH, _ROW, _NAMES, _HEAD = 320.0, 22.0, 88.0, 26.0


def due(session: Session, today: date) -> list[Due]:
    """Limits of open dossiers within 60 calendar days, one line a dossier and day; gates that are stuck."""
    titles = {line.key: line.title for line in queries.listing(session) if line.stage(today) in OPEN}
    found: list[Due] = []
    for one in judged(session, frozenset(titles), today):
        found += [*_coming(one, titles[one.key], today), *_stuck(one, titles[one.key])]
    return found


def next_due(report: CheckReport) -> date | None:
    """The limit that comes first."""
    return min((one.due for one in report.having(State.PENDING) if one.due), default=None)


def _coming(one: Judged, title: str, today: date) -> Iterator[Due]:
    days: Mapping[date, list[Verdict]] = defaultdict(list)
    for verdict in one.pending:
        if verdict.due is not None and verdict.due <= today + timedelta(days=AHEAD):
            days[verdict.due].append(verdict)
    for day, verdicts in days.items():
        first = norms()[verdicts[0].norm]
        more = f"等 {len(verdicts)} 项" if len(verdicts) > 1 else ""
        place = f"decisions/dossier/{one.key}/{phase_of(first.id)}"
        yield Due(f"{title}：{first.demand}{more}", f"{DOCUMENT}{first.citation}", place, day)


def _stuck(one: Judged, title: str) -> Iterator[Due]:
    broken = {verdict.norm: verdict for verdict in one.unmet}
    for gate in one.stuck:
        words, phase = GATES[gate.norm]
        held = [broken[norm] for norm in gate.held_by if norm in broken]
        clause = f"{DOCUMENT}{norms()[held[0].norm].citation}"
        todo = "；".join(verdict.message for verdict in held)
        yield Due(f"{title}：“{words}”的关口没有开", clause, f"decisions/dossier/{one.key}/{phase}", todo=todo)


def glance(session: Session, today: date) -> Picture:
    """How many dossiers are at each stage."""
    counts = Counter(line.stage(today) for line in queries.listing(session))
    stages = [stage for stage in Stage if counts[stage]]
    most = max(counts.values(), default=0) or 1
    shapes: list[Shape] = [Text(0, 14, "重大决策档案", 13, "ink", bold=True)]
    for row, stage in enumerate(stages):
        top = _HEAD + row * _ROW
        wide = (_WIDTH - _NAMES - 36) * counts[stage] / most
        tip = f"{stage.value} {counts[stage]} 件"
        fill = "accent" if stage in OPEN else "grey"
        shapes += [
            Text(0, top + 12, stage.value, 12, "ink_soft"),
            Rect(_NAMES, top + 2, max(wide, 1), _ROW - 10, fill, 3, stage.value, tip),
            Text(_NAMES + wide + 6, top + 12, str(counts[stage]), 12, "ink"),
        ]
    told = "，".join(f"{stage.value} {counts[stage]} 件" for stage in stages if counts[stage])
    return Picture(_WIDTH, _HEAD + len(stages) * _ROW, "重大决策档案", f"{told or '还没有档案'}。", tuple(shapes))
