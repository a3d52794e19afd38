"""Merchants and payers of a day as rows, and one of them with figures and story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.base.findings import FindingState
from guanxian_desk.base.identity import mask_id
from guanxian_desk.modules.vouchers.ledger import Ledger
from guanxian_desk.modules.vouchers.papers.payers import Payer, payers
from guanxian_desk.modules.vouchers.papers.progress import estate_progress
from guanxian_desk.modules.vouchers.reconcile import ShopSums
from guanxian_desk.modules.vouchers.stories import DayCount, Story, day_curve, merchant_story, payer_story
from guanxian_desk.services.office import Office
from guanxian_desk.services.reconciling import policy_on
from guanxian_desk.services.voucher_day import VoucherDay

Row = Mapping[str, Any]
_PERSON = "SELECT id FROM voucher_persons WHERE number = :number"
_UNLISTED = "名册外"


@dataclass(frozen=True)
class MerchantView:
    """A merchant of a day. sums: None while it redeemed and withdrew nothing and is in no register."""

    number: str
    name: str
    review: str
    sums: ShopSums | None
    story: Story


@dataclass(frozen=True)
class PayerView:
    """A payer of a day. shown: the number as the screen may show it; payer: None for whom nothing was ever due."""

    number: str
    shown: str
    name: str
    payer: Payer | None
    story: Story


def merchant_rows(day: VoucherDay) -> list[Row]:
    """Every merchant with its money; those with open differences first, then by what is payable."""
    books = day.result.books
    wanting = Counter(row["merchant"] for row in day.open_rows)
    rows = []
    for shop, sums in day.result.shops.items():
        known, number = books.register.get(shop), books.shops[shop]
        rows.append(
            {
                "number": number,
                "name": known.name if known else f"名册外商户 {number}",
                "review": known.review if known else _UNLISTED,
                "redemptions": sums.redemptions,
                "gross": sums.gross,
                "deducted": sums.gross - sums.payable,
                "payable": sums.payable,
                "withdrawn": sums.withdrawn,
                "balance": sums.balance,
                "open": wanting[number],
            }
        )
    return sorted(rows, key=lambda row: (-row["open"], -row["payable"], row["number"]))


def payer_rows(office: Office, day: VoucherDay) -> list[Row]:
    """Every payer and holder of vouchers; those with too many or too few vouchers first."""
    policy = day.result.policy
    with office.store.read() as session:
        found = payers(Ledger.of(session, policy, day.as_of))
    rows = [_payer_row(payer, day.full) for payer in found]
    return sorted(rows, key=lambda row: (row["gap"] == 0, -abs(row["gap"]), row["number"]))


def merchant_view(office: Office, day: VoucherDay, number: str) -> MerchantView:
    """One merchant. UserError when nobody has the number."""
    books = day.result.books
    shop = next((shop for shop, known in books.shops.items() if known == number), None)
    known = books.register.get(shop) if shop is not None else None
    with office.store.read() as session:
        story = merchant_story(session, day.result.policy, number, day.as_of)
    sums = day.result.shops.get(shop) if shop is not None else None
    name = known.name if known else f"名册外商户 {number}"
    return MerchantView(number, name, known.review if known else _UNLISTED, sums, story)


def payer_view(office: Office, day: VoucherDay, number: str) -> PayerView:
    """One payer. UserError when nobody has the number."""
    policy = day.result.policy
    with office.store.read() as session:
        story = payer_story(session, policy, number, day.as_of)
        ledger = Ledger.of(session, policy, day.as_of)
        person = {row[0] for row in ledger.rows(_PERSON, number=number)}
        found = next(iter(payers(ledger, person)), None)
    shown = number if day.full else mask_id(number)
    return PayerView(number, shown, story.name or "（无缴费凭证）", found, story)


def curve(office: Office, as_of: date) -> list[DayCount]:
    """Redemptions by day up to the day."""
    policy = policy_on(office, as_of)
    with office.store.read() as session:
        return day_curve(session, policy, as_of)


def findings_of(day: VoucherDay, key: str, number: str) -> list[Row]:
    """The findings of one merchant or person; key: "merchant" or "person"."""
    return [row for row in day.rows if row[key] == number]


def open_amount(rows: list[Row]) -> int:
    """Σ amount of the open ones, fen."""
    return sum(row["amount"] for row in rows if row["state"] == FindingState.OPEN)


def _payer_row(payer: Payer, full: bool) -> Row:
    return {
        "number": payer.number,
        "shown": payer.number if full else mask_id(payer.number),
        "name": payer.name,
        "unit": payer.estate.unit,
        "place": payer.estate.community,
        "papers": payer.vouchers_paid,
        "base": payer.base,
        "entitled": payer.entitled,
        "issued": payer.issued,
        "gap": payer.issued - payer.entitled,
        "remark": payer.remark,
        "find": f"{payer.name} {payer.number} {payer.estate.unit} {payer.estate.community}".casefold(),
    }


def estate_rows(office: Office, day: VoucherDay) -> list[Row]:
    """Households that have paid against those due, by estate; the slowest first."""
    with office.store.read() as session:
        found = estate_progress(Ledger.of(session, day.result.policy, day.as_of))
    return [
        {
            "unit": one.estate.unit or "（未写产权单位）",
            "place": one.estate.community or "（未写小区）",
            "due": one.due,
            "today": one.today,
            "week": one.week,
            "ever": one.ever,
            "rate": None if one.rate is None else round(one.rate, -3),
            "fen": one.fen,
            "responsible": one.responsible,
            "find": f"{one.estate.unit} {one.estate.community} {one.responsible}".casefold(),
        }
        for one in found
    ]
