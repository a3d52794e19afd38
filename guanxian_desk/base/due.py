"""What wants a clerk: due by a day, or blocked; each with its clause and the place where it is dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Due:
    """One thing for the first page.

    words: what it is, in the clerk's words; clause: the document and article it rests on; place: where a click leads,
    "tab" or "tab/view"; day: its last day, None when it is blocked rather than due; todo: what opens or ends it.
    """

    words: str
    clause: str
    place: str
    day: date | None = None
    todo: str = ""
