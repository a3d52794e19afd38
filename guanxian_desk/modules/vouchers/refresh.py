"""Bringing the kept results up to date: only what a change touched is judged again, by the same code as the whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from guanxian_desk.modules.vouchers import judging, kept, queries_payers, queries_uses
from guanxian_desk.modules.vouchers.facts import VoucherPolicy
from guanxian_desk.modules.vouchers.found import Found
from guanxian_desk.modules.vouchers.gather import Counter, bench_of, judge_crowds, outcomes_of, that_day_of
from guanxian_desk.modules.vouchers.judging import Judged
from guanxian_desk.modules.vouchers.kept import State, load_marks, save_found, save_marks
from guanxian_desk.modules.vouchers.ledger import END_OF_TIME, Ledger
from guanxian_desk.modules.vouchers.rules import treasury
from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.wallet import Mark
from guanxian_desk.modules.vouchers.touched import Touched, touched_by_batch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# From about here on computing everything is the shorter way.
TOO_MUCH = 60_000
_EARLIEST = -(2**62)
_OF_CODE = "('R01', 'R02', 'R03', 'R04', 'R05', 'held', 'back')"


def refresh(session: Session, policy: VoucherPolicy, touched: Touched) -> None:
    """Bring the kept results up to date after a change; the caller commits.

    Other imports that they do not include yet are taken along; they are rebuilt when there are none, when they are
    of another policy, when an untold edit is pending, or when too much was touched.
    """
    ledger = Ledger.of(session, policy, END_OF_TIME)
    state = kept.load_state(ledger)
    if state is None or state.fingerprint != policy.fingerprint:
        kept.rebuild(session, policy)
        return
    if any(change <= state.change_id for change in touched.changes):
        # Told twice, or rebuilt meanwhile: what is still missing is pending.
        touched = Touched()
    missed = [batch for change, batch in kept.pending(ledger, state) if change not in touched.changes]
    for batch in missed:
        if batch is not None:
            touched = touched_by_batch(session, batch) | touched
    if None in missed or touched.size > TOO_MUCH:
        kept.rebuild(session, policy)
    else:
        _Refresh(ledger, state, touched).run()


def catch_up(session: Session, policy: VoucherPolicy) -> bool:
    """Make good what the kept results lack (after an import, a kill, a new policy); whether anything was written."""
    ledger = Ledger.of(session, policy, END_OF_TIME)
    state = kept.load_state(ledger)
    if state is not None and kept.stands(ledger, state):
        return False
    refresh(session, policy, Touched())
    return True


@dataclass
class _Refresh:
    """One refresh; the steps follow what hangs on what: codes before orders before refunds before merchants."""

    ledger: Ledger
    state: State
    touched: Touched

    @cached_property
    def bench(self) -> judging.Bench:
        """Merchants, read once."""
        return bench_of(self.ledger)

    def run(self) -> None:
        """All steps, then the state."""
        touched = self.touched
        # What a merchant is called stands in the findings of its codes and cases.
        since = touched.since | dict.fromkeys(touched.merchants, _EARLIEST)
        for shop, at in touched.paid_shops.items():
            since[shop] = min(at, since.get(shop, at))
        self._payers()
        self._issues()
        marks = self._codes(self._codes_to_judge())
        for mark in marks:
            since[mark.shop_id] = min(mark.at, since.get(mark.shop_id, mark.at))
        self._merchants()
        orders = touched.orders | {mark.order_id for mark in marks}
        self._crowds(orders)
        days = self._days()
        cases = self._refunds(orders | touched.refund_orders)
        self._cases(cases, since, days)
        self._treasury()
        self._finish()

    def _payers(self) -> None:
        touched, ledger = self.touched, self.ledger
        payments = None if touched.estates else touched.payments
        if payments is None or payments:
            self._forget("code IN ('E01', 'E02', 'E03', 'E04') AND WITHIN(record_id)", payments)
            persons = None if payments is None else touched.persons
            save_found(ledger, queries_payers.payment_findings(ledger, payments, persons))
        persons = touched.persons | self._sharing()
        if persons:
            self._forget("code IN ('I01', 'I02', 'I03') AND WITHIN(record_id)", persons)
            save_found(ledger, queries_payers.entitlement(ledger, persons)[1])
        if touched.payments or touched.shared:
            paid, eligible = queries_payers.paid(ledger)
            of_all, _ = queries_payers.entitlement(ledger, None)
            self._sum(paid=paid, eligible=eligible, shared=of_all.shared, entitled=of_all.entitled)

    def _sharing(self) -> set[int]:
        """Payers and recipients of the payments that were touched or are shared anew."""
        numbers = self.touched.payment_numbers | self.touched.shared
        return queries_payers.sharing(self.ledger, numbers) if numbers else set()

    def _issues(self) -> None:
        codes = self.touched.issues.keys()
        if codes:
            self._forget("code IN ('I04', 'I05') AND WITHIN(code_id)", codes)
            save_found(self.ledger, queries_payers.issue_findings(self.ledger, codes))
            self._sum(issued=queries_payers.issued(self.ledger))

    def _codes_to_judge(self) -> set[int]:
        touched = self.touched
        codes = touched.uses.keys() | touched.issues.keys()
        if touched.refund_orders:
            codes |= {use.code_id for use in queries_uses.uses_of_orders(self.ledger, touched.refund_orders)}
        if touched.merchants:
            sql = "SELECT DISTINCT code_id FROM voucher_kept_marks WHERE WITHIN(shop_id)"
            codes |= {code for (code,) in self.ledger.rows(sql, touched.merchants)}
        return set(codes)

    def _codes(self, codes: set[int]) -> list[Mark]:
        """Judge the codes again; their marks, old and new."""
        if not codes:
            return []
        ledger = self.ledger
        self._code_sums(codes)
        old = load_marks(ledger, "WHERE WITHIN(code_id)", scope=codes)
        self._forget("code IN ('R01', 'R02', 'R03', 'R04', 'R05') AND WITHIN(code_id)", codes)
        self._run(f"DELETE FROM voucher_kept_marks WHERE mark IN {_OF_CODE} AND WITHIN(code_id)", codes)
        _known, tangled = queries_uses.used_codes(ledger, codes)
        uses = queries_uses.uses_of_codes(ledger, tangled | queries_uses.freed_codes(ledger, codes))
        backs = judging.returning(queries_uses.refunds(ledger, {use.order_id for use in uses}))
        judged = judging.replay(self.bench, uses, backs)
        judged.add(judging.barred(self.bench, queries_uses.barred_uses_of_codes(ledger, codes)))
        self._save(judged)
        return old + judged.marks

    def _code_sums(self, codes: Collection[int]) -> None:
        """Σ unused and Σ known: what the codes add now, less what they added before."""
        unused = known = 0
        issues, uses = self.touched.issues, self.touched.uses
        for code, face, count in queries_uses.code_states(self.ledger, codes):
            earlier, before = count - uses[code] if code in uses else count, issues.get(code, face)
            known += count * (face or 0) - earlier * (before or 0)
            unused += (0 if count else face or 0) - (0 if earlier else before or 0)
        self._sum(unused=self.state.sums.unused + unused, known=self.state.sums.known + known)

    def _merchants(self) -> None:
        shops = self.touched.merchants
        if shops:
            self._forget("code IN ('R04', 'R05') AND WITHIN(shop_id)", shops)
            self._run("DELETE FROM voucher_kept_marks WHERE mark IN ('R04', 'R05') AND WITHIN(shop_id)", shops)
            self._save(judging.barred(self.bench, queries_uses.barred_uses(self.ledger, shops)))
        paid = shops | self.touched.paid_shops.keys()
        if paid:
            self._forget("code = 'S02' AND WITHIN(shop_id)", paid)
            save_found(self.ledger, judging.withdrawn(self.bench, queries_uses.withdrawals(self.ledger, paid)))

    def _crowds(self, orders: set[int]) -> None:
        if orders:
            self._forget("code = 'R06' AND WITHIN(order_id)", orders)
            self._run("DELETE FROM voucher_kept_marks WHERE mark = 'R06' AND WITHIN(order_id)", orders)
            self._save(judge_crowds(self.ledger, self.bench, queries_uses.crowded_orders(self.ledger, orders)))

    def _days(self) -> set[tuple[int, int]]:
        cells = self.touched.days
        if cells:
            rows = queries_uses.some_shop_days(self.ledger, cells)
            self.ledger.raw.executemany("INSERT OR REPLACE INTO voucher_kept_shop_days VALUES (?,?,?)", rows)
        return cells

    def _refunds(self, orders: set[int]) -> list[Case]:
        """Judge all refunds of the orders again; the cases among them."""
        if not orders:
            return []
        ledger = self.ledger
        self._forget("code IN ('F01', 'F02', 'F03', 'F04', 'F05') AND WITHIN(order_id)", orders)
        self._run("DELETE FROM voucher_kept_cases WHERE WITHIN(order_id)", orders)
        refunds = queries_uses.refunds(ledger, orders)
        of_refunds = {refund.order_id for refund in refunds}
        outcomes = outcomes_of(load_marks(ledger, "WHERE WITHIN(order_id)", scope=of_refunds))
        uses = queries_uses.uses_of_orders(ledger, of_refunds)
        found, cases = judging.refunded(self.bench, refunds, uses, outcomes)
        save_found(ledger, found)
        kept.save_cases(ledger, cases, that_day_of(ledger, cases))
        return cases

    def _cases(self, fresh: Iterable[Case], since: dict[int, int], days: set[tuple[int, int]]) -> None:
        """F02 and F05 of every case whose merchant's money moved before the refund."""
        ids = {case.refund_id for case in fresh}
        stored = kept.load_cases(self.ledger, "WHERE WITHIN(shop_id)", scope=since.keys() | {c.shop_id for c in fresh})
        moved = [
            (case, count)
            for case, count in stored
            if case.refund_id in ids or case.refunded_at >= since.get(case.shop_id, case.refunded_at + 1)
        ]
        if moved:
            self._forget("code IN ('F02', 'F05') AND WITHIN(record_id)", [case.refund_id for case, _ in moved])
            save_found(self.ledger, self._settle(moved, days))

    def _settle(self, moved: list[tuple[Case, int]], days: set[tuple[int, int]]) -> list[Found]:
        ledger, cases = self.ledger, [case for case, _ in moved]
        stale = [case for case in cases if queries_uses.day_of_case(case) in days]
        that_day = {case.refund_id: count for case, count in moved} | that_day_of(ledger, stale)
        kept.save_cases(ledger, stale, that_day)
        shops = {case.shop_id for case in cases}
        marks = load_marks(ledger, "WHERE WITHIN(shop_id)", scope=shops)
        tills = judging.tills(cases, marks, queries_uses.withdrawals(ledger, shops), ledger.policy.face_fen)
        count: Callable[[Case], int] = Counter(kept.load_days(ledger, shops), that_day).up_to
        return judging.settled(self.bench, cases, tills, count)

    def _treasury(self) -> None:
        if self.touched.treasury:
            ledger = self.ledger
            taken = queries_uses.withdrawals(ledger, None)
            account = treasury.run(queries_uses.transfers(ledger), [one.flow for one in taken])
            self._forget("code = 'S03'", None)
            save_found(ledger, judging.advanced(account))
            withdrawn = sum(one.flow.fen for one in taken)
            self._sum(balance=account.balance, withdrawn=withdrawn, transferred=queries_uses.transferred(ledger))

    def _finish(self) -> None:
        self._run("DELETE FROM voucher_kept_shop_days WHERE redemptions = 0", None)
        self._sum(gross=kept.gross_of(self.ledger))
        latest = max(self.state.latest, self.touched.latest)
        change = kept.last_change(self.ledger)
        kept.save_state(self.ledger, State(self.state.fingerprint, change, latest, self.state.sums))

    def _save(self, judged: Judged) -> None:
        save_marks(self.ledger, judged.marks)
        save_found(self.ledger, judged.found)

    def _sum(self, **sums: int) -> None:
        self.state = kept.with_sums(self.state, **sums)

    def _forget(self, which: str, scope: Collection[int] | None) -> None:
        self._run(f"DELETE FROM voucher_kept_findings WHERE {which}", scope)

    def _run(self, sql: str, scope: Collection[int] | None) -> None:
        self.ledger.rows(sql, scope)
