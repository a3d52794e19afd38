"""The full computation: everything up to the end of a day, read in sets, judged, and handed on. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from guanxian_desk.modules.vouchers import judging, queries_payers, queries_uses, wording
from guanxian_desk.modules.vouchers.found import Books, Found, Gathered, Settled, Sums
from guanxian_desk.modules.vouchers.judging import Bench, Judged
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.queries_payers import Entitlement
from guanxian_desk.modules.vouchers.queries_uses import Withdrawal
from guanxian_desk.modules.vouchers.rules import treasury
from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.till import Till, Withdrawn, correction
from guanxian_desk.modules.vouchers.rules.wallet import HELD, OUTCOMES, Mark

# Told what is being done and how far it is (0 … 1); may raise Cancelled.
Progress = Callable[[str, float], None]


def no_progress(_words: str, _share: float) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class _Payers:
    found: list[Found]
    paid: int
    eligible: int
    entitlement: Entitlement
    issued: int
    unused: int
    crowded: list[int]


@dataclass(frozen=True)
class _Uses:
    judged: Judged
    cases: list[Settled]
    known: int
    balance: int


def gather(ledger: Ledger, progress: Progress = no_progress, beside: Ledger | None = None) -> Gathered:
    """Everything that the ledger's day shows.

    beside: the same ledger through another connection. The payers' half is then worked out on it at the same time:
    SQLite lets go of the interpreter while it reads. A ledger that has moved on meanwhile is left alone.
    """
    if beside is None or not ledger.same_as(beside):
        return _gather(ledger, lambda: _payers(ledger), progress)
    with ThreadPoolExecutor(1) as pool:
        return _gather(ledger, pool.submit(_payers, beside).result, progress)


def _gather(ledger: Ledger, payers: Callable[[], _Payers], progress: Progress) -> Gathered:
    bench = bench_of(ledger)
    progress("核对核销与退款", 0.0)
    uses = _uses(ledger, bench)
    progress("核对缴费、应发与已发", 0.5)
    half = payers()
    progress("核对订单，汇总", 0.9)
    uses.judged.add(judging.barred(bench, queries_uses.barred_uses(ledger, None)))
    uses.judged.add(judge_crowds(ledger, bench, half.crowded))
    odd = queries_uses.odd_gross(ledger, [one.record_id for one in half.found if one.code == "I05"])
    withdrawn = queries_uses.withdrawn(ledger)
    sums = _sums(ledger, half, uses, sum(withdrawn.values()))
    redemptions = queries_uses.redemptions(ledger)
    books = Books(sums, uses.judged.marks, redemptions, odd, withdrawn, dict(bench.shops), dict(bench.register))
    return Gathered(books, half.found + uses.judged.found, uses.cases)


def _payers(ledger: Ledger) -> _Payers:
    """The half that hangs on no redemption's outcome."""
    found = queries_payers.payment_findings(ledger, None, None)
    entitlement, of_persons = queries_payers.entitlement(ledger, None)
    issued, of_issues = queries_payers.issued_and_found(ledger, None)
    return _Payers(
        found + of_persons + of_issues,
        *queries_payers.paid(ledger),
        entitlement,
        issued,
        queries_uses.unused(ledger),
        queries_uses.crowded_orders(ledger, None),
    )


def _uses(ledger: Ledger, bench: Bench) -> _Uses:
    refunds = queries_uses.refunds(ledger, None)
    refunded = queries_uses.uses_of_orders(ledger, {refund.order_id for refund in refunds})
    backs = judging.returning(refunds)
    known, tangled = queries_uses.used_codes(ledger)
    # A code that a refund put back has to be replayed though it was used only once; that use is already here.
    freed = [use for use in refunded if use.order_id in backs and use.code_id not in tangled]
    judged = judging.replay(bench, queries_uses.uses_of_codes(ledger, tangled) + freed, backs)
    found, cases = judging.refunded(bench, refunds, refunded, outcomes_of(judged.marks))
    taken = queries_uses.withdrawals(ledger, None)
    settled = settle(ledger, cases, judged.marks, taken)
    found += judging.cases_found(bench, settled)
    account = treasury.run(queries_uses.transfers(ledger), [one.flow for one in taken])
    judged.found += found + judging.withdrawn(bench, taken) + judging.advanced(account)
    return _Uses(judged, settled, known, account.balance)


def bench_of(ledger: Ledger) -> Bench:
    """What every judgement looks up: merchants."""
    shops, register = queries_uses.shops(ledger), queries_uses.register(ledger)
    return Bench(ledger.policy, shops, register, wording.ShopNames(shops, register))


def judge_crowds(ledger: Ledger, bench: Bench, crowded: Collection[int]) -> Judged:
    """R06 of orders that are known to be crowded."""
    numbers = dict(ledger.rows("SELECT id, number FROM voucher_orders WHERE WITHIN(id)", crowded))
    return judging.crowded(bench, queries_uses.uses_of_orders(ledger, crowded), numbers)


def outcomes_of(marks: Iterable[Mark]) -> dict[int, Mark]:
    """The outcome of each replayed redemption."""
    return {mark.redemption_id: mark for mark in marks if mark.mark in OUTCOMES}


def settle(
    ledger: Ledger, cases: Collection[Case], marks: Iterable[Mark], withdrawals: Iterable[Withdrawal]
) -> list[Settled]:
    """The cases with their verdicts; marks, withdrawals: those of their merchants, at least.

    What stood in a till is so many redemptions at face, corrected by the merchant's marks.
    """
    face, counts = ledger.policy.face_fen, queries_uses.counts_up_to(ledger, cases)
    odd = (m for m in marks if m.mark in OUTCOMES and (m.mark != HELD or m.face_fen != face))
    tills, empty = judging.tills((mark.shop_id, correction(mark, face)) for mark in odd), Till(())
    takings, nothing = judging.takings(withdrawals), Withdrawn(())
    return [
        judging.settled(
            case,
            counts[case.refund_id] * face + tills.get(case.shop_id, empty).standing(case),
            takings.get(case.shop_id, nothing).by(case.refunded_at),
        )
        for case in cases
    ]


def _sums(ledger: Ledger, payers: _Payers, uses: _Uses, withdrawn: int) -> Sums:
    return Sums(
        paid=payers.paid,
        eligible=payers.eligible,
        shared=payers.entitlement.shared,
        entitled=payers.entitlement.entitled,
        issued=payers.issued,
        unused=payers.unused,
        known=uses.known,
        transferred=queries_uses.transferred(ledger),
        withdrawn=withdrawn,
        balance=uses.balance,
    )
