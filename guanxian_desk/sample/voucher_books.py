"""What the platform, the commerce bureau, the treasury and the task force send about vouchers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO

from guanxian_desk.base.money import yuan
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.modules.vouchers.sheets import (
    ESTATES,
    ISSUES,
    MERCHANTS,
    RECIPIENTS,
    REDEMPTIONS,
    REFUNDS,
    TRANSFERS,
    WITHDRAWALS,
)
from guanxian_desk.sample.files import Draft
from guanxian_desk.sample.voucher_payment_books import payment_drafts
from guanxian_desk.sample.voucher_rows import (
    EstateRow,
    IssueRow,
    MerchantRow,
    RecipientRow,
    RedemptionRow,
    RefundRow,
    SampleLedger,
    TransferRow,
    WithdrawalRow,
)
from guanxian_desk.sample.xlsx import (
    MARK,
    Written,
    footer,
    new_book,
    table,
    title_block,
    widen,
    workbook_bytes,
    yuan_number,
)

_PLATFORM = "“我的聊城”平台"
_HIDDEN_MERCHANTS = 5
_FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def voucher_drafts(ledger: SampleLedger) -> list[Draft]:
    """The eleven workbooks of the voucher duty in the order of their import."""
    first, second, late = payment_drafts(ledger)
    return [
        _estates(ledger),
        first,
        second,
        _recipients(ledger),
        _merchants(ledger),
        _issues(ledger),
        _redemptions(ledger),
        _refunds(ledger),
        _withdrawals(ledger),
        _transfers(ledger),
        late,
    ]


def _plain(sheet: Sheet, field: str) -> tuple[str, Callable[[object, int], object]]:
    """A column under its own heading with the value as it is; amounts in yuan."""

    def cell(row: object, _: int) -> object:
        value = getattr(row, field)
        return yuan_number(value) if field.endswith("_fen") else value

    return sheet.by_field[field].heading, cell


def _all_plain(sheet: Sheet) -> tuple[tuple[str, Callable[[object, int], object]], ...]:
    return tuple(_plain(sheet, column.field) for column in sheet.columns)


def _estates(ledger: SampleLedger) -> Draft:
    columns = _all_plain(ESTATES)
    book, sheet = new_book("适用范围")
    title_block(sheet, "冠县消费券适用范围认定表", "专班办公室", date(2022, 4, 12), len(columns))
    table(sheet, columns, ledger.estates)
    footer(sheet, len(columns), "填表人：（示例）马春燕")
    widen(sheet, [column.width for column in ESTATES.columns])
    rows: tuple[EstateRow, ...] = ledger.estates
    return Draft(
        ESTATES.key,
        "示例-适用范围认定.xlsx",
        "专班办公室",
        "有标题行和填表人，其余规范",
        workbook_bytes(book),
        len(rows),
    )


def _share(row: RecipientRow, place: int) -> object:
    """50%, 50 or 50.0 %: three ways of one share."""
    percent = row.share // 10_000
    return (f"{percent}%", percent, f"{percent}.0 %")[place % 3]


def _recipients(ledger: SampleLedger) -> Draft:
    columns: tuple[Written[RecipientRow], ...] = (
        _plain(RECIPIENTS, "payment_number"),
        ("领取人身份证号", lambda row, _: row.id_number),
        ("份额（%）", _share),
        _plain(RECIPIENTS, "authorisation"),
    )
    book, sheet = new_book("领取人")
    title_block(sheet, "产权单位及共有人消费券领取人名单", "专班办公室", date(2022, 5, 27), len(columns))
    table(sheet, columns, ledger.recipients)
    footer(sheet, len(columns), "注：未列明的部分仍归缴款人。", "填表人：（示例）马春燕")
    widen(sheet, (20, 22, 12, 26))
    return Draft(
        RECIPIENTS.key,
        "示例-领取人.xlsx",
        "专班办公室",
        "份额有的写 50%，有的写 50",
        workbook_bytes(book),
        len(ledger.recipients),
    )


def _day_of(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


_MERCHANT_COLUMNS: tuple[Written[MerchantRow], ...] = (
    ("序号", lambda _, place: place + 1),
    ("商户代码", lambda row, _: row.code),
    ("商户\n名称", lambda row, _: row.name),
    ("社会信用代码", lambda row, _: row.credit_code),
    ("所属街道", lambda _, place: ("清泉街道", "崇文街道")[place % 2]),
    ("商户类别", lambda row, _: row.category),
    ("注册地址", lambda row, _: row.address),
    ("审核状态", lambda row, place: row.review + (" " if place % 7 == 2 else "")),
    ("审核日期", lambda row, _: _day_of(row.reviewed_at)),
    ("取消资格日期", lambda row, _: _day_of(row.disqualified_at)),
    ("取消资格原因", lambda row, _: row.disqualified_why),
    ("是否培训", lambda _, place: "是" if place % 3 else "否"),
)


def _merchants(ledger: SampleLedger) -> Draft:
    """The last merchants stand on a hidden sheet, as somebody filed them later."""
    shown, hidden = ledger.merchants[:-_HIDDEN_MERCHANTS], ledger.merchants[-_HIDDEN_MERCHANTS:]
    book, sheet = new_book("商户名册")
    width = len(_MERCHANT_COLUMNS)
    title_block(sheet, "冠县消费券活动参与商户名册", "县商务和投资促进局", date(2022, 10, 21), width)
    table(sheet, _MERCHANT_COLUMNS, shown)
    footer(sheet, width, "填表人：（示例）赵玉玲    审核人：（示例）孙广林")
    later = book.create_sheet("后补")
    later.sheet_state = "hidden"
    table(later, _MERCHANT_COLUMNS, hidden)
    widths = (6, 12, 28, 22, 10, 26, 22, 10, 14, 14, 30, 10)
    widen(sheet, widths)
    widen(later, widths)
    return Draft(
        MERCHANTS.key,
        "示例-商户名册.xlsx",
        "县商务和投资促进局",
        f"多出三列，表头换了说法，另有 {_HIDDEN_MERCHANTS} 户在隐藏的工作表里",
        workbook_bytes(book),
        len(ledger.merchants),
    )


def _issues(ledger: SampleLedger) -> Draft:
    columns = _all_plain(ISSUES)
    book, sheet = new_book("发放明细")
    sheet.append([f"{_PLATFORM}消费券发放明细（{MARK}）"])
    rows: tuple[IssueRow, ...] = ledger.issues
    table(sheet, columns, rows)
    sheet.freeze_panes = "A3"
    widen(sheet, [column.width for column in ISSUES.columns])
    note = "平台导出，规范"
    return Draft(ISSUES.key, "示例-发放明细.xlsx", _PLATFORM, note, workbook_bytes(book), len(rows))


def _redemptions(ledger: SampleLedger) -> Draft:
    """A csv as the platform's back end writes it: GB18030, every field in quotes, CR LF."""
    text = StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([f"{_PLATFORM}消费券核销明细（{MARK}）"])
    writer.writerow([column.heading for column in REDEMPTIONS.columns])
    writer.writerows(_redemption_cells(row) for row in ledger.redemptions)
    content = text.getvalue().encode("gb18030")
    note = "平台导出的 csv，GB18030 编码，每个字段带引号"
    return Draft(REDEMPTIONS.key, "示例-核销明细.csv", _PLATFORM, note, content, len(ledger.redemptions))


def _redemption_cells(row: RedemptionRow) -> list[str]:
    amount = f"{row.purchase_fen // 100}.{row.purchase_fen % 100:02d}"
    return [row.serial, row.code, row.merchant, row.order_no, amount, f"{row.redeemed_at:%Y-%m-%d %H:%M:%S}"]


def _ways_of_refunds(row: RefundRow, place: int) -> object:
    """￥1,234.00, full-width digits, 12 元, or a number."""
    written = yuan(row.amount_fen)
    return (f"￥{written}", written.translate(_FULL_WIDTH), f"{written}元", yuan_number(row.amount_fen))[place % 4]


_REFUND_COLUMNS: tuple[Written[RefundRow], ...] = (
    ("退款单号", lambda row, _: row.serial),
    ("消费订单号", lambda row, place: f"'{row.order_no}" if place % 10 == 5 else row.order_no),
    ("退款类型", lambda row, _: row.scope),
    ("退款 金额", _ways_of_refunds),
    ("退款日期", lambda row, _: f"{row.refunded_at:%Y/%m/%d %H:%M:%S}"),
    ("券处理", lambda row, _: row.handling),
)


def _refunds(ledger: SampleLedger) -> Draft:
    book, sheet = new_book("退款")
    title_block(sheet, "消费券订单退款明细", _PLATFORM, date(2022, 12, 31), len(_REFUND_COLUMNS))
    table(sheet, _REFUND_COLUMNS, ledger.refunds)
    widen(sheet, (20, 20, 12, 16, 22, 16))
    return Draft(
        REFUNDS.key,
        "示例-退款明细.xlsx",
        _PLATFORM,
        "表头用别名，金额有全角数字、￥、千分位和“元”",
        workbook_bytes(book),
        len(ledger.refunds),
    )


_WITHDRAWAL_COLUMNS: tuple[Written[WithdrawalRow], ...] = (
    ("提现流水号", lambda row, _: row.serial),
    ("商户号", lambda row, _: row.merchant),
    ("提现金额(元)", lambda row, _: yuan(row.amount_fen)),
    (
        "提现时间",
        lambda row, _: (
            f"{row.withdrawn_at.year}-{row.withdrawn_at.month}-{row.withdrawn_at.day} {row.withdrawn_at:%H:%M:%S}"
        ),
    ),
)


def _withdrawals(ledger: SampleLedger) -> Draft:
    book, sheet = new_book("提现")
    title_block(sheet, "商户提现明细", _PLATFORM, date(2022, 12, 31), len(_WITHDRAWAL_COLUMNS))
    table(sheet, _WITHDRAWAL_COLUMNS, ledger.withdrawals)
    widen(sheet, (20, 14, 16, 22))
    return Draft(
        WITHDRAWALS.key,
        "示例-提现明细.xlsx",
        _PLATFORM,
        "金额和时间都存成了文本",
        workbook_bytes(book),
        len(ledger.withdrawals),
    )


_TRANSFER_COLUMNS: tuple[Written[TransferRow], ...] = (
    _plain(TRANSFERS, "number"),
    ("拨款金额（万元）", lambda row, _: row.amount_fen / 1_000_000),
    ("拨款日期", lambda row, _: row.transferred_at.date()),
    _plain(TRANSFERS, "purpose"),
    ("方向", lambda row, _: row.direction if row.direction != "拨入" else None),
)


def _transfers(ledger: SampleLedger) -> Draft:
    book, sheet = new_book("拨款")
    width = len(_TRANSFER_COLUMNS)
    title_block(sheet, "消费券补贴资金拨付情况表", "县财政局", date(2022, 12, 31), width)
    table(sheet, _TRANSFER_COLUMNS, ledger.transfers)
    footer(
        sheet,
        width,
        "注：1.第8号为重复支付，已于10月14日退回（第9号）。",
        "2.方向空白的为拨入。",
        "填表人：（示例）段海波",
    )
    widen(sheet, (18, 18, 14, 30, 10))
    return Draft(
        TRANSFERS.key,
        "示例-财政拨款.xlsx",
        "县财政局",
        "金额按万元填列，有一笔退回，方向多为空白，末尾有说明",
        workbook_bytes(book),
        len(ledger.transfers),
    )
