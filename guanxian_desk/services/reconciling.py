"""Voucher reconciliation for the faces: the policy of the day, the answer, waivers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from guanxian_desk.modules.vouchers import waivers
from guanxian_desk.modules.vouchers.facts import VoucherPolicy, voucher_policy
from guanxian_desk.modules.vouchers.gather import no_progress
from guanxian_desk.modules.vouchers.kept import current
from guanxian_desk.modules.vouchers.models import Waiver
from guanxian_desk.modules.vouchers.module import choices
from guanxian_desk.modules.vouchers.reconcile import Reconciliation
from guanxian_desk.services.exporting import log_disclosure
from guanxian_desk.services.office import Office

Progress = Callable[[str, float], None]


def policy_on(office: Office, day: date, trial: Mapping[str, str] | None = None) -> VoucherPolicy:
    """The notice's values and the office's choices on the day; trial: options for one answer.

    UserError for an option or value that does not exist.
    """
    with office.store.read() as session:
        return voucher_policy(day, choices(session), trial)


def reconcile_as_of(
    office: Office, day: date, trial: Mapping[str, str] | None = None, progress: Progress = no_progress
) -> Reconciliation:
    """Everything the file holds up to the end of the day, judged by the policy. Writes nothing.

    The kept results answer where they stand for the day; another day is computed afresh.
    """
    policy = policy_on(office, day, trial)
    with office.store.read() as session, office.store.read() as beside:
        return current(session, policy, day, progress, beside)


def log_full_listing(office: Office, day: date, rows: int) -> None:
    """Findings name records and persons in full: whoever had them printed is in the audit."""
    log_disclosure(office, f"核对结果（截至 {day.isoformat()}，含完整证件号码）", "voucher_findings", rows)


def waive_finding(
    office: Office, code: str, subject: str, reason: str, basis: str, approver: str, as_of: date | None = None
) -> Waiver:
    """Release a finding that stands on the day (today when None), proposed by who works, approved by another.

    UserError when there is nothing to release, or proposer and approver are one person.
    """
    result = reconcile_as_of(office, as_of or office.clock.today())
    label = f"放行差异 {code} {subject}".rstrip()
    with office.store.change(label, office.actor) as session:
        return waivers.waive(
            session, result, code, subject, reason, basis, office.actor.name, approver, office.clock.now()
        )


def unwaive_finding(office: Office, code: str, subject: str) -> None:
    """Take back a release. UserError when there is none."""
    with office.store.change(f"收回放行 {code} {subject}".rstrip(), office.actor) as session:
        waivers.unwaive(session, code, subject, office.actor.name, office.clock.now())
