"""What is stamped on the pages of a packet: page numbers, and the 归档章 of each 件."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from guanxian_desk.filings.draw.paint import Painter
from guanxian_desk.filings.fonts import FontBook, Role
from guanxian_desk.filings.layout.marks import TextMark
from guanxian_desk.filings.layout.page import MM
from guanxian_desk.filings.layout.text import Typesetter
from guanxian_desk.filings.pdf import empty_canvas, typesetter_for

_SIZE, _DOWN, _IN = 12.0, 13 * MM, 15 * MM
_SEAL_WIDTH, _SEAL_HEIGHT, _SEAL_DOWN, _SEAL_SIZE = 45 * MM, 16 * MM, 6 * MM, 8.5
_COLUMNS = 3
_RED = "0.78 0.05 0.05"

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class ArchiveSeal:
    """归档章 (DA/T 22-2015 4.3.1): 全宗号, 年度, 件号 above 机构, 保管期限, 页数; at a 件's first head."""

    cells: tuple[str, ...]


@dataclass
class StampRun:
    """Stamps being written: their codes, and the fonts they share, which lie in one small PDF until finished."""

    book: FontBook
    _out: BytesIO = field(default_factory=BytesIO)

    def __post_init__(self) -> None:
        self._canvas: Any = empty_canvas(self._out)
        self._painter = Painter(self._canvas, self.book)
        self._setter: Typesetter = typesetter_for(self.book)

    def page_number(self, number: int, sheet: tuple[float, float]) -> str:
        """The code of a page number in the outer upper corner, as the sheet lies in the file: odd right, even left;
        on a sheet that lies across it stands where it does on the others, sideways."""
        upright = (min(sheet), max(sheet))
        x = upright[0] - _IN if number % 2 else _IN
        marks = self._setter.word(str(number), Role.SONG, _SIZE, x, _DOWN, "right" if number % 2 else "left")
        if sheet[0] <= sheet[1]:
            return self._painter.code([(0.0, sheet[1], mark) for mark in marks])
        return f"q 0 -1 1 0 0 {sheet[1]:.2f} cm {self._sideways(marks, sheet)} Q"

    def _sideways(self, marks: list[TextMark], sheet: tuple[float, float]) -> str:
        # Turned by 90°, the upright sheet's height runs along this sheet's width.
        return self._painter.code([(0.0, sheet[0], mark) for mark in marks])

    def seal(self, seal: ArchiveSeal, sheet: tuple[float, float]) -> str:
        """The code of a 归档章 at the middle of the sheet's head."""
        left, top = (sheet[0] - _SEAL_WIDTH) / 2, sheet[1] - _SEAL_DOWN
        cell, row = _SEAL_WIDTH / _COLUMNS, _SEAL_HEIGHT / 2
        rules = [(left + index * cell, top, left + index * cell, top - _SEAL_HEIGHT) for index in range(_COLUMNS + 1)]
        rules += [(left, top - index * row, left + _SEAL_WIDTH, top - index * row) for index in range(3)]
        code = [f"q {_RED} RG 0.8 w"]
        code += [f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S" for x0, y0, x1, y1 in rules]
        marks: list[TextMark] = []
        for place, text in enumerate(seal.cells):
            middle = left + (place % _COLUMNS + 0.5) * cell
            base = sheet[1] - top + (place // _COLUMNS + 0.5) * row + _SEAL_SIZE * 0.38
            size = min(_SEAL_SIZE, cell * 0.94 / max(self._setter.width(text, Role.SONG, 1.0), 0.01))
            marks += self._setter.word(text, Role.SONG, size, middle, base, "center")
        return "\n".join([*code, "Q", self._painter.code([(0.0, sheet[1], mark) for mark in marks])])

    def finish(self) -> bytes:
        """A PDF of one empty page that holds the fonts."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()


def number_box(number: int, sheet: tuple[float, float]) -> Box:
    """Where a page number lies on the sheet: left, bottom, right, top."""
    wide = 4 * _SIZE
    upright = (min(sheet), max(sheet))
    left = upright[0] - _IN - wide if number % 2 else _IN - 2
    right, down = left + wide + 2, (_DOWN - _SIZE, _DOWN + _SIZE / 2)
    if sheet[0] <= sheet[1]:
        return left, sheet[1] - down[1], right, sheet[1] - down[0]
    return sheet[0] - down[1], sheet[1] - right, sheet[0] - down[0], sheet[1] - left
