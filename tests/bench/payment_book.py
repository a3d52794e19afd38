"""A workbook of payments with eight of its headings, as a tax bureau's system writes it."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_HEADINGS = ("凭证号", "缴款人", "证件号码", "手机号", "小区名称", "契税", "缴费合计", "缴费日期")


def _resident(number: int) -> str:
    day = date(1950, 1, 1) + timedelta(days=number % 18_000)
    body = f"371525{day:%Y%m%d}{number // 18_000:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS)) % 11]


def payment_book(rows: int, seed: int = 2022) -> bytes:
    """The workbook's bytes; people and receipts are invented."""
    from openpyxl import Workbook

    chance = random.Random(seed)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("缴费凭证")
    sheet.append(_HEADINGS)
    for number in range(rows):
        deed = chance.randint(100_00, 9_000_00)
        sheet.append(
            (
                f"3715{2022_0413_000000 + number}",
                f"示例{chance.choice('甲乙丙丁戊己庚辛')}{number % 977}",
                _resident(number),
                f"154{chance.randint(0, 99_999_999):08d}",
                f"示例小区{number % 57}",
                deed / 100,
                (deed + chance.randint(1_000_00, 40_000_00)) / 100,
                date(2022, 4, 13) + timedelta(days=number % 79),
            )
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
