"""The rules applied to rows that were read: marks and findings of redemptions, refunds and the platform's account.

The full computation and the recomputation of what an import touched both pass through here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from guanxian_desk.modules.vouchers import wording
from guanxian_desk.modules.vouchers.facts import Merchant, Refund, Use, VoucherPolicy
from guanxian_desk.modules.vouchers.found import Found, Settled
from guanxian_desk.modules.vouchers.queries_uses import Withdrawal
from guanxian_desk.modules.vouchers.rules import merchants, orders, treasury, wallet
from guanxian_desk.modules.vouchers.rules.orders import Case, RefundVerdict
from guanxian_desk.modules.vouchers.rules.till import Entry, Till, Withdrawn, verdict
from guanxian_desk.modules.vouchers.rules.wallet import Mark

_Row = TypeVar("_Row")
_FAULTLESS = (wallet.HELD, wallet.BACK)


@dataclass(frozen=True)
class Bench:
    """What every judgement looks up."""

    policy: VoucherPolicy
    shops: Mapping[int, str]
    register: Mapping[int, Merchant]
    names: wording.ShopNames


@dataclass
class Judged:
    """Marks and the findings that go with them."""

    marks: list[Mark] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def add(self, other: Judged) -> None:
        """Take in another judgement."""
        self.marks += other.marks
        self.found += other.found


def returning(refunds: Iterable[Refund]) -> dict[int, list[Refund]]:
    """The refunds that put vouchers back, by order."""
    by_order: dict[int, list[Refund]] = defaultdict(list)
    for refund in refunds:
        if refund.returns:
            by_order[refund.order_id].append(refund)
    return by_order


def replay(bench: Bench, uses: Iterable[Use], backs: Mapping[int, Sequence[Refund]]) -> Judged:
    """R01, R02 and R03 of whole codes; backs: refunds that put vouchers back, by order."""
    judged = Judged()
    for group in _grouped(uses, lambda use: use.code_id):
        refunds = [refund for order in {use.order_id for use in group} for refund in backs.get(order, ())]
        marks = wallet.replay(group, refunds, bench.policy)
        judged.marks += marks
        if any(mark.mark not in _FAULTLESS for mark in marks):
            judged.found += _code_findings(bench, group, marks)
    return judged


def _code_findings(bench: Bench, uses: Sequence[Use], marks: Iterable[Mark]) -> list[Found]:
    by_id = {use.redemption_id: use for use in uses}
    in_time = sorted((by_id[mark.redemption_id], mark) for mark in marks)
    found: list[Found] = []
    holder = uses[0]
    for use, mark in in_time:
        if mark.mark in _FAULTLESS:
            holder = use
        elif mark.mark == wallet.UNKNOWN:
            found.append(_of_use(mark.mark, use, bench, wording.unknown_code(use, bench.names)))
        elif mark.mark == wallet.REPEATED:
            found.append(_of_use(mark.mark, use, bench, wording.repeated(use, holder, bench.names)))
        else:
            found.append(_of_use(mark.mark, use, bench, wording.untimely_use(use, bench.policy)))
    return found


def barred_shops(bench: Bench, first: int, last: int) -> set[int]:
    """Merchants, of those heard of, that were not admitted all the time from the first second to the last.

    Admission is one stretch of time, so it is enough to ask at both ends.
    """
    return {
        shop
        for shop in bench.shops
        if merchants.faults(bench.register.get(shop), first) or merchants.faults(bench.register.get(shop), last)
    }


def barred(bench: Bench, uses: Iterable[Use]) -> Judged:
    """R04 and R05."""
    judged = Judged()
    for use in uses:
        merchant = bench.register.get(use.shop_id)
        for code in merchants.faults(merchant, use.at):
            says = wording.not_admitted if code == "R04" else wording.disqualified
            judged.marks.append(wallet.mark(use, code, bench.policy))
            judged.found.append(_of_use(code, use, bench, says(use, merchant, bench.names)))
    return judged


def crowded(bench: Bench, uses: Iterable[Use], numbers: Mapping[int, str]) -> Judged:
    """R06 of whole orders; numbers: 订单号 by order."""
    judged = Judged()
    for group in _grouped(uses, lambda use: use.order_id):
        over = orders.beyond(group, bench.policy)
        if over:
            judged.marks += [wallet.mark(use, "R06", bench.policy) for use in over]
            judged.found.append(_crowd(bench, group, over, numbers))
    return judged


def _crowd(bench: Bench, uses: Sequence[Use], over: Sequence[Use], numbers: Mapping[int, str]) -> Found:
    order, last = uses[0].order_id, over[-1]
    face = sum(wallet.face_of(use, bench.policy) for use in over)
    detail = wording.too_many(uses, over)
    return Found("R06", numbers[order], face, detail, order, last.holder_id, last.shop_id, order)


def refunded(
    bench: Bench, refunds: Iterable[Refund], uses: Iterable[Use], outcomes: Mapping[int, Mark]
) -> tuple[list[Found], list[Case]]:
    """F01, F03 and F04 of whole orders, and the cases that F02 and F05 hang on."""
    by_order: dict[int, list[Use]] = defaultdict(list)
    for use in uses:
        by_order[use.order_id].append(use)
    found: list[Found] = []
    cases: list[Case] = []
    for group in _grouped(refunds, lambda refund: refund.order_id):
        verdicts, case = orders.judge_refunds(by_order[group[0].order_id], group, outcomes, bench.policy)
        found += [_of_refund(verdict) for verdict in verdicts]
        if case:
            cases.append(case)
    return found, cases


def _of_refund(verdict: RefundVerdict) -> Found:
    refund = verdict.refund
    return Found(
        verdict.code,
        refund.serial,
        verdict.amount_fen,
        wording.refund(verdict),
        refund.refund_id,
        None,
        verdict.shop_id,
        refund.order_id,
    )


def cases_found(bench: Bench, cases: Iterable[Settled]) -> list[Found]:
    """F02 and F05."""
    return [
        Found(code, case.serial, case.order_fen, wording.case(code, case, bench.names), *_ids(case))
        for case, _standing, _withdrawn, code in cases
        if code
    ]


def _ids(case: Case) -> tuple[int, None, int, int]:
    return case.refund_id, None, case.shop_id, case.order_id


def settled(case: Case, standing: int, withdrawn: int) -> Settled:
    """The case with its verdict."""
    return Settled(case, standing, withdrawn, verdict(case, standing, withdrawn))


def tills(entries: Iterable[tuple[int, Entry]]) -> dict[int, Till]:
    """A till for each merchant of the entries (merchant, entry)."""
    by_shop: dict[int, list[Entry]] = defaultdict(list)
    for shop, entry in entries:
        by_shop[shop].append(entry)
    return {shop: Till(own) for shop, own in by_shop.items()}


def takings(withdrawals: Iterable[Withdrawal]) -> dict[int, Withdrawn]:
    """Withdrawals added up in time, by merchant."""
    by_shop: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for taken in withdrawals:
        by_shop[taken.shop_id].append((taken.flow.at, taken.flow.fen))
    return {shop: Withdrawn(own) for shop, own in by_shop.items()}


def withdrawn(bench: Bench, withdrawals: Iterable[Withdrawal]) -> list[Found]:
    """S02."""
    return [
        Found(
            "S02",
            taken.flow.key,
            taken.flow.fen,
            wording.unknown_withdrawal(bench.shops[taken.shop_id], taken.flow.at),
            taken.withdrawal_id,
            None,
            taken.shop_id,
        )
        for taken in withdrawals
        if taken.unknown
    ]


def advanced(account: treasury.Account) -> list[Found]:
    """S03."""
    if not account.shortfall:
        return []
    return [Found("S03", "", account.shortfall, wording.shortfall(account.shortfall, account.at), 0)]


def _of_use(code: str, use: Use, bench: Bench, detail: str) -> Found:
    return Found(
        code,
        use.serial,
        wallet.face_of(use, bench.policy),
        detail,
        use.redemption_id,
        use.holder_id,
        use.shop_id,
        use.order_id,
        use.code_id,
    )


def _grouped(rows: Iterable[_Row], key: Callable[[_Row], int]) -> list[list[_Row]]:
    groups: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())
