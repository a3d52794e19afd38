"""Which font draws which character: the office's own fonts when they are installed, else those in resources/fonts.

A role (仿宋, 黑体 …) is a chain of font files. A character is drawn by the first file of the chain that has it,
so a rare name never prints as nothing; what no file has is told by FontBook.missing before anything is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from guanxian_desk.base.paths import shipped

GETA = "〓"
"""Stands where a character no font has was let through: the printers' old mark for a missing sort."""

# Controls, zero-width marks and variation selectors: kept in the data, nothing to draw.
_UNDRAWN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
# In Chinese text these fill a whole cell; a font that draws them narrow (Latin habit) leaves them to the next.
_FULL_WIDTH = frozenset("“”‘’…—")
_FULL_CELL = 0.85
# 仿宋 draws it with gaps between; a line to fill in must be one line.
_AS_SONG = frozenset("＿")


class Role(StrEnum):
    """What a font is for. TITLE is 小标宋."""

    SONG = "song"
    SONG_BOLD = "song_bold"
    HEI = "hei"
    KAI = "kai"
    FANGSONG = "fangsong"
    TITLE = "title"


@dataclass(frozen=True)
class FontFile:
    """A TrueType file, or the index-th font of a .ttc collection."""

    path: Path
    index: int = 0


class Face:
    """One font file, parsed: its advance widths (in ems) by character."""

    def __init__(self, file: FontFile) -> None:
        from reportlab.pdfbase.ttfonts import TTFontFace

        self.file = file
        self.parsed: Any = TTFontFace(str(file.path), subfontIndex=file.index)
        glyphs = self.parsed.charToGlyph
        self.widths: dict[str, float] = {
            chr(code): width / 1000 for code, width in self.parsed.charWidths.items() if glyphs.get(code)
        }


@lru_cache(maxsize=16)
def load_face(file: FontFile) -> Face:
    """The parsed face; kept, because parsing takes a tenth of a second.

    Errors: reportlab's TTFError when the file is no TrueType font or forbids embedding.
    """
    return Face(file)


class Glyph(NamedTuple):
    """Who draws a character: the face's number in its book, and the advance in ems."""

    face: int
    width: float
    char: str


class FontBook:
    """The fonts of one run of printing: a chain of files for each role.

    chains: files in order of preference; faces that cannot be used are skipped and named in `refused`.
    """

    def __init__(self, chains: Mapping[Role, tuple[FontFile, ...]]) -> None:
        self.faces: list[Face] = []
        self.refused: list[str] = []
        self._chains = dict(chains)
        self._numbers: dict[FontFile, int | None] = {}
        self.roles: dict[Role, _RoleGlyphs] = {role: _RoleGlyphs(self, role) for role in chains}

    def glyph(self, role: Role, char: str) -> Glyph:
        """The glyph for a character in a role; GETA's when no font has it."""
        return self.roles[role][char]

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The characters of the texts that no font can draw, in order of appearance."""
        glyphs = self.roles[Role.SONG]
        lacking: dict[str, None] = {}
        for text in texts:
            lacking.update((char, None) for char in drawable(text) if char != "\n" and glyphs[char].char != char)
        return list(lacking)

    def find(self, role: Role, char: str) -> Glyph | None:
        """Goes down the role's chain for a character; None when no file has it."""
        narrow: Glyph | None = None
        for file in self._chains[Role.SONG if char in _AS_SONG else role]:
            number = self._number(file)
            width = None if number is None else self.faces[number].widths.get(char)
            if number is None or width is None:
                continue
            if char not in _FULL_WIDTH or width >= _FULL_CELL:
                return Glyph(number, width, char)
            narrow = narrow or Glyph(number, width, char)
        return narrow

    def _number(self, file: FontFile) -> int | None:
        if file not in self._numbers:
            self._numbers[file] = self._open(file)
        return self._numbers[file]

    def _open(self, file: FontFile) -> int | None:
        from reportlab.pdfbase.ttfonts import TTFError

        try:
            face = load_face(file)
        except TTFError as error:
            self.refused.append(f"字库 {file.path.name} 不能用于打印（{error}）")
            return None
        self.faces.append(face)
        return len(self.faces) - 1


class _RoleGlyphs(dict[str, Glyph]):
    """Characters met so far in one role; a new one is looked up once."""

    def __init__(self, book: FontBook, role: Role) -> None:
        super().__init__()
        self._book = book
        self._role = role

    def __missing__(self, char: str) -> Glyph:
        glyph = self._book.find(self._role, char)
        if glyph is None:
            glyph = self[GETA]
        self[char] = glyph
        return glyph


def drawable(text: str) -> str:
    """The text without controls and zero-width marks; tabs become blanks, line feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    return _UNDRAWN.sub("", text.replace("\r\n", "\n").replace("\t", " "))


_BUNDLED = {
    Role.SONG: "NotoSerifSC-Regular.ttf",
    Role.SONG_BOLD: "NotoSerifSC-Bold.ttf",
    Role.HEI: "NotoSansSC-Regular.ttf",
    Role.KAI: "LXGWWenKai-Regular.ttf",
    Role.FANGSONG: "FandolFang-Regular.ttf",
    Role.TITLE: "NotoSerifSC-Bold.ttf",
}
# Who helps out when a role's own font lacks a character.
_HELPERS = (Role.SONG, Role.HEI, Role.KAI, Role.FANGSONG)


@lru_cache(maxsize=1)
def bundled_fonts() -> FontBook:
    """The book of the fonts in resources/fonts only."""
    return book_of({})


def book_of(own: Mapping[Role, tuple[FontFile, ...]], rare: tuple[FontFile, ...] = ()) -> FontBook:
    """A book that prefers the office's own files by role; rare: files tried last, for characters nobody has."""
    bundled = {role: FontFile(shipped("resources", "fonts", name)) for role, name in _BUNDLED.items()}
    # Every chain ends with every other file, so that all roles can draw the same characters.
    helpers = (*(bundled[role] for role in _HELPERS), *(file for files in own.values() for file in files), *rare)
    nearest = {Role.FANGSONG: (bundled[Role.KAI],), Role.KAI: (bundled[Role.FANGSONG],)}
    return FontBook(
        {
            role: tuple(dict.fromkeys((*own.get(role, ()), file, *nearest.get(role, ()), *helpers)))
            for role, file in bundled.items()
        }
    )
