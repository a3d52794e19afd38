"""The sample workbooks: marked as samples, messy as declared, complete, and the same bytes each time."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.money import fen_from_yuan
from guanxian_desk.modules.vouchers.sheets import SHEETS
from guanxian_desk.sample.voucher_books import voucher_drafts
from guanxian_desk.sample.vouchers import voucher_ledger
from guanxian_desk.sample.workbooks import write_workbooks

EXTRA_HEADINGS = {"序号", "备注", "所属街道", "是否培训"}
GROUP_HEADING, GROUP_TOTAL = "缴费金额", "合计"
KEYS = re.compile(r"YL[SQMHTXB]\d+")
DECLARED = {sheet.key: sheet for sheet in SHEETS}


@pytest.fixture(scope="module")
def ledger():
    return voucher_ledger()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    every = write_workbooks(tmp_path_factory.mktemp("sample"))
    return [file for file in every if file.kind in DECLARED]


@pytest.fixture(scope="module")
def cells(files):
    """Every file's sheets as (title, rows of values)."""
    return {file.path.name: _sheets(file.path) for file in files}


def _sheets(path: Path) -> list[tuple[str, list[list[object]]]]:
    if path.suffix == ".csv":
        with path.open(encoding="gb18030", newline="") as stream:
            return [("csv", [list(row) for row in csv.reader(stream)])]
    book = openpyxl.load_workbook(path)
    return [(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book]


def _of(cells, name: str) -> list[list[object]]:
    return [row for _, rows in cells[name] for row in rows]


def _key_of(row: list[object]) -> str | None:
    """The key a row is about: the first cell that is one (for estates the document's number)."""
    texts = [str(cell) for cell in row if cell is not None]
    return next((text for text in texts if KEYS.fullmatch(text) or text.startswith("示例土字")), None)


def _plain_heading(text: object) -> str:
    return re.sub(r"[\s　]|[(（](万元|元|%)[)）]", "", str(text))


# marks and bytes


def test_every_file_says_that_it_is_a_sample(files, cells):
    for file in files:
        assert file.path.name.startswith("示例-")
        assert "示例数据" in str(_of(cells, file.path.name)[0][0])


def test_every_kind_is_there_in_an_order_that_ends_with_the_late_file(files):
    assert {file.kind for file in files} == set(DECLARED)
    assert [file.path.name for file in files][-1] == "示例-缴费凭证-补报.xlsx"
    assert all(file.sender and file.note for file in files)


def test_the_same_bytes_each_time(files, ledger):
    again = voucher_drafts(ledger)
    assert [draft.content for draft in again] == [file.path.read_bytes() for file in files]


def test_no_clock_is_left_in_a_workbook(files):
    for file in files:
        if file.path.suffix == ".xlsx":
            with zipfile.ZipFile(file.path) as archive:
                assert {entry.date_time for entry in archive.infolist()} == {(2022, 4, 2, 9, 0, 0)}
                assert b"2022-04-02T09:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


def test_a_folder_that_is_a_file_is_the_clerk_s_matter(tmp_path):
    blocked = tmp_path / "占用"
    blocked.write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="示例文件写不进文件夹"):
        write_workbooks(blocked)


# contents against the ledger


def test_the_declared_number_of_rows_is_there(files, cells):
    for file in files:
        keyed = [row for row in _of(cells, file.path.name) if _key_of(row)]
        assert len(keyed) == file.rows, file.path.name


def test_every_record_of_the_ledger_is_in_some_file(files, cells, ledger):
    written = defaultdict(set)
    for file in files:
        written[file.kind] |= {_key_of(row) for row in _of(cells, file.path.name)} - {None}
    assert written["voucher-payments"] == {row.number for row in ledger.payments}
    assert written["voucher-issues"] == {row.code for row in ledger.issues}
    assert written["voucher-merchants"] == {row.code for row in ledger.merchants}
    assert written["voucher-redemptions"] == {row.serial for row in ledger.redemptions}
    assert written["voucher-refunds"] == {row.serial for row in ledger.refunds}
    assert written["voucher-withdrawals"] == {row.serial for row in ledger.withdrawals}
    assert written["voucher-transfers"] == {row.number for row in ledger.transfers}
    assert written["voucher-estates"] == {row.document for row in ledger.estates}


def test_every_heading_is_one_that_the_declarations_know(files, cells):
    for file in files:
        sheet = DECLARED[file.kind]
        known = EXTRA_HEADINGS | {GROUP_HEADING, GROUP_TOTAL}
        known |= {name for column in sheet.columns for name in (column.heading, *column.aliases)}
        for _, rows in cells[file.path.name]:
            start = next(place for place, row in enumerate(rows) if sum(cell is not None for cell in row) > 2)
            headings = {_plain_heading(cell) for cell in rows[start] if cell is not None}
            assert headings <= known


def test_every_required_column_is_there(files, cells):
    for file in files:
        rows = _of(cells, file.path.name)
        start = next(place for place, row in enumerate(rows) if sum(cell is not None for cell in row) > 2)
        headings = {_plain_heading(cell) for cell in (*rows[start], *rows[start + 1]) if cell is not None}
        for column in DECLARED[file.kind].required:
            assert headings & {column.heading, *column.aliases}, (file.path.name, column.heading)


def test_amounts_of_the_messy_refunds_are_those_of_the_ledger(cells, ledger):
    written = {row[0]: row[3] for row in _of(cells, "示例-退款明细.xlsx") if _key_of(row)}
    wide = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
    for row in ledger.refunds:
        text = str(written[row.serial]).translate(wide).strip("￥元").replace(",", "")
        assert fen_from_yuan(text) == row.amount_fen


def test_transfers_are_in_ten_thousands(cells, ledger):
    written = {row[0]: row[1] for row in _of(cells, "示例-财政拨款.xlsx") if _key_of(row)}
    assert {key: fen_from_yuan(value, 10_000) for key, value in written.items()} == {
        row.number: row.amount_fen for row in ledger.transfers
    }


def test_the_csv_is_gb18030_with_every_field_quoted(files, ledger):
    content = next(file.path for file in files if file.path.suffix == ".csv").read_bytes()
    lines = content.decode("gb18030").split("\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert all(line.startswith('"') and line.endswith('"') for line in lines[:-1])
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


# the mess that is declared


def test_the_first_period_has_two_heading_rows(files):
    sheet = openpyxl.load_workbook(files[1].path).active
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"I3:L3", "A3:A4", "M3:M4", "A1:N1"} <= merged
    assert [sheet.cell(4, column).value for column in range(9, 13)] == ["土地出让金", "契税", "其他税费", "合计"]
    assert re.fullmatch(r"2022\.4\.\d+", str(sheet["M6"].value))


def test_the_second_period_is_grouped_hidden_and_dated_in_three_ways(files):
    sheet = openpyxl.load_workbook(files[2].path).active
    data = [row for row in sheet.iter_rows(min_row=5) if isinstance(row[0].value, int)]
    kinds = Counter(type(row[12].value) for row in data)
    assert kinds.keys() == {int, datetime, str}
    assert any(str(area).startswith("B5:B") for area in sheet.merged_cells.ranges)
    assert [row for row, shape in sheet.row_dimensions.items() if shape.hidden] == [9]
    assert KEYS.fullmatch(sheet.cell(9, 7).value)
    assert [row[0].value for row in sheet.iter_rows()].count("序号") == 2
    assert [row[0].value for row in sheet.iter_rows()].count("小计") > 10


def test_five_rows_of_the_second_period_cannot_be_taken(files, ledger):
    sheet = openpyxl.load_workbook(files[2].path).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if isinstance(row[0].value, int)]
    as_number = [row for row in rows if isinstance(row[4], (int, float))]
    masked = [row for row in rows if "*" in str(row[4])]
    nameless = [row for row in rows if row[3] is None]
    undated = [row for row in rows if row[12] == "2022.6.31"]
    broken = [row for row in rows if re.fullmatch(r"\d+\.\d{3}", str(row[11]))]
    assert [len(group) for group in (as_number, masked, nameless, undated, broken)] == [1] * 5
    bad = {row[6] for group in (as_number, masked, nameless, undated, broken) for row in group}
    assert len(bad) == files[2].errors == 5
    true_id = next(row.id_number for row in ledger.payments if row.number == as_number[0][6])
    assert int(as_number[0][4]) != int(true_id)  # Excel lost the last digits


def test_the_late_file_repeats_corrects_and_contradicts_once(cells, files, ledger):
    paid = {row.number: row for row in ledger.payments}
    earlier = {row[1] for row in _of(cells, files[1].path.name)}
    second = {row[6] for row in _of(cells, files[2].path.name)}
    rows = [row for row in _of(cells, files[-1].path.name) if _key_of(row)]
    other = [row for row in rows if fen_from_yuan(row[8]) != paid[row[1]].total_fen]
    assert len(other) == files[-1].conflicts == 1
    assert len([row for row in rows if row[1] in earlier]) == 12
    assert len([row for row in rows if row[1] in second]) == 5
    assert [row[0] for row in rows if row[1] not in earlier | second] == ["2022-07-04"]
    assert all(row[0] == paid[row[1]].paid_on.isoformat() for row in rows)
    assert max(row.paid_on for row in ledger.payments) == date(2022, 7, 4)


def test_some_merchants_stand_on_a_hidden_sheet(files):
    book = openpyxl.load_workbook(next(file.path for file in files if file.kind == "voucher-merchants"))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("商户名册", "visible"), ("后补", "hidden")]
    assert book["后补"].max_row == 6
