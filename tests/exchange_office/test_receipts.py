"""报送情况: who sent what for which period, in how many rounds, how much of it was wrong; on paper too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from guanxian_desk.base.clock import stopped_at
from guanxian_desk.base.errors import UserError
from guanxian_desk.services.filing import produce
from guanxian_desk.services.importing import prepare, redo_batch, take, undo_batch
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_subjects import subjects
from guanxian_desk.services.periods import read_period
from guanxian_desk.services.receipts import Receipt, Sent, _rate, note_returned, receipts
from guanxian_desk.store.tables import UnitAlias
from tests.exchange.build import xlsx
from tests.exchange.case import HEADINGS, pay
from tests.exchange_office.conftest import PAYMENTS, PROGRESS, send


def found(office: Office) -> list[Receipt]:
    with office.store.read() as session:
        return receipts(session)


def on(office: Office, day: int, month: int = 6) -> Office:
    """The same office on another day."""
    clock = stopped_at(datetime(2022, month, day, 10))
    office.store.clock = clock
    return replace(office, clock=clock)


def book(*numbers: str, bad: int = 0, title: str = "2022年5月缴费表") -> bytes:
    rows = [pay(number) for number in numbers] + [pay(f"坏{n}", 缴费合计="坏") for n in range(bad)]
    return xlsx([[title], HEADINGS, *rows])


def test_rounds_and_the_error_rate_of_the_newest_file(office: Office) -> None:
    note_returned(office, prepare(office, PAYMENTS, book("P1", bad=3), "一.xlsx", "县税务局"))
    send(on(office, 2), PAYMENTS, book("P1", "P2", bad=1), "二.xlsx", "县税务局")
    send(on(office, 3), PAYMENTS, book("P1", "P2", "P3"), "三.xlsx", "县税务局")
    (receipt,) = found(office)
    assert (receipt.sender, receipt.title, receipt.period) == ("县税务局", "缴费凭证", "2022-05")
    assert (receipt.rounds, receipt.rows, receipt.wrong, receipt.state) == (3, 3, 0, "complete")
    assert (receipt.rate, receipt.first_rate) == (0, 750_000)
    assert receipt.last_at == datetime(2022, 6, 3, 10)


@pytest.mark.parametrize(
    ("bad", "state", "rate"), [(0, "complete", 0), (1, "lacking", 333_000), (2, "lacking", 500_000)]
)
def test_one_wrong_row_keeps_it_open(office: Office, bad: int, state: str, rate: int) -> None:
    send(office, PAYMENTS, book("P1", "P2", bad=bad), sender="县税务局")
    (receipt,) = found(office)
    assert (receipt.state, receipt.rate) == (state, rate)


@pytest.mark.parametrize(("wrong", "rows", "rate"), [(0, 5_000, 0), (1, 5_000, 1_000), (8, 5_000, 2_000), (1, 0, None)])
def test_one_wrong_row_of_thousands_is_not_none(wrong: int, rows: int, rate: int | None) -> None:
    assert _rate(Sent("k", "s", "p", datetime(2022, 6, 1), "张三", "x", rows, wrong, 1)) == rate


def test_a_file_sent_back_is_kept_once(office: Office) -> None:
    prepared = prepare(office, PAYMENTS, book(bad=2), "一.xlsx", "县税务局")
    for _ in range(2):
        note_returned(office, prepared)
    (receipt,) = found(office)
    assert (receipt.state, receipt.rounds, receipt.batch) == ("returned", 1, None)


def test_undone_and_done_again(office: Office) -> None:
    batch = send(office, PAYMENTS, book("P1"), sender="县税务局").batch
    assert batch is not None
    undo_batch(office, batch)
    assert [receipt.state for receipt in found(office)] == ["undone"]
    again = redo_batch(office, batch)
    (receipt,) = found(office)
    assert (receipt.state, receipt.rounds, receipt.batch) == ("complete", 1, again)


def test_who_sent_before_and_not_now_is_named(office: Office) -> None:
    send(office, PAYMENTS, book("P1"), sender="县税务局")
    send(office, PAYMENTS, book("P2"), sender="县财政局")
    send(office, PAYMENTS, book("P3", title="2022年6月缴费表"), sender="县税务局")
    lines = [(r.sender, r.period, r.state) for r in found(office)]
    assert ("县财政局", "2022-06", "missing") in lines
    assert len(lines) == 4


def test_two_spellings_are_one_unit(office: Office) -> None:
    name, alias = office.directory().resolve("县司法局"), "冠县司法局"
    assert name is not None
    with office.store.change("别名", office.actor) as session:
        session.add(UnitAlias(unit_id=name.unit_id, name=alias))
    send(office, PAYMENTS, book("P1"), sender="县司法局")
    send(office, PAYMENTS, book("P2"), sender=alias)
    assert len([r for r in found(office) if r.state != "missing"]) == 1


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年5月报表.xlsx", "2022-05"), ("2022-05.xlsx", "2022-05"), ("２０２２年１２月", "2022-12"),
        ("2022年13月", ""), ("2022年第二季度", "2022Q2"), ("2022Q4", "2022Q4"), ("2022年5季度", ""),
        ("2022年度", "2022"), ("填报日期：2022年5月4日", ""), ("2022-05-04", ""), ("120225", ""), ("报表", ""),
    ],
)  # fmt: skip
def test_periods_are_read_from_names_and_titles(text: str, period: str) -> None:
    assert read_period(text) == period


def test_rows_that_name_their_period_win_over_the_name(office: Office) -> None:
    heads = ["任务编号", "填报单位", "报告期", "进展情况", "填报日期"]
    data = xlsx([heads, *([n, "县司法局", "2022Q2", "推进", "2022-07-01"] for n in (1, 2))])
    assert prepare(office, PROGRESS, data, "2021年1月.xlsx").period == "2022Q2"
    assert prepare(office, PAYMENTS, xlsx([HEADINGS, pay()]), "表.xlsx").period == "2022-06", "the month it came"


def test_the_paper_of_a_period(office: Office) -> None:
    send(office, PAYMENTS, book("P1", bad=1), sender="县税务局")
    send(office, PAYMENTS, book("P9", title="2022年4月缴费表"), sender="县财政局")
    assert [choice for choice, _ in subjects(office, "exchange-receipts", date(2022, 6, 1))] == ["2022-05", "2022-04"]
    made = produce(office, "exchange-receipts", "2022-05")
    assert made.content.startswith(b"%PDF")
    assert made.subject == "2022-05"
    with pytest.raises(UserError, match="报告期 2021-01 没有收到过"):
        produce(office, "exchange-receipts", "2021-01")


def test_the_workbook_says_the_same(office: Office, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    send(office, PAYMENTS, book("P1", bad=1), sender="县税务局")
    path = tmp_path / "r.xlsx"
    path.write_bytes(produce(office, "exchange-receipts", fmt="xlsx").content)
    cells = [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]
    line = next(row for row in cells if row[1] == "县税务局")
    assert line[2:4] == ["缴费凭证", "2022-05"]
    assert line[6:9] == [1, 2, 1]
    assert line[-1] == "有错误待补"


def test_the_period_may_be_said_when_it_is_taken(office: Office) -> None:
    prepared = prepare(office, PAYMENTS, book("P1"), "一.xlsx", "县税务局")
    take(office, replace(prepared, period="2022Q1"))
    assert [receipt.period for receipt in found(office)] == ["2022Q1"]
