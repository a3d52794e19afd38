"""A .docx notice as a manuscript: paragraphs with their automatic numbers, and tables, in the order of the body."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.tasks.notice.manuscript import Block, Cell, Line, Table
from guanxian_desk.modules.tasks.notice.numbering import Numbering

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word can also save under the standard's own name.
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode()
_LARGEST_PART = 60_000_000
_WIDEST = 64
# What a reader of the final text does not see; the fallback repeats its alternative.
_UNSEEN = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr"})
_FALLBACK = "Fallback"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTHING = "没有读写任何数据"


def read_docx(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a Word document. UserError when it is damaged or no Word document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", name)
            numbering = _part(archive, "word/numbering.xml", name)
            styles = _part(archive, "word/styles.xml", name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UserError(f"“{name}”已经损坏或加了密，打不开", _NOTHING, "请重新另存为 .docx 后重试") from error
    content = body.find(f"{W}body") if body is not None else None
    if content is None:
        raise UserError(f"“{name}”不是 Word 文档（.docx）", _NOTHING, "请另存为 .docx，或把正文粘贴成 .txt 后重试")
    try:
        return tuple(_blocks(content, Numbering(numbering, styles)))
    except RecursionError as error:
        raise UserError(f"“{name}”的内容层层嵌套，读不出来", _NOTHING, "请把正文粘贴成 .txt 后重试") from error


def _part(archive: zipfile.ZipFile, path: str, name: str) -> Element | None:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if path not in archive.namelist():
        return None
    if archive.getinfo(path).file_size > _LARGEST_PART:
        raise UserError(f"“{name}”里的正文大得不正常", _NOTHING, "请只保存通知正文后重试")
    try:
        root: Element = fromstring(archive.read(path).replace(_STRICT, _USUAL))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UserError(f"“{name}”的内容已经损坏，读不出来", _NOTHING, "请重新另存为 .docx 后重试") from error
    return root


def _blocks(parent: Element, numbering: Numbering) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{W}p":
            yield from _lines(element, numbering)
        elif element.tag == f"{W}tbl":
            yield _table(element, numbering)
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(element, numbering)


def _lines(paragraph: Element, numbering: Numbering) -> Iterator[Line]:
    text = numbering.label(paragraph) + _text(paragraph)
    first, *rest = text.split("\n")
    yield Line(first, whole=True)
    for line in rest:
        yield Line(line)


def _text(element: Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag in _UNSEEN or element.tag.endswith(_FALLBACK):
        return ""
    return _SIGNS.get(element.tag, "") + "".join(map(_text, element))


def _table(table: Element, numbering: Numbering) -> Table:
    rows = [_row(row, numbering) for row in _found(table, "tr")]
    width = max((len(row) for row in rows), default=0)
    return Table(tuple((*row, *(Cell("", covered=True) for _ in range(width - len(row)))) for row in rows))


def _row(row: Element, numbering: Numbering) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    cells += [Cell("", covered=True)] * _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _found(row, "tc"):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        covered = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        cells.append(Cell("" if covered else _cell_text(cell, numbering), covered))
        cells += [Cell("", covered=True)] * (_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)
    return tuple(cells)


def _number(element: Element | None, default: int) -> int:
    text = "" if element is None else element.get(f"{W}val", "")
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() else default


def _cell_text(cell: Element, numbering: Numbering) -> str:
    parts = []
    for block in _blocks(cell, numbering):
        if isinstance(block, Line):
            parts.append(block.text)
        else:
            parts += [inner.text for row in block.rows for inner in row]
    return "\n".join(part for part in parts if part.strip())


def _found(parent: Element, tag: str) -> Iterator[Element]:
    """Children of a tag, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _found(child, tag)
