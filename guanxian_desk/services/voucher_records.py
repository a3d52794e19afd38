"""The record that a finding is about, as name and value: what the clerk looks up in the sender's papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.base.identity import mask_id
from guanxian_desk.base.money import yuan
from guanxian_desk.modules.vouchers.facts import moment_of
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.rules.catalogue import RULE_OF
from guanxian_desk.services.office import Office
from guanxian_desk.services.reconciling import policy_on


@dataclass(frozen=True, slots=True)
class Fact:
    """One value. link: what opens it, "merchant:M00012" or "payer:3715…" ("" for nothing)."""

    name: str
    text: str
    link: str = ""


_PAYMENT = """
SELECT y.payer, p.number, y.paid_on, y.total_fen, y.land_fen, y.deed_fen, y.other_fen, y.estate_unit, y.community
FROM voucher_payments y JOIN voucher_persons p ON p.id = y.person_id WHERE y.number = :key
"""
_ISSUE = """
SELECT p.number, i.issued_at, i.face_fen FROM voucher_issues i JOIN voucher_codes c ON c.id = i.code_id
JOIN voucher_persons p ON p.id = i.person_id WHERE c.number = :key AND i.issued_at < :cutoff
"""
_USE = """
SELECT c.number, coalesce(m.name, s.number), s.number, o.number, r.purchase_fen, r.redeemed_at, i.issued_at, p.number
FROM voucher_redemptions r JOIN voucher_codes c ON c.id = r.code_id JOIN voucher_shops s ON s.id = r.shop_id
JOIN voucher_orders o ON o.id = r.order_id LEFT JOIN voucher_merchants m ON m.shop_id = r.shop_id
LEFT JOIN voucher_issues i ON i.code_id = r.code_id AND i.issued_at < :cutoff
LEFT JOIN voucher_persons p ON p.id = i.person_id WHERE r.serial = :key
"""
_ORDER = """
SELECT coalesce(m.name, s.number), s.number, min(r.purchase_fen), count(*), min(r.redeemed_at)
FROM voucher_orders o JOIN voucher_redemptions r ON r.order_id = o.id JOIN voucher_shops s ON s.id = r.shop_id
LEFT JOIN voucher_merchants m ON m.shop_id = r.shop_id
WHERE o.number = :key AND r.redeemed_at < :cutoff GROUP BY s.number
"""
_REFUND = """
SELECT o.number, f.scope, f.amount_fen, f.refunded_at, f.handling FROM voucher_refunds f
JOIN voucher_orders o ON o.id = f.order_id WHERE f.serial = :key
"""
_WITHDRAWAL = """
SELECT s.number, w.amount_fen, w.withdrawn_at FROM voucher_withdrawals w
JOIN voucher_shops s ON s.id = w.shop_id WHERE w.serial = :key
"""
_MERCHANT = """
SELECT name, category, review FROM voucher_merchants m JOIN voucher_shops s ON s.id = m.shop_id WHERE s.number = :key
"""


def facts_of(office: Office, day: date, code: str, subject: str, full: bool = False) -> tuple[Fact, ...]:
    """The values of the record that a finding names. full: ID numbers are not masked."""
    heading = RULE_OF[code].subject
    policy = policy_on(office, day)
    with office.store.read() as session:
        reader = _Reader(Ledger.of(session, policy, day), full)
        return tuple(reader.read(heading, subject))


@dataclass(frozen=True)
class _Reader:
    ledger: Ledger
    full: bool

    def read(self, heading: str, key: str) -> Sequence[Fact]:
        """The values of the record under a key of a heading; nothing for the platform's account."""
        readers: Mapping[str, Any] = {
            "凭证号": self._payment,
            "券码": self._issue,
            "核销流水号": self._use,
            "订单号": self._order,
            "退款流水号": self._refund,
            "提现流水号": self._withdrawal,
            "商户编号": self._merchant,
            "证件号码": self._person,
        }
        found: Sequence[Fact] = readers[heading](key) if heading else ()
        return found

    def _row(self, sql: str, key: str) -> Any:
        return self.ledger.row(sql, key=key)

    def _id(self, number: str) -> str:
        return number if self.full else mask_id(number)

    def _payment(self, key: str) -> Sequence[Fact]:
        payer, number, day, total, land, deed, other, unit, place = self._row(_PAYMENT, key)
        parts = [("土地出让金", land), ("契税", deed), ("其他税费", other)]
        return (
            Fact("凭证号", key),
            Fact("缴款人", f"{payer} {self._id(number)}", f"payer:{number}"),
            Fact("缴费日期", day),
            Fact("缴费合计", f"{yuan(total)} 元"),
            *(Fact(name, f"{yuan(fen)} 元") for name, fen in parts if fen is not None),
            *([Fact("产权单位、小区", " · ".join(part for part in (unit, place) if part))] if unit or place else []),
        )

    def _issue(self, key: str) -> Sequence[Fact]:
        number, at, face = self._row(_ISSUE, key)
        return (
            Fact("券码", key),
            Fact("领取人", self._id(number), f"payer:{number}"),
            Fact("发放时间", _when(at)),
            Fact("面值", f"{yuan(face)} 元"),
        )

    def _use(self, key: str) -> Sequence[Fact]:
        code, shop, number, order, purchase, at, issued, holder = self._row(_USE, key)
        return (
            Fact("核销流水号", key),
            Fact("商户", shop, f"merchant:{number}"),
            Fact("核销时间", _when(at)),
            Fact("券码", code),
            *([Fact("领取人", self._id(holder), f"payer:{holder}")] if holder else []),
            Fact("发放时间", _when(issued) if issued is not None else "没有发放记录"),
            Fact("订单号", order),
            Fact("消费金额", f"{yuan(purchase)} 元"),
        )

    def _order(self, key: str) -> Sequence[Fact]:
        facts = [Fact("订单号", key)]
        for shop, number, purchase, count, at in self.ledger.rows(_ORDER, key=key):
            facts += [
                Fact("商户", shop, f"merchant:{number}"),
                Fact("核销时间", _when(at)),
                Fact("消费金额", f"{yuan(purchase)} 元"),
                Fact("用券", f"{count} 张"),
            ]
        return facts

    def _refund(self, key: str) -> Sequence[Fact]:
        order, scope, amount, at, handling = self._row(_REFUND, key)
        return (
            Fact("退款流水号", key),
            Fact("退款时间", _when(at)),
            Fact("退款", f"{scope} {yuan(amount)} 元"),
            Fact("券处理", handling or "（未填）"),
            *self._order(order),
        )

    def _withdrawal(self, key: str) -> Sequence[Fact]:
        number, amount, at = self._row(_WITHDRAWAL, key)
        return (
            Fact("提现流水号", key),
            Fact("商户编号", number, f"merchant:{number}"),
            Fact("提现时间", _when(at)),
            Fact("提现金额", f"{yuan(amount)} 元"),
        )

    def _merchant(self, key: str) -> Sequence[Fact]:
        name, category, review = self._row(_MERCHANT, key)
        return (
            Fact("商户", name, f"merchant:{key}"),
            Fact("商户编号", key),
            Fact("类别", category),
            Fact("审核状态", review),
        )

    def _person(self, key: str) -> Sequence[Fact]:
        return (Fact("证件号码", self._id(key), f"payer:{key}"),)


def _when(at: int) -> str:
    return moment_of(at).isoformat(" ", "minutes")
