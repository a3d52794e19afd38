"""Where the nine voucher workbooks land."""

from __future__ import annotations

from guanxian_desk.modules.vouchers import models
from guanxian_desk.modules.vouchers.sheets import SHEETS
from guanxian_desk.store.landing import Landing, Ref
from guanxian_desk.store.schema import Base

_PERSON = Ref("id_number", "person_id", "voucher_persons")
_SHOP = Ref("merchant", "shop_id", "voucher_shops")
_ORDER = Ref("order_no", "order_id", "voucher_orders")
_CODE = Ref("code", "code_id", "voucher_codes")

_TABLES: dict[str, tuple[type[Base], tuple[Ref, ...]]] = {
    "voucher-payments": (models.Payment, (_PERSON,)),
    "voucher-issues": (models.Issue, (_CODE, _PERSON)),
    "voucher-merchants": (models.Merchant, (Ref("code", "shop_id", "voucher_shops"),)),
    "voucher-redemptions": (models.Redemption, (_CODE, _SHOP, _ORDER)),
    "voucher-refunds": (models.Refund, (_ORDER,)),
    "voucher-withdrawals": (models.Withdrawal, (_SHOP,)),
    "voucher-transfers": (models.Transfer, ()),
    "voucher-estates": (models.Estate, ()),
    "voucher-recipients": (models.Recipient, (_PERSON,)),
}

LANDINGS: dict[str, Landing] = {
    sheet.key: Landing(
        Base.metadata.tables[_TABLES[sheet.key][0].__tablename__],
        tuple(column.field for column in sheet.columns),
        sheet.natural_key,
        _TABLES[sheet.key][1],
    )
    for sheet in SHEETS
}
