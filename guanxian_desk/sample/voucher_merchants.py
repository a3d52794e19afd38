"""The commerce bureau's register of the sample year, and who may take vouchers when."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from guanxian_desk.modules.vouchers.sheets import DISQUALIFYING_GROUNDS, REVIEW_STATES
from guanxian_desk.sample.people import credit_code
from guanxian_desk.sample.places import SHOPS
from guanxian_desk.sample.voucher_rows import MerchantRow

APPROVED, REJECTED, PENDING = REVIEW_STATES
UNKNOWN_SHOP = "YLM901"
_START = datetime(2022, 4, 6)
_PENDING_SHOP = "冠县小蜜蜂托管服务部"
_REJECTED_SHOP = "冠县老手艺修鞋配钥匙店"
_APPROVED_LATER = {
    "冠县追风电动车行": datetime(2022, 5, 20),
    "冠县月下烧烤园": datetime(2022, 5, 30),
    "冠县鸿雁家居有限公司": datetime(2022, 6, 6),
}
_DISQUALIFIED = {
    "冠县同舟烟酒店": (datetime(2022, 8, 15), DISQUALIFYING_GROUNDS[1]),
    "冠县清油馓子店": (datetime(2022, 10, 20), DISQUALIFYING_GROUNDS[2]),
}


def draw_merchants(rng: Random) -> tuple[MerchantRow, ...]:
    """The sixty merchants: most approved before the start, some later, two struck off, two never approved."""
    return tuple(_row(rng, number) for number in range(1, len(SHOPS) + 1))


def _row(rng: Random, number: int) -> MerchantRow:
    shop = SHOPS[number - 1]
    review = {_PENDING_SHOP: PENDING, _REJECTED_SHOP: REJECTED}.get(shop.name, APPROVED)
    early = _START + timedelta(days=rng.randrange(6))
    struck, why = _DISQUALIFIED.get(shop.name, (None, None))
    return MerchantRow(
        code=f"YLM{number:03d}",
        name=shop.name,
        credit_code=credit_code("91" if shop.company else "92", number),
        category=shop.category,
        address=f"冠县{shop.street}",
        review=review,
        reviewed_at=None if review == PENDING else _APPROVED_LATER.get(shop.name, early),
        disqualified_at=struck,
        disqualified_why=why,
    )


def accepts(row: MerchantRow, at: datetime) -> bool:
    """Whether the merchant is approved at the moment and not yet struck off."""
    approved = row.review == APPROVED and row.reviewed_at is not None and row.reviewed_at <= at
    return approved and (row.disqualified_at is None or at < row.disqualified_at)
