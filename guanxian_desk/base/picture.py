"""A picture is a list of plain shapes: painted on the screen and drawn on paper from the same values.

Lengths are points of a canvas of the picture's own size, y downwards. Colours are names of tokens
(ink, accent, green, amber, red, grey, line, ground …): the screen's theme and the paper's palette give them values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle; key names what a click on it opens ("" for nothing), tip says it in words."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0
    key: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A polyline through points."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A flowing band from a left edge (x0, top0…bottom0) to a right edge (x1, top1…bottom1), with eased borders."""

    x0: float
    top0: float
    bottom0: float
    x1: float
    top1: float
    bottom1: float
    fill: str
    opacity: float = 1
    key: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; y is its baseline."""

    x: float
    y: float
    text: str
    size: float = 12
    color: str = "ink"
    anchor: Anchor = "left"
    bold: bool = False


Shape = Rect | Line | Band | Area | Text


@dataclass(frozen=True, slots=True)
class Picture:
    """width × height canvas; words says the same as the picture in one or two sentences (for screen readers)."""

    width: float
    height: float
    title: str
    words: str
    shapes: tuple[Shape, ...] = field(default=())
