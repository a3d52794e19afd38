"""What a file is, by its content and never by its extension."""

from __future__ import annotations

import re
import struct
from enum import StrEnum

from guanxian_desk.exchange.package import Package
from guanxian_desk.exchange.refusal import SAVE_AS, refusal
from guanxian_desk.exchange.workbook import WORKBOOK

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_FILE_PASS = 0x002F
_ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_ARCHIVES = (b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_ATTACHMENT = "请作为附件保存，表格请另存为 .xlsx 后再导入"
_WEB_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_SNIFFED = 4096


class Format(StrEnum):
    """The formats that are read as tables; XLSX stands for .xlsx and .xlsm, XLS also for a .et with BIFF inside."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


def find_format(data: bytes, name: str) -> Format:
    """The file's format; raises UserError with the plain reason when it is no table the desk reads."""
    if not data.strip():
        raise refusal(name, "是空文件")
    if data.startswith(_ZIP):
        return _zipped(data, name)
    if data.startswith(_COMPOUND):
        return _compound(data, name)
    _refuse_others(data, name)
    return Format.CSV


def _zipped(data: bytes, name: str) -> Format:
    package = Package(data, name)
    if WORKBOOK in package:
        return Format.XLSX
    if "xl/workbook.bin" in package:
        return Format.XLSB
    if "mimetype" in package and package.read("mimetype").strip() == _ODS_MIMETYPE:
        return _open_document(package)
    if "word/document.xml" in package:
        raise refusal(name, "是 Word 文档，不是表格", _ATTACHMENT)
    if "ofd.xml" in package:
        raise refusal(name, "是 OFD 版式文件，不是表格", _ATTACHMENT)
    if "ppt/presentation.xml" in package:
        raise refusal(name, "是演示文稿，不是表格", _ATTACHMENT)
    raise refusal(name, "是压缩包，不是工作簿", "请先解压，再导入里面的表格")


def _open_document(package: Package) -> Format:
    manifest = "meta-inf/manifest.xml"
    if manifest in package and b"encryption-data" in b"".join(package.stream(manifest)):
        raise refusal(package.name, "加了密码", "请用密码打开，取消密码另存后再导入")
    return Format.ODS


def _compound(data: bytes, name: str) -> Format:
    book = max(_entry_of(data, "Workbook"), _entry_of(data, "Book"))
    if _entry_of(data, "EncryptedPackage") >= 0 or (book >= 0 and _locked(data, book)):
        raise refusal(name, "加了密码", "请用密码打开，取消密码另存后再导入")
    if book >= 0:
        return Format.XLS
    if _entry_of(data, "WordDocument") >= 0:
        raise refusal(name, "是 Word 或 WPS 文字文档，不是表格", _ATTACHMENT)
    if _entry_of(data, "PowerPoint Document") >= 0:
        raise refusal(name, "是演示文稿，不是表格", _ATTACHMENT)
    raise refusal(name, "不是工作簿，或已损坏", SAVE_AS)


def _locked(data: bytes, entry: int) -> bool:
    """Whether the workbook stream begins with a FilePass record, as one with a password does."""
    sector = 1 << min(data[30], 12)
    start = (struct.unpack_from("<I", data.ljust(entry + _ENTRY, b"\0"), entry + 116)[0] + 1) * sector
    at, records = 0, data[start : start + sector]
    while at + 4 <= len(records):
        kind, size = struct.unpack_from("<HH", records, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + size
    return False


def _entry_of(data: bytes, stream: str) -> int:
    """Where the compound file's directory has an entry of that name (entries lie on 128-byte steps), or -1."""
    written = stream.encode("utf-16-le")
    at = data.find(written)
    while at >= 0:
        if at % _ENTRY == 0 and data[at + 64 : at + 66] == struct.pack("<H", len(written) + 2):
            return at
        at = data.find(written, at + 1)
    return -1


def _refuse_others(data: bytes, name: str) -> None:
    head = data[:_SNIFFED]
    if head.startswith(b"%PDF"):
        raise refusal(name, "是 PDF 文件，不是表格", _ATTACHMENT)
    if head.startswith(_ARCHIVES):
        raise refusal(name, "是压缩包，不是工作簿", "请先解压，再导入里面的表格")
    if head.startswith(b"{\\rtf"):
        raise refusal(name, "是 RTF 文档，不是表格", _ATTACHMENT)
    if b"<Workbook" in head:
        raise refusal(name, "是旧式的 XML 表格", SAVE_AS)
    if _WEB_PAGE.search(head):
        raise refusal(name, "其实是网页（有的系统把网页存成 .xls）", SAVE_AS)
    marked = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not marked and _BINARY.search(data):
        raise refusal(name, "不是工作簿，或已损坏", SAVE_AS)
