"""The sheet and its type area (版心): A4 by GB/T 9704-2012, upright or turned. Lengths are points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from guanxian_desk.filings.document import Layout
from guanxian_desk.filings.fonts import Role

MM = 72 / 25.4
LINES, COLUMNS = 22, 28
"""How many lines a page and characters a line of 3号 text the type area holds."""
ASCENT = 0.88
"""A hanzi's top above the baseline, in ems; its foot is 0.12 below."""


@dataclass(frozen=True)
class Frame:
    """The type area on its sheet: left and top are the margins."""

    sheet: tuple[float, float]
    left: float
    top: float
    width: float
    height: float

    @cached_property
    def turned(self) -> Frame:
        """The same type area on the sheet turned with its head at the binding side: the sheet's foot lies left."""
        below = self.sheet[1] - self.top - self.height
        return Frame((self.sheet[1], self.sheet[0]), below, self.left, self.height, self.width)


_A4 = (210 * MM, 297 * MM)
_OFFICIAL_FRAME = Frame(_A4, left=28 * MM, top=37 * MM, width=156 * MM, height=225 * MM)
# Papers of the office itself are bound too (25 mm), but need not leave the white of an official paper.
_INTERNAL_FRAME = Frame(_A4, left=25 * MM, top=24 * MM, width=167 * MM, height=249 * MM)


@dataclass(frozen=True)
class Style:
    """The type area and the sizes of one kind of paper, in points. grid: 28 characters of the body fill a line."""

    upright: Frame
    body: Role
    size: float
    leading: float
    title_size: float
    title_leading: float
    note_size: float
    grid: bool

    def frame(self, landscape: bool) -> Frame:
        """The type area of an upright page, or of one that lies across."""
        return self.upright.turned if landscape else self.upright

    @cached_property
    def spacing(self) -> float:
        """Added after each character: 28 × 16 pt is more than 156 mm, so the grid's pitch is 15.79 pt."""
        return self.upright.width / COLUMNS - self.size if self.grid else 0.0

    @cached_property
    def em(self) -> float:
        """The width of one character of the body, spacing included."""
        return self.size + self.spacing


_GRID_LEADING = _OFFICIAL_FRAME.height / LINES
_OFFICIAL = Style(_OFFICIAL_FRAME, Role.FANGSONG, 16, _GRID_LEADING, 22, _GRID_LEADING, 12, grid=True)
_INTERNAL = Style(_INTERNAL_FRAME, Role.SONG, 12, 20, 18, 28, 9, grid=False)


def style_of(layout: Layout) -> Style:
    """公文 and 简报 are set in 3号 on the grid of GB/T 9704, internal papers in 小四."""
    return _INTERNAL if layout is Layout.INTERNAL else _OFFICIAL
