"""The running text of a .docx: paragraphs, headings, notes, attachments, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt

from guanxian_desk.filings.cells import chinese_day
from guanxian_desk.filings.document import (
    Annotation,
    Attachments,
    Attendance,
    Heading,
    Note,
    Paragraph,
    Run,
    Signature,
    SignLines,
)
from guanxian_desk.filings.docx import marks
from guanxian_desk.filings.fonts import Role, drawable
from guanxian_desk.filings.layout.page import Style

_CLOSER = 0.25
"""Points; 28 characters of 16 points, each 0.21 closer, fill 156 mm; Word counts in twentieths of a point."""
_HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}


def whole_twips(points: float) -> float:
    """Cut to the twentieths of a point that Word counts in: rounded up, 22 lines would be higher than the page."""
    return int(points * 20) / 20


@dataclass
class Paper:
    """Where blocks are written: a python-docx document, the paper's style, and how wide its text is in points."""

    target: Any
    style: Style
    width: float
    preprinted: bool = False

    def paragraph(self, align: str = "justify", leading: float | None = None, named: str = "Normal") -> Any:
        """An empty paragraph with the paper's leading, without the white that Word's styles add."""
        made = self.target.add_paragraph()
        made.style = self.target.part.document.styles[named]
        form = made.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY if self.style.grid else WD_LINE_SPACING.AT_LEAST
        form.line_spacing = Pt(whole_twips(leading or self.style.leading))
        marks.align(made, align)
        if leading is not None:
            marks.off_grid(made)
        return made

    def run(self, paragraph: Any, text: str, role: Role | None = None) -> Any:
        """Text in the body's size: 28 characters fill a line of an official paper."""
        shown = "\t".join(map(drawable, text.split("\t")))
        made = marks.run(paragraph, shown, role or self.style.body, self.style.size)
        if self.style.grid:
            marks.closer(made, _CLOSER)
        return made

    def line(self, text: str, indent: bool = True, align: str = "justify") -> Any:
        """A paragraph of plain text in the body's font."""
        made = self.paragraph(align)
        marks.indent_chars(made, self.style.em, first=2 if indent else 0)
        self.run(made, text)
        return made


def paragraph(paper: Paper, block: Paragraph) -> None:
    """Running text."""
    made = paper.paragraph("justify" if block.align == "left" else block.align)
    marks.indent_chars(made, paper.style.em, first=2 if block.indent and block.align == "left" else 0)
    _runs(paper, made, block.runs)


def _runs(paper: Paper, made: Any, runs: tuple[Run, ...]) -> None:
    for run in runs:
        paper.run(made, run.text, Role.HEI if run.strong else None)


def heading(paper: Paper, block: Heading) -> None:
    """A numbered heading in Word's own style for its level, so that it stands in the navigation."""
    made = paper.paragraph(named=f"Heading {block.level}")
    marks.indent_chars(made, paper.style.em, first=2)
    role = _HEADING_ROLES.get(block.level, paper.style.body)
    paper.run(made, block.text, role)
    made.paragraph_format.keep_with_next = not block.rest
    _runs(paper, made, block.rest)


def note(paper: Paper, block: Note) -> None:
    """A small line under what it explains."""
    size = paper.style.note_size
    made = paper.paragraph("left", leading=size * 1.45)
    marks.run(made, drawable(block.text), Role.SONG, size)


def annotation(paper: Paper, block: Annotation) -> None:
    """附注 in round brackets."""
    paper.line(f"（{block.text.strip('（）')}）")


def attendance(paper: Paper, block: Attendance) -> None:
    """出席：… with turned lines under the first name."""
    label = block.label.rstrip("：") + "："
    made = paper.paragraph("left")
    marks.indent_chars(made, paper.style.em, left=2 + len(label), hanging=len(label))
    paper.run(made, label, Role.HEI)
    paper.run(made, block.names)


def attachments(paper: Paper, block: Attachments) -> None:
    """附件说明 one line below the text."""
    paper.line("", indent=False)
    several = len(block.names) > 1
    for index, name in enumerate(block.names):
        made = paper.paragraph("left")
        number = f"{index + 1}." if several else ""
        hang = len(number) / 2
        marks.indent_chars(made, paper.style.em, left=5 + hang, hanging=(3 if index == 0 else 0) + hang)
        label = "附件：" if index == 0 else ""
        paper.run(made, f"{label}{number}{name}")


def signature(paper: Paper, block: Signature) -> None:
    """署名 and 成文日期 at the right; with a seal the date ends four characters in, the names over its middle."""
    day = chinese_day(block.day) if block.day else "　　　　年　　月　　日"
    names = "　　".join(block.issuers)
    inset = 4.0 if block.sealed else 2.0
    for _ in range(2 if block.sealed else 1):
        paper.line("", indent=False).paragraph_format.keep_with_next = True
    apart = (_ems(day) - _ems(names)) / 2 if block.sealed else 2.0
    over = paper.paragraph("right")
    marks.indent_chars(over, paper.style.em, right=max(0.0, inset + apart))
    over.paragraph_format.keep_with_next = True
    paper.run(over, names)
    under = paper.paragraph("right")
    marks.indent_chars(under, paper.style.em, right=max(inset, inset - apart) if block.sealed else inset)
    paper.run(under, day)


def _ems(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def sign_lines(paper: Paper, block: SignLines) -> None:
    """Lines to sign on, side by side."""
    size = min(paper.style.size, 12.0)
    made = paper.paragraph("left", leading=size * 2.4)
    per = max(6, int(paper.width / size / len(block.labels)))
    words = "".join(f"{label}：{'＿' * max(3, per - len(label) - 2)}　" for label in block.labels)
    marks.run(made, words.rstrip("　"), Role.SONG, size)
