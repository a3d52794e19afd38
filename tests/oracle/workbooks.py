"""A ledger as the workbooks that offices send, under the official headings; amounts in yuan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.oracle.documents import credit_code
from tests.oracle.records import WHOLE_SHARE, Ledger, Merchant

Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True)
class Form:
    """A sheet kind: the command line's word, the sheet's name, the ledger's field, headings, and a record's cells."""

    kind: str
    title: str
    field: str
    headings: tuple[str, ...]
    cells: Callable[[Any], Sequence[Cell]]


def to_workbooks(ledger: Ledger, folder: Path) -> dict[str, Path]:
    """Write `<kind>.xlsx` for every kind that has records, and say where.

    Kinds without records get no file, because the import refuses a workbook without rows.
    Dates and moments are real Excel dates, codes and IDs are text.
    """
    written = {}
    for form in FORMS:
        records = getattr(ledger, form.field)
        if records:
            written[form.kind] = folder / f"{form.kind}.xlsx"
            _write(form, records, written[form.kind])
    return written


def _write(form: Form, records: Sequence[Any], path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(form.title)
    sheet.append(form.headings)
    for record in records:
        sheet.append([None if cell == "" else cell for cell in form.cells(record)])
    book.save(path)


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def _day_or_moment(moment: datetime | None) -> date | datetime | None:
    """A register's or treasury's date: without a time when it is 00:00."""
    return moment.date() if moment is not None and moment.time() == time() else moment


def _merchant(row: Merchant) -> Sequence[Cell]:
    code = row.credit_code or credit_code(f"92371525MA3{int.from_bytes(row.key.encode()) % 10**6:06d}")
    dates = (_day_or_moment(row.approved), _day_or_moment(row.disqualified))
    return (row.key, f"{row.name}{row.key}", code, row.category, row.address, row.status, *dates, row.reason)


FORMS = (
    Form(
        "voucher-payments",
        "缴费凭证",
        "payments",
        (
            "凭证号",
            "缴款人",
            "证件号码",
            "手机号",
            "产权单位",
            "小区名称",
            "房屋坐落",
            "土地出让金",
            "契税",
            "其他税费",
            "缴费合计",
            "缴费日期",
        ),
        lambda row: (
            *(row.key, row.payer, row.id_no, row.phone, row.unit, row.estate, row.address),
            *(_yuan(row.land), _yuan(row.deed), _yuan(row.other), _yuan(row.total), row.day),
        ),
    ),
    Form(
        "voucher-issues",
        "发放明细",
        "issues",
        ("券码", "证件号码", "手机号", "面值", "发放时间"),
        lambda row: (row.code, row.id_no, row.phone, _yuan(row.face), row.moment),
    ),
    Form(
        "voucher-merchants",
        "商户名册",
        "merchants",
        (
            "商户编号",
            "商户名称",
            "统一社会信用代码",
            "商户类别",
            "注册地址",
            "审核状态",
            "审核日期",
            "取消资格日期",
            "取消资格原因",
        ),
        _merchant,
    ),
    Form(
        "voucher-redemptions",
        "核销明细",
        "redemptions",
        ("核销流水号", "券码", "商户编号", "订单号", "消费金额", "核销时间"),
        lambda row: (row.key, row.code, row.merchant, row.order, _yuan(row.purchase), row.moment),
    ),
    Form(
        "voucher-refunds",
        "退款明细",
        "refunds",
        ("退款流水号", "订单号", "退款类型", "退款金额", "退款时间", "券处理"),
        lambda row: (row.key, row.order, row.kind, _yuan(row.amount), row.moment, row.handling),
    ),
    Form(
        "voucher-withdrawals",
        "提现明细",
        "withdrawals",
        ("提现流水号", "商户编号", "提现金额", "提现时间"),
        lambda row: (row.key, row.merchant, _yuan(row.amount), row.moment),
    ),
    Form(
        "voucher-transfers",
        "财政拨款",
        "transfers",
        ("拨款凭证号", "拨款金额", "拨款日期", "用途", "方向"),
        lambda row: (row.key, _yuan(row.amount), _day_or_moment(row.moment), row.purpose, row.direction),
    ),
    Form(
        "voucher-estates",
        "适用范围认定",
        "estates",
        ("产权单位", "小区名称", "认定文号", "应办户数", "责任人"),
        lambda row: (row.unit, row.estate, row.approval, row.households, row.head),
    ),
    Form(
        "voucher-recipients",
        "领取人",
        "recipients",
        ("凭证号", "领取人证件号码", "份额", "委托书"),
        lambda row: (row.payment, row.id_no, f"{Decimal(row.share * 100) / WHOLE_SHARE:f}%", row.mandate),
    ),
)
