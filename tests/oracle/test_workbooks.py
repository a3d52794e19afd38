"""A ledger written as workbooks says the same as the ledger."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.oracle.ledgers import bulk_ledger, to_workbooks
from tests.oracle.records import Ledger, Recipient, Transfer

HEADINGS = {
    "voucher-payments": "凭证号 缴款人 证件号码 手机号 产权单位 小区名称 房屋坐落"
    " 土地出让金 契税 其他税费 缴费合计 缴费日期",
    "voucher-issues": "券码 证件号码 手机号 面值 发放时间",
    "voucher-merchants": "商户编号 商户名称 统一社会信用代码 商户类别 注册地址"
    " 审核状态 审核日期 取消资格日期 取消资格原因",
    "voucher-redemptions": "核销流水号 券码 商户编号 订单号 消费金额 核销时间",
    "voucher-refunds": "退款流水号 订单号 退款类型 退款金额 退款时间 券处理",
    "voucher-withdrawals": "提现流水号 商户编号 提现金额 提现时间",
    "voucher-transfers": "拨款凭证号 拨款金额 拨款日期 用途 方向",
    "voucher-estates": "产权单位 小区名称 认定文号 应办户数 责任人",
    "voucher-recipients": "凭证号 领取人证件号码 份额 委托书",
}


def read_back(path: Path) -> list[tuple[Any, ...]]:
    book = load_workbook(path, read_only=True)
    rows = [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]
    book.close()
    return rows


def test_the_nine_workbooks_have_the_official_headings_and_all_rows(tmp_path: Path) -> None:
    ledger = bulk_ledger(1, payers=40, vouchers=200, merchants=9, trouble=0.1)
    paths = to_workbooks(ledger, tmp_path)
    assert {kind: " ".join(read_back(path)[0]) for kind, path in paths.items()} == HEADINGS
    counts = [len(getattr(ledger, field.name)) for field in fields(ledger)]
    assert [len(read_back(path)) - 1 for path in paths.values()] == counts


def test_a_workbook_says_what_the_ledger_says(tmp_path: Path) -> None:
    ledger = bulk_ledger(1, payers=40, vouchers=200, merchants=9, trouble=0.1)
    paths = to_workbooks(ledger, tmp_path)
    redemptions = [
        (key, code, merchant, order, round(yuan * 100), moment)
        for key, code, merchant, order, yuan, moment in read_back(paths["voucher-redemptions"])[1:]
    ]
    assert redemptions == [(r.key, r.code, r.merchant, r.order, r.purchase, r.moment) for r in ledger.redemptions]
    payments = read_back(paths["voucher-payments"])[1:]
    totals = [(row[0], row[2], round(row[10] * 100), row[11].date()) for row in payments]
    assert totals == [(p.key, p.id_no, p.total, p.day) for p in ledger.payments]
    shares = [row[2] for row in read_back(paths["voucher-recipients"])[1:]]
    assert shares == ["50%"] * len(ledger.recipients)


def test_a_share_is_written_in_percent_to_the_millionth_and_nothing_is_written_for_nothing(tmp_path: Path) -> None:
    lines = (Recipient("P1", "E1", 333_333), Recipient("P2", "E1", 1), Recipient("P3", "E1", 1_000_000))
    paths = to_workbooks(Ledger(recipients=lines), tmp_path)
    assert list(paths) == ["voucher-recipients"]
    assert [row[2] for row in read_back(paths["voucher-recipients"])[1:]] == ["33.3333%", "0.0001%", "100%"]


def test_moments_survive_a_workbook_to_the_second(tmp_path: Path) -> None:
    seconds = [datetime(2022, 12, 31, 23, 59, 59) + timedelta(seconds=step) for step in range(-3, 3)]
    transfers = tuple(Transfer(str(n), 1, moment) for n, moment in enumerate(seconds))
    rows = read_back(to_workbooks(Ledger(transfers=transfers), tmp_path)["voucher-transfers"])[1:]
    assert [row[2] for row in rows] == seconds
    assert [row[2].time() for row in rows].count(time()) == 1
