"""What a check found: a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingState(StrEnum):
    """open: wants a clerk; waived: released with a reason and its basis."""

    OPEN = "open"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the records and the rule.

    code: the finding's code (R02); subject: the key of the record it is about, in full;
    amount: fen; detail: one Chinese sentence; state: open or waived.
    """

    code: str
    subject: str
    amount: int
    detail: str
    state: FindingState = FindingState.OPEN
