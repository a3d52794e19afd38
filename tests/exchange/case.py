"""One file of the corpus, and the good payment that most of them vary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.modules.vouchers.sheets import PAYMENTS

HEADINGS = ["凭证号", "缴款人", "证件号码", "手机号", "小区名称", "契税", "缴费合计", "缴费日期"]
DAY = date(2022, 4, 13)
ID = "371525199001010010"


def pay(number: str = "P1", **over: Any) -> list[Any]:
    """A good payment in the order of HEADINGS, with some cells replaced (by heading)."""
    row = dict(zip(HEADINGS, [number, "张三", ID, "13812345678", "锦绣花园", 100.5, 1000.25, DAY]))
    return list((row | over).values())


def stored(number: str = "P1", **over: Any) -> dict[str, Any]:
    """The stored values of pay(), by field, with some replaced."""
    row = {
        "number": number,
        "payer": "张三",
        "id_number": ID,
        "phone": "13812345678",
        "community": "锦绣花园",
        "deed_fen": 10_050,
        "total_fen": 100_025,
        "paid_on": DAY,
    }
    return {field: value for field, value in (row | over).items() if value is not None}


@dataclass(frozen=True)
class Case:
    """One file. rows: the accepted rows' filled values by field; at: their Excel rows, when they matter;
    errors: (Excel row, heading, part of the message); notes: parts of notes that must be there;
    refused, unreadable: part of the reason why nothing is taken, or why it cannot be opened at all."""

    name: str
    make: Callable[[], bytes]
    sheet: Sheet = PAYMENTS
    rows: tuple[dict[str, Any], ...] = ()
    at: tuple[int, ...] = ()
    errors: tuple[tuple[int, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""
    unreadable: str = ""
