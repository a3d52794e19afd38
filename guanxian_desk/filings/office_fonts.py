"""The office's own fonts: those of Windows and what the office added (方正小标宋, 仿宋_GB2312, 楷体_GB2312)."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from guanxian_desk.filings.fonts import FontBook, FontFile, Role, book_of

# File names as the fonts are installed under, best first. An official paper asks for 小标宋 and the GB2312 cuts.
_WANTED: dict[Role, tuple[str, ...]] = {
    Role.SONG: (r"simsun\.ttc", r"simsun\.ttf", r"宋体.*\.tt[cf]"),
    Role.HEI: (r"simhei\.ttf", r"黑体.*\.ttf"),
    Role.KAI: (r"(楷体|kaiti|simkai)_?gb_?2312.*\.ttf", r"simkai\.ttf", r"楷体.*\.ttf"),
    Role.FANGSONG: (r"(仿宋|fangsong|simfang)_?gb_?2312.*\.ttf", r"simfang\.ttf", r"仿宋.*\.ttf"),
    Role.TITLE: (r"fzxbs(jw|k|_gbk|j)?(--gb1-0)?\.ttf", r"方正小标宋.*\.ttf"),
}
_RARE = (r"simsunb\.ttf", r"simsunextg\.ttf")


def windows_folders() -> list[Path]:
    """Where Windows keeps fonts: the machine's folder and this user's own. Empty on other systems."""
    places = (("WINDIR", "Fonts"), ("LOCALAPPDATA", r"Microsoft\Windows\Fonts"))
    found = [Path(os.environ[name], *rest.split("\\")) for name, rest in places if name in os.environ]
    return [folder for folder in found if folder.is_dir()]


def office_fonts(folders: Sequence[Path] | None = None) -> FontBook:
    """The book for printing at this office: its own fonts where installed, the bundled ones behind them.

    folders: where to look; Windows' own folders when None.
    """
    return _book(tuple(windows_folders() if folders is None else folders))


@lru_cache(maxsize=4)
def _book(folders: tuple[Path, ...]) -> FontBook:
    files = {path.name.lower(): path for folder in folders for path in sorted(folder.iterdir())}
    own = {role: _matching(files, patterns) for role, patterns in _WANTED.items()}
    return book_of(own, rare=_matching(files, _RARE))


def _matching(files: dict[str, Path], patterns: tuple[str, ...]) -> tuple[FontFile, ...]:
    return tuple(FontFile(path) for pattern in patterns for name, path in files.items() if re.fullmatch(pattern, name))
