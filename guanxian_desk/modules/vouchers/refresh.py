"""Bringing the kept results up to date: only what a change touched is judged again, by the same code as the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from guanxian_desk.modules.vouchers import judging, kept, queries_payers, queries_uses
from guanxian_desk.modules.vouchers.facts import Refund, VoucherPolicy, ordinal
from guanxian_desk.modules.vouchers.found import Settled
from guanxian_desk.modules.vouchers.gather import Progress, bench_of, judge_crowds, no_progress, settle
from guanxian_desk.modules.vouchers.judging import Judged
from guanxian_desk.modules.vouchers.kept import State, load_marks, save_found, save_marks
from guanxian_desk.modules.vouchers.ledger import END_OF_TIME, Ledger
from guanxian_desk.modules.vouchers.moves import Move, code_moves, outcomes_of, till_moves
from guanxian_desk.modules.vouchers.rules import treasury
from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.till import Till
from guanxian_desk.modules.vouchers.rules.wallet import Mark
from guanxian_desk.modules.vouchers.touched import Touched, touched_by_batch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# From about here on computing everything is the shorter way.
TOO_MUCH = 60_000


def refresh(session: Session, policy: VoucherPolicy, touched: Touched, progress: Progress = no_progress) -> None:
    """Bring the kept results up to date after a change; the caller commits.

    Other imports that they do not include yet are taken along; they are rebuilt when there are none, when they are
    of another policy, when an untold edit is pending, or when too much was touched.
    """
    ledger = Ledger.of(session, policy, END_OF_TIME)
    state = kept.load_state(ledger)
    if state is None or state.fingerprint != policy.fingerprint:
        kept.rebuild(session, policy, progress)
        return
    if any(change <= state.change_id for change in touched.changes):
        # Told twice, or rebuilt meanwhile: what is still missing is pending.
        touched = Touched()
    missed = [batch for change, batch in kept.pending(ledger, state) if change not in touched.changes]
    for batch in missed:
        if batch is not None:
            touched = touched_by_batch(session, batch) | touched
    if None in missed or touched.size > TOO_MUCH:
        kept.rebuild(session, policy, progress)
    else:
        _Refresh(ledger, state, touched).run()


def catch_up(session: Session, policy: VoucherPolicy, progress: Progress = no_progress) -> bool:
    """Make good what the kept results lack (after an import, a kill, a new policy); whether anything was written.

    Cancelled when the progress says so: the caller throws away what was begun.
    """
    ledger = Ledger.of(session, policy, END_OF_TIME)
    state = kept.load_state(ledger)
    if state is not None and kept.stands(ledger, state):
        return False
    refresh(session, policy, Touched(), progress)
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
        self._payers()
        self._issues()
        marks, moved = self._codes(self._codes_to_judge())
        self._merchants()
        orders = self._orders | {mark.order_id for mark in marks} | self._orders_of_holders()
        self._crowds(orders)
        self._days()
        # First the cases that stood, then those that are new: these already see everything as it is now.
        self._cases(moved)
        self._refunds(orders)
        self._treasury()
        latest = max(self.state.latest, touched.latest)
        change = kept.last_change(self.ledger)
        kept.save_state(self.ledger, State(self.state.fingerprint, change, latest, self.state.sums))

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
        codes = self._more_uses.keys() | touched.issues.keys()
        if touched.refund_orders:
            codes |= {use.code_id for use in queries_uses.uses_of_orders(self.ledger, touched.refund_orders)}
        if touched.merchants:
            # What a merchant is called stands in the findings of its codes.
            sql = "SELECT DISTINCT code_id FROM voucher_kept_marks WHERE WITHIN(shop_id)"
            codes |= {code for (code,) in self.ledger.rows(sql, touched.merchants)}
        return set(codes)

    def _codes(self, codes: set[int]) -> tuple[list[Mark], list[Move]]:
        """Judge the codes again: their marks, old and new, and what changed in merchants' tills."""
        if not codes:
            return [], []
        ledger, bench, touched = self.ledger, self.bench, self.touched
        states = queries_uses.code_states(ledger, codes)
        old = load_marks(ledger, "WHERE mark <> 'R06' AND WITHIN(code_id)", scope=codes)
        self._drop(old, ("R01", "R02", "R03", "R04", "R05"))
        tangled = {code for code, _, _, tangled in states if tangled} | self._freed(codes)
        uses = queries_uses.uses_of_codes(ledger, tangled | self._barred_codes() | {mark.code_id for mark in old})
        backs = judging.returning(queries_uses.refunds(ledger, {use.order_id for use in uses}))
        judged = judging.replay(bench, [use for use in uses if use.code_id in tangled], backs)
        codes_moved = code_moves(states, self._more_uses, touched)
        moved = till_moves(codes_moved, touched, outcomes_of(old), outcomes_of(judged.marks), uses)
        judged.add(judging.barred(bench, uses))
        self._save(judged)
        sums = self.state.sums
        self._sum(unused=sums.unused + codes_moved.unused, known=sums.known + codes_moved.known)
        return old + judged.marks, moved

    def _freed(self, codes: set[int]) -> set[int]:
        """Those of the codes that were used in an order of which a refund put vouchers back."""
        backs = judging.returning(self._refunds_of_touched)
        in_orders = {use.code_id for use in queries_uses.uses_of_orders(self.ledger, backs)}
        # What is left of the other codes lies in orders that were not touched.
        others = codes - {place[1] for place, step in self.touched.places.items() if step >= 0}
        return in_orders & codes | (queries_uses.freed_codes(self.ledger, others) if others else set())

    def _barred_codes(self) -> set[int]:
        """Codes of touched redemptions at merchants that were not always admitted (R04, R05)."""
        moments = [place[4] for place in self.touched.places]
        shops = judging.barred_shops(self.bench, min(moments), max(moments)) if moments else set()
        return {place[1] for place in self.touched.places if place[3] in shops}

    @cached_property
    def _more_uses(self) -> Counter[int]:
        """How many redemptions each touched code has more now."""
        more: Counter[int] = Counter()
        for place, step in self.touched.places.items():
            more[place[1]] += step
        return more

    @cached_property
    def _orders(self) -> set[int]:
        """Orders whose redemptions were touched."""
        return {place[2] for place in self.touched.places}

    @cached_property
    def _refunds_of_touched(self) -> list[Refund]:
        orders = self._orders | self.touched.refund_orders
        return queries_uses.refunds(self.ledger, orders) if orders else []

    def _drop(self, marks: Collection[Mark], codes: tuple[str, ...]) -> None:
        """Forget marks and the findings of redemptions that go with them."""
        keys = [(mark.redemption_id, mark.mark) for mark in marks]
        raw = self.ledger.raw
        raw.executemany("DELETE FROM voucher_kept_marks WHERE redemption_id = ? AND mark = ?", keys)
        found = [key for key in keys if key[1] in codes]
        raw.executemany("DELETE FROM voucher_kept_findings WHERE record_id = ? AND code = ?", found)

    def _merchants(self) -> None:
        shops = self.touched.merchants
        if shops:
            barred = load_marks(self.ledger, "WHERE mark IN ('R04', 'R05') AND WITHIN(shop_id)", scope=shops)
            self._drop(barred, ("R04", "R05"))
            self._save(judging.barred(self.bench, queries_uses.barred_uses(self.ledger, shops)))
        paid = shops | self.touched.paid_shops
        if paid:
            self._forget("code = 'S02' AND WITHIN(shop_id)", paid)
            save_found(self.ledger, judging.withdrawn(self.bench, queries_uses.withdrawals(self.ledger, paid)))

    def _crowds(self, orders: set[int]) -> None:
        if orders:
            old = load_marks(self.ledger, "WHERE mark = 'R06' AND WITHIN(order_id)", scope=orders)
            self._drop(old, ())
            self._forget("code = 'R06' AND WITHIN(record_id)", {mark.order_id for mark in old})
            self._save(judge_crowds(self.ledger, self.bench, queries_uses.crowded_orders(self.ledger, orders)))

    def _orders_of_holders(self) -> set[int]:
        """Crowded orders whose finding names the holder of a voucher that was issued anew."""
        sql = "SELECT order_id FROM voucher_kept_marks WHERE mark = 'R06' AND WITHIN(code_id)"
        codes = self.touched.issues.keys()
        return {order for (order,) in self.ledger.rows(sql, codes)} if codes else set()

    def _days(self) -> None:
        counts: Counter[tuple[int, int]] = Counter()
        for (_, _, _, shop, at, _), step in self.touched.places.items():
            counts[shop, ordinal(at)] += step
        rows = [(shop, day, count) for (shop, day), count in counts.items() if count]
        adding = "ON CONFLICT DO UPDATE SET redemptions = redemptions + excluded.redemptions"
        self.ledger.raw.executemany(f"INSERT INTO voucher_kept_shop_days VALUES (?,?,?) {adding}", rows)
        if any(count < 0 for _, _, count in rows):
            self._run("DELETE FROM voucher_kept_shop_days WHERE redemptions = 0", None)

    def _cases(self, moved: list[Move]) -> None:
        """F02 and F05 of the cases of every merchant whose till, withdrawals or name changed."""
        touched = self.touched
        cases = self._cases_after(moved)
        if not cases:
            return
        tills, empty = judging.tills(moved), Till(())
        taken = judging.takings(queries_uses.withdrawals(self.ledger, touched.paid_shops))
        changed, turned = [], []
        for before in cases:
            case = before.case
            standing = before.standing + tills.get(case.shop_id, empty).standing(case)
            withdrawn = before.withdrawn
            if case.shop_id in touched.paid_shops:
                withdrawn = taken[case.shop_id].by(case.refunded_at) if case.shop_id in taken else 0
            now = judging.settled(case, standing, withdrawn)
            if now != before:
                changed.append(now)
            if now.verdict != before.verdict or case.shop_id in touched.merchants:
                turned.append(now)
        kept.update_cases(self.ledger, changed)
        self._settle(turned)

    def _cases_after(self, moved: list[Move]) -> list[Settled]:
        """Kept cases that what moved can reach: refunds after the first of it; all of merchants paid or renamed."""
        shops, whole = {shop for shop, _ in moved}, self.touched.paid_shops | self.touched.merchants
        cases = kept.load_cases(self.ledger, "WHERE WITHIN(shop_id)", scope=whole) if whole else []
        if shops - whole:
            first = min(entry.at for _, entry in moved)
            later = "WHERE refunded_at >= :first AND WITHIN(shop_id)"
            cases += kept.load_cases(self.ledger, later, scope=shops - whole, first=first)
        return cases

    def _settle(self, cases: Collection[Settled]) -> None:
        if cases:
            self._forget("code IN ('F02', 'F05') AND WITHIN(record_id)", [one.case.refund_id for one in cases])
            save_found(self.ledger, judging.cases_found(self.bench, cases))

    def _refunds(self, orders: set[int]) -> None:
        """Judge all refunds of the touched orders, and of orders whose marks changed, again."""
        ledger, gone = self.ledger, self.touched.refund_orders
        others = orders - self._orders - gone
        refunds = self._refunds_of_touched + (queries_uses.refunds(ledger, others) if others else [])
        judged = gone | {refund.order_id for refund in refunds}
        if judged:
            self._forget("code IN ('F01', 'F02', 'F03', 'F04', 'F05') AND WITHIN(order_id)", judged)
            self._run("DELETE FROM voucher_kept_cases WHERE WITHIN(order_id)", judged)
            marks = outcomes_of(load_marks(ledger, "WHERE WITHIN(order_id)", scope=judged))
            uses = queries_uses.uses_of_orders(ledger, judged)
            found, cases = judging.refunded(self.bench, refunds, uses, {mark.redemption_id: mark for mark in marks})
            save_found(ledger, found)
            self._new_cases(cases)

    def _new_cases(self, cases: Collection[Case]) -> None:
        ledger, shops = self.ledger, {case.shop_id for case in cases}
        if not shops:
            return
        marks = load_marks(ledger, "WHERE WITHIN(shop_id)", scope=shops)
        settled = settle(ledger, cases, marks, queries_uses.withdrawals(ledger, shops))
        kept.save_cases(ledger, settled)
        self._settle(settled)

    def _treasury(self) -> None:
        if self.touched.treasury:
            ledger = self.ledger
            taken = queries_uses.withdrawals(ledger, None)
            account = treasury.run(queries_uses.transfers(ledger), [one.flow for one in taken])
            self._forget("code = 'S03'", None)
            save_found(ledger, judging.advanced(account))
            withdrawn = sum(one.flow.fen for one in taken)
            self._sum(balance=account.balance, withdrawn=withdrawn, transferred=queries_uses.transferred(ledger))

    def _save(self, judged: Judged) -> None:
        save_marks(self.ledger, judged.marks)
        save_found(self.ledger, judged.found)

    def _sum(self, **sums: int) -> None:
        self.state = kept.with_sums(self.state, **sums)

    def _forget(self, which: str, scope: Collection[int] | None) -> None:
        self._run(f"DELETE FROM voucher_kept_findings WHERE {which}", scope)

    def _run(self, sql: str, scope: Collection[int] | None) -> None:
        if scope is None or scope:
            self.ledger.rows(sql, scope)
