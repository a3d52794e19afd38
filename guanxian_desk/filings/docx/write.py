"""The document model as .docx, for a clerk to finish in WPS or Word; the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt

from guanxian_desk.base.zips import timeless
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
from guanxian_desk.filings.docx import body, marks, page, tables
from guanxian_desk.filings.docx.body import Paper
from guanxian_desk.filings.docx.heads import head
from guanxian_desk.filings.docx.pictures import picture_png
from guanxian_desk.filings.fonts import FontBook, Role, bundled_fonts
from guanxian_desk.filings.layout.columns import column_edges
from guanxian_desk.filings.layout.page import Style, style_of
from guanxian_desk.filings.pdf import PROGRAM, typesetter_for

_TEAR = "┄┄┄┄┄┄┄┄　裁　剪　线　┄┄┄┄┄┄┄┄"


def docx_bytes(documents: Document | Sequence[Document], title: str = "", book: FontBook | None = None) -> bytes:
    """One .docx of one document or of several, each in a section with page numbers of its own.

    title: the file's (the first document's when ""); book: the fonts that column widths are measured with.
    """
    listed = [documents] if isinstance(documents, Document) else list(documents)
    styles = [style_of(document.layout) for document in listed]
    writer = _Writer(book or bundled_fonts(), next((one for one in styles if one.grid), styles[0]))
    for document in listed:
        writer.add(document)
    return writer.finish(title or listed[0].plain_title)


class _Writer:
    """A python-docx document being filled."""

    def __init__(self, book: FontBook, normal: Style) -> None:
        """normal: the style whose characters the grid counts."""
        self._setter = typesetter_for(book)
        self._target: Any = docx.Document()
        self._fresh = True
        self._document = Document("", ())
        self._paper = Paper(self._target, style_of(Layout.OFFICIAL), 0.0)
        self._across = False
        marks.put(self._target.settings.element, marks.element("evenAndOddHeaders"))
        _plain_styles(self._target)
        _body_style(self._target, normal)

    def add(self, document: Document) -> None:
        """A document in a section of its own."""
        self._document = document
        self._section(document.landscape, restart=True)
        head(self._paper, document)
        self._blocks(document.blocks)
        if document.imprint is not None:
            self._upright()
            tables.imprint(self._paper, document.imprint, ruled=document.layout is not Layout.LETTER)

    def finish(self, title: str) -> bytes:
        """The package's bytes."""
        properties = self._target.core_properties
        properties.title, properties.author, properties.comments = title, PROGRAM, ""
        properties.last_modified_by, properties.revision = PROGRAM, 1
        out = BytesIO()
        self._target.save(out)
        return timeless(out.getvalue())

    def _section(self, across: bool, restart: bool = False) -> None:
        if self._fresh:
            section, self._fresh = self._target.sections[0], False
        else:
            section = self._target.add_section(WD_SECTION.NEW_PAGE)
            for old in section._sectPr.findall(qn("w:pgNumType")):
                section._sectPr.remove(old)
        style = style_of(self._document.layout)
        section.different_first_page_header_footer = False
        page.set_page(section, self._document, across)
        page.set_feet(section, self._document, style, restart)
        self._across = across
        preprinted = self._document.preprinted or self._document.layout is Layout.OVERPRINT
        self._paper = Paper(self._target, style, style.frame(across).width, preprinted)

    def _upright(self) -> None:
        if self._across is not self._document.landscape:
            self._section(self._document.landscape)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, TearOff):
                self._tear_off(block)
            else:
                if not isinstance(block, Note | Signature | SignLines):
                    self._upright()
                _WRITERS[type(block)](self._paper, block)

    def _table(self, block: Table) -> None:
        across = block.landscape or self._document.landscape
        if across is not self._across:
            self._section(across)
        tables.table(self._paper, block, column_edges(block, self._setter, self._paper.width))

    def _tear_off(self, block: TearOff) -> None:
        marks.run(self._paper.paragraph("center"), _TEAR, Role.SONG, 9)
        if block.title:
            marks.run(self._paper.paragraph("center"), block.title, Role.TITLE, 15)
        self._blocks(block.blocks)


def _plain_styles(target: Any) -> None:
    """Word's headings and title lose their colours and white; what is on the paper says how they look."""
    for name in ("Title", *(f"Heading {level}" for level in (1, 2, 3, 4))):
        style = target.styles[name]
        properties = style.element.get_or_add_pPr()
        for old in properties.findall(qn("w:pBdr")):
            properties.remove(old)
        style.font.bold = style.font.italic = False
        style.font.color.rgb = None
        run = style.element.get_or_add_rPr()
        for tag in ("w:color", "w:spacing", "w:kern"):
            for old in run.findall(qn(tag)):
                run.remove(old)
        marks.fonts_of(run, Role.FANGSONG)


def _body_style(target: Any, style: Style) -> None:
    """The grid's characters are as wide as those of the normal style."""
    normal = target.styles["Normal"]
    normal.font.size = Pt(style.size)
    marks.fonts_of(normal.element.get_or_add_rPr(), style.body)


def _page_break(paper: Paper, _block: PageBreak) -> None:
    paper.paragraph("left").add_run().add_break(WD_BREAK.PAGE)


def _blank(paper: Paper, _block: Blank) -> None:
    paper.line("", indent=False)


def _picture(paper: Paper, block: PictureBlock) -> None:
    made = paper.paragraph("center", leading=1.0)
    made.paragraph_format.line_spacing = 1.0
    image = picture_png(replace(block, share=1.0))
    made.add_run().add_picture(BytesIO(image), width=Pt(paper.width * block.share))


_WRITERS: dict[type, Callable[[Paper, Any], None]] = {
    Paragraph: body.paragraph,
    Heading: body.heading,
    KeyFigures: tables.key_figures,
    Facts: tables.facts,
    Signature: body.signature,
    Annotation: body.annotation,
    Attendance: body.attendance,
    Boxes: tables.boxes,
    SignLines: body.sign_lines,
    Attachments: body.attachments,
    Note: body.note,
    PictureBlock: _picture,
    PageBreak: _page_break,
    Blank: _blank,
}
