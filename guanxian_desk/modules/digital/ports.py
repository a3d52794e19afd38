"""What the library learns from the task tracker; services fill it in, the duties do not know each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActionState:
    """How what a meeting settled stands on a day. task: where it runs in the tracker ("" where it does not)."""

    words: str
    task: str = ""
    lamp: str = ""
    percent: int | None = None


@dataclass(frozen=True)
class KeyTask:
    """A key task of annex 2 as the tracker has it: its heading, what it asks, who holds it, how it stands.

    said: the latest word of each unit that reported.
    """

    number: str
    section: str
    title: str
    text: str
    units: tuple[str, ...]
    lamp: str
    percent: int
    said: tuple[tuple[str, str], ...]
