"""Sections of a .docx: the sheet and its margins, page numbers at the outer side, what stands small at the foot."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from guanxian_desk.filings.document import Document, Layout
from guanxian_desk.filings.docx import marks
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.page import MM, Style, style_of

_NUMBER_SIZE = 14.0
_NUMBER_DOWN = 7 * MM


def set_page(section: Any, document: Document, across: bool) -> None:
    """The sheet, upright or across, with its margins, its grid and its page numbers."""
    style = style_of(document.layout)
    frame = style.frame(across)
    width, height = frame.sheet
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin, section.top_margin = Pt(frame.left), Pt(frame.top)
    section.right_margin = Pt(width - frame.left - frame.width)
    section.bottom_margin = Pt(height - frame.top - frame.height)
    section.footer_distance = Pt(max(0.0, height - frame.top - frame.height - _NUMBER_DOWN - _NUMBER_SIZE))
    marks.grid_of(section, style.leading if style.grid else None)


def set_feet(section: Any, document: Document, style: Style, restart: bool) -> None:
    """— 1 — one character in: odd pages right, even pages left; the first page of a letter has the double rule."""
    section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
    if not document.numbered:
        return
    _number(section.footer.paragraphs[0], "right", style)
    _number(section.even_page_footer.paragraphs[0], "left", style)
    if document.layout is Layout.LETTER:
        section.different_first_page_header_footer = True
        section.first_page_footer.is_linked_to_previous = False
        marks.rule_above(section.first_page_footer.paragraphs[0], 2.0, kind="thinThickSmallGap")
    if restart:
        marks.put(section._sectPr, marks.element("pgNumType", start=1))


def _number(paragraph: Any, side: str, style: Style) -> None:
    marks.align(paragraph, side)
    marks.indent_chars(paragraph, style.em, left=1 if side == "left" else 0, right=1 if side == "right" else 0)
    marks.page_field(paragraph, Role.SONG, _NUMBER_SIZE if style.grid else _NUMBER_SIZE - 2)
