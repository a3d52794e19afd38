"""Sets what is signed and sealed: 署名 and 成文日期 with room for seals, lines for 经办, 复核, 负责人."""

from __future__ import annotations

from guanxian_desk.filings.cells import chinese_day
from guanxian_desk.filings.document import Signature, SignLines
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.marks import Mark, Piece, RuleMark, kept_together
from guanxian_desk.filings.layout.page import ASCENT, MM
from guanxian_desk.filings.layout.setting import Setting

_SEALS_A_ROW = 3
_SHORTEST_LINE = 64.0  # what a signature wants, and the gap after it
_SEAL = 45 * MM  # a seal of a county body is 42 mm wide; neighbours must not touch


def signature(block: Signature, setting: Setting) -> list[Piece]:
    """署名 and 成文日期, all on one page.

    Sealed: two lines are left above so that the seal's top lies within a line of the text (GB/T 9704 7.3.5.1);
    several issuers stand side by side, the date under the last.
    """
    day = chinese_day(block.day) if block.day else "　　　　年　　月　　日"
    if not block.sealed:
        return kept_together(_unsealed(block.issuers, day, setting))
    return kept_together(_sealed(block.issuers, day, setting))


def _sealed(issuers: tuple[str, ...], day: str, setting: Setting) -> list[Piece]:
    style = setting.style
    rows = [issuers[start : start + _SEALS_A_ROW] for start in range(0, len(issuers), _SEALS_A_ROW)]
    pieces = [Piece(2 * style.leading)]
    for row in rows[:-1]:
        cell = setting.width / len(row)
        middles = [(index + 0.5) * cell for index in range(len(row))]
        pieces.append(Piece(max(_SEAL, style.leading), _centred(row, middles, setting)))
    day_middle = setting.width - 4 * style.em - _width(day, setting) / 2
    last = rows[-1]
    step = day_middle / (len(last) - 0.5) if len(last) > 1 else 0.0
    middles = [day_middle - step * (len(last) - 1 - index) for index in range(len(last))]
    pieces.append(Piece(style.leading, _centred(last, middles, setting)))
    pieces.append(Piece(style.leading, _centred((day,), [day_middle], setting)))
    return pieces


def _unsealed(issuers: tuple[str, ...], day: str, setting: Setting) -> list[Piece]:
    """署名 two characters in; the date begins two characters after it, or ends two characters in when it is longer."""
    style = setting.style
    issuer = "　".join(issuers)
    issuer_width, day_width, shift = _width(issuer, setting), _width(day, setting), 2 * style.em
    left = min(setting.width - shift - issuer_width, setting.width - 2 * shift - day_width)
    left = max(left, 0.0)
    return [
        Piece(style.leading),
        Piece(style.leading, _at(issuer, left, setting)),
        Piece(style.leading, _at(day, left + shift, setting)),
    ]


def _centred(names: tuple[str, ...], middles: list[float], setting: Setting) -> tuple[Mark, ...]:
    """Names around their middles, moved in where they would leave the type area."""
    marks: list[Mark] = []
    for name, middle in zip(names, middles):
        width = _width(name, setting)
        marks.extend(_at(name, max(0.0, min(middle - width / 2, setting.width - width)), setting))
    return tuple(marks)


def _at(text: str, x: float, setting: Setting) -> tuple[Mark, ...]:
    style = setting.style
    return tuple(setting.setter.word(text, style.body, style.size, x, ASCENT * style.size))


def _width(text: str, setting: Setting) -> float:
    return setting.setter.width(text, setting.style.body, setting.style.size)


def sign_lines(block: SignLines, setting: Setting) -> list[Piece]:
    """经办：____ 复核：____ side by side, to be signed by hand; on more rows when they would be too short."""
    size = min(setting.style.size, 12.0)
    widest = max(setting.setter.width(f"{label}：", Role.SONG, size) for label in block.labels)
    per_row = min(len(block.labels), max(1, int(setting.width // (widest + _SHORTEST_LINE))))
    rows = [block.labels[start : start + per_row] for start in range(0, len(block.labels), per_row)]
    return kept_together([_sign_row(row, setting.width / per_row, size, setting) for row in rows])


def _sign_row(labels: tuple[str, ...], cell: float, size: float, setting: Setting) -> Piece:
    base = size * 1.7
    marks: list[Mark] = []
    for index, label in enumerate(labels):
        x = index * cell
        marks.extend(setting.setter.word(f"{label}：", Role.SONG, size, x, base))
        start = x + setting.setter.width(f"{label}：", Role.SONG, size)
        marks.append(RuleMark(start, base + 3, x + cell - size, base + 3))
    return Piece(size * 2.4, tuple(marks))
