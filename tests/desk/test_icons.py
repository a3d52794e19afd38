"""Icons: every name is drawn by the font, every name used is known, colours follow the theme."""

from __future__ import annotations

import ast
import gc
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from guanxian_desk.desk import icons, theme
from guanxian_desk.desk.app import set_look
from guanxian_desk.desk.theme import Look
from guanxian_desk.desk.widgets import lamps

DESK = Path(icons.__file__).parent


def main_color(image: QImage) -> QColor:
    """The most frequent colour of the fully painted points."""
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return QColor(Counter(point.rgb() for point in points if point.alpha() == 255).most_common(1)[0][0])


def test_every_name_is_in_the_font() -> None:
    assert [name for name, glyph in icons.NAMES.items() if glyph not in icons._charmap()] == []


def used_names() -> set[str]:
    found = set()
    for path in DESK.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            values = [word.value for word in call.keywords if word.arg == "icon"]
            if called in ("icon", "icon_of", "Glyph", "Lamp"):
                values += call.args[:1]
            for value in values:
                found |= {part.value for part in ast.walk(value) if isinstance(part, ast.Constant) and part.value}
    return found


def test_every_name_used_is_known() -> None:
    names = used_names()
    assert "import" in names
    assert names <= set(icons.NAMES)


def test_the_theme_colours_icons_when_they_are_painted(qapp: QApplication) -> None:
    shown = icons.icon("square", "red")
    assert main_color(shown.pixmap(32, 32).toImage()) == theme.current().color("red")
    try:
        set_look(qapp, Look("dark"))
        dark = theme.current().color("red")
        assert main_color(shown.pixmap(32, 32).toImage()) == dark
    finally:
        set_look(qapp, Look())
    assert dark != theme.current().color("red")


def test_checked_and_disabled_have_their_own_colour(qapp: QApplication) -> None:
    shown = icons.icon("square", "ink_soft", "accent_strong")
    on = shown.pixmap(32, 32, QIcon.Mode.Normal, QIcon.State.On).toImage()
    off = shown.pixmap(32, 32, QIcon.Mode.Disabled, QIcon.State.Off).toImage()
    assert main_color(on) == theme.current().color("accent_strong")
    assert main_color(off) == theme.current().color("grey")


def test_a_copied_icon_lives_on_its_own(qapp: QApplication) -> None:
    first = icons.icon("square", "red")
    copy = QIcon(first)
    copy.addPixmap(QPixmap(64, 64))  # Qt parts the copy from the first here
    del first
    gc.collect()
    assert main_color(copy.pixmap(16, 16).toImage()) == theme.current().color("red")


def test_marks_are_written_for_both_scalings(qapp: QApplication, tmp_path: Path) -> None:
    icons.write_marks(tmp_path, theme.current())
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{name}{suffix}.png" for name in icons.MARKS for suffix in ("", "@2x")
    }
    assert QImage(str(tmp_path / "down@2x.png")).width() == 32


def test_a_lamp_never_has_colour_alone() -> None:
    shown = [value for value in vars(lamps).values() if isinstance(value, lamps.Lamp)]
    assert len(shown) >= 10
    assert all(lamp.words and lamp.icon in icons.NAMES for lamp in shown)
    assert len({(lamp.icon, lamp.words) for lamp in shown}) == len(shown)
