"""What the tax bureau sends: two long workbooks in two styles, and a late one that repeats and corrects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from guanxian_desk.base.money import yuan
from guanxian_desk.modules.vouchers.sheets import PAYMENTS
from guanxian_desk.sample.files import Draft
from guanxian_desk.sample.voucher_rows import PaymentRow, SampleLedger
from guanxian_desk.sample.xlsx import (
    Written,
    footer,
    frame,
    line,
    new_book,
    table,
    title_block,
    widen,
    workbook_bytes,
    yuan_number,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SENDER = "县税务局"
_LAST_OF_FIRST, _LAST_OF_SECOND = date(2022, 5, 20), date(2022, 6, 30)
_EXCEL_ZERO = date(1899, 12, 30)
_SIGNED_BY = "填表人：（示例）王晓静    审核人：（示例）张国峰    联系电话：154-0635-0000"
Bad = Callable[[PaymentRow], object]


def payment_drafts(ledger: SampleLedger) -> tuple[Draft, Draft, Draft]:
    """The two periods and the late workbook, which is imported last."""
    first = [row for row in ledger.payments if row.paid_on <= _LAST_OF_FIRST]
    second = [row for row in ledger.payments if _LAST_OF_FIRST < row.paid_on <= _LAST_OF_SECOND]
    late = [row for row in ledger.payments if row.paid_on > _LAST_OF_SECOND]
    second.sort(key=lambda row: (row.estate_unit, row.community, row.number))
    bad = _choose_bad(second, _plain_numbers(ledger))
    return _first_book(first), _second_book(second, bad), _late_book(first, second, late, bad, ledger)


def _plain_numbers(ledger: SampleLedger) -> set[str]:
    """凭证号 of payments on which nothing hangs but their payer's entitlement."""
    special = {subject for _, subject in ledger.planted} | {row.payment_number for row in ledger.recipients}
    return {
        row.number
        for row in ledger.payments
        if not special & {row.number, row.id_number} and row.total_fen > 0 and row.id_number.isdigit()
    }


# The first period: headings in two rows, dates like 2022.4.13.

_LEADING: tuple[Written[PaymentRow], ...] = (
    ("序号", lambda _, place: place + 1),
    ("凭证号", lambda row, _: row.number),
    ("缴款人", lambda row, place: row.payer + ("　" if place % 9 == 4 else "")),
    ("证件号码", lambda row, _: row.id_number),
    ("手机号", lambda row, _: row.phone),
    ("产权单位", lambda row, _: row.estate_unit),
    ("小区名称", lambda row, _: row.community),
    ("房屋坐落", lambda row, _: row.address),
)
_AMOUNTS: tuple[Written[PaymentRow], ...] = (
    ("土地出让金", lambda row, _: yuan_number(row.land_fen)),
    ("契税", lambda row, _: yuan_number(row.deed_fen)),
    ("其他税费", lambda row, _: yuan_number(row.other_fen)),
    ("合计", lambda row, _: yuan_number(row.total_fen)),
)
_TRAILING: tuple[Written[PaymentRow], ...] = (
    ("缴费日期", lambda row, _: f"{row.paid_on.year}.{row.paid_on.month}.{row.paid_on.day}"),
    ("备注", lambda row, _: "红字更正" if row.total_fen < 0 else None),
)


def _first_book(rows: Sequence[PaymentRow]) -> Draft:
    columns = (*_LEADING, *_AMOUNTS, *_TRAILING)
    book, sheet = new_book("缴费明细")
    title_block(sheet, "冠县不动产登记缴费凭证汇总表（第一期）", _SENDER, date(2022, 5, 20), len(columns), "元")
    _two_heading_rows(sheet)
    for place, row in enumerate(rows):
        sheet.append(line(columns, row, place))
    sheet.append(_totals_line("合计", rows, len(_LEADING), len(_TRAILING)))
    frame(sheet, 3, sheet.max_row, len(columns))
    footer(sheet, len(columns), "注：本表由县税务局按缴费凭证逐笔填列。", _SIGNED_BY)
    widen(sheet, (6, 18, 12, 22, 14, 24, 16, 34, 12, 12, 12, 12, 12, 10))
    return Draft(
        PAYMENTS.key,
        "示例-缴费凭证-第一期.xlsx",
        _SENDER,
        "有标题行和填报单位，表头占两行且有合并单元格，日期写成 2022.4.13，末尾有合计和填表人",
        workbook_bytes(book),
        len(rows),
    )


def _two_heading_rows(sheet: Worksheet) -> None:
    """缴费金额 stands over its four columns, every other heading over two rows."""
    amounts_from = len(_LEADING) + 1
    sheet.append(
        [heading for heading, _ in _LEADING] + ["缴费金额（元）", None, None, None] + [h for h, _ in _TRAILING]
    )
    sheet.append([None] * len(_LEADING) + [heading for heading, _ in _AMOUNTS])
    sheet.merge_cells(start_row=3, end_row=3, start_column=amounts_from, end_column=amounts_from + 3)
    after = amounts_from + len(_AMOUNTS)
    for column in (*range(1, amounts_from), *range(after, after + len(_TRAILING))):
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)


def _totals_line(word: str, rows: Sequence[PaymentRow], before: int, after: int) -> list[object]:
    """合计 or 小计 in the first cell, and the sums under the four amounts."""

    def total(field: str) -> float | None:
        return yuan_number(sum(getattr(row, field) or 0 for row in rows))

    cells: list[object] = [word, *[None] * (before - 1)]
    return [*cells, *map(total, ("land_fen", "deed_fen", "other_fen", "total_fen")), *[None] * after]


# The second period: by housing estate with merged cells and 小计, other words in the headings, some bad cells.


def _ways_of_days(row: PaymentRow, place: int) -> object:
    """An Excel serial, a real date, or words: three clerks filled this in."""
    if place % 3 == 0:
        return (row.paid_on - _EXCEL_ZERO).days
    return row.paid_on if place % 3 == 1 else f"{row.paid_on.year}年{row.paid_on.month}月{row.paid_on.day}日"


def _ways_of_ids(row: PaymentRow, place: int) -> str:
    number = row.id_number
    if place % 11 == 3:
        return f"{number[:6]} {number[6:14]} {number[14:]}"
    return number.lower() if place % 2 else number


def _ways_of_totals(row: PaymentRow, place: int) -> object:
    return yuan(row.total_fen) if place % 4 == 1 else yuan_number(row.total_fen)


_SECOND: tuple[Written[PaymentRow], ...] = (
    ("序号", lambda _, place: place + 1),
    ("产权单位", lambda row, _: row.estate_unit),
    ("小 区", lambda row, _: row.community),
    ("纳税人名称", lambda row, _: row.payer),
    ("身份证号码", _ways_of_ids),
    ("联系电话", lambda row, _: row.phone),
    ("税票号码", lambda row, _: row.number),
    ("坐落", lambda row, _: row.address),
    ("土地出让金\n(元)", lambda row, _: yuan_number(row.land_fen)),
    ("契 税（元）", lambda row, _: yuan_number(row.deed_fen)),
    ("其他税费（元）", lambda row, _: yuan_number(row.other_fen)),
    ("实缴合计（元）", _ways_of_totals),
    ("缴款日期", _ways_of_days),
)
_PLACE_OF = {"payer": 3, "id_number": 4, "total_fen": 11, "paid_on": 12}
_BAD_CELLS: tuple[tuple[str, Bad], ...] = (
    ("id_number", lambda row: float(row.id_number)),
    ("payer", lambda _: None),
    ("paid_on", lambda _: "2022.6.31"),
    ("total_fen", lambda row: f"{row.total_fen // 100}.456"),
    ("id_number", lambda row: f"{row.id_number[:6]}********{row.id_number[-4:]}"),
)


def _choose_bad(rows: Sequence[PaymentRow], plain: set[str]) -> dict[str, tuple[str, Bad]]:
    """Which rows of the second workbook get which bad cell, far apart from each other."""
    able = [row.number for row in rows if row.number in plain]
    step = len(able) // len(_BAD_CELLS)
    return {able[step * place + step // 2]: bad for place, bad in enumerate(_BAD_CELLS)}


def _second_book(rows: Sequence[PaymentRow], bad: dict[str, tuple[str, Bad]]) -> Draft:
    book, sheet = new_book("第二期")
    title_block(sheet, "冠县不动产登记缴费凭证汇总表（第二期）", _SENDER, date(2022, 6, 30), len(_SECOND), "元")
    sheet.append([])
    sheet.append([heading for heading, _ in _SECOND])
    place = 0
    for group_no, (_, group) in enumerate(groupby(rows, key=lambda row: (row.estate_unit, row.community))):
        if group_no == 6:  # a new printed page
            sheet.append([heading for heading, _ in _SECOND])
        place = _append_estate(sheet, list(group), place, bad)
    sheet.append(_totals_line("合计", rows, 8, 1))
    frame(sheet, 4, sheet.max_row, len(_SECOND))
    footer(sheet, len(_SECOND), _SIGNED_BY)
    sheet.row_dimensions[9].hidden = True
    widen(sheet, (6, 24, 16, 12, 22, 14, 18, 34, 12, 12, 12, 14, 14))
    return Draft(
        PAYMENTS.key,
        "示例-缴费凭证-第二期.xlsx",
        _SENDER,
        "按小区分组并合并单元格，有小计、重复的表头和一个隐藏行，日期三种写法，五行填错",
        workbook_bytes(book),
        len(rows),
        errors=len(bad),
    )


def _append_estate(sheet: Worksheet, rows: Sequence[PaymentRow], place: int, bad: dict[str, tuple[str, Bad]]) -> int:
    """One estate's rows under merged 产权单位 and 小区 cells, and their 小计; returns the next place."""
    first = sheet.max_row + 1
    for number, row in enumerate(rows):
        cells = line(_SECOND, row, place + number)
        if number:
            cells[1] = cells[2] = None
        if row.number in bad:
            field, write = bad[row.number]
            cells[_PLACE_OF[field]] = write(row)
        sheet.append(cells)
    if len(rows) > 1:
        for column in (2, 3):
            sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=column, end_column=column)
    sheet.append(_totals_line("小计", rows, 8, 1))
    return place + len(rows)


# The late workbook: rows already sent, the bad ones corrected, one with another amount, one paid too late.

_LATE_ORDER = (
    "paid_on", "number", "id_number", "payer", "phone", "estate_unit", "community", "address",
    "total_fen", "land_fen", "deed_fen", "other_fen",
)  # fmt: skip
_REPEATED = 12
_HIGHER_FEN = 100_000


def _late_book(
    first: Sequence[PaymentRow],
    second: Sequence[PaymentRow],
    late: Sequence[PaymentRow],
    bad: dict[str, tuple[str, Bad]],
    ledger: SampleLedger,
) -> Draft:
    plain = _plain_numbers(ledger)
    able = [row for row in first if row.number in plain]
    repeated = able[:: len(able) // _REPEATED][:_REPEATED]
    changed = replace(
        repeated[-1],
        land_fen=(repeated[-1].land_fen or 0) + _HIGHER_FEN,
        total_fen=repeated[-1].total_fen + _HIGHER_FEN,
    )
    corrected = [row for row in second if row.number in bad]
    rows = [*repeated[:-1], changed, *corrected, *late]
    book, sheet = new_book("补报")
    title_block(sheet, "冠县不动产登记缴费凭证补报、更正表", _SENDER, date(2022, 7, 5), len(_LATE_ORDER))
    table(sheet, _official(_LATE_ORDER), rows)
    footer(sheet, len(_LATE_ORDER), f"注：第二期退回的{len(corrected)}笔已更正。", _SIGNED_BY)
    widen(sheet, (14, 18, 22, 12, 14, 24, 16, 34, 12, 12, 12, 12))
    return Draft(
        PAYMENTS.key,
        "示例-缴费凭证-补报.xlsx",
        _SENDER,
        f"重报 {len(repeated)} 行（其中一行金额与原来不同），更正第二期填错的 {len(corrected)} 行",
        workbook_bytes(book),
        len(rows),
        conflicts=1,
    )


def _official(fields: Sequence[str]) -> tuple[Written[PaymentRow], ...]:
    """Columns under the declaration's own headings."""
    return tuple((PAYMENTS.by_field[field].heading, _reader(field)) for field in fields)


def _reader(field: str) -> Callable[[PaymentRow, int], object]:
    def cell(row: PaymentRow, _: int) -> object:
        value = getattr(row, field)
        if field.endswith("_fen"):
            return yuan_number(value)
        return value.isoformat() if isinstance(value, date) else value

    return cell
