"""Icons from one font (Material Design Icons as QtAwesome ships it), painted in the theme's colours.

QtAwesome's own module costs 0.3 s to import and loads twelve fonts, so only its files are used.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from guanxian_desk.desk import theme

_FONT = "materialdesignicons6-webfont-*.ttf"
_CHARMAP = "materialdesignicons6-webfont-charmap-*.json"

# Our word for what is shown → the font's name for the drawing.
NAMES = {
    "account": "account-outline",
    "alert": "alert",
    "archive": "archive-outline",
    "ascending": "menu-up",
    "back": "chevron-left",
    "calendar": "calendar-month-outline",
    "chart": "chart-line",
    "check": "check-bold",
    "circle": "circle",
    "clear": "filter-remove-outline",
    "clock": "clock-outline",
    "close": "close",
    "copy": "content-copy",
    "decisions": "gavel",
    "descending": "menu-down",
    "detail": "information-outline",
    "diamond": "rhombus",
    "digital": "chart-line",
    "done": "check-circle",
    "down": "chevron-down",
    "enterprises": "factory",
    "error": "alert-circle-outline",
    "exchange": "swap-vertical",
    "excel": "file-excel-outline",
    "failed": "close-circle",
    "file": "file-document-outline",
    "filter": "filter-outline",
    "fit": "arrow-expand-horizontal",
    "flag": "flag",
    "help": "help-circle-outline",
    "home": "home-outline",
    "image": "image-outline",
    "import": "tray-arrow-down",
    "inbox": "inbox-outline",
    "law": "scale-balance",
    "link": "link-variant",
    "merchant": "store-outline",
    "minus": "minus",
    "new": "file-plus-outline",
    "open": "folder-open-outline",
    "plus": "plus",
    "print": "printer-outline",
    "refresh": "refresh",
    "right": "chevron-right",
    "ring": "circle-outline",
    "sample": "play-circle-outline",
    "save": "content-save-outline",
    "search": "magnify",
    "settings": "cog-outline",
    "square": "square",
    "tasks": "clipboard-check-outline",
    "triangle": "triangle",
    "undo": "undo-variant",
    "up": "chevron-up",
    "vouchers": "ticket-confirmation-outline",
    "waive": "stamper",
}

# The small pictures the style sheet points at: file name → (icon, colour token).
MARKS = {
    "down": ("down", "ink_soft"),
    "up": ("up", "ink_soft"),
    "ascending": ("ascending", "accent"),
    "descending": ("descending", "accent"),
    "check": ("check", "on_accent"),
    "dot": ("circle", "on_accent"),
}


@cache
def _files() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("QtAwesome's icon font")
    return Path(spec.origin).parent / "fonts"


@cache
def _charmap() -> dict[str, str]:
    """Name → code point in hexadecimal; thousands of them, so each is made a character only when it is painted."""
    points: dict[str, str] = json.loads(next(_files().glob(_CHARMAP)).read_text("utf-8"))
    return points


@cache
def _family() -> str:
    """The icon font's family; empty where the system forbids fonts of programs, then only the words show."""
    number = QFontDatabase.addApplicationFontFromData(next(_files().glob(_FONT)).read_bytes())
    return next(iter(QFontDatabase.applicationFontFamilies(number)), "")


def paint_icon(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    """Paints an icon at the left of a rectangle, as high as it is; the rest stays free before a button's words."""
    if not _family():
        return
    font = QFont(_family())
    font.setPixelSize(rect.height())
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.setFont(font)
    painter.setPen(color)
    square = QRect(rect.topLeft(), QSize(rect.height(), rect.height()))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, chr(int(_charmap()[NAMES[name]], 16)))


_COPIES: list[QIconEngine] = []


class _Engine(QIconEngine):
    """Paints in the theme in force at that moment, so that icons follow a change of theme by themselves."""

    def __init__(self, name: str, token: str, token_on: str) -> None:
        super().__init__()
        self._name, self._token, self._token_on = name, token, token_on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._token_on if state == QIcon.State.On else self._token
        painter.save()
        paint_icon(painter, rect, self._name, theme.current().color("grey" if mode == QIcon.Mode.Disabled else token))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Qt takes the copy over, but Python would drop it at the end of this call; so one reference is kept."""
        copy = _Engine(self._name, self._token, self._token_on)
        _COPIES.append(copy)
        return copy


def icon(name: str, token: str = "ink_soft", token_on: str = "") -> QIcon:
    """The icon of a name in NAMES; token_on is its colour while its button is checked."""
    return QIcon(_Engine(name, token, token_on or token))


def write_marks(folder: Path, drawn: theme.Theme) -> None:
    """Writes the style sheet's small pictures (arrows, ticks) in a theme's colours, for 100 % and 200 %."""
    for name, (glyph, token) in MARKS.items():
        for suffix, pixels in (("", 16), ("@2x", 32)):
            pixmap = QPixmap(pixels, pixels)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            paint_icon(painter, QRect(0, 0, pixels, pixels), glyph, drawn.color(token))
            painter.end()
            pixmap.save(str(folder / f"{name}{suffix}.png"))
