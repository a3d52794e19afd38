"""The look of the window: colours and sizes from resources/style/tokens.toml, made into palette and style sheet."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from guanxian_desk.base.paths import shipped

Colours = Literal["light", "dark", "contrast"]
# Below this size of text Windows' grey smoothing makes Chinese strokes run together.
_SMALLEST_TEXT = 12


@dataclass(frozen=True, slots=True)
class Look:
    """What the clerk chose: a set of colours, and whether the type is large."""

    colours: Colours = "light"
    large: bool = False


@dataclass(frozen=True)
class Theme:
    """The tokens of one look. An unknown token is a KeyError: a bug, not a default."""

    look: Look
    colours: Mapping[str, str]
    sizes: Mapping[str, int]
    families: tuple[str, ...] = field(default=())

    def color(self, token: str) -> QColor:
        """The colour of a lamp, line or ground."""
        return QColor(self.colours[token])

    def text_color(self, token: str) -> QColor:
        """The readable shade of a colour for text (amber lamps are too pale to be read as words)."""
        return self.color(f"{token}_ink" if f"{token}_ink" in self.colours else token)

    def size(self, name: str) -> int:
        """A length in logical pixels."""
        return self.sizes[name]

    def scaled(self, pixels: float) -> int:
        """A width given for normal type, in this look's type size."""
        return round(pixels * self.sizes["text"] / sizes_of(Look())["text"])

    def font(self, size: str = "text", *, bold: bool = False, pixels: float = 0) -> QFont:
        """The window's font with figures of one width; pixels overrides the size token."""
        font = QFont()
        if self.families:
            font.setFamilies(list(self.families))
        font.setPixelSize(max(_SMALLEST_TEXT, round(pixels or self.sizes[size])))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font


@cache
def tokens() -> Mapping[str, Any]:
    """The token file as it stands."""
    return tomllib.loads(shipped("resources", "style", "tokens.toml").read_text("utf-8"))


def sizes_of(look: Look) -> Mapping[str, int]:
    """The size tokens of a look."""
    sizes: Mapping[str, int] = tokens()["sizes"]["large" if look.large else "normal"]
    return sizes


def make_theme(look: Look, families: tuple[str, ...] = ()) -> Theme:
    """The theme of a look, written in the given font families."""
    return Theme(look, tokens()["colours"][look.colours], sizes_of(look), families)


_current = make_theme(Look())


def current() -> Theme:
    """The theme now in force; widgets that paint read it on every paint, so a change of theme reaches them."""
    return _current


def apply(app: QApplication, theme: Theme, marks: Path) -> None:
    """Puts a theme in force. marks: the folder of the small pictures the style sheet shows (see icons.write_marks)."""
    global _current
    _current = theme
    app.setFont(theme.font())
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme, marks))


def style_sheet(theme: Theme, marks: Path) -> str:
    """resources/style/desk.qss with the tokens filled in."""
    control = theme.size("control")
    lengths = {
        **theme.sizes,
        # What is left inside a control's 1-pixel border, so that all controls of a line are equally high.
        "control_inner": control - 2,
        "control_focus": control - 4,
        "row_inner": theme.size("row") - 2,
        "rail_inner": theme.size("rail") - 4,
        "card_focus": theme.size("card") - 2,
        "round": control // 2,
        "link": theme.size("text") + 8,
    }
    template = Template(shipped("resources", "style", "desk.qss").read_text("utf-8"))
    return template.substitute(theme.colours, **lengths, marks=marks.as_posix())


def palette(theme: Theme) -> QPalette:
    """The palette for what the style sheet does not draw (dialogs of the system style, calendars, rubber bands)."""
    role = QPalette.ColorRole
    made = QPalette()
    for where, token in (
        (role.Window, "ground"),
        (role.WindowText, "ink"),
        (role.Base, "paper"),
        (role.AlternateBase, "ground"),
        (role.Text, "ink"),
        (role.Button, "paper"),
        (role.ButtonText, "ink"),
        (role.BrightText, "red_ink"),
        (role.ToolTipBase, "paper"),
        (role.ToolTipText, "ink"),
        (role.Highlight, "accent_wash"),
        (role.HighlightedText, "ink"),
        (role.PlaceholderText, "ink_soft"),
        (role.Link, "accent_ink"),
        (role.LinkVisited, "accent_ink"),
        (role.Light, "paper"),
        (role.Midlight, "line"),
        (role.Mid, "line"),
        (role.Dark, "edge"),
        (role.Shadow, "edge"),
        (role.Accent, "accent"),
    ):
        made.setColor(where, theme.color(token))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, theme.color("grey_ink"))
    return made


def figures_alignment() -> Qt.AlignmentFlag:
    """Figures stand at the right edge, so that their places line up."""
    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
