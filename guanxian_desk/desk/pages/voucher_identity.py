"""Where both sides of an identity come from, for the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxian_desk.base.money import yuan
from guanxian_desk.desk.widgets.detail import Detail, Field, Section

if TYPE_CHECKING:
    from guanxian_desk.modules.vouchers.reconcile import Reconciliation

_Parts = tuple[tuple[str, int], ...]


def identity_detail(result: Reconciliation, name: str) -> Detail:
    """An identity with the parts of its right side; the two sides are found in different ways."""
    place = [one.name for one in result.identities].index(name)
    one = result.identities[place]
    left, right = _sides(result, place)
    gap = one.left - one.right
    lamp = ("相符", "green") if one.balanced else (f"相差 {yuan(gap)} 元", "red")
    sections = (
        Section("左边", (Field(left, _money(one.left)),)),
        Section("右边", (*(Field(words, _money(fen)) for words, fen in right), Field("合计", _money(one.right)))),
        Section("怎么算的", words=_HOW[place]),
        *([] if one.balanced else [Section("怎么办", words=_TODO)]),
    )
    return Detail(one.words, lamp=lamp, sections=sections)


def _money(fen: int) -> str:
    return f"{yuan(fen)} 元"


def _sides(result: Reconciliation, place: int) -> tuple[str, _Parts]:
    totals, shops = result.totals, result.shops.values()
    unknown, repeated = sum(own.unknown for own in shops), sum(own.repeated for own in shops)
    sides: tuple[tuple[str, _Parts], ...] = (
        ("已发放", (("未使用", totals.outstanding), ("有效核销", totals.redeemed_net), ("已过期", totals.expired))),
        (
            "核销总额",
            (
                ("有效核销", totals.redeemed_net),
                ("退款退回", totals.returned_by_refund),
                ("未知券", unknown),
                ("重复核销", repeated),
            ),
        ),
        ("财政应付", ((f"{len(result.shops):,} 家商户的应拨", sum(own.payable for own in shops)),)),
        ("财政拨款", (("商户提现", totals.withdrawn), ("平台余额", totals.platform_balance))),
    )
    return sides[place]


_HOW = (
    "左边是发放明细的面值合计；右边按每张券现在的状态分别加总。",
    "左边是核销明细每一行的面值；右边按每一行的认定结果分别加总。",
    "左边是有效核销减去不予拨付的；右边是逐户对账单的应拨相加。",
    "左边是拨款凭证合计（退回的减去）；右边的平台余额按拨款和提现逐笔滚动得出。",
)
_TODO = "两边用不同的办法算出，应当分文不差。请先确认各期明细都已导入，再重新核对；仍不相符时请联系维护人员。"
