"""What a page is made of once it is laid out: marks at fixed places, y downwards from the top of their piece."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from guanxian_desk.base.picture import Picture
from guanxian_desk.filings.layout.page import Frame


class TextMark(NamedTuple):
    """Text by one face from x on the baseline y; spacing is added after each character."""

    x: float
    y: float
    face: int
    size: float
    spacing: float
    text: str
    red: bool = False


class RuleMark(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    dashed: bool = False
    red: bool = False


class FillMark(NamedTuple):
    """A lightly shaded rectangle behind text."""

    x: float
    y: float
    width: float
    height: float


class PictureMark(NamedTuple):
    """A picture with its top left corner at (x, y), drawn at a scale."""

    x: float
    y: float
    scale: float
    picture: Picture


Mark = TextMark | RuleMark | FillMark | PictureMark


@dataclass(frozen=True, slots=True)
class Piece:
    """A strip of the paper that is never cut: one line of text, one table row.

    keep: stays on the page of the piece after it; heading: drawn above it when it begins a page;
    new_page: begins a page; foot: goes to the foot of the page; even: that page's number is even;
    turned: belongs on a turned page; gap: nothing to draw, dropped at a page's top;
    entry: (level, title) for the outline.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    heading: Piece | None = None
    new_page: bool = False
    foot: bool = False
    even: bool = False
    turned: bool = False
    gap: bool = False
    entry: tuple[int, str] | None = None


@dataclass(slots=True)
class Page:
    """A laid-out page: its number, its type area, and pieces' marks with how far down they go.

    numbered: whether it prints its number.
    """

    number: int
    frame: Frame
    items: list[tuple[float, tuple[Mark, ...]]] = field(default_factory=list)
    entries: list[tuple[int, str]] = field(default_factory=list)
    numbered: bool = True


def space(height: float, keep: bool = False) -> Piece:
    """White space between pieces; vanishes at the top of a page."""
    return Piece(height, gap=True, keep=keep)


def kept_together(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with each kept with the next, so that all of them stand on one page."""
    listed = list(pieces)
    return [replace(piece, keep=True) for piece in listed[:-1]] + listed[-1:]
