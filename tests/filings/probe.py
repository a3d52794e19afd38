"""Reads a produced PDF as a stranger would: characters with the places of their origins and their ink."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Char:
    """One character: its origin (x, baseline y), and the box of its ink; points, y upwards from the sheet's foot."""

    text: str
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Sheet:
    """A page of the PDF."""

    width: float
    height: float
    chars: tuple[Char, ...]

    @property
    def lines(self) -> list[list[Char]]:
        """The characters by baseline, from top to bottom, each line from left to right."""
        ordered = sorted(self.chars, key=lambda char: (-round(char.y, 1), char.x))
        return [list(line) for _, line in groupby(ordered, key=lambda char: round(char.y, 1))]

    @property
    def texts(self) -> list[str]:
        """The lines' texts."""
        return ["".join(char.text for char in line) for line in self.lines]


def sheets(pdf: bytes) -> list[Sheet]:
    """Every page of a PDF."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_sheet(document, index) for index in range(len(document))]
    finally:
        document.close()


def copied(pdf: bytes) -> list[str]:
    """The text of every page, as it is copied from a reader."""
    document = pdfium.PdfDocument(pdf)
    try:
        found = []
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
        return found
    finally:
        document.close()


def _sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    page = document[index]
    text = page.get_textpage()
    chars = [_char(text.raw, place) for place in range(text.count_chars()) if not _made_up(text.raw, place)]
    width, height = page.get_size()
    text.close()
    page.close()
    return Sheet(width, height, tuple(_joined(chars)))


def _joined(chars: list[Char]) -> Iterator[Char]:
    """Characters beyond the BMP come in two halves."""
    waiting: Char | None = None
    for char in chars:
        if "\ud800" <= char.text <= "\udbff":
            waiting = char
            continue
        if waiting is not None:
            whole = (waiting.text + char.text).encode("utf-16-be", "surrogatepass").decode("utf-16-be")
            char, waiting = replace(waiting, text=whole, right=char.right), None
        yield char


def _made_up(text: object, place: int) -> bool:
    """Blanks and line ends that the reader adds by itself."""
    return raw.FPDFText_IsGenerated(text, place) == 1


def _char(text: object, place: int) -> Char:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, place, x, y)
    box = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text, place, *box)
    left, right, bottom, top = (value.value for value in box)
    return Char(chr(raw.FPDFText_GetUnicode(text, place)), x.value, y.value, left, bottom, right, top)
