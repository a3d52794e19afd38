"""The reader of .csv: UTF-8 with or without its mark, GB18030 and with it GBK, UTF-16 with its mark."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from guanxian_desk.exchange.refusal import SAVE_AS, refusal

_DELIMITERS = (",", "\t", ";")
_SAMPLE = 20_000
_DOS_END = b"\x1a"
# Excel's trick to keep a number as text: ="0123"
_KEPT_TEXT = re.compile(r'="([^"]*)"')


def decode(data: bytes, name: str) -> str:
    """The file's text; raises UserError when it is text in no encoding the desk knows."""
    data = data.rstrip(_DOS_END)
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusal(name, "不是工作簿，也不是 UTF-8 或 GBK 编码的文本表格", SAVE_AS)


def read_records(text: str, name: str) -> Iterator[list[str]]:
    """The records in order, blank ones too, so that the count is the row number a spreadsheet shows.

    Strict about quotes: a quote that is never closed would swallow the rest of the file in silence.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for record in reader:
            yield [_unwrapped(value) for value in record] if any('="' in value for value in record) else record
    except csv.Error:
        reason = f"第 {reader.line_num} 行附近的引号没有成对，或有一格长得不合常理，读不下去"
        raise refusal(name, reason, SAVE_AS) from None


def _delimiter(text: str) -> str:
    lines = text[:_SAMPLE].splitlines()
    return max(_DELIMITERS, key=lambda mark: max((line.count(mark) for line in lines), default=0))


def _unwrapped(value: str) -> str:
    match = _KEPT_TEXT.fullmatch(value)
    return match[1] if match else value
