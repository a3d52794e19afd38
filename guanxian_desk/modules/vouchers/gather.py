"""The full computation: everything up to the end of a day, read in sets, judged, and handed on. Writes nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate

from guanxian_desk.modules.vouchers import judging, queries_payers, queries_uses, wording
from guanxian_desk.modules.vouchers.facts import moment_of
from guanxian_desk.modules.vouchers.found import Books, Found, Gathered, Sums
from guanxian_desk.modules.vouchers.judging import Bench, Judged
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.queries_payers import Entitlement
from guanxian_desk.modules.vouchers.rules import treasury
from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.wallet import OUTCOMES, Mark

# Told what is being done and how far it is (0 … 1); may raise Cancelled.
Progress = Callable[[str, float], None]
ShopDays = Mapping[tuple[int, int], int]


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
    cases: list[Case]
    that_day: dict[int, int]
    known: int
    days: dict[tuple[int, int], int]
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
    redemptions = by_shop(uses.days)
    gross = sum(redemptions.values()) * ledger.policy.face_fen + odd_gross(ledger, half.found)
    withdrawn = queries_uses.withdrawn(ledger)
    sums = _sums(ledger, half, uses, gross, sum(withdrawn.values()))
    books = Books(sums, uses.judged.marks, redemptions, withdrawn, dict(bench.shops), dict(bench.register))
    return Gathered(books, half.found + uses.judged.found, uses.cases, uses.that_day, uses.days)


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
    known, tangled = queries_uses.used_codes(ledger, None)
    # A code that a refund put back has to be replayed though it was used only once.
    freed = {use.code_id for use in refunded if use.order_id in backs}
    judged = judging.replay(bench, queries_uses.uses_of_codes(ledger, tangled | freed), backs)
    found, cases = judging.refunded(bench, refunds, refunded, outcomes_of(judged.marks))
    days, taken = queries_uses.shop_days(ledger), queries_uses.withdrawals(ledger, None)
    tills = judging.tills(cases, judged.marks, taken, ledger.policy.face_fen)
    that_day = that_day_of(ledger, cases)
    found += judging.settled(bench, cases, tills, Counter(days, that_day).up_to)
    account = treasury.run(queries_uses.transfers(ledger), [one.flow for one in taken])
    judged.found += found + judging.withdrawn(bench, taken) + judging.advanced(account)
    return _Uses(judged, cases, that_day, known, days, account.balance)


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


def odd_gross(ledger: Ledger, found: Iterable[Found]) -> int:
    """What redemptions of vouchers with an odd face (I05) add to "so many redemptions at face", fen."""
    return queries_uses.odd_gross(ledger, [one.record_id for one in found if one.code == "I05"])


def by_shop(days: ShopDays) -> dict[int, int]:
    """Redemptions by merchant from redemptions by merchant and day."""
    counts: dict[int, int] = defaultdict(int)
    for (shop, _day), count in days.items():
        counts[shop] += count
    return dict(counts)


def that_day_of(ledger: Ledger, cases: Iterable[Case]) -> dict[int, int]:
    """By refund: the redemptions of the case's merchant on the day of the order's last one, up to and including it."""
    return {case.refund_id: queries_uses.earlier_that_day(ledger, case) for case in cases}


class Counter:
    """How many redemptions a merchant had up to a place in time order: whole days, then a part of one."""

    def __init__(self, days: ShopDays, that_day: Mapping[int, int]) -> None:
        self._that_day = that_day
        self._days: dict[int, list[int]] = defaultdict(list)
        counts: dict[int, list[int]] = defaultdict(list)
        for (shop, day), count in sorted(days.items()):
            self._days[shop].append(day)
            counts[shop].append(count)
        self._before = {shop: [0, *accumulate(own)] for shop, own in counts.items()}

    def up_to(self, case: Case) -> int:
        """The redemptions of the case's merchant up to and including the order's last one."""
        day = moment_of(case.last_at).toordinal()
        whole = self._before[case.shop_id][bisect_left(self._days[case.shop_id], day)]
        return whole + self._that_day[case.refund_id]


def _sums(ledger: Ledger, payers: _Payers, uses: _Uses, gross: int, withdrawn: int) -> Sums:
    return Sums(
        paid=payers.paid,
        eligible=payers.eligible,
        shared=payers.entitlement.shared,
        entitled=payers.entitlement.entitled,
        issued=payers.issued,
        unused=payers.unused,
        known=uses.known,
        gross=gross,
        transferred=queries_uses.transferred(ledger),
        withdrawn=withdrawn,
        balance=uses.balance,
    )
