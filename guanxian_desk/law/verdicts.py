"""What a rule says, and what is told of it: values, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """met, unmet, pending (not due yet), not_applicable, waived (an 一般 norm released with a reason)."""

    MET = "met"
    UNMET = "unmet"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A rule's answer for one dossier on one day.

    words: one or more Chinese sentences; due: the limit of a pending one, where it is known;
    evidence: ids of the records looked at and of their attachments; on: the day of the step that was judged.
    """

    state: State
    words: str
    due: date | None = None
    evidence: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ruling under its norm, after exclusion, waiver and the marks of the edition."""

    norm: str
    article: int
    state: State
    message: str
    evidence: tuple[str, ...]
    due: date | None


@dataclass(frozen=True, slots=True)
class Gate:
    """A door of the procedure; held_by: the norms that hold it shut (none when open)."""

    norm: str
    open: bool
    held_by: tuple[str, ...] = ()
