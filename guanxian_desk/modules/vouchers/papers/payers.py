"""Every payer and holder of vouchers with what was paid, what follows from it, and what was issued (方案二、三)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from guanxian_desk.base.money import short_yuan
from guanxian_desk.modules.vouchers.ledger import Ledger, Scope
from guanxian_desk.modules.vouchers.papers.names import NO_PAYER
from guanxian_desk.modules.vouchers.queries_payers import SHARES, moved_shares
from guanxian_desk.modules.vouchers.rules.entitlement import entitled

_PAYMENTS = """
SELECT y.person_id, p.number, y.payer, coalesce(y.estate_unit, ''), coalesce(y.community, ''), y.total_fen,
  y.paid_on BETWEEN :first AND :last
FROM voucher_payments y JOIN voucher_persons p ON p.id = y.person_id
WHERE y.paid_on <= :day AND WITHIN(y.person_id) ORDER BY y.paid_on, y.number
"""

_RECIPIENTS = """
SELECT n.person_id, p.number, coalesce(y.estate_unit, ''), coalesce(y.community, '')
FROM voucher_recipients n JOIN voucher_persons p ON p.id = n.person_id
JOIN voucher_payments y ON y.number = n.payment_number
WHERE y.paid_on <= :day AND y.paid_on BETWEEN :first AND :last AND n.share <> 0 AND WITHIN(n.person_id)
ORDER BY y.paid_on, y.number
"""

_ISSUED = """
SELECT i.person_id, p.number, sum(i.face_fen) FROM voucher_issues i JOIN voucher_persons p ON p.id = i.person_id
WHERE i.issued_at < :cutoff AND WITHIN(i.person_id) GROUP BY i.person_id
"""

_ESTATES = "SELECT estate_unit, community, document, households, responsible FROM voucher_estates ORDER BY id"


class Estate(NamedTuple):
    """产权单位 and 小区 as the tax papers write them; both "" for whom no eligible payment places."""

    unit: str
    community: str


NOWHERE = Estate("", "")


class Registered(NamedTuple):
    """An estate in the register."""

    document: str | None
    households: int | None
    responsible: str | None


@dataclass(frozen=True, slots=True)
class Payer:
    """One person, fen. vouchers_paid: eligible tax papers; base: what they come to, recipients' shares moved."""

    number: str
    name: str
    estate: Estate
    vouchers_paid: int
    base: int
    entitled: int
    issued: int
    remark: str


@dataclass
class _Sums:
    number: str
    name: str = ""
    estate: Estate | None = None
    papers: int = 0
    base: int = 0
    untimely: int = 0
    elsewhere: int = 0
    moved: int = 0
    issued: int = 0


def estate_register(ledger: Ledger) -> dict[Estate, Registered]:
    """适用范围认定, by estate."""
    return {Estate(unit, place): Registered(*rest) for unit, place, *rest in ledger.rows(_ESTATES)}


def payers(ledger: Ledger, persons: Scope = None) -> list[Payer]:
    """Everybody (or these persons) who paid in time, received a share, or was issued vouchers; by estate, then ID
    number.

    Σ entitled and Σ issued are those of the reconciliation.
    """
    sums = _summed(ledger, persons)
    found = [_payer(ledger, one) for one in sums.values() if one.papers or one.moved or one.issued]
    return sorted(found, key=lambda payer: (payer.estate, payer.number))


def _summed(ledger: Ledger, persons: Scope) -> dict[int, _Sums]:
    sums: dict[int, _Sums] = {}
    for person, number, name, unit, place, fen, timely in ledger.rows(_PAYMENTS, persons, **_window(ledger)):
        own = sums.setdefault(person, _Sums(number))
        own.name = own.name or name
        _add_payment(own, Estate(unit, place), fen, bool(timely))
    for person, number, unit, place in ledger.rows(_RECIPIENTS, persons, **_window(ledger)):
        own = sums.setdefault(person, _Sums(number))
        own.estate = own.estate or Estate(unit, place)
    for person, moved in moved_shares(ledger).items():
        if persons is None or person in persons:
            sums[person].moved = moved
    for person, number, face in ledger.rows(_ISSUED, persons):
        sums.setdefault(person, _Sums(number)).issued = face
    return sums


def _add_payment(own: _Sums, estate: Estate, fen: int, timely: bool) -> None:
    if not timely:
        own.untimely += fen
        return
    own.papers += 1
    own.base += fen
    own.estate = own.estate or estate
    own.elsewhere += estate != own.estate


def _payer(ledger: Ledger, one: _Sums) -> Payer:
    exact = one.base * SHARES + one.moved
    due = entitled(ledger.policy, exact, SHARES)
    estate = one.estate or NOWHERE
    name = one.name or ("（领取人）" if one.moved > 0 else NO_PAYER)
    # A share may end inside a fen: it is cut on paper, never in the entitlement.
    return Payer(one.number, name, estate, one.papers, exact // SHARES, due, one.issued, _remark(one))


def _remark(one: _Sums) -> str:
    parts = []
    if one.moved:
        parts.append(f"领取人份额{'转入' if one.moved > 0 else '转出'} {short_yuan(abs(one.moved) // SHARES)} 元")
    if one.elsewhere:
        parts.append(f"含其他小区凭证 {one.elsewhere} 张")
    if one.untimely:
        parts.append(f"活动期外缴费 {short_yuan(one.untimely)} 元不计")
    if one.issued and not one.papers and one.moved <= 0:
        parts.append("无活动期内缴费凭证")
    return "；".join(parts)


def _window(ledger: Ledger) -> dict[str, Any]:
    policy = ledger.policy
    return {"first": policy.payment_first.isoformat(), "last": policy.payment_last.isoformat()}
