"""A notice as it arrives: printed lines and tables, in their order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line; indented: its paragraph's first line is set in; whole: it is a paragraph of its own (from Word);
    page: a page begins with it."""

    text: str
    indented: bool = False
    whole: bool = False
    page: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with line breaks as \\n; covered: it lies under a cell merged from above or from the left."""

    text: str
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows, every row as wide as the table."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Line | Table


def em_width(text: str) -> int:
    """The printed width in half ems: 2 for a Chinese character, 1 for a Latin one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def tighten(text: str) -> str:
    """One printed line without blanks, except between two Latin letters or digits (reading 3)."""
    parts = _visible(text).split()
    line = ""
    for part in parts:
        gap = " " if line and _latin(line[-1]) and _latin(part[0]) else ""
        line += gap + part
    return line


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _visible(text: str) -> str:
    """Without format characters such as zero-width blanks and byte-order marks."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")
