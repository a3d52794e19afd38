"""Sets what stands below: 版记, the tear-off slip's line, page numbers and the footer."""

from __future__ import annotations

from dataclasses import replace

from guanxian_desk.filings.document import Imprint
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.marks import Mark, Page, Piece, RuleMark, TextMark, kept_together
from guanxian_desk.filings.layout.page import ASCENT, MM, Frame
from guanxian_desk.filings.layout.setting import Setting
from guanxian_desk.filings.layout.text import Typesetter

_THICK, _FINE = 0.35 * MM, 0.25 * MM
_NUMBER_SIZE, _FOOTER_SIZE = 14.0, 7.5
_NUMBER_DOWN = 7 * MM  # from the type area to the dashes beside the number
_DASH_UP = 0.27  # how far the dash lies above the baseline, in ems
_IN = 16.0  # one character of 3号


def imprint(block: Imprint, setting: Setting, ruled: bool = True) -> list[Piece]:
    """版记, 4号 仿宋 between rules; its last rule lies on the foot of the type area (GB/T 9704 7.4).

    ruled: a letter's has neither rules nor 印发机关 (10.1).
    """
    size, leading = 14.0, 14.0 * 1.6
    rows: list[list[Piece]] = []
    for line in block.lines:
        hang = setting.setter.width(line.partition("：")[0] + "：", Role.FANGSONG, size) if "：" in line else 0.0
        rows.append(_hanging(line, size + hang, hang, setting, size, leading))
    if ruled and (block.office or block.day):
        rows.append([_both_ends(block.office, f"{block.day}印发" if block.day else "", setting, size, leading)])
    if block.copies:
        rows.append([_both_ends("", block.copies, setting, size, leading)])
    if not rows:
        return []
    if ruled:
        _rule_rows(rows, setting)
    listed = [piece for row in rows for piece in row]
    return [replace(piece, foot=True, even=block.even_page) for piece in kept_together(listed)]


def _rule_rows(rows: list[list[Piece]], setting: Setting) -> None:
    """A rule above every row and one below the last."""
    for index, row in enumerate(rows):
        row[0] = _ruled(row[0], setting, _FINE if index else _THICK)
    last = rows[-1][-1]
    rows[-1][-1] = replace(last, marks=(*last.marks, RuleMark(0, last.height, setting.width, last.height, _THICK)))


def _hanging(text: str, left: float, hang: float, setting: Setting, size: float, leading: float) -> list[Piece]:
    """抄送：… one character in on both sides, turned lines under the first name."""
    label, names = (text[: text.index("：") + 1], text[text.index("：") + 1 :]) if hang else ("", text)
    lines = setting.setter.pieces(((names, Role.FANGSONG),), size, leading, setting.width - left - size, left=left) or [
        Piece(leading)
    ]
    marks = setting.setter.word(label, Role.FANGSONG, size, size, ASCENT * size)
    lines = [replace(lines[0], marks=(*marks, *lines[0].marks)), *lines[1:]]
    return [_lowered(line, (leading - size) / 2) for line in lines]


def _both_ends(left: str, right: str, setting: Setting, size: float, leading: float) -> Piece:
    base = (leading - size) / 2 + ASCENT * size
    setter = setting.setter
    return Piece(
        leading,
        (
            *setter.word(left, Role.FANGSONG, size, size, base),
            *setter.word(right, Role.FANGSONG, size, setting.width - size, base, "right"),
        ),
    )


def _lowered(piece: Piece, by: float) -> Piece:
    return replace(
        piece, marks=tuple(mark._replace(y=mark.y + by) for mark in piece.marks if isinstance(mark, TextMark))
    )


def _ruled(piece: Piece, setting: Setting, width: float) -> Piece:
    return replace(piece, marks=(RuleMark(0, 0, setting.width, 0, width), *piece.marks))


def tear_line(title: str, setting: Setting) -> list[Piece]:
    """裁剪线 between dashes, and the slip's own title under it."""
    setter, middle, words = setting.setter, setting.width / 2, "裁　剪　线"
    half = setter.width(words, Role.SONG, 9) / 2 + 6
    marks: list[Mark] = [
        RuleMark(0, 9, middle - half, 9, 0.6, dashed=True),
        *setter.word(words, Role.SONG, 9, middle, 12, "center"),
        RuleMark(middle + half, 9, setting.width, 9, 0.6, dashed=True),
    ]
    pieces = [Piece(26, tuple(marks))]
    if title:
        pieces.append(Piece(26, tuple(setter.word(title, Role.TITLE, 15, middle, ASCENT * 15, "center"))))
    return pieces


def page_number(page: Page, sheet: Frame, setter: Typesetter) -> tuple[TextMark, ...]:
    """— 1 — in 4号 宋体, 7 mm below the type area, one character in: odd pages right, even pages left.

    Places are measured on the sheet, y downwards.
    """
    text = f"— {page.number} —"
    width = setter.width(text, Role.SONG, _NUMBER_SIZE)
    x = sheet.left + (sheet.width - _IN - width if page.number % 2 else _IN)
    y = sheet.top + sheet.height + _NUMBER_DOWN + _DASH_UP * _NUMBER_SIZE
    return tuple(setter.word(text, Role.SONG, _NUMBER_SIZE, x, y))


def footer_line(text: str, page: Page, sheet: Frame, setter: Typesetter) -> tuple[TextMark, ...]:
    """A small line on the side away from the page number."""
    x = sheet.left if page.number % 2 else sheet.left + sheet.width
    y = sheet.top + sheet.height + _NUMBER_DOWN + _DASH_UP * _NUMBER_SIZE
    return tuple(setter.word(text, Role.SONG, _FOOTER_SIZE, x, y, "left" if page.number % 2 else "right"))
