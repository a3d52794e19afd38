"""Sets running text: paragraphs, headings, notes, the list of attachments."""

from __future__ import annotations

from dataclasses import replace

from guanxian_desk.filings.document import Annotation, Attachments, Attendance, Heading, Note, Paragraph, Run
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.marks import Piece, space
from guanxian_desk.filings.layout.page import ASCENT
from guanxian_desk.filings.layout.setting import Setting

_HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}


def paragraph(block: Paragraph, setting: Setting) -> list[Piece]:
    """One piece a line; an empty paragraph is an empty line."""
    style = setting.style
    pieces = setting.setter.pieces(
        setting.body(block.runs),
        style.size,
        style.leading,
        setting.width,
        indent=2 * style.em if block.indent and block.align == "left" else 0.0,
        align=block.align,
        spacing=style.spacing,
    )
    return pieces or [Piece(style.leading)]


def heading(block: Heading, setting: Setting) -> list[Piece]:
    """A numbered heading with the text that runs on after it; never alone at a page's foot."""
    style = setting.style
    runs = ((block.text, _HEADING_ROLES.get(block.level, style.body)), *setting.body(block.rest))
    pieces = setting.setter.pieces(
        runs, style.size, style.leading, setting.width, indent=2 * style.em, spacing=style.spacing
    )
    pieces[0] = replace(pieces[0], entry=(block.level, block.text.rstrip("。")))
    return pieces if block.rest else [replace(piece, keep=True) for piece in pieces]


def note(block: Note, setting: Setting) -> list[Piece]:
    """A small line under what it explains."""
    size = setting.style.note_size
    return [space(3, keep=True), *setting.setter.pieces(((block.text, Role.SONG),), size, size * 1.45, setting.width)]


def annotation(block: Annotation, setting: Setting) -> list[Piece]:
    """附注, two characters in, in round brackets (GB/T 9704 7.3.6)."""
    return paragraph(Paragraph((Run(f"（{block.text.strip('（）')}）"),)), setting)


def attendance(block: Attendance, setting: Setting) -> list[Piece]:
    """出席：… two characters in, the label in 黑体; turned lines stand under the first name (GB/T 9704 10.3)."""
    style, setter = setting.style, setting.setter
    label = block.label.rstrip("：") + "："
    hang = (2 + len(label)) * style.em
    lines = setter.pieces(
        ((block.names, style.body),), style.size, style.leading, setting.width - hang, left=hang, spacing=style.spacing
    ) or [Piece(style.leading)]
    marks = setter.word(label, Role.HEI, style.size, 2 * style.em, ASCENT * style.size, spacing=style.spacing)
    return [replace(lines[0], marks=(*marks, *lines[0].marks)), *lines[1:]]


def attachments(block: Attachments, setting: Setting) -> list[Piece]:
    """附件说明: one line below the text, two characters in; several are numbered, turned lines stand under the name."""
    style, setter = setting.style, setting.setter
    base, numbered = ASCENT * style.size, len(block.names) > 1
    pieces = [space(style.leading, keep=True)]
    for index, name in enumerate(block.names):
        number = f"{index + 1}." if numbered else ""
        hang = 5 * style.em + setter.width(number, style.body, style.size)
        lines = setter.pieces(
            ((name, style.body),), style.size, style.leading, setting.width - hang, left=hang, spacing=style.spacing
        )
        label = setter.word("附件：", style.body, style.size, 2 * style.em, base, spacing=style.spacing)
        marks = (label if index == 0 else []) + setter.word(number, style.body, style.size, 5 * style.em, base)
        pieces += [replace(lines[0], marks=(*marks, *lines[0].marks)), *lines[1:]]
    return pieces
