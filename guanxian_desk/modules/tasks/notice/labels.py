"""The numbers before headings and tasks: 第一部分, 一、, （一）, 1., （1）, ① — from the highest rank to the lowest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_CHINESE = "[一二三四五六七八九十百]+"
_DECIMAL = re.compile(r"(?!(?:19|20)\d{2}年)\d")
_VALUES = {char: value for value, char in enumerate("一二三四五六七八九", 1)}


class Rank(IntEnum):
    """How high a number stands."""

    PART = 0
    CHINESE = 1
    BRACKETED = 2
    ARABIC = 3
    SUB = 4
    CIRCLED = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the beginning of a line.

    value: the number; path: how a heading's path writes it (一, （一）, 1); length: how many characters of the
    tightened line it takes; before_digit: a digit follows directly, as in 3.5.
    """

    rank: Rank
    value: int
    path: str
    length: int
    before_digit: bool = False


_PATTERNS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (Rank.PART, re.compile(rf"第({_CHINESE}|\d{{1,2}})(部分|章|篇|编)[、:：]?")),
    (Rank.CHINESE, re.compile(rf"({_CHINESE})[、.．]")),
    (Rank.BRACKETED, re.compile(rf"[（(]({_CHINESE})[）)][、.．]?")),
    (Rank.ARABIC, re.compile(r"(\d{1,3})[.．、]")),
    (Rank.SUB, re.compile(r"[（(](\d{1,3})[）)][、.．]?|(\d{1,3})[）)]")),
    (Rank.CIRCLED, re.compile(r"([①-⑳])")),
)


def read_label(line: str) -> Label | None:
    """The number that a tightened line begins with; None when it begins with none."""
    for rank, pattern in _PATTERNS:
        match = pattern.match(line)
        if match:
            digits = next(group for group in match.groups() if group)
            value = number_value(digits)
            path, decimal = _path(rank, digits, match), _DECIMAL.match(line, match.end()) is not None
            return Label(rank, value, path, match.end(), decimal) if value else None
    return None


def number_value(digits: str) -> int:
    """1 for 1, 一 and ①; 0 when it is no number."""
    if digits.isascii() and digits.isdigit():
        return int(digits)
    if "①" <= digits[:1] <= "⑳":
        return ord(digits) - ord("①") + 1
    total = 0
    for part in re.findall(r"[一二三四五六七八九]?[十百]|[一二三四五六七八九]", digits):
        unit = {"十": 10, "百": 100}.get(part[-1], 1)
        total += (_VALUES.get(part[0], 1)) * unit
    return total


def _path(rank: Rank, digits: str, match: re.Match[str]) -> str:
    if rank is Rank.PART:
        return f"第{digits}{match[2]}"
    return f"（{digits}）" if match[0][0] in "（(" else digits
