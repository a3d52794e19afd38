"""Painting a picture's shapes with Qt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from guanxian_desk.base.picture import Area, Band, Line, Picture, Rect, Shape, Text
from guanxian_desk.desk.theme import Theme


def paint_picture(painter: QPainter, picture: Picture, theme: Theme) -> None:
    """Paints all shapes in their order; the painter already stands at the picture's corner and scale."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        _paint(painter, shape, theme)
    painter.setOpacity(1)


def outline(shape: Rect | Band) -> QPainterPath:
    """The border of a rectangle or band, for filling, hit tests and the keyboard's frame."""
    path = QPainterPath()
    if isinstance(shape, Rect):
        path.addRoundedRect(QRectF(shape.x, shape.y, shape.width, shape.height), shape.radius, shape.radius)
        return path
    middle = (shape.x0 + shape.x1) / 2
    path.moveTo(shape.x0, shape.top0)
    path.cubicTo(middle, shape.top0, middle, shape.top1, shape.x1, shape.top1)
    path.lineTo(shape.x1, shape.bottom1)
    path.cubicTo(middle, shape.bottom1, middle, shape.bottom0, shape.x0, shape.bottom0)
    path.closeSubpath()
    return path


def _paint(painter: QPainter, shape: Shape, theme: Theme) -> None:
    match shape:
        case Rect():
            painter.setOpacity(1)
            painter.fillPath(outline(shape), theme.color(shape.fill))
        case Band():
            painter.setOpacity(shape.opacity)
            painter.fillPath(outline(shape), theme.color(shape.fill))
        case Area():
            painter.setOpacity(shape.opacity)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(shape.fill))
            painter.drawPolygon(_polygon(shape.points))
        case Line():
            painter.setOpacity(1)
            style = Qt.PenStyle.DashLine if shape.dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.color(shape.stroke), shape.width, style))
            painter.drawPolyline(_polygon(shape.points))
        case Text():
            _paint_text(painter, shape, theme)


def _paint_text(painter: QPainter, shape: Text, theme: Theme) -> None:
    font = theme.font(bold=shape.bold, pixels=shape.size)
    wide = QFontMetricsF(font).horizontalAdvance(shape.text)
    left = {"left": 0.0, "center": wide / 2, "right": wide}[shape.anchor]
    painter.setOpacity(1)
    painter.setFont(font)
    painter.setPen(theme.text_color(shape.color))
    painter.drawText(QPointF(shape.x - left, shape.y), shape.text)


def _polygon(points: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
