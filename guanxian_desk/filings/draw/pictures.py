"""Draws a picture on paper: the shapes the screen paints, in the print's colours."""

from __future__ import annotations

from typing import Any, Protocol

from guanxian_desk.base.picture import Area, Band, Line, Picture, Rect, Shape, Text
from guanxian_desk.filings.fonts import FontBook, Role, drawable
from guanxian_desk.filings.layout.marks import PictureMark

PALETTE = {
    "ink": "#1F2933",
    "ink_soft": "#52606D",
    "paper": "#FFFFFF",
    "ground": "#F1F3F6",
    "line": "#C3CCD6",
    "accent": "#1D5FA8",
    "blue": "#1D5FA8",
    "green": "#2E7D32",
    "amber": "#B26A00",
    "red": "#B3261E",
    "grey": "#6B7783",
    "hover": "#E4E9EF",
    "green_wash": "#E6F2E7",
    "red_wash": "#FBE9E7",
}
"""The tokens' colours on paper: as on the screen, lines and ground a little darker."""


class Fonts(Protocol):
    """Who knows the embedded fonts of the document."""

    def font(self, face: int) -> Any: ...


def draw_picture(canvas: Any, fonts: Fonts, mark: PictureMark, left: float, base: float, book: FontBook) -> None:
    """Draws the picture with its top left corner at (left + mark.x, base − mark.y)."""
    canvas.saveState()
    canvas.translate(left + mark.x, base - mark.y)
    canvas.scale(mark.scale, mark.scale)
    for shape in mark.picture.shapes:
        _draw(canvas, fonts, shape, book)
    canvas.restoreState()


def color(token: str) -> str:
    """The print colour of a token; ValueError for a token nobody knows."""
    if token not in PALETTE:
        raise ValueError(f"图中用了打印配色里没有的颜色名 {token!r}")
    return PALETTE[token]


def _draw(canvas: Any, fonts: Fonts, shape: Shape, book: FontBook) -> None:
    if isinstance(shape, Text):
        _text(canvas, fonts, shape, book)
    elif isinstance(shape, Line):
        _line(canvas, shape)
    elif isinstance(shape, Rect):
        canvas.setFillColor(color(shape.fill))
        canvas.roundRect(shape.x, -shape.y - shape.height, shape.width, shape.height, shape.radius, stroke=0, fill=1)
    else:
        canvas.saveState()
        canvas.setFillColor(color(shape.fill), alpha=shape.opacity)
        canvas.drawPath(_band(canvas, shape) if isinstance(shape, Band) else _area(canvas, shape), stroke=0, fill=1)
        canvas.restoreState()


def _line(canvas: Any, shape: Line) -> None:
    canvas.setStrokeColor(color(shape.stroke))
    canvas.setLineWidth(shape.width)
    canvas.setDash([4, 3] if shape.dashed else [])
    path = canvas.beginPath()
    path.moveTo(shape.points[0][0], -shape.points[0][1])
    for x, y in shape.points[1:]:
        path.lineTo(x, -y)
    canvas.drawPath(path, stroke=1, fill=0)


def _area(canvas: Any, shape: Area) -> Any:
    path = canvas.beginPath()
    path.moveTo(shape.points[0][0], -shape.points[0][1])
    for x, y in shape.points[1:]:
        path.lineTo(x, -y)
    path.close()
    return path


def _band(canvas: Any, shape: Band) -> Any:
    """Eased from edge to edge: control points halfway."""
    middle = (shape.x0 + shape.x1) / 2
    path = canvas.beginPath()
    path.moveTo(shape.x0, -shape.top0)
    path.curveTo(middle, -shape.top0, middle, -shape.top1, shape.x1, -shape.top1)
    path.lineTo(shape.x1, -shape.bottom1)
    path.curveTo(middle, -shape.bottom1, middle, -shape.bottom0, shape.x0, -shape.bottom0)
    path.close()
    return path


def _text(canvas: Any, fonts: Fonts, shape: Text, book: FontBook) -> None:
    """One line, character by character where the font changes, anchored as a whole."""
    glyphs = [book.glyph(Role.HEI, char) for char in drawable(shape.text) if char != "\n"]
    width = sum(glyph.width for glyph in glyphs) * shape.size
    x = shape.x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[shape.anchor]
    canvas.setFillColor(color(shape.color))
    canvas.setStrokeColor(color(shape.color))
    # A heavier weight for bold: the outline is stroked too, thinly.
    weight = f"2 Tr {shape.size * 0.025:.3f} w" if shape.bold else "0 Tr"
    code = [f"BT {weight}"]
    for glyph in glyphs:
        font = fonts.font(glyph.face)
        code.append(f"/{font.name} {shape.size:g} Tf 1 0 0 1 {x:.2f} {-shape.y:.2f} Tm <{font.encode(glyph.char)}> Tj")
        x += glyph.width * shape.size
    canvas.addLiteral("\n".join([*code, "0 Tr ET"]))


__all__ = ["PALETTE", "Picture", "color", "draw_picture"]
