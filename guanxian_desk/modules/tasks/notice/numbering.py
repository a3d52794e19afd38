"""Automatic numbers of Word paragraphs: they are not in the text and must be counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """一, 十, 十二, 二十: up to 99; larger numbers in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "taiwaneseCountingThousand": chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "bullet": lambda _number: "",
    "none": lambda _number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """The lists of one document, counted paragraph by paragraph in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._styled: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            for element in numbering.iter(f"{W}abstractNum"):
                self._abstract[_value(element, "abstractNumId")] = _levels(element)
            for element in numbering.iter(f"{W}num"):
                self._lists[_value(element, "numId")] = _child(element, "abstractNumId")
        for style in styles.iter(f"{W}style") if styles is not None else ():
            if place := _place(style.find(f"{W}pPr/{W}numPr")):
                self._styled[_value(style, "styleId")] = place

    def label(self, paragraph: Element) -> str:
        """The number before the paragraph's text, "" when it has none; each call counts one on."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        place = _place(properties.find(f"{W}numPr")) or self._styled.get(_child(properties, "pStyle"))
        if not place or not "".join(paragraph.itertext()).strip():
            return ""
        abstract = self._lists.get(place[0], "")
        levels = self._abstract.get(abstract, {})
        return self._count(abstract, place[1], levels) if place[1] in levels else ""

    def _count(self, abstract: str, depth: int, levels: dict[int, _Level]) -> str:
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        label = levels[depth].text
        for at, level in levels.items():
            number = counts.get(at, level.start)
            label = label.replace(f"%{at + 1}", _FORMATS.get(level.form, str)(number))
        return "" if levels[depth].form in ("bullet", "none") else label


def _levels(element: Element) -> dict[int, _Level]:
    return {
        _whole(_value(level, "ilvl"), 0): _Level(
            _whole(_child(level, "start"), 1), _child(level, "numFmt") or "decimal", _child(level, "lvlText")
        )
        for level in element.iter(f"{W}lvl")
    }


def _place(properties: Element | None) -> tuple[str, int] | None:
    if properties is None:
        return None
    number = _child(properties, "numId")
    return (number, _whole(_child(properties, "ilvl"), 0)) if number not in ("", "0") else None


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else default


def _value(element: Element, name: str) -> str:
    return element.get(f"{W}{name}", "")


def _child(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
