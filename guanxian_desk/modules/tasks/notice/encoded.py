"""Bytes of a notice as a manuscript: UTF-8, GB18030 or .docx; everything else is refused by name."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks.notice.docx import read_docx
from guanxian_desk.modules.tasks.notice.manuscript import Block, Line
from guanxian_desk.modules.tasks.notice.pasted import with_tables

_LARGEST, _LONGEST = 20_000_000, 200_000
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "旧版 Word（.doc）或 WPS 文件",
    b"%PDF": "PDF 文件",
    b"{\\rt": "RTF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"Rar!": "压缩文件",
}
_NOTHING = "没有读写任何数据"
_BREAKS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


def read_manuscript(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a notice. UserError when it is empty, too large, or no text and no .docx."""
    if not data.strip():
        raise UserError(f"“{name}”是空的", _NOTHING, "请核对文件")
    if len(data) > _LARGEST:
        raise UserError(f"“{name}”超过 20 MB，不像一份通知", _NOTHING, "请只保存通知正文后重试")
    for mark, words in _OTHERS.items():
        if data.startswith(mark):
            raise UserError(f"“{name}”是{words}，读不出文字", _NOTHING, "请另存为 .docx，或把正文粘贴成 .txt 后重试")
    blocks = read_docx(data, name) if data.startswith(b"PK\x03\x04") else with_tables(_lines(_decoded(data, name)))
    if sum(map(_length, blocks)) > _LONGEST:
        raise UserError(f"“{name}”的文字太长，不像一份通知", _NOTHING, "请只保存通知正文后重试")
    return blocks


def _length(block: Block) -> int:
    return len(block.text) if isinstance(block, Line) else sum(len(cell.text) for row in block.rows for cell in row)


def _decoded(data: bytes, name: str) -> str:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UserError(f"“{name}”不是文本文件，编码认不出来", _NOTHING, "请另存为 UTF-8 文本或 .docx 后重试")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "gb18030")


def _lines(text: str) -> list[Line]:
    for mark, plain in _BREAKS.items():
        text = text.replace(mark, plain)
    lines = []
    for at, page in enumerate(text.split("\f")):
        top = at > 0
        for line in page.split("\n"):
            lines.append(Line(line, _indented(line), page=top and bool(line.strip())))
            top = top and not line.strip()
    return lines


def _indented(line: str) -> bool:
    """Two ems of blank: one blank before a line only marks a page's first line in some prints."""
    lead = line[: len(line) - len(line.lstrip())]
    return lead.count("\u3000") * 2 + len(lead.replace("\u3000", "").replace("\t", "    ")) >= 4
