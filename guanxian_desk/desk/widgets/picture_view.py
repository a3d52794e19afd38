"""A picture of plain shapes on the screen: hover says what, click and Enter open, it can be copied and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QSizePolicy, QToolTip, QWidget

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.picture import Band, Picture, Rect
from guanxian_desk.desk import theme
from guanxian_desk.desk.widgets.painting import outline, paint_picture

_LARGEST = 1.25
_NARROWEST = 320
_COPY_SCALE = 2  # copied pictures are printed, so they have twice the screen's points


class PictureView(QWidget):
    """Paints a Picture as wide as it may be, in the theme's colours; its words are read by screen readers."""

    opened = Signal(str)  # the key of a shape

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture(1, 1, "", "")
        self._draw: Callable[[float], Picture] | None = None
        self._at = -1
        self.setAccessibleName("图，还没有读出来")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_drawn(self, draw: Callable[[float], Picture]) -> None:
        """Shows a picture that is drawn anew for every width (logical pixels), so that its words keep their size."""
        self._draw = draw
        self._draw_anew()

    def show_picture(self, picture: Picture) -> None:
        """Shows a picture of one size, made larger or smaller with the window (at most by a quarter larger)."""
        self._draw = None
        self._show(picture)

    def _draw_anew(self) -> None:
        if self._draw is not None:
            self._show(self._draw(max(_NARROWEST, self.width() / self._type_size())))

    def _type_size(self) -> float:
        """How much larger than normal the theme's type is."""
        return theme.current().scaled(100) / 100

    def _show(self, picture: Picture) -> None:
        self._picture = picture
        self._at = -1
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.words)
        self.updateGeometry()
        self.update()

    @property
    def doors(self) -> list[Rect | Band]:
        """The shapes that open something, in the order the keyboard walks through them."""
        return [shape for shape in self._picture.shapes if isinstance(shape, Rect | Band) and shape.key]

    def image(self, scale: float = _COPY_SCALE) -> QImage:
        """The picture on paper ground, scale times its own size."""
        size = QSize(round(self._picture.width * scale), round(self._picture.height * scale))
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(theme.current().color("paper"))
        painter = QPainter(image)
        painter.scale(scale, scale)
        paint_picture(painter, self._picture, theme.current())
        painter.end()
        return image

    def copy(self) -> None:
        """Puts the picture on the clipboard."""
        QApplication.clipboard().setImage(self.image())

    def save(self, path: Path) -> None:
        """Writes a PNG file. Raises UserError when it cannot be written."""
        if not self.image().save(str(path), "PNG"):  # type: ignore[call-overload]
            raise UserError(f"图片没有存到“{path}”", "原有的文件没有变", "请换一个文件夹，或检查是否有写入权限")

    # geometry

    def hasHeightForWidth(self) -> bool:
        """Keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at a width."""
        if self._draw is not None:
            return round(self._picture.height * self._type_size())
        return round(min(_LARGEST, width / self._picture.width) * self._picture.height)

    def sizeHint(self) -> QSize:
        """Its own size."""
        return QSize(round(self._picture.width), round(self._picture.height))

    def _frame(self) -> QRectF:
        """Where the picture lies in the widget."""
        factor = self._factor()
        wide, high = self._picture.width * factor, self._picture.height * factor
        return QRectF(0, (self.height() - high) / 2, wide, high)

    def _factor(self) -> float:
        largest = _LARGEST if self._draw is None else self._type_size()
        return min(largest, self.width() / self._picture.width, self.height() / self._picture.height)

    def _shape_at(self, point: QPointF) -> Rect | Band | None:
        frame, factor = self._frame(), self._factor()
        inside = QPointF((point.x() - frame.x()) / factor, (point.y() - frame.y()) / factor)
        for shape in reversed(self._picture.shapes):
            if isinstance(shape, Rect | Band) and (shape.key or shape.tip) and outline(shape).contains(inside):
                return shape
        return None

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw_anew()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and a frame around the shape the keyboard is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, factor = self._frame(), self._factor()
        painter.translate(frame.topLeft())
        painter.scale(factor, factor)
        paint_picture(painter, self._picture, theme.current())
        if self.hasFocus():
            pen = QPen(theme.current().color("accent"), 2 / factor)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            doors = self.doors
            if 0 <= self._at < len(doors):
                painter.drawPath(outline(doors[self._at]))
            else:
                painter.drawRect(QRectF(1, 1, self._picture.width - 2, self._picture.height - 2))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tooltips of shapes."""
        if isinstance(event, QHelpEvent):
            shape = self._shape_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), shape.tip if shape else "", self, QRect())
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what opens."""
        shape = self._shape_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if shape and shape.key else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        shape = self._shape_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and shape and shape.key:
            self.opened.emit(shape.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← → walk through what opens, Enter opens, Ctrl+C copies."""
        doors = self.doors
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and doors:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._at = (self._at + step) % len(doors) if self._at >= 0 else 0
            self.setToolTip(doors[self._at].tip)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._at < len(doors):
            self.opened.emit(doors[self._at].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No frame without the keyboard."""
        super().focusOutEvent(event)
        self._at = -1
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy and save."""
        menu = QMenu(self)
        menu.addAction("复制图片", self.copy)
        menu.addAction("保存图片…", self._ask_and_save)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _ask_and_save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, "保存图片", f"{self._picture.title}.png", "图片 (*.png)")
        if name:
            self.save(Path(name))
