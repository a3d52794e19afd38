"""What came in today, this week and in all; and how many households of every estate have paid (方案八（二）)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from guanxian_desk.modules.vouchers.facts import day_end
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.papers.payers import Estate, Registered, estate_register

_SPANS = """
SELECT count(*) FILTER (WHERE at >= :today), coalesce(sum(fen) FILTER (WHERE at >= :today), 0),
  count(*) FILTER (WHERE at >= :week), coalesce(sum(fen) FILTER (WHERE at >= :week), 0),
  count(*), coalesce(sum(fen), 0)
FROM ({flows})
"""

_FLOWS = (
    ("缴费", "张凭证", "SELECT paid_on AS at, total_fen AS fen FROM voucher_payments WHERE paid_on <= :day"),
    ("发券", "张", "SELECT issued_at AS at, face_fen AS fen FROM voucher_issues WHERE issued_at < :cutoff"),
    (
        "核销",
        "张",
        """SELECT r.redeemed_at AS at, coalesce(i.face_fen, :face) AS fen FROM voucher_redemptions r
        LEFT JOIN voucher_issues i ON i.code_id = r.code_id AND i.issued_at < :cutoff WHERE r.redeemed_at < :cutoff""",
    ),
    (
        "商户提现",
        "笔",
        "SELECT withdrawn_at AS at, amount_fen AS fen FROM voucher_withdrawals WHERE withdrawn_at < :cutoff",
    ),
    (
        "财政拨款",
        "笔",
        """SELECT transferred_at AS at, iif(direction = '退回', -amount_fen, amount_fen) AS fen
        FROM voucher_transfers WHERE transferred_at < :cutoff""",
    ),
)

_PAID = """
SELECT coalesce(estate_unit, ''), coalesce(community, ''), min(paid_on), sum(total_fen)
FROM voucher_payments WHERE paid_on <= :day AND paid_on BETWEEN :first AND :last GROUP BY 1, 2, person_id
"""


class Span(NamedTuple):
    """How many records, and how much in fen."""

    number: int
    fen: int


@dataclass(frozen=True)
class Flow:
    """One kind of record by time; unit: what is counted."""

    name: str
    unit: str
    today: Span
    week: Span
    ever: Span


@dataclass(frozen=True)
class Progress:
    """Households of an estate, or of a 产权单位, that have paid in time; each payer counts as one household.

    due: 应办户数, None while nobody has said; fen: what they paid.
    """

    estate: Estate
    due: int | None
    today: int
    week: int
    ever: int
    fen: int
    responsible: str

    @property
    def rate(self) -> int | None:
        """Paid households of those due, in millionths."""
        return self.ever * 1_000_000 // self.due if self.due else None


def week_start(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def flows(ledger: Ledger) -> tuple[Flow, ...]:
    """Payments, issues, redemptions, withdrawals and transfers, of the ledger's last day, of its week, and in all."""
    day, found = ledger.as_of, []
    for name, unit, sql in _FLOWS:
        days = name == "缴费"
        today = day.isoformat() if days else day_end(day) - 86_400
        monday = week_start(day)
        week = monday.isoformat() if days else day_end(monday) - 86_400
        row = ledger.row(_SPANS.format(flows=sql), today=today, week=week, face=ledger.policy.face_fen)
        found.append(Flow(name, unit, Span(*row[:2]), Span(*row[2:4]), Span(*row[4:])))
    return tuple(found)


def estate_progress(ledger: Ledger) -> list[Progress]:
    """Every estate of the register and every one that somebody paid for; the slowest first, those without 应办户数
    last."""
    first_day, last_day = ledger.policy.payment_first.isoformat(), ledger.policy.payment_last.isoformat()
    firsts: dict[Estate, list[tuple[str, int]]] = defaultdict(list)
    for unit, place, first, fen in ledger.rows(_PAID, first=first_day, last=last_day):
        firsts[Estate(unit, place)].append((first, fen))
    register = estate_register(ledger)
    known = dict.fromkeys((*register, *firsts))
    return sorted(
        (_progress(estate, firsts[estate], register.get(estate), ledger.as_of) for estate in known), key=_slowness
    )


def unit_progress(estates: list[Progress]) -> list[Progress]:
    """The same by 产权单位; one without 应办户数 anywhere has none."""
    groups: dict[str, list[Progress]] = defaultdict(list)
    for one in estates:
        groups[one.estate.unit].append(one)
    return sorted((_joined(unit, own) for unit, own in groups.items()), key=_slowness)


def _progress(estate: Estate, paid: list[tuple[str, int]], known: Registered | None, day: date) -> Progress:
    today, monday = day.isoformat(), week_start(day).isoformat()
    return Progress(
        estate,
        known.households if known else None,
        sum(1 for first, _ in paid if first == today),
        sum(1 for first, _ in paid if first >= monday),
        len(paid),
        sum(fen for _, fen in paid),
        (known.responsible if known else None) or "",
    )


def _joined(unit: str, own: list[Progress]) -> Progress:
    dues = [one.due for one in own if one.due is not None]
    names = dict.fromkeys(one.responsible for one in own if one.responsible)
    return Progress(
        Estate(unit, f"{len(own)} 处" if len(own) > 1 else own[0].estate.community),
        sum(dues) if dues else None,
        sum(one.today for one in own),
        sum(one.week for one in own),
        sum(one.ever for one in own),
        sum(one.fen for one in own),
        "、".join(names),
    )


def _slowness(one: Progress) -> tuple[bool, int, Estate]:
    return (one.rate is None, one.rate or 0, one.estate)
