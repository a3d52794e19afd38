"""Every paper as PDF and as workbook: what a reader finds in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.money import capitals, yuan
from guanxian_desk.modules.vouchers.models import Recovery
from guanxian_desk.services.filing import produce
from guanxian_desk.services.office import Office
from guanxian_desk.services.reconciling import policy_on, reconcile_as_of, unwaive_finding, waive_finding
from guanxian_desk.store import settings
from guanxian_desk.store.tables import PolicyChoice
from tests.filings.probe import sheets
from tests.vouchers_papers.sample_office import CLOSED, EARLY, PAPERS, SUBJECTS, YEAR_END, Printed, day_of, pdf, text

LATE_USE = "R04/YLH2206040015"
TWO_FAULTS_PAYER = "371525195206259985"


Printer = Callable[..., Printed]


def book(office: Office, key: str, day: date, subject: str = "", full: bool = False) -> Workbook:
    return openpyxl.load_workbook(BytesIO(produce(office, key, subject, day, "xlsx", full).content))


def cells(workbook: Workbook) -> set[str]:
    return {str(cell) for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row if cell}


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_every_paper_can_be_printed(printed: Printer, key: str) -> None:
    made, words = printed(key, day_of(key), SUBJECTS.get(key, ""))
    assert made.content.startswith(b"%PDF")
    assert made.missing == ()
    assert made.file_name.endswith(f"_{day_of(key)}.pdf")
    assert "{" not in words
    assert "None" not in words
    if key != "voucher-weekly":
        assert f"示例数据冠县政务台数据指纹{made.fingerprint[:16]}" in words


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_every_paper_is_a_workbook_with_the_same_fingerprint(office: Office, printed: Printer, key: str) -> None:
    day, subject = day_of(key), SUBJECTS.get(key, "")
    made = produce(office, key, subject, day, "xlsx")
    workbook = openpyxl.load_workbook(BytesIO(made.content))
    assert all(sheet["A1"].value == sheet.title for sheet in workbook)
    assert {"示例数据", f"编制单位：{office.name}　截至日期：{day}"} <= cells(workbook)
    assert made.fingerprint == printed(key, day, subject).made.fingerprint


@pytest.mark.parametrize(
    "key", sorted(set(PAPERS) - {"voucher-waiver", "voucher-recovery-notice", "voucher-statement"})
)
def test_an_office_without_records_gets_an_empty_paper(empty_office: Office, key: str) -> None:
    assert pdf(empty_office, key, day_of(key)).content.startswith(b"%PDF")
    assert "示例数据" not in text(pdf(empty_office, key, day_of(key)))


@pytest.mark.parametrize("key", ["voucher-statement", "voucher-recovery-notice"])
def test_a_packet_of_nothing_is_refused(empty_office: Office, key: str) -> None:
    with pytest.raises(UserError, match="没有"):
        pdf(empty_office, key, YEAR_END)


@pytest.mark.parametrize("key", ["voucher-settlement", "voucher-weekly", "voucher-entitlements"])
def test_the_same_records_give_the_same_bytes(office: Office, printed: Printer, key: str) -> None:
    assert pdf(office, key, YEAR_END).content == printed(key, YEAR_END).made.content


def test_the_settlement_names_the_sum_in_capitals_and_ticks_the_identities(printed: Printer) -> None:
    words = printed("voucher-settlement", YEAR_END).words
    assert "本期应拨：人民币壹万捌仟柒佰元整（¥18,700.00）" in words
    assert words.count("√相符") == 5
    assert "×" not in words
    for line in (
        "收款单位〔〕",
        "开户行〔〕",
        "账号〔〕",
        "县商务和投资促进局（核定，盖章）",
        "县财政局（拨付，盖章）",
    ):
        assert line in words
    assert "应发金额取整“舍去零头”（口径待主管部门明确）" in words


def test_what_the_office_has_set_is_printed(own_office: Office) -> None:
    with own_office.store.change("设置", own_office.actor) as session:
        settings.put(session, "vouchers.payee", "聊城示例科技有限公司")
        settings.put(session, "vouchers.account", "6222 0000 1111")
        settings.put(session, "vouchers.reply_days", 7)
        session.add(
            PolicyChoice(key="vouchers.rounding", value="down", since=date(2022, 4, 13), basis="专班纪要〔2022〕3号")
        )
    words = text(pdf(own_office, "voucher-settlement", YEAR_END))
    assert "收款单位聊城示例科技有限公司" in words
    assert "账号622200001111" in words
    assert "应发金额取整“舍去零头”（专班纪要〔2022〕3号）" in words
    assert "发券宽限“0天”（口径待主管部门明确）" in words
    assert policy_on(own_office, YEAR_END).rounding == "down"
    assert "收到之日起7日内" in text(pdf(own_office, "voucher-statement", YEAR_END, "YLM001"))


def test_a_surplus_is_not_asked_for(own_office: Office) -> None:
    with own_office.store.change("拨款", own_office.actor) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO voucher_transfers (number, amount_fen, transferred_at, direction)"
            " SELECT 'YLZ9', 2000000, max(transferred_at), '拨入' FROM voucher_transfers"
        )
        session.note("voucher_transfers", 1)
    words = text(pdf(own_office, "voucher-settlement", YEAR_END))
    assert "本期应拨：人民币零元整（¥0.00）" in words
    assert "此前已拨超过累计应结算¥1,300.00" in words
    closing = text(pdf(own_office, "voucher-closing", CLOSED))
    assert "减：退回财政1,300.00" in closing
    assert "清算后余额0.00" in closing


def test_one_statement_or_all_in_one_packet(office: Office, printed: Printer) -> None:
    (one, words), packet = printed("voucher-statement", YEAR_END, "YLM060"), printed("voucher-statement", YEAR_END)
    assert "冠县枣花糕点铺" in one.file_name
    assert f"人民币{capitals(270_000)}（¥2,700.00）" in words
    assert "超出应结算金额¥1,200.00" in words
    assert "对账回执" in words
    assert "□相符□不符" in words
    active = [own for own in reconcile_as_of(office, YEAR_END).shops.values() if own.redemptions or own.withdrawn]
    assert packet.words.count("对账回执") == len(active)
    assert packet.made.amount_fen == reconcile_as_of(office, YEAR_END).totals.treasury_due


def test_the_front_page_of_a_statement_ends_with_its_slip(printed: Printer) -> None:
    fronts = 0
    for page in sheets(printed("voucher-statement", YEAR_END).made.content):
        words = "".join(page.texts)
        fronts += "冠县消费券商户对账单编号" in words
        assert ("冠县消费券商户对账单编号" in words) == ("裁　剪　线" in words)
    assert fronts > 50


def test_a_merchant_nobody_knows_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="没有商户编号“M9”"):
        pdf(office, "voucher-statement", YEAR_END, "M9")


def test_slips_that_came_back_stand_in_the_workbook(own_office: Office) -> None:
    with own_office.store.change("登记回执", own_office.actor) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO voucher_statement_slips (shop_id, as_of, returned_on, agrees, objection)"
            " SELECT id, '2022-12-31', '2023-01-09', 0, '少 100 元' FROM voucher_shops WHERE number = 'YLM001'"
        )
        session.note("voucher_statement_slips", 1)
    found = cells(book(own_office, "voucher-statement", YEAR_END))
    assert "2023-01-09 收回，不符：少 100 元" in found
    assert "未收回" in found


def test_closing_waits_until_the_last_voucher_has_expired(office: Office) -> None:
    with pytest.raises(UserError, match="现在不能清算") as caught:
        pdf(office, "voucher-closing", YEAR_END)
    assert "2023-01-01" in caught.value.todo
    words = text(pdf(office, "voucher-closing", date(2023, 1, 1)))
    assert "（预清算）" in words
    assert "尚未办结的事项" in words
    assert "商户未通过审核25条" in words


def test_a_closing_with_nothing_open_says_so(empty_office: Office) -> None:
    words = text(pdf(empty_office, "voucher-closing", CLOSED))
    assert "款项均已结清，平台账户余额为零" in words
    assert "预清算" not in words


def test_the_waiver_slip_before_and_after(own_office: Office) -> None:
    before = text(pdf(own_office, "voucher-waiver", YEAR_END, LATE_USE))
    assert "当前状态待处理" in before
    assert "放行后，应结算金额增加100.00元" in before
    assert "□同意放行□不同意放行" in before
    waive_finding(own_office, "R04", "YLH2206040015", "平台补报了审核记录", "", "王主任", YEAR_END)
    after = text(pdf(own_office, "voucher-waiver", YEAR_END, LATE_USE))
    for words in ("当前状态已放行", "放行理由平台补报了审核记录", "李四2023年1月12日提出", "王主任2023年1月12日批准"):
        assert words in after
    assert "依据〔〕（会议纪要或批复的名称、文号、日期）" in after
    assert "放行后，应结算金额增加100.00元" in after
    unwaive_finding(own_office, "R04", "YLH2206040015")
    again = text(pdf(own_office, "voucher-waiver", YEAR_END, LATE_USE))
    assert "该差异的放行记录：" in again
    assert "2023-01-122023-01-12李四" in again


def test_released_differences_move_money_on_every_paper(own_office: Office) -> None:
    due = reconcile_as_of(own_office, YEAR_END).totals.treasury_due
    waive_finding(own_office, "R04", "YLH2206040015", "已补报", "纪要1号", "王主任", YEAR_END)
    assert pdf(own_office, "voucher-settlement", YEAR_END).amount_fen == 1_870_000 + 10_000
    assert pdf(own_office, "voucher-statement", YEAR_END).amount_fen == due + 10_000
    released = [row for row in book(own_office, "voucher-findings", YEAR_END)["差异明细"].values if row[7] == "已放行"]
    assert [row[2] for row in released] == ["核销流水号 YLH2206040015"]


@pytest.mark.parametrize(
    ("subject", "says"),
    [("R04", "看不出“R04”是哪一条差异"), ("X9/1", "看不出"), ("R04/无此流水", "没有“商户未通过审核（R04）”")],
)
def test_a_difference_that_is_not_there_has_no_slip(office: Office, subject: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        pdf(office, "voucher-waiver", YEAR_END, subject)


def test_a_difference_without_a_record_has_a_slip_too(printed: Printer) -> None:
    assert "对象平台账户" in printed("voucher-waiver", YEAR_END, "S03/").words


def test_the_recovery_ledger_follows_notices_and_payments(own_office: Office) -> None:
    with own_office.store.change("催缴", own_office.actor) as session:
        found = session.connection().exec_driver_sql(
            f"SELECT id FROM voucher_persons WHERE number = '{TWO_FAULTS_PAYER}'"
        )
        person = found.scalar_one()
        for fen, back in ((6_000, date(2022, 11, 2)), (4_000, None)):
            step = Recovery(
                person_id=person, amount_fen=fen, notice="催〔2022〕1号", noticed_on=date(2022, 10, 8), receipt=""
            )
            step.paid_back_on = back
            session.add(step)
    made = pdf(own_office, "voucher-recoveries", YEAR_END)
    words = text(made)
    assert made.amount_fen == 820_000 - 6_000
    assert "已追回¥60.00" in words
    assert words.count("催〔2022〕1号2022-10-08") == 2
    assert "2022-10-082022-11-0260.00" in words
    assert words.count("已催缴") == 1
    assert words.count("待催缴") == 4
    letter = text(pdf(own_office, "voucher-recovery-notice", YEAR_END, TWO_FAULTS_PAYER))
    assert "多领100元" in letter
    assert "您已退回60元" in letter
    assert "退回40元（肆拾元整）" in letter


def test_a_mended_difference_stays_in_the_recovery_ledger(own_office: Office) -> None:
    with own_office.store.change("催缴后更正", own_office.actor) as session:
        raw = session.connection()
        raw.exec_driver_sql(
            "INSERT INTO voucher_recoveries (person_id, amount_fen, notice, noticed_on, paid_back_on, receipt)"
            " SELECT min(person_id), 5000, '催7号', '2022-06-01', '2022-06-20', '收7' FROM voucher_payments"
        )
        session.note("voucher_recoveries", 1)
    (row,) = [row for row in book(own_office, "voucher-recoveries", YEAR_END)["追缴台账"].values if row[6] == "催7号"]
    assert row[4:6] == ("（差异已更正）", 0)
    assert row[9:] == (50, "收7", 0, "已更正")
    assert pdf(own_office, "voucher-recoveries", YEAR_END).amount_fen == 820_000
    assert "尚未追回8,200.00" in text(pdf(own_office, "voucher-closing", CLOSED))


def test_released_sums_are_not_asked_back(own_office: Office) -> None:
    waive_finding(own_office, "I02", TWO_FAULTS_PAYER, "平台已收回", "纪要2号", "王主任", YEAR_END)
    assert pdf(own_office, "voucher-recoveries", YEAR_END).amount_fen == 820_000 - 10_000
    with pytest.raises(UserError, match="没有尚未追回") as caught:
        pdf(own_office, "voucher-recovery-notice", YEAR_END, TWO_FAULTS_PAYER)
    assert TWO_FAULTS_PAYER not in str(caught.value)


def test_one_estate_is_found_by_any_of_its_names(office: Office) -> None:
    for subject in ("春晖家属院", "冠县春晖棉纺厂", "冠县春晖棉纺厂/春晖家属院"):
        assert pdf(office, "voucher-entitlements", YEAR_END, subject).amount_fen == 9_790_000
    with pytest.raises(UserError, match="没有“无名小区”"):
        pdf(office, "voucher-entitlements", YEAR_END, "无名小区")


def test_the_slowest_estate_stands_first(office: Office) -> None:
    sheet = book(office, "voucher-daily", EARLY)["按小区"]
    rates = [row[7] for row in sheet.iter_rows(min_row=7, max_row=sheet.max_row - 1, values_only=True)]
    assert [rate for rate in rates if rate is not None] == sorted(rate for rate in rates if rate is not None)
    assert rates[0] is not None


def test_the_brief_bears_its_number(office: Office, printed: Printer) -> None:
    assert "第12期" in printed("voucher-weekly", EARLY, "12").words
    assert "第〔〕期" in printed("voucher-weekly", YEAR_END).words
    with pytest.raises(UserError, match="不是数字"):
        pdf(office, "voucher-weekly", EARLY, "第十二")


NUMBERED = ("voucher-findings", "voucher-entitlements", "voucher-recoveries", "voucher-recovery-notice")


@pytest.mark.parametrize("key", NUMBERED)
def test_numbers_of_people_are_masked_unless_asked_for(own_office: Office, printed: Printer, key: str) -> None:
    masked = printed(key, YEAR_END).words + "".join(cells(book(own_office, key, YEAR_END)))
    assert TWO_FAULTS_PAYER not in masked
    assert "371525********9985" in masked
    assert TWO_FAULTS_PAYER in text(pdf(own_office, key, YEAR_END, full=True))
    assert TWO_FAULTS_PAYER in "".join(cells(book(own_office, key, YEAR_END, full=True)))


def test_the_waiver_slip_of_a_person_is_masked_also_in_its_name(office: Office) -> None:
    made = pdf(office, "voucher-waiver", YEAR_END, f"I02/{TWO_FAULTS_PAYER}")
    assert "证件号码371525********9985" in text(made)
    assert TWO_FAULTS_PAYER not in made.file_name
    assert yuan(10_000) in text(made)
