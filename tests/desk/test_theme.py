"""Colours can be read, tokens are complete, and no colour stands anywhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from guanxian_desk.base.paths import shipped
from guanxian_desk.desk import fonts, theme
from guanxian_desk.desk.app import set_look
from guanxian_desk.desk.theme import Look

TOKENS = theme.tokens()
DESK = Path(theme.__file__).parent
LOOKS = [Look(colours, large) for colours in TOKENS["colours"] for large in (False, True)]


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#7B8794", "#FFFFFF") < 4.5


@pytest.mark.parametrize("colours", TOKENS["colours"])
@pytest.mark.parametrize(("kind", "least"), [("text", 4.5), ("shape", 3.0)])
def test_every_pair_of_text_and_ground_can_be_read(colours: str, kind: str, least: float) -> None:
    values = TOKENS["colours"][colours]
    weak = [
        (front, ground, round(contrast(values[front], values[ground]), 2))
        for front, grounds in TOKENS["contrast"][kind].items()
        for ground in grounds
        if contrast(values[front], values[ground]) < least
    ]
    assert weak == []


def test_all_looks_have_the_same_tokens() -> None:
    assert len({frozenset(values) for values in TOKENS["colours"].values()}) == 1
    assert len({frozenset(values) for values in TOKENS["sizes"].values()}) == 1


def test_every_colour_is_six_digits() -> None:
    for values in TOKENS["colours"].values():
        assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in values.values())


def test_every_text_colour_of_the_style_sheet_is_checked_for_contrast() -> None:
    sheet = shipped("resources", "style", "desk.qss").read_text("utf-8")
    written = set(re.findall(r"(?<![-\w])color: \$(\w+)", sheet))
    assert written
    assert written <= set(TOKENS["contrast"]["text"])


def test_every_text_of_the_style_sheet_stands_on_a_ground_it_was_checked_on() -> None:
    sheet = shipped("resources", "style", "desk.qss").read_text("utf-8")
    checked = TOKENS["contrast"]["text"]
    for body in re.findall(r"\{([^{}]*)\}", sheet):
        front = re.search(r"(?<![-\w])color: \$(\w+)", body)
        ground = re.search(r"(?<![-\w])background: \$(\w+)", body)
        if front and ground:
            assert ground[1] in checked[front[1]], body


def test_no_colour_literal_outside_the_tokens() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(|QColor\(\s*[\"'\d]|GlobalColor\.(?!transparent)")
    files = [*DESK.rglob("*.py"), shipped("resources", "style", "desk.qss")]
    found = [(path.name, hit[0]) for path in files for hit in literal.finditer(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_look_can_be_put_in_force(qapp: QApplication, look: Look) -> None:
    before = theme.current().look
    try:
        set_look(qapp, look)
        assert theme.current().look == look
        assert qapp.palette().text().color() == theme.current().color("ink")
        button = QPushButton("导入缴费凭证")
        button.ensurePolished()
        assert button.sizeHint().height() == theme.current().size("control")
    finally:
        set_look(qapp, before)


def test_text_takes_the_readable_shade() -> None:
    now = theme.make_theme(Look())
    assert now.text_color("amber") == now.color("amber_ink")
    assert now.text_color("ink") == now.color("ink")
    with pytest.raises(KeyError):
        now.color("purple")


def test_large_type_widens_what_holds_text() -> None:
    assert theme.make_theme(Look()).scaled(140) == 140
    assert theme.make_theme(Look(large=True)).scaled(140) == 180


def test_the_bundled_font_is_used_where_windows_has_none(qapp: QApplication) -> None:
    assert fonts.families()[0] in {*fonts.SYSTEM_FAMILIES, "Noto Sans SC"}
    assert qapp.font().families()[0] == theme.current().families[0]
