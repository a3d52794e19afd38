"""A payer's and a merchant's whole story, event by event, as the records tell it up to a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.vouchers.facts import moment_of
from guanxian_desk.modules.vouchers.ledger import Ledger

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from guanxian_desk.modules.vouchers.facts import VoucherPolicy

_PAYMENTS = """
SELECT number, payer, coalesce(estate_unit, ''), coalesce(community, ''), total_fen, paid_on
FROM voucher_payments WHERE person_id = :id AND paid_on <= :day ORDER BY paid_on, number
"""
_SHARES = """
SELECT n.payment_number, n.share, y.paid_on FROM voucher_recipients n
JOIN voucher_payments y ON y.number = n.payment_number WHERE n.person_id = :id AND y.paid_on <= :day
"""
_ISSUES = """
SELECT issued_at, count(*), sum(face_fen) FROM voucher_issues
WHERE person_id = :id AND issued_at < :cutoff GROUP BY issued_at ORDER BY issued_at
"""
_SPENT = """
SELECT r.redeemed_at, coalesce(m.name, s.number), o.number, count(*), sum(i.face_fen), min(r.purchase_fen)
FROM voucher_issues i JOIN voucher_redemptions r ON r.code_id = i.code_id
JOIN voucher_orders o ON o.id = r.order_id JOIN voucher_shops s ON s.id = r.shop_id
LEFT JOIN voucher_merchants m ON m.shop_id = r.shop_id
WHERE i.person_id = :id AND r.redeemed_at < :cutoff GROUP BY r.order_id, r.redeemed_at ORDER BY r.redeemed_at
"""
_REFUNDS_OF_PERSON = """
SELECT f.refunded_at, f.scope, o.number, f.amount_fen, coalesce(f.handling, '') FROM voucher_refunds f
JOIN voucher_orders o ON o.id = f.order_id WHERE f.refunded_at < :cutoff AND f.order_id IN (
  SELECT r.order_id FROM voucher_issues i JOIN voucher_redemptions r ON r.code_id = i.code_id WHERE i.person_id = :id)
ORDER BY f.refunded_at, f.serial
"""
_REGISTER = (
    "SELECT name, review, reviewed_at, disqualified_at, disqualified_why FROM voucher_merchants WHERE shop_id = :id"
)
_DAYS = """
SELECT redeemed_at / 86400, count(*), count(DISTINCT order_id), sum(coalesce(i.face_fen, :face))
FROM voucher_redemptions r LEFT JOIN voucher_issues i ON i.code_id = r.code_id AND i.issued_at < :cutoff
WHERE r.shop_id = :id AND redeemed_at < :cutoff GROUP BY 1 ORDER BY 1
"""
_REFUNDS_OF_SHOP = """
SELECT f.refunded_at, f.scope, o.number, f.amount_fen, coalesce(f.handling, '') FROM voucher_refunds f
JOIN voucher_orders o ON o.id = f.order_id WHERE f.refunded_at < :cutoff AND f.order_id IN (
  SELECT order_id FROM voucher_redemptions WHERE shop_id = :id)
ORDER BY f.refunded_at, f.serial
"""
_WITHDRAWALS = """
SELECT withdrawn_at, serial, amount_fen FROM voucher_withdrawals
WHERE shop_id = :id AND withdrawn_at < :cutoff ORDER BY withdrawn_at, serial
"""
_CURVE = """
SELECT redeemed_at / 86400, count(*), sum(coalesce(i.face_fen, :face)) FROM voucher_redemptions r
LEFT JOIN voucher_issues i ON i.code_id = r.code_id AND i.issued_at < :cutoff
WHERE redeemed_at < :cutoff GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One thing that happened. at: 00:00 where only the day is known; amount: fen, None where none is meant."""

    at: datetime
    kind: str
    words: str
    amount: int | None = None


@dataclass(frozen=True)
class Story:
    """Who it is about (number as kept, name "" when unknown) and what happened, in time order."""

    number: str
    name: str
    events: tuple[StoryEvent, ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """Redemptions of one day: how many, and their face in fen."""

    day: date
    count: int
    face_fen: int


def payer_story(session: Session, policy: VoucherPolicy, id_number: str, as_of: date) -> Story:
    """Payments, shares, vouchers, purchases and refunds of one person. UserError when nobody has the number."""
    ledger = Ledger.of(session, policy, as_of)
    person = _id_of(ledger, "voucher_persons", id_number, "这个证件号码")
    paid = ledger.rows(_PAYMENTS, id=person)
    events = [*_paid(ledger, paid), *_shared(ledger, person), *_issued(ledger, person), *_spent(ledger, person)]
    return Story(id_number, paid[0][1] if paid else "", _in_order(events))


def merchant_story(session: Session, policy: VoucherPolicy, number: str, as_of: date) -> Story:
    """Review, redemptions by day, refunds and withdrawals of one merchant. UserError when nobody has the number."""
    ledger = Ledger.of(session, policy, as_of)
    shop = _id_of(ledger, "voucher_shops", number, "这个商户编号")
    card = ledger.row(_REGISTER, id=shop)
    events = [*_registered(card), *_redeemed(ledger, shop), *_refunded(ledger, _REFUNDS_OF_SHOP, shop)]
    for at, serial, fen in ledger.rows(_WITHDRAWALS, id=shop):
        events.append(StoryEvent(moment_of(at), "提现", f"提现 {serial}", fen))
    return Story(number, card[0] if card else "", _in_order(events))


def day_curve(session: Session, policy: VoucherPolicy, as_of: date) -> list[DayCount]:
    """All redemptions by day, days without any left out."""
    ledger = Ledger.of(session, policy, as_of)
    rows = ledger.rows(_CURVE, face=policy.face_fen)
    return [DayCount(moment_of(day * 86_400).date(), count, face) for day, count, face in rows]


def _id_of(ledger: Ledger, table: str, number: str, what: str) -> int:
    row = ledger.row(f"SELECT id FROM {table} WHERE number = :number", number=number)
    if row is None:
        raise UserError(f"没有{what}的记录", "没有改动任何数据", "请核对后重新查找")
    return int(row[0])


def _in_order(events: list[StoryEvent]) -> tuple[StoryEvent, ...]:
    return tuple(sorted(events, key=lambda event: event.at))


def _paid(ledger: Ledger, rows: list[Any]) -> Iterator[StoryEvent]:
    policy = ledger.policy
    for number, _payer, unit, place, fen, day_text in rows:
        day = date.fromisoformat(day_text)
        outside = "" if policy.payment_first <= day <= policy.payment_last else "（活动期外，不计入应发）"
        where = f"，{unit} {place}".rstrip() if unit or place else ""
        yield StoryEvent(_midnight(day), "缴费", f"缴费凭证 {number}{where}{outside}", fen)


def _shared(ledger: Ledger, person: int) -> Iterator[StoryEvent]:
    for number, share, day_text in ledger.rows(_SHARES, id=person):
        day = date.fromisoformat(day_text)
        yield StoryEvent(_midnight(day), "份额", f"凭证 {number} 的 {share / 10_000:g}% 归本人领取")


def _issued(ledger: Ledger, person: int) -> Iterator[StoryEvent]:
    for at, count, face in ledger.rows(_ISSUES, id=person):
        yield StoryEvent(moment_of(at), "发券", f"发放消费券 {count} 张", face)


def _spent(ledger: Ledger, person: int) -> Iterator[StoryEvent]:
    for at, shop, order, count, face, _purchase in ledger.rows(_SPENT, id=person):
        yield StoryEvent(moment_of(at), "核销", f"在{shop}用券 {count} 张（订单 {order}）", face)
    yield from _refunded(ledger, _REFUNDS_OF_PERSON, person)


def _registered(card: Any) -> Iterator[StoryEvent]:
    if not card:
        return
    _name, review, reviewed, disqualified, why = card
    if reviewed is not None:
        yield StoryEvent(moment_of(reviewed), "审核", f"商务局审核：{review}")
    if disqualified is not None:
        yield StoryEvent(moment_of(disqualified), "取消资格", f"取消核销资格{f'：{why}' if why else ''}")


def _redeemed(ledger: Ledger, shop: int) -> Iterator[StoryEvent]:
    for day, count, orders, face in ledger.rows(_DAYS, id=shop, face=ledger.policy.face_fen):
        yield StoryEvent(moment_of(day * 86_400), "核销", f"核销 {count} 张，{orders} 笔订单", face)


def _refunded(ledger: Ledger, sql: str, of: int) -> Iterator[StoryEvent]:
    for at, scope, order, fen, handling in ledger.rows(sql, id=of):
        after = f"，券{handling}" if handling else "，券处理未填"
        yield StoryEvent(moment_of(at), "退款", f"{scope}退款，订单 {order}{after}", fen)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
