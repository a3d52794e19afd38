"""The sums on paper are those of the reconciliation, on the sample and on ledgers nobody would think of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxian_desk.filings.document import Table
from guanxian_desk.modules.vouchers.ledger import Ledger as View
from guanxian_desk.modules.vouchers.papers import entitlements, settlement, statement
from guanxian_desk.modules.vouchers.papers.asked import Asked
from guanxian_desk.modules.vouchers.papers.payers import payers
from guanxian_desk.modules.vouchers.papers.progress import flows
from guanxian_desk.modules.vouchers.papers.shops import accounts
from guanxian_desk.modules.vouchers.papers.sums import settlement as settle
from guanxian_desk.modules.vouchers.reconcile import Reconciliation, reconcile
from guanxian_desk.sample.places import ESTATES
from guanxian_desk.sample.vouchers import voucher_ledger
from guanxian_desk.services.office import Office
from guanxian_desk.services.reconciling import reconcile_as_of
from tests.oracle.ledgers import as_of_days, ledgers
from tests.oracle.records import Ledger
from tests.vouchers.ledger_file import LedgerFile, policy_of
from tests.vouchers_papers.sample_office import CLOSED, EARLY, YEAR_END, content_of

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
DAYS = (EARLY, YEAR_END, CLOSED)


def last(table: Table, heading: str) -> Any:
    """The total under a heading."""
    assert table.totals is not None
    return table.totals[[column.heading for column in table.columns].index(heading)]


def sheet(tables: tuple[Table, ...], caption: str) -> Table:
    return next(table for table in tables if table.caption == caption)


@pytest.mark.parametrize("day", DAYS)
def test_statements_add_up_to_what_is_due(office: Office, day: date) -> None:
    result, content = reconcile_as_of(office, day), content_of(office, "voucher-statement", day)
    summary = sheet(content.sheets, "商户汇总")
    assert last(summary, "应结算") == result.totals.treasury_due == content.amount_fen
    assert last(summary, "已提现") == result.totals.withdrawn
    assert last(summary, "退款退回") == result.totals.returned_by_refund
    for document in content.documents:
        months = document["months"]
        assert isinstance(months, Table)
        assert last(months, "应结算") == document["due"]
        assert last(months, "核销金额") == document["gross"]
        assert last(months, "已提现") == document["withdrawn"]


@pytest.mark.parametrize("day", DAYS)
def test_the_settlement_is_due_less_sent(office: Office, day: date) -> None:
    result, content = reconcile_as_of(office, day), content_of(office, "voucher-settlement", day)
    owed = result.totals.treasury_due - result.totals.transferred
    assert content.amount_fen == max(owed, 0)
    assert last(sheet(content.sheets, "据实结算"), "金额（元）") == max(owed, 0)
    assert last(sheet(content.sheets, "各商户应结算"), "应结算") == result.totals.treasury_due
    words = {row[1]: row[2] for row in sheet(content.sheets, "据实结算").rows}
    assert words["累计应结算"] == result.totals.treasury_due
    assert words["此前已拨"] == result.totals.transferred
    assert words["　　其中：平台结余"] == result.totals.platform_balance


def test_the_sample_settlement_to_the_fen(office: Office) -> None:
    """The year-end figures that were checked by hand once."""
    sums = settle(reconcile_as_of(office, YEAR_END))
    assert (sums.due, sums.transferred, sums.balance) == (74_470_000, 72_600_000, 430_000)
    assert (sums.outstanding, sums.overdrawn) == (2_480_000, 180_000)
    assert sums.due_now == sums.due_by_need == 1_870_000


def test_the_closing_ends_at_zero_with_every_leak(office: Office) -> None:
    totals = reconcile_as_of(office, CLOSED).totals
    content = content_of(office, "voucher-closing", CLOSED)
    assert last(sheet(content.sheets, "平台账户清算"), "金额（元）") == 0
    path = {row[1]: row[2] for row in sheet(content.sheets, "从缴费到应结算").rows}
    assert path["缴费合计"] == totals.paid
    assert path["应发消费券"] == totals.entitled
    assert path["已发消费券"] == totals.issued
    assert path["减：到期未用"] == totals.expired
    assert path["应发基数的20%"] - path["减：不足整张的零头"] == totals.entitled
    assert totals.issued == path["应发消费券"] - path["减：少发"] + path["加：超额发券"] + path["加：无缴费凭证发券"]
    assert last(sheet(content.sheets, "从缴费到应结算"), "金额（元）") == totals.treasury_due


@pytest.mark.parametrize("day", DAYS)
def test_entitlements_add_up(office: Office, day: date) -> None:
    result, content = reconcile_as_of(office, day), content_of(office, "voucher-entitlements", day)
    for caption in ("按小区汇总", "应发核对明细"):
        table = sheet(content.sheets, caption)
        assert last(table, "应发（元）") == result.totals.entitled
        assert last(table, "已发（元）") == result.totals.issued
        assert last(table, "缴费合计（元）") == result.totals.eligible


@pytest.mark.parametrize("key", ["voucher-daily", "voucher-weekly"])
@pytest.mark.parametrize("day", DAYS)
def test_reports_show_the_days_totals(office: Office, key: str, day: date) -> None:
    totals = reconcile_as_of(office, day).totals
    table = content_of(office, key, day).sheets[0]
    ever = {row[0]: row[6] for row in table.rows}
    assert ever["缴费（张凭证）"] == totals.paid
    assert ever["发券（张）"] == totals.issued
    assert ever["商户提现（笔）"] == totals.withdrawn
    assert ever["财政拨款（笔）"] == totals.transferred


def test_the_findings_list_has_every_finding_once(office: Office) -> None:
    result = reconcile_as_of(office, YEAR_END)
    tables = content_of(office, "voucher-findings", YEAR_END).sheets
    assert len(sheet(tables, "差异明细").rows) == len(result.findings)
    assert last(sheet(tables, "分类汇总"), "条数") == len(result.findings)
    gross = result.identities[1].left
    held = gross - result.totals.returned_by_refund - result.totals.treasury_due
    assert content_of(office, "voucher-findings", YEAR_END).amount_fen == held


def test_what_still_waits_to_be_issued_is_no_difference(office: Office) -> None:
    tables = content_of(office, "voucher-findings", EARLY).sheets
    waiting = [view for view in reconcile_as_of(office, EARLY).views() if view.waiting]
    assert waiting
    assert len(sheet(tables, "待发放").rows) == len(waiting)
    assert "少发券" not in {str(row[0]) for row in sheet(tables, "分类汇总").rows}


def judged(file: LedgerFile, ledger: Ledger, day: date, data: st.DataObject) -> Reconciliation:
    """The day's results with some of the findings released."""
    file.fill(ledger)
    policy = policy_of(day)
    with file.session() as session:
        found = [(one.code, one.subject, one.amount) for one in reconcile(session, policy, day).findings]
    for one in data.draw(st.lists(st.sampled_from(found), unique=True)) if found else []:
        file.waive(*one)
    with file.session() as session:
        return reconcile(session, policy, day)


@quick
@given(ledgers(), as_of_days(), st.data())
def test_any_ledger_settles_and_closes_at_zero(
    ledger_file: LedgerFile, ledger: Ledger, day: date, data: st.DataObject
) -> None:
    result = judged(ledger_file, ledger, day, data)
    sums = settle(result)
    assert sums.due_by_need == sums.due - sums.transferred
    assert sums.remainder == 0
    assert sums.gross - sums.returned - sums.unknown - sums.repeated == sums.redeemed_net


@quick
@given(ledgers(), as_of_days(), st.data())
def test_any_ledgers_merchants_and_payers_add_up(
    ledger_file: LedgerFile, ledger: Ledger, day: date, data: st.DataObject
) -> None:
    result = judged(ledger_file, ledger, day, data)
    with ledger_file.session() as session:
        view = View.of(session, result.policy, day)
        for shop, account in accounts(view, result, list(result.shops)).items():
            own, months = result.shops[shop], account.months.values()
            assert sum(month.gross for month in months) == own.gross
            assert sum(month.payable for month in months) == own.payable
            assert sum(month.returned for month in months) == own.returned
            assert sum(month.withdrawn for month in months) == own.withdrawn
            assert sum(month.redemptions for month in months) == own.redemptions
        everybody = payers(view)
        assert sum(payer.entitled for payer in everybody) == result.totals.entitled
        assert sum(payer.issued for payer in everybody) == result.totals.issued
        streams = flows(view)
        assert [stream.ever.fen for stream in streams[:2]] == [result.totals.paid, result.totals.issued]
        assert streams[2].ever.fen == result.identities[1].left


@settings(quick, max_examples=15)
@given(ledgers(), as_of_days())
def test_any_ledger_can_be_written_down(ledger_file: LedgerFile, ledger: Ledger, day: date) -> None:
    ledger_file.fill(ledger)
    with ledger_file.session() as session:
        asked = Asked(session, reconcile(session, policy_of(day), day), "冠县")
        assert settlement.content(asked).documents
        assert entitlements.content(asked).documents
        if any(own.redemptions or own.withdrawn for own in asked.result.shops.values()):
            assert statement.content(asked).amount_fen == asked.result.totals.treasury_due


def test_the_day_and_the_week_are_counted_from_the_records(office: Office) -> None:
    """Friday 2022-05-20, its week from Monday 2022-05-16, and the register's households, told from the sample rows."""
    sample, monday = voucher_ledger(), date(2022, 5, 16)
    table = content_of(office, "voucher-daily", EARLY).sheets[0]
    paid, issued, used = table.rows[:3]
    today = [row.total_fen for row in sample.payments if row.paid_on == EARLY]
    week = [row.total_fen for row in sample.payments if monday <= row.paid_on <= EARLY]
    assert paid[1:5] == (len(today), sum(today), len(week), sum(week))
    assert issued[1] == sum(row.issued_at.date() == EARLY for row in sample.issues)
    assert issued[3] == sum(monday <= row.issued_at.date() <= EARLY for row in sample.issues)
    assert used[3] == sum(monday <= row.redeemed_at.date() <= EARLY for row in sample.redemptions)


def test_households_are_payers_in_time_by_estate(office: Office) -> None:
    sample = voucher_ledger()
    table = sheet(content_of(office, "voucher-daily", YEAR_END).sheets, "按小区")
    timely = [row for row in sample.payments if date(2022, 4, 13) <= row.paid_on <= date(2022, 6, 30)]
    for row in table.rows:
        payers_here = {one.id_number for one in timely if (one.estate_unit, one.community) == row[1:3]}
        assert row[6] == len(payers_here)
    due = sum(estate.households for estate in sample.estates)
    listed = {(estate.unit, estate.community) for estate in ESTATES}
    done = {(one.id_number, one.community) for one in timely if (one.estate_unit, one.community) in listed}
    assert (last(table, "应办户数"), last(table, "办理率")) == (due, len(done) * 1_000_000 // due)


def test_the_brief_compares_with_the_week_before(office: Office) -> None:
    sample = voucher_ledger()
    (document,) = content_of(office, "voucher-weekly", EARLY).documents
    days = (date(2022, 5, 9), date(2022, 5, 15))
    before: Any = document["before"]
    assert before["used"].number == sum(days[0] <= row.redeemed_at.date() <= days[1] for row in sample.redemptions)
