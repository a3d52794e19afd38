"""The kept results: everything the file holds, judged by today's policy, stored so that a page opens at once.

They hold what leaves the normal path and small sums. One row says which policy and which changes they include, so
that whatever was missed (a kill between an import and its refresh) is noticed and made good.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from guanxian_desk.modules.vouchers import queries_uses
from guanxian_desk.modules.vouchers.facts import VoucherPolicy, day_end
from guanxian_desk.modules.vouchers.found import Books, Found, Settled, Sums
from guanxian_desk.modules.vouchers.gather import Progress, bench_of, gather, no_progress
from guanxian_desk.modules.vouchers.ledger import END_OF_TIME, Ledger
from guanxian_desk.modules.vouchers.reconcile import Reconciliation, conclude, reconcile
from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.wallet import Mark
from guanxian_desk.modules.vouchers.touched import EVIDENCE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TABLES = ("findings", "marks", "cases", "shop_days", "state")

_FOUND = "code, subject, amount_fen, detail, record_id, person_id, shop_id, order_id, code_id"
_MARK = "redemption_id, mark, code_id, order_id, shop_id, at, serial, face_fen, back_at, back_serial"
_CASE = (
    "refund_id, order_id, shop_id, last_at, last_serial, refunded_at, serial, returned, order_fen, "
    "standing_fen, withdrawn_fen, verdict"
)

_LATEST = """
SELECT max(coalesce((SELECT unixepoch(max(paid_on)) FROM voucher_payments), 0),
  coalesce((SELECT max(issued_at) FROM voucher_issues), 0),
  coalesce((SELECT max(redeemed_at) FROM voucher_redemptions), 0),
  coalesce((SELECT max(refunded_at) FROM voucher_refunds), 0),
  coalesce((SELECT max(withdrawn_at) FROM voucher_withdrawals), 0),
  coalesce((SELECT max(transferred_at) FROM voucher_transfers), 0))
"""

# Changes after the last one included that wrote evidence: imports, their taking back, and edits of single records.
_PENDING = """
SELECT c.id, b.id FROM changes c
LEFT JOIN batches b ON b.change_id = c.id AND b.kind LIKE 'voucher-%'
WHERE c.id > :last AND (b.id IS NOT NULL
  OR EXISTS (SELECT 1 FROM batches u WHERE u.undone_by = c.id AND u.kind LIKE 'voucher-%')
  OR EXISTS (SELECT 1 FROM audit a WHERE a.change_id = c.id AND a.action <> '查看'
    AND a.table_name IN (SELECT value FROM json_each(:evidence))))
ORDER BY c.id
"""


@dataclass(frozen=True)
class State:
    """What the kept results are made from. latest: the last moment of any record."""

    fingerprint: str
    change_id: int
    latest: int
    sums: Sums


def current(
    session: Session,
    policy: VoucherPolicy,
    as_of: date,
    progress: Progress = no_progress,
    beside: Session | None = None,
) -> Reconciliation:
    """The results of the day: the kept ones where they stand for it, else computed afresh. Writes nothing."""
    return kept(session, policy, as_of) or reconcile(session, policy, as_of, progress, beside)


def kept(session: Session, policy: VoucherPolicy, as_of: date) -> Reconciliation | None:
    """The kept results as of the day; None when they are out of date or the file holds later records."""
    ledger = Ledger.of(session, policy, as_of)
    state = load_state(ledger)
    if state is None or not stands(ledger, state) or state.latest >= day_end(as_of):
        return None
    return conclude(ledger, load_books(ledger, state.sums), load_found(ledger))


def stands(ledger: Ledger, state: State) -> bool:
    """Whether the state is of this policy and includes every change."""
    return state.fingerprint == ledger.policy.fingerprint and not pending(ledger, state)


def pending(ledger: Ledger, state: State) -> list[tuple[int, int | None]]:
    """(change, batch it imported or None) of the changes that the state does not include."""
    return ledger.rows(_PENDING, last=state.change_id, evidence=json.dumps(EVIDENCE))


def load_state(ledger: Ledger) -> State | None:
    """The state row; None when nothing is kept yet."""
    row = ledger.row("SELECT fingerprint, change_id, latest, sums FROM voucher_kept_state WHERE id = 1")
    if row is None:
        return None
    fingerprint, change_id, latest, sums = row
    return State(fingerprint, change_id, latest, Sums(**json.loads(sums)))


def save_state(ledger: Ledger, state: State) -> None:
    """Write the state row."""
    values = (state.fingerprint, state.change_id, state.latest, json.dumps(asdict(state.sums)))
    ledger.raw.execute("INSERT OR REPLACE INTO voucher_kept_state VALUES (1, ?, ?, ?, ?)", values)


def last_change(ledger: Ledger) -> int:
    """The newest change of the file."""
    return int(ledger.row("SELECT coalesce(max(id), 0) FROM changes")[0])


def rebuild(session: Session, policy: VoucherPolicy, progress: Progress = no_progress) -> int:
    """Compute everything and keep it; the caller commits. Returns how many findings are kept."""
    ledger = Ledger.of(session, policy, END_OF_TIME)
    gathered = gather(ledger, progress)
    for table in TABLES:
        ledger.raw.execute(f"DELETE FROM voucher_kept_{table}")
    save_found(ledger, gathered.found)
    save_marks(ledger, gathered.books.marks)
    save_cases(ledger, gathered.cases)
    days = queries_uses.shop_days(ledger)
    ledger.raw.executemany("INSERT INTO voucher_kept_shop_days VALUES (?,?,?)", days)
    latest = int(ledger.row(_LATEST)[0])
    save_state(ledger, State(policy.fingerprint, last_change(ledger), latest, gathered.books.sums))
    return len(gathered.found)


def load_found(ledger: Ledger, where: str = "", **values: Any) -> list[Found]:
    """Kept findings."""
    return list(map(Found._make, ledger.rows(f"SELECT {_FOUND} FROM voucher_kept_findings {where}", **values)))


def save_found(ledger: Ledger, found: Iterable[Found]) -> None:
    """Add findings."""
    ledger.raw.executemany(f"INSERT INTO voucher_kept_findings ({_FOUND}) VALUES (?,?,?,?,?,?,?,?,?)", found)


def load_marks(ledger: Ledger, where: str = "", **values: Any) -> list[Mark]:
    """Kept marks."""
    return list(map(Mark._make, ledger.rows(f"SELECT {_MARK} FROM voucher_kept_marks {where}", **values)))


def save_marks(ledger: Ledger, marks: Iterable[Mark]) -> None:
    """Add marks."""
    ledger.raw.executemany(f"INSERT INTO voucher_kept_marks ({_MARK}) VALUES (?,?,?,?,?,?,?,?,?,?)", marks)


def load_cases(ledger: Ledger, where: str, **values: Any) -> list[Settled]:
    """Kept cases with their verdicts."""
    rows = ledger.rows(f"SELECT {_CASE} FROM voucher_kept_cases {where}", **values)
    return [Settled(Case._make((*row[:7], bool(row[7]), row[8])), *row[9:]) for row in rows]


def save_cases(ledger: Ledger, cases: Iterable[Settled]) -> None:
    """Add cases."""
    marks = ",".join("?" * 12)
    rows = ((*one.case, one.standing, one.withdrawn, one.verdict) for one in cases)
    ledger.raw.executemany(f"INSERT INTO voucher_kept_cases ({_CASE}) VALUES ({marks})", rows)


def update_cases(ledger: Ledger, cases: Iterable[Settled]) -> None:
    """Write new sums and verdicts of kept cases."""
    rows = ((one.standing, one.withdrawn, one.verdict, one.case.refund_id) for one in cases)
    sql = "UPDATE voucher_kept_cases SET standing_fen = ?, withdrawn_fen = ?, verdict = ? WHERE refund_id = ?"
    ledger.raw.executemany(sql, rows)


def load_books(ledger: Ledger, sums: Sums) -> Books:
    """The books that the kept results amount to."""
    counted = "SELECT shop_id, sum(redemptions) FROM voucher_kept_shop_days GROUP BY shop_id"
    bench = bench_of(ledger)
    odd = [record for (record,) in ledger.rows("SELECT record_id FROM voucher_kept_findings WHERE code = 'I05'")]
    return Books(
        sums,
        load_marks(ledger),
        dict(ledger.rows(counted)),
        queries_uses.odd_gross(ledger, odd),
        queries_uses.withdrawn(ledger),
        dict(bench.shops),
        dict(bench.register),
    )


def with_sums(state: State, **sums: int) -> State:
    """The state with some sums replaced."""
    return replace(state, sums=replace(state.sums, **sums))
