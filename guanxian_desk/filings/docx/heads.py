"""What stands above the text of a .docx: red head, masthead, letter head, title, number, addressee."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt

from guanxian_desk.filings.document import Document, Layout, Masthead
from guanxian_desk.filings.docx import marks
from guanxian_desk.filings.docx.body import Paper
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.page import MM

_HEAD_DOWN = 35 * MM
_HEAD_SIZE, _LETTER_SIZE = 48.0, 36.0
_EMS = 0.95  # a head fills at most this share of the line


def head(paper: Paper, document: Document) -> None:
    """Everything above the first paragraph."""
    if document.masthead is not None:
        _masthead(paper, document.masthead, down=document.layout is Layout.MINUTES)
    elif document.layout is Layout.LETTER:
        _letter(paper, document)
    elif document.red_head:
        _red_head(paper, document)
    _title(paper, document)
    _number(paper, document)
    if document.addressee:
        text = document.addressee if document.addressee.endswith("：") else document.addressee + "："
        paper.line(text, indent=False)


def _size(paper: Paper, words: str, largest: float) -> float:
    return min(largest, int(paper.width * _EMS / max(*map(len, words.split("｜")), 1)))


def _red(paper: Paper, words: str, size: float, before: float = 0.0) -> None:
    """The red words in the middle; on paper that has them printed already only their room is kept."""
    paragraph = paper.paragraph("center", leading=size * 1.3)
    paragraph.paragraph_format.space_before = Pt(before)
    if not paper.preprinted:
        marks.run(paragraph, words.replace("｜", "\n"), Role.TITLE, size, red=True)


def _rule(paper: Paper, paragraph: Any, kind: str = "single") -> None:
    if not paper.preprinted:
        marks.rule_below(paragraph, 2.0, kind=kind)


def _red_head(paper: Paper, document: Document) -> None:
    size = _size(paper, document.red_head, _HEAD_SIZE)
    corner = [line for line in (document.serial, document.secrecy, document.urgency) if line]
    for line in corner:
        marks.run(paper.paragraph("left"), line, Role.HEI, paper.style.size)
    _red(paper, document.red_head, size, max(0.0, _HEAD_DOWN - len(corner) * paper.style.leading))
    for _ in range(2):
        paper.line("", indent=False)
    if document.layout is Layout.UPWARD:
        issuers = "　".join(document.signed_by)
        paragraph = _both_ends(paper, document.number, f"签发人：{issuers}" if issuers else "")
    else:
        paragraph = paper.line(document.number, indent=False, align="center")
    _rule(paper, paragraph)
    paper.line("", indent=False)


def _both_ends(paper: Paper, left: str, right: str) -> Any:
    """Words one character in at both ends of a line; 签发人's names are in 楷体."""
    style = paper.style
    paragraph = paper.paragraph("left")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(paper.width - style.em), WD_TAB_ALIGNMENT.RIGHT)
    label, colon, names = right.partition("：")
    paper.run(paragraph, f"　{left}\t{label}{colon}")
    paper.run(paragraph, names, Role.KAI)
    return paragraph


def _masthead(paper: Paper, masthead: Masthead, down: bool) -> None:
    _red(paper, masthead.name, _size(paper, masthead.name, _HEAD_SIZE), _HEAD_DOWN if down else 0.0)
    paper.line(masthead.issue, indent=False, align="center")
    paragraph = paper.paragraph("left")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(paper.width - paper.style.em), WD_TAB_ALIGNMENT.RIGHT)
    paper.run(paragraph, f"　{masthead.editor}\t{masthead.day}")
    _rule(paper, paragraph)
    paper.line("", indent=False)


def _letter(paper: Paper, document: Document) -> None:
    size = _size(paper, document.red_head, _LETTER_SIZE)
    paragraph = paper.paragraph("center", leading=size * 1.3)
    if not paper.preprinted:
        marks.run(paragraph, document.red_head.replace("｜", "\n"), Role.TITLE, size, red=True)
    _rule(paper, paragraph, "thickThinSmallGap")
    lines = [line for line in (document.serial, document.secrecy, document.urgency) if line] or [""]
    for index, line in enumerate(lines):
        paragraph = paper.paragraph("left")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(paper.width), WD_TAB_ALIGNMENT.RIGHT)
        marks.run(paragraph, line, Role.HEI, paper.style.size)
        if index == 0:
            paper.run(paragraph, f"\t{document.number}")
    for _ in range(2):
        paper.line("", indent=False)


def _title(paper: Paper, document: Document) -> None:
    if not document.title:
        return
    style = paper.style
    paragraph = paper.paragraph("center", leading=style.title_leading, named="Title")
    marks.run(paragraph, document.title.replace("｜", "\n"), Role.TITLE, style.title_size)
    if document.layout is not Layout.INTERNAL:
        paper.line("", indent=False)


def _number(paper: Paper, document: Document) -> None:
    shown = document.red_head or document.masthead is not None or document.layout is Layout.LETTER
    if not document.number or (shown and document.layout is not Layout.INTERNAL):
        return
    if document.layout is Layout.INTERNAL:
        marks.run(paper.paragraph("right"), f"编号：{document.number}", Role.SONG, 10.5)
    else:
        paper.line(document.number, indent=False, align="center")
