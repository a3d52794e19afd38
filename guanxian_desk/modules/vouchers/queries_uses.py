"""What was redeemed, refunded, withdrawn and transferred (方案五、六、七、八)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from guanxian_desk.modules.vouchers.facts import Merchant, Refund, Use, seconds
from guanxian_desk.modules.vouchers.ledger import Ledger, Scope, as_json
from guanxian_desk.modules.vouchers.rules.merchants import PASSED
from guanxian_desk.modules.vouchers.rules.orders import Case
from guanxian_desk.modules.vouchers.rules.treasury import Flow

# A day as its proleptic ordinal less one: whole division cuts towards zero, so moments are first made positive.
_ORDINAL = 719_162 * 86_400
_DAY = f"({{0}} + {_ORDINAL}) / 86400"

_USE = """
SELECT r.redeemed_at, r.serial, r.id, r.code_id, r.order_id, r.shop_id, r.purchase_fen,
  i.face_fen, i.issued_at, i.person_id, c.number
FROM voucher_redemptions r JOIN voucher_codes c ON c.id = r.code_id
LEFT JOIN voucher_issues i ON i.code_id = r.code_id AND i.issued_at < :cutoff
"""

# Walks the redemptions in the order of their codes beside the issues: no sorting, no look-up from the top.
_USED = """
SELECT coalesce(sum(i.face_fen), 0), json_group_array(r.code_id) FILTER (
  WHERE i.face_fen IS NOT :face OR r.redeemed_at < i.issued_at OR r.redeemed_at >= :until)
FROM voucher_redemptions r
LEFT JOIN voucher_issues i ON i.code_id = r.code_id AND i.issued_at < :cutoff
WHERE r.redeemed_at < :cutoff
"""

_USED_AGAIN = """
SELECT r.code_id FROM voucher_redemptions r WHERE r.redeemed_at < :cutoff
GROUP BY r.code_id HAVING count(*) > 1
"""

_USED_STATES = """
SELECT r.code_id, i.face_fen, count(*), i.face_fen IS NOT :face OR count(*) > 1
  OR min(r.redeemed_at) < i.issued_at OR max(r.redeemed_at) >= :until
FROM voucher_redemptions r LEFT JOIN voucher_issues i ON i.code_id = r.code_id AND i.issued_at < :cutoff
WHERE WITHIN(r.code_id) AND r.redeemed_at < :cutoff GROUP BY r.code_id
"""

_UNUSED_STATES = """
SELECT c.id, i.face_fen, 0, 0
FROM voucher_codes c LEFT JOIN voucher_issues i ON i.code_id = c.id AND i.issued_at < :cutoff WHERE WITHIN(c.id)
"""

_FREED_CODES = """
SELECT DISTINCT r.code_id FROM voucher_redemptions r JOIN voucher_refunds f ON f.order_id = r.order_id
WHERE WITHIN(r.code_id) AND r.redeemed_at < :cutoff AND f.refunded_at < :cutoff
  AND f.scope = '全额' AND f.handling = '退回卡券包'
"""

# Both sides come in the order of codes, so SQLite merges them.
_UNUSED = """
SELECT coalesce(sum(face_fen), 0) FROM voucher_issues WHERE code_id IN (
  SELECT code_id FROM voucher_issues WHERE issued_at < :cutoff
  EXCEPT SELECT code_id FROM voucher_redemptions WHERE redeemed_at < :cutoff ORDER BY 1)
"""

_CROWDED_ORDERS = """
SELECT r.order_id FROM voucher_redemptions r WHERE WITHIN(r.order_id) AND r.redeemed_at < :cutoff
GROUP BY r.order_id HAVING count(*) * :minimum > min(r.purchase_fen)
"""

# Only a merchant's time outside [opens, closes) is looked at; the rule then says which fault it is.
_BARRED = f"""
WITH barred AS MATERIALIZED (
  SELECT h.id, iif(m.review = :passed, coalesce(m.reviewed_at, :never), :ever) AS opens,
    coalesce(m.disqualified_at, :ever) AS closes
  FROM voucher_shops h LEFT JOIN voucher_merchants m ON m.shop_id = h.id WHERE WITHIN(h.id))
{_USE} WHERE r.id IN (
  SELECT b.id FROM barred s CROSS JOIN voucher_redemptions b ON b.shop_id = s.id AND b.redeemed_at < s.opens
  UNION
  SELECT b.id FROM barred s CROSS JOIN voucher_redemptions b ON b.shop_id = s.id AND b.redeemed_at >= s.closes)
AND r.redeemed_at < :cutoff
"""

_REFUNDS = """
SELECT f.refunded_at, f.serial, f.id, f.order_id, f.scope = '全额',
  f.scope = '全额' AND f.handling IS '退回卡券包', f.amount_fen
FROM voucher_refunds f WHERE WITHIN(f.order_id) AND f.refunded_at < :cutoff
"""

# Walks from one day with redemptions to the next, merchant by merchant: days without any cost nothing.
_SHOP_DAYS = f"""
WITH RECURSIVE walk(shop, at) AS (
  SELECT h.id, (SELECT min(r.redeemed_at) FROM voucher_redemptions r WHERE r.shop_id = h.id) FROM voucher_shops h
  UNION ALL
  SELECT shop, (SELECT min(r.redeemed_at) FROM voucher_redemptions r
    WHERE r.shop_id = walk.shop AND r.redeemed_at >= ({_DAY.format("walk.at")} + 1) * 86400 - {_ORDINAL})
  FROM walk WHERE at IS NOT NULL)
SELECT shop, {_DAY.format("at")} + 1, (SELECT count(*) FROM voucher_redemptions r WHERE r.shop_id = walk.shop
  AND r.redeemed_at >= walk.at AND r.redeemed_at < ({_DAY.format("walk.at")} + 1) * 86400 - {_ORDINAL})
FROM walk WHERE at < :cutoff
"""

_ODD_USES = """
SELECT coalesce(sum(i.face_fen - :face), 0) FROM voucher_issues i
JOIN voucher_redemptions r ON r.code_id = i.code_id AND r.redeemed_at < :cutoff
WHERE i.issued_at < :cutoff AND i.code_id IN (SELECT value FROM json_each(:codes))
"""

_UP_TO = """
SELECT (SELECT count(*) FROM voucher_redemptions WHERE shop_id = :shop AND redeemed_at >= :since AND redeemed_at < :at),
  (SELECT count(*) FROM voucher_redemptions WHERE shop_id = :shop AND redeemed_at = :at AND serial <= :serial)
"""

_BY_SHOP = "SELECT shop_id, count(*) FROM voucher_redemptions WHERE redeemed_at < :cutoff GROUP BY shop_id"

_WITHDRAWALS = """
SELECT w.withdrawn_at, w.serial, w.amount_fen, w.id, w.shop_id, m.shop_id IS NULL
FROM voucher_withdrawals w LEFT JOIN voucher_merchants m ON m.shop_id = w.shop_id
WHERE WITHIN(w.shop_id) AND w.withdrawn_at < :cutoff
"""

_TRANSFERS = """
SELECT transferred_at, number, iif(direction = '退回', -amount_fen, amount_fen)
FROM voucher_transfers WHERE transferred_at < :cutoff
"""

_TRANSFERRED = """
SELECT coalesce(sum(CASE direction WHEN '退回' THEN -amount_fen ELSE amount_fen END), 0)
FROM voucher_transfers WHERE transferred_at < :cutoff
"""

_WITHDRAWN = "SELECT shop_id, sum(amount_fen) FROM voucher_withdrawals WHERE withdrawn_at < :cutoff GROUP BY shop_id"

_REGISTER = """
SELECT m.shop_id, h.number, m.name, m.review, m.reviewed_at, m.disqualified_at
FROM voucher_merchants m JOIN voucher_shops h ON h.id = m.shop_id
"""


def unused(ledger: Ledger) -> int:
    """Σ face of vouchers issued and never redeemed, fen."""
    return int(ledger.row(_UNUSED)[0])


def used_codes(ledger: Ledger) -> tuple[int, set[int]]:
    """Σ face of all redemptions of issued codes (fen), and the codes with something to replay."""
    face, odd = ledger.row(_USED, **_limits(ledger))
    again = ledger.rows(_USED_AGAIN)
    return face, {*json.loads(odd), *(code for (code,) in again)}


# A code now: its face (None while unissued), its redemptions, whether there is something to replay.
CodeState = tuple[int, int | None, int, int]


def code_states(ledger: Ledger, codes: Collection[int]) -> list[CodeState]:
    """What the codes are now, one by one; used_codes() tells the same of all."""
    used = ledger.rows(_USED_STATES, codes, **_limits(ledger))
    unused = set(codes) - {code for code, _, _, _ in used}
    return used + (ledger.rows(_UNUSED_STATES, unused) if unused else [])


def freed_codes(ledger: Ledger, codes: Scope) -> set[int]:
    """Those of the codes that were used in an order of which a refund put vouchers back."""
    return {code for (code,) in ledger.rows(_FREED_CODES, codes)}


def uses_of_codes(ledger: Ledger, codes: Scope) -> list[Use]:
    """Every redemption of the codes."""
    rows = ledger.rows(_USE + "WHERE WITHIN(r.code_id) AND r.redeemed_at < :cutoff", codes)
    return list(map(Use._make, rows))


def uses_of_orders(ledger: Ledger, orders: Scope) -> list[Use]:
    """Every redemption of the orders."""
    rows = ledger.rows(_USE + "WHERE WITHIN(r.order_id) AND r.redeemed_at < :cutoff", orders)
    return list(map(Use._make, rows))


def crowded_orders(ledger: Ledger, orders: Scope) -> list[int]:
    """Orders with more vouchers than their purchase allows (R06)."""
    minimum = ledger.policy.minimum_fen
    return [order for (order,) in ledger.rows(_CROWDED_ORDERS, orders, minimum=minimum)]


def barred_uses(ledger: Ledger, shops: Scope) -> list[Use]:
    """Redemptions of the merchants outside the time in which they were admitted."""
    rows = ledger.rows(_BARRED, shops, passed=PASSED, never=-(2**62), ever=2**62)
    return list(map(Use._make, rows))


def refunds(ledger: Ledger, orders: Scope) -> list[Refund]:
    """Every refund of the orders."""
    return [
        Refund(at, serial, refund, order, bool(full), bool(returns), fen)
        for at, serial, refund, order, full, returns, fen in ledger.rows(_REFUNDS, orders)
    ]


def shop_days(ledger: Ledger) -> list[tuple[int, int, int]]:
    """(merchant, day as proleptic ordinal, redemptions) of every day with any."""
    return ledger.rows(_SHOP_DAYS)


def odd_gross(ledger: Ledger, codes: Iterable[int]) -> int:
    """What redemptions of the codes (those with an odd face) add to "so many redemptions at face", fen."""
    return int(ledger.row(_ODD_USES, codes=as_json(codes), face=ledger.policy.face_fen)[0])


def counts_up_to(ledger: Ledger, cases: Iterable[Case]) -> dict[int, int]:
    """By refund: redemptions of the case's merchant up to and including the order's last one.

    Each merchant's redemptions are walked once, from case to case.
    """
    counts: dict[int, int] = {}
    reached: dict[int, tuple[int, int]] = {}
    for case in sorted(cases, key=lambda case: (case.shop_id, case.last_at)):
        shop, at = case.shop_id, case.last_at
        since, before = reached.get(shop, (-(2**62), 0))
        between, then = ledger.row(_UP_TO, shop=shop, since=since, at=at, serial=case.last_serial)
        reached[shop] = at, before + between
        counts[case.refund_id] = before + between + then
    return counts


def redemptions(ledger: Ledger) -> dict[int, int]:
    """How many redemptions each merchant had."""
    return dict(ledger.rows(_BY_SHOP))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One withdrawal; unknown: its merchant is not in the register."""

    flow: Flow
    withdrawal_id: int
    shop_id: int
    unknown: bool


def withdrawals(ledger: Ledger, shops: Scope) -> list[Withdrawal]:
    """Every withdrawal of the merchants."""
    rows = ledger.rows(_WITHDRAWALS, shops)
    return [Withdrawal(Flow(*row[:3]), row[3], row[4], bool(row[5])) for row in rows]


def transfers(ledger: Ledger) -> list[Flow]:
    """Every transfer of the treasury; money sent back is negative."""
    return [Flow(*row) for row in ledger.rows(_TRANSFERS)]


def transferred(ledger: Ledger) -> int:
    """Σ transfers, fen."""
    return int(ledger.row(_TRANSFERRED)[0])


def withdrawn(ledger: Ledger) -> dict[int, int]:
    """Σ withdrawals by merchant, fen."""
    return dict(ledger.rows(_WITHDRAWN))


def register(ledger: Ledger) -> dict[int, Merchant]:
    """The commerce bureau's register as it stands: it is undated."""
    return {row[0]: Merchant(*row) for row in ledger.rows(_REGISTER)}


def shops(ledger: Ledger) -> dict[int, str]:
    """Every merchant's number, registered or only heard of."""
    return dict(ledger.rows("SELECT id, number FROM voucher_shops"))


def _limits(ledger: Ledger) -> dict[str, Any]:
    return {"until": seconds(ledger.policy.use_until), "face": ledger.policy.face_fen}
