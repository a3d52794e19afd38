"""Releasing findings from the screen: several at once as one step, taking releases back, and their history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guanxian_desk.modules.vouchers import kept, waivers
from guanxian_desk.services.office import Office
from guanxian_desk.services.operators import operators
from guanxian_desk.services.reconciling import policy_on

Which = tuple[str, str]
"""(code, subject) of a finding."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release in a finding's history; stands: not taken back."""

    amount_fen: int
    reason: str
    basis: str
    proposed_by: str
    approved_by: str
    at: datetime
    revoked_by: str
    revoked_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether nobody took it back."""
        return self.revoked_at is None


def waive_findings(office: Office, which: Sequence[Which], reason: str, basis: str, approver: str, as_of: date) -> int:
    """Release findings of the day as one step; returns how many.

    UserError, and nothing released, when one of them is not open, or proposer and approver are one person.
    """
    policy = policy_on(office, as_of)
    with office.store.change(_label("放行", which), office.actor) as session:
        result = kept.current(session, policy, as_of)
        for code, subject in which:
            waivers.waive(
                session, result, code, subject, reason, basis, office.actor.name, approver, office.clock.now()
            )
    return len(which)


def unwaive_findings(office: Office, which: Sequence[Which]) -> int:
    """Take back the releases of findings as one step; returns how many findings. UserError when one has none."""
    with office.store.change(_label("收回放行", which), office.actor) as session:
        for code, subject in which:
            waivers.unwaive(session, code, subject, office.actor.name, office.clock.now())
    return len(which)


def releases(office: Office, code: str, subject: str) -> tuple[Release, ...]:
    """Every release a finding ever had, newest first."""
    with office.store.read() as session:
        rows = waivers.history(session, code, subject)
        return tuple(
            Release(
                row.amount_fen,
                row.reason,
                row.basis,
                row.proposed_by,
                row.approved_by,
                row.waived_at,
                row.revoked_by or "",
                row.revoked_at,
            )
            for row in reversed(rows)
        )


def approvers(office: Office) -> tuple[str, ...]:
    """Who may approve: everybody who has worked with this file but the one who proposes."""
    return tuple(name for name in operators(office) if name != office.actor.name)


def _label(verb: str, which: Sequence[Which]) -> str:
    if len(which) == 1:
        return f"{verb}差异 {' '.join(which[0])}".rstrip()
    return f"{verb} {len(which)} 条差异"
