"""What a kind of packet is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from guanxian_desk.modules.papers import Choice, PacketPlan
from guanxian_desk.services.office import Office

Plan = Callable[[Office, Session, str, date], PacketPlan]


@dataclass(frozen=True)
class PacketKind:
    """A kind of packet. subject_word: what its subject is called, "" when it has none; plan: asked for the plan of a
    subject on a day, with a session that stays open until the packet is bound; subjects: those there are;
    takes_files: scans are attached to the packet itself, not to the records of its duty."""

    key: str
    title: str
    plan: Plan
    subject_word: str = ""
    subjects: Callable[[Office, date], Sequence[Choice]] | None = None
    takes_files: bool = False
