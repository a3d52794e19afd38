"""Builders of workbooks for tests: ordinary ones through openpyxl, odd and hostile ones from their raw parts."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from guanxian_desk.exchange.cells import column_letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Cells = Sequence[Sequence[Any]]


def xlsx(rows: Cells, title: str = "缴费凭证", edit: Callable[[Any], None] | None = None) -> bytes:
    """An ordinary workbook; edit gets the openpyxl workbook before it is saved."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if edit:
        edit(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def csv_bytes(rows: Cells, encoding: str = "utf-8-sig") -> bytes:
    """Comma-separated text."""
    import csv

    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def zipped(parts: dict[str, bytes | str], stored: Sequence[str] = ()) -> bytes:
    """A zip of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(name, content, kind)
    return out.getvalue()


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy/m/d"/>'
    '<numFmt numFmtId="165" formatCode="0.0%"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="46"/></cellXfs></styleSheet>'
)
DATE, PERCENT, ELAPSED = 1, 2, 3


def raw_parts(
    sheet_data: str,
    *,
    tail: str = "",
    head: str = "",
    strings: Sequence[str] | str | None = None,
    date1904: bool = False,
    prolog: str = "",
) -> dict[str, bytes | str]:
    """The parts of an .xlsx around hand-written rows (the inside of <sheetData>)."""
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="{int(date1904)}"/>'
            '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}'
            "</Relationships>"
        ),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": (
            f'{prolog}<worksheet xmlns="{MAIN}">{head}<sheetData>{sheet_data}</sheetData>{tail}</worksheet>'
        ),
    }
    if strings is not None:
        items = strings if isinstance(strings, str) else "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    return parts


def raw_xlsx(sheet_data: str, **about: Any) -> bytes:
    """An .xlsx around hand-written rows."""
    return zipped(raw_parts(sheet_data, **about))


def cell_xml(row: int, column: int, value: Any, quote: str = '"') -> str:
    """One cell as Excel spells it, texts inline."""
    place = f"<c r={quote}{column_letter(column)}{row}{quote}"
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"{place} t={quote}b{quote}><v>{int(value)}</v></c>"
    if isinstance(value, str):
        return f"{place} t={quote}inlineStr{quote}><is><t>{escape(value)}</t></is></c>"
    if isinstance(value, date):
        days = (datetime(value.year, value.month, value.day) - datetime(1899, 12, 30)).days
        return f"{place} s={quote}{DATE}{quote}><v>{days}</v></c>"
    return f"{place}><v>{value!r}</v></c>"


def rows_xml(rows: Cells, quote: str = '"') -> str:
    """Rows from 1 on."""
    return "".join(
        f"<row r={quote}{number}{quote}>" + "".join(cell_xml(number, c, v, quote) for c, v in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, 1)
    )


_ODS = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text", "style")}
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def ods_cell(value: Any) -> str:
    """One cell of an .ods; a value that begins with < is taken as it is."""
    if isinstance(value, str) and value.startswith("<"):
        return value
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        shown = f"<text:p>{value}</text:p>"
        return f'<table:table-cell office:value-type="float" office:value="{value}">{shown}</table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def ods(rows: Cells, title: str = "缴费凭证", extra_rows: str = "", hidden: bool = False) -> bytes:
    """An .ods; extra_rows: hand-written table:table-row elements after the rows."""
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _ODS.items()) + f' xmlns:calcext="{CALC}"'
    body = "".join("<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows)
    display = f'<style:table-properties table:display="{str(not hidden).lower()}"/>'
    style = f'<style:style style:name="ta1">{display}</style:style>'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{style}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="{title}" table:style-name="ta1">{body}{extra_rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": "<manifest/>",
    }
    return zipped(parts, stored=["mimetype"])


def xls(rows: Cells, title: str = "缴费凭证", merges: Cells = (), password: bool = False) -> bytes:
    """A BIFF8 workbook inside a compound file, as Excel 97–2003 wrote it; dates are numbers in a date style.

    merges: (first row, last row, first column, last column), counted from 0.
    """
    name = title.encode("utf-16-le")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    sheet += b"".join(_biff_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    spans = b"".join(struct.pack("<HHHH", *merge) for merge in merges)
    sheet += _record(0x00E5, struct.pack("<H", len(merges)) + spans) + _record(0x000A, b"")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    start += b"".join(_record(0x00E0, struct.pack("<HH", 0, fmt) + bytes(16)) for fmt in (0, 14))
    start += _record(0x002F, struct.pack("<HHHH", 1, 1, 1, 1) + bytes(48)) if password else b""
    size = len(start) + 4 + 8 + len(name) + 4
    bound = struct.pack("<IBBBB", size, 0, 0, len(title), 1) + name
    return compound("Workbook", start + _record(0x0085, bound) + _record(0x000A, b"") + sheet)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _biff_cell(row: int, column: int, value: Any) -> bytes:
    if value is None:
        return b""
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)
    style = 0
    if isinstance(value, date):
        value = (datetime(value.year, value.month, value.day) - datetime(1899, 12, 30)).days
        style = 1
    return _record(0x0203, struct.pack("<HHHd", row, column, style, float(value)))


_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(stream: str, content: bytes) -> bytes:
    """A compound file (CFB) with one stream, which is padded beyond the mini stream's limit."""
    content = content.ljust(4096, b"\0")
    count = -(-len(content) // _SECTOR)
    fats = -(-(count + 1) // 127)
    chain = [_FAT] * fats + [_END] + [*range(fats + 2, fats + 1 + count), _END]
    chain += [_FREE] * (fats * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fats, fats, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *(range(fats)), *([_FREE] * (109 - fats)))
    directory = _entry("Root Entry", 5, _END, 0, 1) + _entry(stream, 2, fats + 1, len(content), _FREE) + bytes(256)
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + content.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    entry = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, _FREE, _FREE, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def xlsb(rows: Cells, title: str = "缴费凭证", hidden: bool = False) -> bytes:
    """A binary workbook with texts and numbers."""
    book = _brt(131) + _brt(143)
    book += _brt(156, struct.pack("<II", int(hidden), 1) + _wide("rId1") + _wide(title)) + _brt(144) + _brt(132)
    width = max(map(len, rows))
    sheet = _brt(129) + _brt(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)) + _brt(145)
    for number, row in enumerate(rows):
        sheet += _brt(0, struct.pack("<II", number, 0) + bytes(9))
        sheet += b"".join(_brt_cell(column, value) for column, value in enumerate(row))
    sheet += _brt(146) + _brt(130)
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}'
            "</Relationships>"
        ),
        "xl/worksheets/sheet1.bin": sheet,
    }
    return zipped(parts)


def _brt(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, rest = b"", len(content)
    while rest >= 128:
        size += bytes([rest & 0x7F | 0x80])
        rest >>= 7
    return number + size + bytes([rest]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _brt_cell(column: int, value: Any) -> bytes:
    if value is None:
        return b""
    place = struct.pack("<II", column, 0)
    return _brt(6, place + _wide(value)) if isinstance(value, str) else _brt(5, place + struct.pack("<d", float(value)))
