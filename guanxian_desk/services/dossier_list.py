"""The list of all dossiers and what they ask for, as rows; what was judged once is not judged again unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.law.norms import norms
from guanxian_desk.modules.decisions import queries
from guanxian_desk.modules.decisions.judging import REMEMBERED, Judged, Memory, Tell, judged, quietly
from guanxian_desk.modules.decisions.phases import GATES, phase_of
from guanxian_desk.modules.decisions.queries import DossierLine
from guanxian_desk.modules.decisions.stages import OPEN
from guanxian_desk.services import dossiers
from guanxian_desk.services.office import Office


@dataclass(frozen=True, slots=True)
class Overview:
    """All dossiers on a day, as rows of the list, and their state in a sentence."""

    rows: tuple[dict[str, Any], ...]
    sentence: str


def overview(
    office: Office, as_of: date | None = None, struck: bool = False, memory: Memory = REMEMBERED, tell: Tell = quietly
) -> Overview:
    """The list of all dossiers; struck: the struck ones too.

    memory: what was found before, so that only what has changed is judged; tell(done, all) may raise Cancelled.
    """
    day = as_of or office.clock.today()
    with office.store.read() as session:
        lines = queries.listing(session, struck)
        open_ = frozenset(line.key for line in lines if line.stage(day) in OPEN and not line.secret)
        found = {one.key: one for one in judged(session, open_, day, memory, tell)}
    rows = [_row(line, found.get(line.key), day) for line in lines]
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


def _row(line: DossierLine, found: Judged | None, day: date) -> dict[str, Any]:
    return {
        "key": line.key,
        "title": line.title,
        "unit": line.unit,
        "stage": line.stage(day).value,
        "next_due": found.next_due if found else None,
        "unmet": len(found.unmet) if found else None,
        "gates": found.shut if found else None,
        "stuck": _stuck(found) if found else "",
        "state": _state(line, found),
        "open": found is not None,
        "year": line.year,
    }


def _state(line: DossierLine, found: Judged | None) -> str:
    if found is None:
        return "secret" if line.secret else "closed"
    return "stuck" if found.stuck else "broken" if found.unmet else "open"


def _stuck(found: Judged) -> str:
    return "；".join(f"{GATES[gate.norm][0]}（{'、'.join(gate.held_by)}）" for gate in found.stuck)


def _sentence(rows: Sequence[dict[str, Any]]) -> str:
    in_hand = [row for row in rows if row["open"]]
    if not in_hand:
        return "没有在办的决策事项。" if rows else ""
    stuck = sum(row["state"] == "stuck" for row in in_hand)
    days = [row["next_due"] for row in in_hand if row["next_due"]]
    told = f"，{stuck} 个被卡住" if stuck else "，没有被卡住的"
    ahead = f"，最近期限 {min(days).month} 月 {min(days).day} 日" if days else ""
    return f"{len(in_hand)} 个在办事项{told}{ahead}。"
