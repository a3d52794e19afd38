"""Voucher reconciliation for the faces: the policy of the day, the answer, waivers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import select

from guanxian_desk.modules.vouchers.facts import OfficeChoice, VoucherPolicy, voucher_policy
from guanxian_desk.modules.vouchers.gather import no_progress
from guanxian_desk.modules.vouchers.reconcile import Reconciliation, reconcile
from guanxian_desk.services.exporting import log_disclosure
from guanxian_desk.services.office import Office
from guanxian_desk.store.tables import PolicyChoice

Progress = Callable[[str, float], None]


def policy_on(office: Office, day: date, trial: Mapping[str, str] | None = None) -> VoucherPolicy:
    """The notice's values and the office's choices on the day; trial: options for one answer. UserError for a bad one."""
    with office.store.read() as session:
        rows = session.scalars(select(PolicyChoice)).all()
        choices = [OfficeChoice(row.key, row.value, row.since, row.basis) for row in rows]
    return voucher_policy(day, choices, trial)


def reconcile_as_of(
    office: Office, day: date, trial: Mapping[str, str] | None = None, progress: Progress = no_progress
) -> Reconciliation:
    """Everything the file holds up to the end of the day, judged by the policy. Writes nothing."""
    policy = policy_on(office, day, trial)
    with office.store.read() as session, office.store.read() as beside:
        return reconcile(session, policy, day, progress, beside)


def log_full_listing(office: Office, day: date, rows: int) -> None:
    """Findings name records and persons in full: whoever had them printed is in the audit."""
    log_disclosure(office, f"核对结果（截至 {day.isoformat()}，含完整证件号码）", "voucher_findings", rows)
