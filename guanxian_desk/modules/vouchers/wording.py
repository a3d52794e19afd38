"""What a finding says: one Chinese sentence with the facts, never a person's number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from guanxian_desk.base.money import short_yuan
from guanxian_desk.modules.vouchers.facts import Merchant, Use, VoucherPolicy, moment_of
from guanxian_desk.modules.vouchers.rules.merchants import PASSED
from guanxian_desk.modules.vouchers.rules.orders import Case, RefundVerdict

WRONG_NUMBER = "缴款人的 18 位证件号码校验位不符，号码可能写错"


class ShopNames:
    """Merchants as people call them."""

    def __init__(self, numbers: dict[int, str], register: dict[int, Merchant]) -> None:
        self._numbers = numbers
        self._register = register

    def __getitem__(self, shop: int) -> str:
        merchant = self._register.get(shop)
        return f"{merchant.name}（{merchant.number}）" if merchant else f"名册外商户 {self._numbers[shop]}"


def when(at: int) -> str:
    """2022-05-02 10:00:00."""
    return moment_of(at).isoformat(" ")


def untimely_payment(day: str, policy: VoucherPolicy) -> str:
    """E01."""
    return f"缴费日期 {day} 不在 {policy.payment_first} 至 {policy.payment_last} 之内，不计入应发基数"


def uneven_parts(parts: int, total: int) -> str:
    """E02."""
    return f"分项相加 {short_yuan(parts)} 元，缴费合计 {short_yuan(total)} 元，相差 {short_yuan(abs(parts - total))} 元"


def unlisted(unit: str | None, community: str | None) -> str:
    """E04."""
    return f"“{unit or '（产权单位空白）'} · {community or '（小区空白）'}”不在适用范围认定表，待认定"


def unpaid(vouchers: int, face: int) -> str:
    """I01."""
    return f"没有活动期内的缴费凭证，却发券 {vouchers} 张、{short_yuan(face)} 元"


def uneven_issue(due: int, face: int, vouchers: int) -> str:
    """I02 and I03."""
    difference = ("多发 " if face > due else "少发 ") + short_yuan(abs(face - due))
    return f"应发 {short_yuan(due)} 元，已发 {vouchers} 张、{short_yuan(face)} 元，{difference} 元"


def untimely_issue(at: int) -> str:
    """I04."""
    return f"发放时间 {when(at)} 不在发放期内"


def odd_face(face: int, policy: VoucherPolicy) -> str:
    """I05."""
    return f"券面 {short_yuan(face)} 元，方案规定 {short_yuan(policy.face_fen)} 元"


def unknown_code(use: Use, shops: ShopNames) -> str:
    """R01."""
    return f"券 {use.code} 没有发放记录，{when(use.at)} 在{shops[use.shop_id]}核销"


def repeated(use: Use, holder: Use, shops: ShopNames) -> str:
    """R02."""
    first = f"券 {use.code} 已于 {when(holder.at)} 在{shops[holder.shop_id]}核销（流水 {holder.serial}）且未退回"
    return f"{first}，{when(use.at)} 又在{shops[use.shop_id]}核销"


def untimely_use(use: Use, policy: VoucherPolicy) -> str:
    """R03."""
    if use.issued_at is not None and use.at < use.issued_at:
        return f"券 {use.code} 于 {when(use.issued_at)} 才发放，却已在 {when(use.at)} 核销"
    last = (policy.use_until - timedelta(days=1)).date()
    return f"券 {use.code} 在 {when(use.at)} 核销，已过使用截止 {last} 24 时"


def not_admitted(use: Use, merchant: Merchant | None, shops: ShopNames) -> str:
    """R04."""
    name = shops[use.shop_id]
    if merchant is None:
        return f"{name}不在商户名册，{when(use.at)} 核销券 {use.code}"
    if merchant.review != PASSED or merchant.reviewed_at is None:
        return f"{name}审核状态为“{merchant.review}”，{when(use.at)} 核销券 {use.code}"
    return f"{name}在 {when(merchant.reviewed_at)} 才审核通过，却已在 {when(use.at)} 核销券 {use.code}"


def disqualified(use: Use, merchant: Merchant | None, shops: ShopNames) -> str:
    """R05."""
    since = when(merchant.disqualified_at) if merchant and merchant.disqualified_at is not None else ""
    return f"{shops[use.shop_id]}自 {since} 取消资格，{when(use.at)} 仍核销券 {use.code}"


def too_many(uses: Sequence[Use], over: Sequence[Use]) -> str:
    """R06."""
    purchase = min(use.purchase_fen for use in uses)
    serials = "、".join(use.serial for use in over[:5]) + ("等" if len(over) > 5 else "")
    limit = f"消费 {short_yuan(purchase)} 元最多用 {len(uses) - len(over)} 张"
    return f"{limit}，用了 {len(uses)} 张，超出 {len(over)} 张（流水 {serials}）"


def refund(verdict: RefundVerdict) -> str:
    """F01, F03 and F04."""
    amount = short_yuan(verdict.refund.amount_fen)
    if verdict.code == "F01":
        return f"{when(verdict.refund.at)} 退款 {amount} 元，此前该订单没有核销记录"
    if verdict.code == "F03":
        return f"用户实付 {short_yuan(verdict.paid_fen)} 元，退款 {amount} 元，多退 {short_yuan(verdict.amount_fen)} 元"
    return f"该订单此前已全额退款，{when(verdict.refund.at)} 又全额退款 {amount} 元"


def case(found: str, case: Case, shops: ShopNames) -> str:
    """F02 and F05."""
    name, face = shops[case.shop_id], short_yuan(case.order_fen)
    if found == "F02":
        return f"{name}尚未提现这笔券款，{when(case.refunded_at)} 全额退款后 {face} 元券没有退回卡券包"
    return f"{name}已提现这笔券款，{when(case.refunded_at)} 全额退款时 {face} 元券仍退回卡券包"


def overdrawn(payable: int, taken: int) -> str:
    """S01."""
    return f"应付 {short_yuan(payable)} 元，已提现 {short_yuan(taken)} 元，超出 {short_yuan(taken - payable)} 元"


def unknown_withdrawal(number: str, at: int) -> str:
    """S02."""
    return f"商户 {number} 不在商户名册，{when(at)} 提现"


def shortfall(fen: int, at: int) -> str:
    """S03."""
    return f"{when(at)} 提现累计超过财政拨款累计 {short_yuan(fen)} 元"
