"""Sets text: lines broken once and remembered, then placed left, right, centred or spread over the width."""

from __future__ import annotations

from guanxian_desk.filings.document import Align
from guanxian_desk.filings.fonts import FontBook, Role
from guanxian_desk.filings.layout.linebreak import Line, break_text, natural_width
from guanxian_desk.filings.layout.marks import Piece, TextMark
from guanxian_desk.filings.layout.page import ASCENT

Runs = tuple[tuple[str, Role], ...]
_REMEMBERED = 20_000
_UNBROKEN = 1e6
_ANCHORS: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
_WIDEST_GAP = 0.35  # ems: a line that would have to be spread more stays ragged


class Typesetter:
    """Breaks and measures text with one font book. What it has broken it remembers: statements repeat themselves."""

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self._lines: dict[tuple[Runs, float, float, float, float], tuple[Line, ...]] = {}
        self._widths: dict[tuple[str, Role, float], float] = {}

    def broken(
        self, runs: Runs, size: float, width: float, first: float = 0.0, spacing: float = 0.0
    ) -> tuple[Line, ...]:
        """The runs broken into lines (see linebreak.break_text)."""
        key = (runs, size, width, first, spacing)
        lines = self._lines.get(key)
        if lines is None:
            if len(self._lines) >= _REMEMBERED:
                self._lines.clear()
            lines = self._lines[key] = break_text(runs, self.book, size, width, first, spacing)
        return lines

    def width(self, text: str, role: Role, size: float) -> float:
        """The width of the text's longest line, unbroken."""
        key = (text, role, size)
        width = self._widths.get(key)
        if width is None:
            if len(self._widths) >= _REMEMBERED:
                self._widths.clear()
            width = self._widths[key] = natural_width(text, role, self.book, size)
        return width

    def word(
        self,
        text: str,
        role: Role,
        size: float,
        x: float,
        y: float,
        anchor: Align = "left",
        spacing: float = 0.0,
        red: bool = False,
    ) -> list[TextMark]:
        """One unbroken line on the baseline y that begins, is centred or ends at x."""
        marks: list[TextMark] = []
        for line in self.broken(((text, role),), size, _UNBROKEN, spacing=spacing):
            left = x - line.width * _ANCHORS[anchor]
            marks.extend(line_marks(line, left, y, size, spacing, red))
        return marks

    def pieces(
        self,
        runs: Runs,
        size: float,
        leading: float,
        width: float,
        *,
        left: float = 0.0,
        indent: float = 0.0,
        align: Align = "left",
        spacing: float = 0.0,
    ) -> list[Piece]:
        """A paragraph as one piece for each line, from left on; lines but the last fill the width."""
        pieces = []
        for index, line in enumerate(self.broken(runs, size, width, indent, spacing)):
            start = indent if index == 0 else 0.0
            marks = placed(line, left + start, ASCENT * size, width - start, size, align, spacing, spread=True)
            pieces.append(Piece(leading, tuple(marks)))
        return pieces


def placed(
    line: Line,
    x: float,
    y: float,
    width: float,
    size: float,
    align: Align = "left",
    spacing: float = 0.0,
    spread: bool = False,
) -> list[TextMark]:
    """A line's marks within a width: at one end, in the middle, or its slack spread between the characters."""
    slack = width - line.width
    if spread and align == "left" and not line.ends and line.length > 1:
        gap = slack / (line.length - 1)
        spacing += gap if gap <= _WIDEST_GAP * size else 0.0
    return line_marks(line, x + slack * _ANCHORS[align], y, size, spacing)


def line_marks(line: Line, x: float, y: float, size: float, spacing: float = 0.0, red: bool = False) -> list[TextMark]:
    """A line's marks from x on: one for each stretch of one font."""
    marks = []
    for span in line.spans:
        marks.append(TextMark(x, y, span.face, size, spacing, span.text, red))
        x += span.width + spacing * len(span.text)
    return marks
