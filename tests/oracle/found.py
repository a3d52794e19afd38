"""The list of findings while the oracle reckons."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

Waiver = tuple[str, str, int]


class Findings:
    """What was found: (code, subject) → amount; and which of it the clerks waived."""

    def __init__(self, waived: Collection[Waiver]) -> None:
        self.waived = frozenset(waived)
        self.amounts: dict[tuple[str, str], int] = {}

    def add(self, code: str, subject: str, amount: int) -> None:
        assert (code, subject) not in self.amounts
        self.amounts[code, subject] = amount

    def is_waived(self, finding: tuple[str, str]) -> bool:
        """A waiver belongs to (code, subject, amount): another amount and it says nothing."""
        return (*finding, self.amounts[finding]) in self.waived

    def listed(self) -> list[dict[str, Any]]:
        """Sorted by (code, subject); strings compare by Unicode code point."""
        return [
            {
                "code": code,
                "subject": subject,
                "amount": self.amounts[code, subject],
                "detail": "",
                "state": "waived" if self.is_waived((code, subject)) else "open",
            }
            for code, subject in sorted(self.amounts)
        ]
