"""What the pages ask: kinds told from headings, previews as rows, filters, the notice's text, steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.files import read_file, write_file
from guanxian_desk.exchange.preview import Outcome
from guanxian_desk.modules.vouchers.rules.catalogue import RULES
from guanxian_desk.sample.files import SampleFile
from guanxian_desk.services.exporting import template
from guanxian_desk.services.importing import prepare
from guanxian_desk.services.modules import sheets
from guanxian_desk.services.notice import clauses, clauses_of
from guanxian_desk.services.office import Office, open_office
from guanxian_desk.services.preview_rows import PreviewRows, error_rows
from guanxian_desk.services.recognising import recognise
from guanxian_desk.services.recovering import register_notice, register_paid_back, register_slip
from guanxian_desk.services.steps import noted, undo_last
from guanxian_desk.services.voucher_day import look
from guanxian_desk.services.voucher_filter import BLOCKS, WAITS, Wanted, chosen, typed_amount
from guanxian_desk.services.voucher_people import findings_of, payer_rows, payer_view
from tests.desk_pages.books import HEADINGS, payments
from tests.desk_pages.conftest import CLOSED, NOW, ZHANG


@pytest.fixture
def office(sample_file: Path, tmp_path: Path) -> Iterator[Office]:
    opened = open_office(Path(copy(sample_file, tmp_path / "s.gxdesk")), ZHANG, NOW)
    yield opened
    opened.close()


@dataclass(frozen=True)
class By:
    key: str
    descending: bool = False


def test_every_template_and_sample_workbook_is_recognised(sample_books: list[SampleFile]) -> None:
    for sheet in sheets():
        assert recognise(template(sheet.key), "表.xlsx") == sheet.key
    for file in sample_books:
        assert recognise(file.path.read_bytes(), "表.xlsx") == file.kind


def test_a_file_that_lacks_a_column_is_recognised_and_refused_by_name(office: Office) -> None:
    data = ",".join(heading for heading in HEADINGS if heading != "缴费日期").encode() + b"\nB1,A,1,2\n"
    assert recognise(data, "a.csv") == "voucher-payments"
    assert "缴费日期" in str(prepare(office, "voucher-payments", data, "a.csv").refused)
    assert recognise("甲,乙\n1,2\n".encode(), "a.csv") == ""


def test_a_preview_as_rows_keeps_the_files_order_and_sorts(office: Office, tmp_path: Path) -> None:
    number = "371525199001010011"
    rows = [
        ("B3", "丙", number, 300, "2022-06-03"),
        ("B1", "甲", number, "坏", "2022-06-01"),
        ("B2", "乙", number, 200, "2022-06-02"),
    ]
    prepared = prepare(office, "voucher-payments", payments(tmp_path / "a.xlsx", rows).read_bytes(), "a.xlsx")
    assert prepared.preview is not None
    assert prepared.extract is not None
    every = PreviewRows(prepared.preview)
    assert [(row["row"], row["outcome"]) for row in every.fetch(0, 9, None)] == [(4, "new"), (5, "error"), (6, "new")]
    assert every.count() == 3
    assert [row["row"] for row in every.fetch(0, 9, By("total_fen", descending=True))] == [4, 6, 5]
    assert [row["row"] for row in every.fetch(0, 9, By("total_fen"))] == [5, 6, 4]
    assert every.fetch(1, 1, None)[0]["said"].startswith("缴费合计：")
    new = PreviewRows(prepared.preview, "new", full=True)
    assert [row["id_number"] for row in new.fetch(0, 9, None)] == [number, number]
    assert every.fetch(0, 1, None)[0]["id_number"] == "371525********0011"
    assert PreviewRows(prepared.preview, "conflict").count() == 0
    assert [row["value"] for row in error_rows(prepared.extract)] == ["坏"]


def test_a_conflict_in_an_id_is_masked_in_words(office: Office, tmp_path: Path) -> None:
    first = look(office, CLOSED)
    number = next(row["person"] for row in first.rows if row["code"] == "E02")
    with office.store.read() as session:
        sql = "SELECT y.number FROM voucher_payments y JOIN voucher_persons p ON p.id = y.person_id WHERE p.number = ?"
        paper = session.connection().exec_driver_sql(sql, (number,)).scalar()
    rows = [(paper, "甲", "371525199001010011", 300, "2022-06-03")]
    prepared = prepare(office, "voucher-payments", payments(tmp_path / "a.xlsx", rows).read_bytes(), "a.xlsx")
    assert prepared.preview is not None
    assert prepared.preview.outcome(0) is Outcome.CONFLICT
    said = PreviewRows(prepared.preview, "conflict").fetch(0, 1, None)[0]["said"]
    assert "371525********0011" in said
    assert number not in said
    assert number in PreviewRows(prepared.preview, "conflict", full=True).fetch(0, 1, None)[0]["said"]


def test_every_clause_that_a_rule_cites_has_its_text() -> None:
    for rule in RULES:
        for clause in clauses_of(rule.clause):
            assert len(clause.text) > 15
            assert clause.title
    cited = {number for rule in RULES for number in rule.clause.split("；") if number}
    assert cited <= clauses().keys()


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("", None),
        ("1,000", 100_000),
        ("12.5元", 1_250),
        ("十元", None),
        ("Infinity", None),
        (" 3 ", 300),
        ("1，000.01", 100_001),
    ],
)
def test_a_typed_amount(text: str, fen: int | None) -> None:
    assert typed_amount(text) == fen


def test_what_waits_is_not_among_what_wants_a_clerk(office: Office) -> None:
    day = look(office, date(2022, 5, 31))
    waiting = chosen(day.rows, Wanted(waiting=True))
    assert waiting
    assert {row["severity"] for row in waiting} == {WAITS}
    assert waiting == list(day.waiting_rows)
    rest = chosen(day.rows, Wanted())
    assert len(rest) + len(waiting) == len(day.rows)
    blocking = chosen(day.rows, Wanted(code="R"))
    assert {row["severity"] for row in blocking} <= {BLOCKS}
    total = sum(number for _code, _title, number in day.kinds)
    assert total == len(rest)
    assert f"{len(day.open_rows):,} 条待处理" in day.sentence


def test_rows_say_nothing_in_full_until_asked(office: Office) -> None:
    masked, full = look(office, CLOSED), look(office, CLOSED, full=True)
    for row, seen in zip(masked.rows, full.rows, strict=True):
        if row["person"]:
            assert row["person"] not in row["who"]
            assert row["person"] not in row["shown"]
            assert row["code"] not in ("I01", "I02", "I03") or row["person"] in seen["who"]


def test_one_payer_is_what_the_list_says(office: Office) -> None:
    day = look(office, CLOSED)
    for row in payer_rows(office, day)[:20]:
        view = payer_view(office, day, row["number"])
        assert view.payer is not None
        assert (view.payer.entitled, view.payer.issued, view.payer.base) == (
            row["entitled"],
            row["issued"],
            row["base"],
        )
        assert all(one["person"] == row["number"] for one in findings_of(day, "person", row["number"]))


def test_a_step_tells_its_tables_and_can_be_taken_back(office: Office) -> None:
    number = next(row["subject"] for row in look(office, CLOSED).rows if row["code"] == "I01")
    done = noted(office, lambda: register_notice(office, number, 100, "冠商函1号", date(2022, 10, 1)))
    assert done.tables == {"voucher_recoveries"}
    assert undo_last(office) == "已撤销“登记催缴：冠商函1号”。"
    with pytest.raises(UserError, match="没有等着追回的催缴"):
        register_paid_back(office, number, date(2022, 10, 2), "收据1")


def test_what_cannot_be_registered_is_told(office: Office) -> None:
    number = next(row["subject"] for row in look(office, CLOSED).rows if row["code"] == "I01")
    with pytest.raises(UserError, match="大于 0"):
        register_notice(office, number, 0, "函", date(2022, 10, 1))
    with pytest.raises(UserError, match="没有这个证件号码"):
        register_notice(office, "0", 1, "函", date(2022, 10, 1))
    register_notice(office, number, 100, "函", date(2022, 10, 5))
    with pytest.raises(UserError, match="早于催缴日期"):
        register_paid_back(office, number, date(2022, 10, 1), "收据")
    with pytest.raises(UserError, match="没有商户"):
        register_slip(office, "没有", CLOSED, CLOSED, agrees=True)
    with pytest.raises(UserError, match="异议"):
        register_slip(office, "YLM001", CLOSED, CLOSED, agrees=False, objection=" ")


def test_files_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_file(tmp_path / "新" / "a.txt", b"1")
    assert read_file(tmp_path / "新" / "a.txt") == b"1"
    with pytest.raises(UserError, match="不能写入"):
        write_file(tmp_path / "新", b"2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["新"]
    with pytest.raises(UserError, match="打不开"):
        read_file(tmp_path / "没有.txt")
