"""Choosing among the findings: by kind, merchant, payer, amount, state and who acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from guanxian_desk.base.money import FEN_PER_YUAN

Row = Mapping[str, Any]
BLOCKS, NOTES, WAITS = "blocks", "notes", "waits"
"""How grave a finding is: its money is held back, somebody has to look, or it only waits to be issued (待发放)."""
BLOCKING = "R"
"""As a kind: every finding that holds a redemption's money back."""


@dataclass(frozen=True)
class Wanted:
    """What the clerk chose; "" and None are no limits. words: parts of names or numbers, blanks between; fen."""

    code: str = ""
    state: str = ""
    todo: str = ""
    words: str = ""
    least: int | None = None
    most: int | None = None
    waiting: bool = False

    def takes(self, row: Row) -> bool:
        """Whether a finding is wanted."""
        return (
            (row["severity"] == WAITS) == self.waiting
            and (not self.code or row["code"] == self.code or (self.code == BLOCKING and row["code"][0] == BLOCKING))
            and (not self.state or row["state"] == self.state)
            and (not self.todo or row["todo"] == self.todo)
            and (self.least is None or row["amount"] >= self.least)
            and (self.most is None or row["amount"] <= self.most)
            and all(word in row["find"] for word in self.words.casefold().split())
        )


def chosen(rows: Sequence[Row], wanted: Wanted) -> list[Row]:
    """The findings that are wanted, in their order."""
    return [row for row in rows if wanted.takes(row)]


def kinds_of(rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """(code, title, how many) of the kinds among the findings, by code."""
    counts = Counter((row["code"], row["title"]) for row in rows)
    return [(code, title, number) for (code, title), number in sorted(counts.items())]


def actors_of(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """(who acts, how many) among the findings, most first."""
    return Counter(row["todo"] for row in rows).most_common()


def typed_amount(text: str) -> int | None:
    """An amount in yuan as somebody types it into a filter, in fen; None for nothing and for what is no amount."""
    plain = text.replace(",", "").replace("，", "").replace("元", "").strip()
    try:
        fen = Decimal(plain) * FEN_PER_YUAN
    except InvalidOperation:
        return None
    return int(fen) if fen.is_finite() else None
