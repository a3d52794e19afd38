"""Sets what stands above the text: red head, masthead, title, number, addressee."""

from __future__ import annotations

from dataclasses import replace

from guanxian_desk.filings.document import Document, Layout, Masthead
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.letter import corner_lines, letter_head, red_names, signed_by
from guanxian_desk.filings.layout.marks import Mark, Piece, RuleMark, TextMark, space
from guanxian_desk.filings.layout.page import ASCENT, MM
from guanxian_desk.filings.layout.setting import Setting
from guanxian_desk.filings.layout.title import title_lines

_RED_HEAD_DOWN = 35 * MM  # from the top of the type area to the top of 发文机关标志
_RED_RULE_DOWN = 4 * MM  # from 发文字号 to the red rule
_RED_RULE = 2.0
_LARGEST_HEAD = 52.0


def head(document: Document, setting: Setting) -> list[Piece]:
    """Everything above the first paragraph, kept on one page with it."""
    pieces: list[Piece] = []
    if document.masthead is not None:
        down = _RED_HEAD_DOWN if document.layout is Layout.MINUTES else 0.0
        pieces += [_masthead(document.masthead, setting, down), Piece(setting.style.leading)]
    elif document.layout is Layout.LETTER:
        pieces += [letter_head(document, setting), Piece(2 * setting.style.leading)]
    elif document.red_head:
        pieces += [_red_head(document, setting), Piece(2 * setting.style.leading)]
    pieces += _title(document, setting)
    if document.layout is Layout.INTERNAL:
        pieces += _internal_number(document.number, setting)
    elif document.number and not _number_stands_above(document):
        pieces += [_centred(document.number, setting)]
    if document.layout is not Layout.INTERNAL and document.title:
        pieces.append(Piece(setting.style.leading))
    pieces += _addressee(document.addressee, setting)
    return [replace(piece, keep=True) for piece in pieces]


def _number_stands_above(document: Document) -> bool:
    """Whether the head over the title shows the number already."""
    return bool(document.red_head) or document.masthead is not None or document.layout is Layout.LETTER


def _title(document: Document, setting: Setting) -> list[Piece]:
    style = setting.style
    lines = title_lines(document.title, setting.setter, style.title_size, setting.width) if document.title else []
    pieces = []
    for index, line in enumerate(lines):
        marks = setting.setter.word(
            line, Role.TITLE, style.title_size, setting.width / 2, ASCENT * style.title_size, "center"
        )
        entry = (0, document.plain_title) if index == 0 else None
        pieces.append(Piece(style.title_leading, tuple(marks), entry=entry))
    return pieces


def _red_head(document: Document, setting: Setting) -> Piece:
    """发文机关标志 35 mm down, 发文字号 two lines below it, the red rule 4 mm below that (GB/T 9704 7.2).

    A 上行文 has its number one character in from the left, on the line of the last 签发人 at the right (7.2.5, 7.2.6).
    """
    setter, style, middle = setting.setter, setting.style, setting.width / 2
    marks: list[Mark] = [*_corner(document, setting)]
    names, height = red_names(document.red_head, setting, _RED_HEAD_DOWN, _LARGEST_HEAD)
    marks += names
    top = _RED_HEAD_DOWN + height + 2 * style.leading
    if document.layout is Layout.UPWARD:
        rows = signed_by(document.signed_by, setting, top)
        marks += [mark for row in rows for mark in row]
        top += max(len(rows) - 1, 0) * style.leading
        marks += setter.word(document.number, style.body, style.size, style.em, top + ASCENT * style.size)
    else:
        marks += setter.word(document.number, style.body, style.size, middle, top + ASCENT * style.size, "center")
    rule = top + style.size + _RED_RULE_DOWN
    marks.append(RuleMark(0, rule, setting.width, rule, _RED_RULE, red=True))
    return Piece(rule + _RED_RULE, tuple(marks))


def _corner(document: Document, setting: Setting) -> list[TextMark]:
    """份号 in the body's font, 密级 and 紧急程度 in 黑体, 3号, flush at the top left (GB/T 9704 7.2.1 to 7.2.3)."""
    return [mark for line in corner_lines(document, setting, 0.0) for mark in line]


def _masthead(masthead: Masthead, setting: Setting, down: float = 0.0) -> Piece:
    """Name in red, issue number, editing body left and day right, the red rule; down: how far below the type area's
    top (纪要标志 is 35 mm down, GB/T 9704 10.3)."""
    setter, style, width = setting.setter, setting.style, setting.width
    size = min(_LARGEST_HEAD, width * 0.9 / setter.width(masthead.name, Role.TITLE, 1.0))
    issue = down + size + style.leading * 1.1
    foot = issue + style.leading * 1.5
    rule = foot + style.size * 0.12 + _RED_RULE_DOWN
    return Piece(
        rule + _RED_RULE,
        (
            *setter.word(masthead.name, Role.TITLE, size, width / 2, down + ASCENT * size, "center", red=True),
            *setter.word(masthead.issue, style.body, style.size, width / 2, issue, "center"),
            *setter.word(masthead.editor, style.body, style.size, style.em, foot),
            *setter.word(masthead.day, style.body, style.size, width - style.em, foot, "right"),
            RuleMark(0, rule, width, rule, _RED_RULE, red=True),
        ),
    )


def _centred(text: str, setting: Setting) -> Piece:
    style = setting.style
    marks = setting.setter.word(text, style.body, style.size, setting.width / 2, ASCENT * style.size, "center")
    return Piece(style.leading, tuple(marks))


def _internal_number(number: str, setting: Setting) -> list[Piece]:
    """The desk's own number, small at the right under the title."""
    if not number:
        return [space(4)]
    size = 10.5
    marks = setting.setter.word(f"编号：{number}", Role.SONG, size, setting.width, ASCENT * size, "right")
    return [Piece(size * 1.6, tuple(marks))]


def _addressee(addressee: str, setting: Setting) -> list[Piece]:
    """主送机关, flush left, ended by a colon."""
    if not addressee:
        return []
    style = setting.style
    text = addressee if addressee.endswith("：") else addressee + "："
    return setting.setter.pieces(((text, style.body),), style.size, style.leading, setting.width, spacing=style.spacing)
