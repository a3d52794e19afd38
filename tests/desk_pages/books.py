"""Small workbooks as somebody would send them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

HEADINGS = ("凭证号", "缴款人", "证件号码", "缴费合计（元）", "缴费日期")


def payments(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook of payments with a title above the headings and a footer below."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "缴费"
    sheet.append(["冠县税务局缴费凭证（补报）"])
    sheet.append(["填报日期：2022-07-05"])
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    sheet.append(["合计", None, None, 999])
    sheet.append(["填表人：赵六"])
    workbook.save(path)
    return path
