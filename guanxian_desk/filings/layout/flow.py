"""From a document to its pages: every block becomes pieces, the pieces fill pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from guanxian_desk.filings.document import (
    Annotation,
    Attachments,
    Attendance,
    Blank,
    Block,
    Boxes,
    Document,
    Facts,
    Heading,
    KeyFigures,
    Layout,
    Note,
    PageBreak,
    Paragraph,
    PictureBlock,
    Signature,
    SignLines,
    Table,
    TearOff,
)
from guanxian_desk.filings.layout.body import annotation, attachments, attendance, heading, note, paragraph
from guanxian_desk.filings.layout.boxes import boxes
from guanxian_desk.filings.layout.feet import imprint, tear_line
from guanxian_desk.filings.layout.figures import key_figures, picture
from guanxian_desk.filings.layout.heads import head
from guanxian_desk.filings.layout.marks import Page, Piece, RuleMark, TextMark, kept_together, space
from guanxian_desk.filings.layout.page import style_of
from guanxian_desk.filings.layout.pager import fill_pages
from guanxian_desk.filings.layout.setting import Setting
from guanxian_desk.filings.layout.signature import sign_lines, signature
from guanxian_desk.filings.layout.tables import facts, table
from guanxian_desk.filings.layout.text import Typesetter

_LINES_WITH_SIGNATURE = 2
"""How many lines of text go with 署名 to its page, so that no page is without text (此页无正文 is never used)."""


def paginate(document: Document, setter: Typesetter, first: int = 1) -> list[Page]:
    """The document's pages, numbered from first. At least one."""
    style = style_of(document.layout)
    setting = Setting(setter, style, style.frame(document.landscape))
    pieces = [*head(document, setting), *_pieces(document.blocks, setting)]
    if document.imprint is not None:
        pieces += imprint(document.imprint, setting, ruled=document.layout is not Layout.LETTER)
    pages = fill_pages(pieces, style, document.landscape, first)
    if document.layout is Layout.LETTER:
        pages[0].numbered = False
    if not document.numbered:
        for page in pages:
            page.numbered = False
    if document.preprinted or document.layout is Layout.OVERPRINT:
        _without_red(pages)
    return pages


def _without_red(pages: list[Page]) -> None:
    """What stands in red is on the paper already."""
    for page in pages:
        page.items = [
            (down, tuple(mark for mark in marks if not (isinstance(mark, TextMark | RuleMark) and mark.red)))
            for down, marks in page.items
        ]


def _pieces(blocks: Iterable[Block], setting: Setting) -> list[Piece]:
    pieces: list[Piece] = []
    for block in blocks:
        if isinstance(block, Signature | SignLines):
            _keep_last(pieces, _LINES_WITH_SIGNATURE)
        if isinstance(block, Annotation):
            _keep_last(pieces, 1)
        turned = isinstance(block, Signature | SignLines | Note) and bool(pieces) and pieces[-1].turned
        pieces += _turned(block, setting) if turned else _SETTERS[type(block)](block, setting)
    return pieces


def _turned(block: Block, setting: Setting) -> list[Piece]:
    """What belongs to a turned table stays on its page."""
    turned = replace(setting, frame=setting.style.frame(True))
    return [replace(piece, turned=True) for piece in _SETTERS[type(block)](block, turned)]


def _keep_last(pieces: list[Piece], lines: int) -> None:
    """Ties the last lines to what follows; white space between counts for none."""
    for index in range(len(pieces) - 1, -1, -1):
        if lines <= 0:
            return
        pieces[index] = replace(pieces[index], keep=True)
        lines -= 0 if pieces[index].gap else 1


def _page_break(_block: PageBreak, _setting: Setting) -> list[Piece]:
    return [Piece(0.0, new_page=True, gap=True)]


def _blank(_block: Blank, setting: Setting) -> list[Piece]:
    return [space(setting.style.leading)]


def _tear_off(block: TearOff, setting: Setting) -> list[Piece]:
    pieces = [*tear_line(block.title, setting), *_pieces(block.blocks, setting)]
    return [replace(piece, foot=True) for piece in kept_together(pieces)]


_SETTERS: dict[type, Callable[[Any, Setting], list[Piece]]] = {
    Paragraph: paragraph,
    Heading: heading,
    Table: table,
    KeyFigures: key_figures,
    Facts: facts,
    Signature: signature,
    Annotation: annotation,
    Attendance: attendance,
    Boxes: boxes,
    SignLines: sign_lines,
    Attachments: attachments,
    Note: note,
    PictureBlock: picture,
    PageBreak: _page_break,
    Blank: _blank,
    TearOff: _tear_off,
}
