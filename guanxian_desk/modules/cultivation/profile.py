"""An enterprise in words: its register entry, how its titles stand, its score."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from guanxian_desk.base.identity import mask_phone
from guanxian_desk.modules.cultivation.day import LAPSING_WITHIN, CultivationDay
from guanxian_desk.modules.cultivation.rules.scoring import ScoreSheet
from guanxian_desk.modules.cultivation.rules.who import Firm

Row = Mapping[str, Any]


def facts_of(day: CultivationDay, firm: Firm) -> tuple[tuple[str, str], ...]:
    """The register entry in words; phones masked unless in full."""
    row = day.books.entry(firm)
    phone = row["phone"] or ""
    others = "、".join(code for code in firm.codes if code != firm.code)
    pairs = (
        ("统一社会信用代码", firm.code),
        ("原信用代码", others),
        ("曾用名", row["former_names"]),
        ("所在乡镇", row["township"]),
        ("行业", " ".join(part for part in (row["industry_code"], row["industry"]) if part)),
        ("性质", f"{'工业' if row['industrial'] else '非工业'}、{'民营' if row['private'] else '非民营'}"),
        ("新旧动能转换政策", {True: "符合", False: "不符合", None: "没有写明"}[row["converting"]]),
        ("成立日期", row["founded"].isoformat() if row["founded"] else ""),
        ("法定代表人", row["legal_person"]),
        ("联系人", row["contact"]),
        ("联系电话", phone if day.full or not phone else mask_phone(phone)),
        ("注册地址", row["address"]),
        ("所在园区", row["park"]),
        ("产业链", row["chain"]),
        ("主导产品", row["products"]),
        ("驻企特派员", row["commissioner"]),
    )
    return tuple((name, text or "—") for name, text in pairs)


def title_state(row: Row, day: date) -> str:
    """有效, 将到期, 已到期 or 未认定 (after the day)."""
    if row["recognised_on"] > day:
        return "尚未认定"
    if row["valid_until"] is None:
        return "有效"
    left = (row["valid_until"] - day).days
    if left < 0:
        return "已到期"
    return "将到期" if left <= LAPSING_WITHIN else "有效"


def score_text(sheet: ScoreSheet | None) -> str:
    """87.5, with a mark while a criterion has no points yet; "" without a sheet."""
    if sheet is None or sheet.tenths is None:
        return ""
    return f"{sheet.tenths // 10}.{sheet.tenths % 10}" + ("" if sheet.complete else "（未评完）")
