"""The reader of .csv: UTF-8 with or without its mark, GB18030 and with it GBK, UTF-16 with its mark."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from guanxian_desk.exchange.refusal import SAVE_AS, SPLIT, refusal

_DELIMITERS = (",", "\t", ";")
_SAMPLE = 20_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MAX_LINE = 4_000_000  # a thousand cells of the longest text that is read
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
    reader = csv.reader(_lines(text, name), delimiter=_delimiter(text), strict=True)
    try:
        for record in reader:
            yield [_unwrapped(value) for value in record] if any('="' in value for value in record) else record
    except csv.Error:
        reason = f"第 {reader.line_num} 行附近的引号没有成对，或有一格长得不合常理，读不下去"
        raise refusal(name, reason, SAVE_AS) from None


def _lines(text: str, name: str) -> Iterator[str]:
    """Line after line, each with its end, without a second copy of the whole text."""
    for match in _LINE.finditer(text):
        if match.end() - match.start() > _MAX_LINE:
            raise refusal(name, "里面有一行长得不合常理，没有打开", SPLIT)
        yield match[0]


def _delimiter(text: str) -> str:
    lines = text[:_SAMPLE].splitlines()
    return max(_DELIMITERS, key=lambda mark: max((line.count(mark) for line in lines), default=0))


def _unwrapped(value: str) -> str:
    match = _KEPT_TEXT.fullmatch(value)
    return match[1] if match else value
