"""What proves the fact behind a claim: the document of a recognition, of the statistics office, the activity."""

from __future__ import annotations

from guanxian_desk.modules.cultivation import wording
from guanxian_desk.modules.cultivation.rules.catalogue import Basis
from guanxian_desk.modules.cultivation.rules.claims import Assessed


def evidence(one: Assessed) -> str | None:
    """The document that proves the fact: of the recognition, of the statistics office, the activity; None without."""
    firm = one.firm
    if firm is None:
        return None
    if one.item.basis is Basis.RECOGNITION:
        held = [row for row in firm.recognitions if row.title in one.item.titles and row.level == one.level]
        first = min(held, key=lambda row: row.recognised_on, default=None)
        return first.document if first else None
    if one.item.basis is Basis.ACTIVITY:
        held_on = [
            row for row in firm.activities if row.kind == one.item.matter and row.held_on == one.claim.occurred_on
        ]
        return f"{held_on[0].name}，{held_on[0].people} 人" if held_on else None
    figures = firm.figures.get(one.year)
    if figures is None:
        return None
    revenue = f"{one.year}年营业收入 {wording.wan(figures.revenue_fen)}"
    return figures.document if one.item.basis is Basis.SCALE else revenue
