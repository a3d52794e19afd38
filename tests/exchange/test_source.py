"""Opening files: the same rows whoever reads them, everything told that hides in the XML, hostile files refused."""

from __future__ import annotations

import io
import struct
import sys
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange import child
from guanxian_desk.exchange.cells import Cell, Covered, ErrorCell, Percent, Uncached
from guanxian_desk.exchange.source import Source, read_source
from tests.exchange import build
from tests.exchange.build import MAIN, ods, raw_parts, raw_xlsx, rows_xml, xls, xlsx, zipped

Rows = dict[int, dict[int, Cell]]


def rows_of(source: Source, sheet: int = 0) -> Rows:
    """All filled cells by Excel row and column."""
    return {
        number: dict(block.cells(position))
        for block in source.sheets[sheet].blocks()
        for position, number in enumerate(block.numbers)
        if block.cells(position)
    }


def opened(data: bytes, name: str = "表.xlsx") -> Rows:
    """The rows of a file's first sheet."""
    return rows_of(read_source(data, name))


_CELL = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=6),
    st.floats(-1e12, 1e12),
    st.dates(date(1905, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)


@settings(max_examples=60)
@given(rows=st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_calamine_and_the_careful_reader_see_the_same(rows: list[list[Any]]) -> None:
    plain, quoted = raw_xlsx(rows_xml(rows)), raw_xlsx(rows_xml(rows, "'"))
    assert opened(plain) == opened(quoted)


@settings(max_examples=30)
@given(rows=st.lists(st.lists(_CELL, min_size=1, max_size=4), min_size=1, max_size=4))
def test_an_open_document_gives_what_a_workbook_gives(rows: list[list[Any]]) -> None:
    told = [["'" + cell if isinstance(cell, str) and cell.startswith("<") else cell for cell in row] for row in rows]
    assert opened(ods(told), "表.ods") == opened(raw_xlsx(rows_xml(told)))


ODD = [
    ("rows and cells without references", "<row><c><v>1</v></c><c t='str'><v>x</v></c></row>", {1: {0: 1.0, 1: "x"}}),
    ("character data sections", '<row r="2"><c r="B2" t="str"><v><![CDATA[x<y]]></v></c></row>', {2: {1: "x<y"}}),
    ("comments", '<!-- <c r="XFD9"> --><row r="1"><c r="A1"><v>1</v></c></row>', {1: {0: 1.0}}),
    ("attributes in another order", '<row r="1"><c s="1" r="A1"><v>44664</v></c></row>', {1: {0: date(2022, 4, 13)}}),
    (
        "rich texts with phonetics",
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>冠</t></r><r><t>县</t></r><rPh><t>guan</t></rPh></is></c></row>',
        {1: {0: "冠县"}},
    ),
    ("escaped characters", '<row r="1"><c r="A1" t="str"><v>a_x000A_b</v></c></row>', {1: {0: "a\nb"}}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rows", "cells"), ODD, ids=[case[0] for case in ODD])
def test_legal_but_odd_spellings(what: str, rows: str, cells: Rows) -> None:
    assert opened(raw_xlsx(rows)) == cells


def test_a_namespace_prefix_is_only_a_spelling() -> None:
    parts = raw_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>'
    )
    source = read_source(zipped(parts), "表.xlsx")
    assert rows_of(source) == {1: {0: 7.0}}
    assert len(source.sheets[0].facts.merges) == 1


def test_a_package_without_its_root_relations_is_read_all_the_same() -> None:
    parts = raw_parts(rows_xml([["凭证号", 1.5]]))
    del parts["_rels/.rels"]
    assert opened(zipped(parts)) == {1: {0: "凭证号", 1: 1.5}}


HIDDEN = (
    '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>A1*2</f></c><c r="C1"><f>A1</f><v>3</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" s="2"><v>0.25</v></c><c r="B2" t="str"><f>IF(1,"")</f><v></v></c></row>'
    '<row r="3"><c r="A3"><f>A1</f><v></v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
)


@pytest.mark.parametrize("quote", ['"', "'"], ids=["calamine", "careful"])
def test_what_hides_in_the_xml_is_told(quote: str) -> None:
    source = read_source(raw_xlsx(HIDDEN.replace('"', quote) if quote == "'" else HIDDEN), "表.xlsx")
    rows = rows_of(source)
    assert rows[1] == {0: ErrorCell("#N/A"), 1: Uncached(), 2: 3.0}
    assert rows[2] == {0: 0.25}
    assert isinstance(rows[2][0], Percent)
    assert rows[3] == {0: Uncached(), 1: ErrorCell("#DIV/0!")}
    assert source.sheets[0].facts.hidden_rows == [2]


def test_errors_beyond_the_last_value_are_told() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="D5" t="e"><v>#REF!</v></c></row>'
    assert opened(raw_xlsx(far)) == {1: {0: 1.0}, 5: {3: ErrorCell("#REF!")}}
    assert opened(raw_xlsx('<row r="5"><c r="D5"><f>A1</f></c></row>')) == {5: {3: Uncached()}}


def _ods_cell(kind: str, content: str = "", about: str = "") -> str:
    value_type = f'office:value-type="{kind}"' if kind else ""
    return f"<table:table-cell {value_type} {about}>{content}</table:table-cell>"


def test_what_hides_in_an_open_document_is_told() -> None:
    formula = 'table:formula="of:=1/0"'
    error = _ods_cell("string", "<text:p>#DIV/0!</text:p>", f'{formula} calcext:value-type="error"')
    percent = _ods_cell("percentage", "<text:p>50%</text:p>", 'office:value="0.5"')
    remark = "<office:annotation><text:p>批注</text:p></office:annotation>"
    note = _ods_cell("string", f'{remark}<text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p>')
    merged = _ods_cell("string", "<text:p>m</text:p>", 'table:number-rows-spanned="2"')
    sevens = _ods_cell("float", "", 'table:number-columns-repeated="3" office:value="7"')
    hidden = f'<table:table-row table:visibility="collapse">{sevens}</table:table-row>'
    cells = [error, _ods_cell("", "", formula), percent, note, merged]
    source = read_source(ods([cells], extra_rows=hidden, hidden=True), "表.ods")
    rows = rows_of(source)
    assert rows[1] == {0: ErrorCell("#DIV/0!"), 1: Uncached(), 2: 0.5, 3: "a  b\nc", 4: "m"}
    assert isinstance(rows[1][2], Percent)
    assert rows[2] == {0: 7.0, 1: 7.0, 2: 7.0, 4: Covered("m", 1)}
    facts = source.sheets[0].facts
    assert (source.sheets[0].hidden, facts.hidden_rows, len(facts.merges)) == (True, [2], 1)


def test_both_day_counts() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>43202</v></c><c r="B1" s="3"><v>1.5</v></c></row>'
    for spelled in (rows, rows.replace('"', "'")):
        source = read_source(raw_xlsx(spelled, date1904=True), "表.xlsx")
        assert source.date1904
        assert rows_of(source)[1][0] == date(2022, 4, 13)


def _memory(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_lone_cell_at_the_far_end_costs_nothing() -> None:
    data = raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    assert _memory(lambda: opened(data)) < 3_000_000
    assert opened(data) == {1: {0: 1.0}, 1048576: {16383: 2.0}}


def _shared(text: str) -> bytes:
    return zipped({**raw_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=[text])})


def _false_size() -> bytes:
    """The directory says 1,000 bytes, the sheet inflates to 30 MB."""
    parts: dict[str, bytes | str] = {**raw_parts(""), "xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (30 << 20)}
    data = bytearray(zipped(parts))
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


def _declared_bomb() -> bytes:
    data = bytearray(zipped(raw_parts("")))
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 0xF0000000)
    return bytes(data)


def _twice() -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as package:
        warnings.simplefilter("ignore")
        for name, content in [*raw_parts("").items(), ("xl/worksheets/SHEET1.xml", "<x/>")]:
            package.writestr(name, content)
    return out.getvalue()


def _flagged() -> bytes:
    data = bytearray(zipped(raw_parts("")))
    data[data.rfind(b"xl/workbook.xml") - 46 + 8] |= 1
    return bytes(data)


def _flipped() -> bytes:
    data = bytearray(build.zipped(raw_parts(rows_xml([["x" * 500]])), stored=["xl/worksheets/sheet1.xml"]))
    data[data.find(b"x" * 100) + 50] = ord("y")
    return bytes(data)


def _without_sheet() -> bytes:
    parts = raw_parts("")
    del parts["xl/worksheets/sheet1.xml"]
    return zipped(parts)


ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]>'


def _with_part(name: str, content: str) -> bytes:
    return zipped({**raw_parts(""), name: content})


def _repeated_row() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    return ods([], extra_rows=f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def _far_xls() -> bytes:
    """Two cells that span the whole sheet of 65,536 rows and 256 columns."""
    return xls([[1.0], *[[]] * 65534, [*[None] * 255, 1.0]])


HOSTILE = [
    ("a text of 100 MB", lambda: _shared("a" * (100 << 20)), "长得超过"),
    ("an inline text of 20 MB", lambda: raw_xlsx(rows_xml([["b" * (20 << 20)]])), "长得超过"),
    ("a false size", _false_size, "已损坏"),
    ("a declared bomb", _declared_bomb, "压缩炸弹"),
    ("two parts of one name", _twice, "已损坏"),
    ("an encrypted part", _flagged, "加了密码"),
    ("a flipped byte", _flipped, "已损坏"),
    ("a missing sheet", _without_sheet, "已损坏"),
    ("an unclosed sheet", lambda: _with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"), "已损坏"),
    ("an entity in the strings", lambda: _with_part("xl/sharedStrings.xml", f"{ENTITY}<sst/>"), "实体"),
    ("an entity in the styles", lambda: _with_part("xl/styles.xml", f"{ENTITY}<s/>"), "实体"),
    ("a string that is not there", lambda: raw_xlsx('<row r="1"><c r="A1" t="s"><v>9</v></c></row>'), "已损坏"),
    ("a cell beyond the sheet", lambda: raw_xlsx('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "已损坏"),
    ("a tag of megabytes", lambda: raw_xlsx('<row r="1"><c r="A1"' + ' t="e"' * 300_000 + "/></row>"), "已损坏"),
    ("a million repeated rows", _repeated_row, "重复了 1048576 行"),
    ("an .xls that swells", _far_xls, "大得不合常理"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "make", "said"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_a_hostile_file_is_refused_with_a_reason(what: str, make: Callable[[], bytes], said: str) -> None:
    data = make()
    with pytest.raises(UserError) as refused:
        opened(data, "来件.xlsx")
    assert "来件.xlsx" in refused.value.what
    assert said in refused.value.what


def test_one_long_text_in_every_row_is_not_copied_for_each() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_001))
    data = raw_xlsx(rows, strings=["长" * 30_000])
    assert _memory(lambda: [block.column(0) for block in read_source(data, "表.xlsx").sheets[0].blocks()]) < 200 << 20


def test_blank_rows_repeated_to_the_end_of_an_open_document_are_no_rows() -> None:
    cells = _ods_cell("", "", 'table:number-columns-repeated="16384"')
    blank = f'<table:table-row table:number-rows-repeated="1048575">{cells}</table:table-row>'
    assert opened(ods([["x"]], extra_rows=blank), "表.ods") == {1: {0: "x"}}


@pytest.mark.skipif(sys.platform == "win32", reason="no memory limit there")
def test_the_child_is_given_up_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_SECONDS", 0.001)
    with pytest.raises(UserError, match="还没有读完"):
        read_source(xls([["x"]]), "慢.xls")


def test_an_ordinary_workbook_of_openpyxl() -> None:
    data = xlsx([["凭证号", 1, 2.5, True, date(2022, 4, 13), "=1+1"]])
    assert opened(data) == {1: {0: "凭证号", 1: 1.0, 2: 2.5, 3: True, 4: date(2022, 4, 13), 5: Uncached()}}
