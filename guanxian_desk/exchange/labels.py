"""Reading one heading: its name without decoration, and the unit it declares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from guanxian_desk.exchange.declare import Kind, Sheet

MONEY_UNITS = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕")
_MONEY_UNIT = re.compile(r"(?:金额)?(?:单位)?[:为]?(?:人民币)?(千元|百万元|万元|亿元|元)(?:/.+)?")
_PERCENT_UNIT = re.compile(r"(?:单位)?[:为]?(?:%|百分比|百分数|百分之)")
_OTHER_MONEY = re.compile(r"(?:单位)?[:为]?(?:人民币)?(?:[角分]|.{1,3}元)")
_SUFFIX = re.compile(r"[/,、:_\-]?((?:人民币)?(?:千元|百万元|万元|亿元|元)|%)$")
_TITLE_UNIT = re.compile(
    r"(?:(?<![填报]报)(?<!报送)单\s*位\s*[:为]|\()\s*\(?(?:人民币)?\s*(千元|百万元|万元|亿元|元)\s*(?![\u4e00-\u9fff])"
)
_WITHOUT_BRACKETS = 100  # more than any column has aliases
_DECORATION = "*★☆:#、.·"


@dataclass(frozen=True, slots=True)
class Label:
    """A heading as read: the field it names (None when unknown), how good the match is (0 best), its unit.

    unit: "元", "万元" …, "%" or ""; "?" for a money unit the desk does not know.
    """

    field: str | None
    rank: int = 0
    unit: str = ""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A heading for comparison: half-width, no blanks, line breaks or marks around it, capitals."""
    bare = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return bare.strip(_DECORATION).upper()


@lru_cache(maxsize=64)
def vocabulary(sheet: Sheet) -> Mapping[str, tuple[str, int]]:
    """Every known spelling → (field, rank); a column's own heading wins over another column's alias.

    What a declared heading says in brackets may be missing, or be another unit, in a file: last of all spellings.
    """
    known: dict[str, tuple[str, int]] = {}
    for column in sheet.columns:
        for rank, name in enumerate((column.heading, *column.aliases)):
            for spelled, worth in ((plain(name), rank), (_bare(name), rank + _WITHOUT_BRACKETS)):
                if spelled and (spelled not in known or worth < known[spelled][1]):
                    known[spelled] = (column.field, worth)
    return known


@lru_cache(maxsize=8192)
def spellings(text: str) -> tuple[str, str, str]:
    """A heading as written, without what stands in brackets, and without a unit at its end."""
    return plain(text), _bare(text), _SUFFIX.sub("", _bare(text))


@lru_cache(maxsize=16_384)
def read_label(text: str, sheet: Sheet) -> Label:
    """What a heading stands for in the sheet kind."""
    known = vocabulary(sheet)
    for spelled in spellings(text):
        if spelled in known:
            field, rank = known[spelled]
            return Label(field, rank, declared_unit(text, sheet.by_field[field].kind))
    return Label(None)


def declared_unit(text: str, kind: Kind) -> str:
    """The unit that a heading declares for a column of the kind, as in Label.unit."""
    name = plain(text)
    hints = ["".join(groups) for groups in _BRACKETED.findall(name)]
    if suffix := _SUFFIX.search(_bare(text)):
        hints.append(suffix[1])
    for hint in hints:
        if kind is Kind.PERCENT and _PERCENT_UNIT.fullmatch(hint):
            return "%"
        if kind is Kind.MONEY and (match := _MONEY_UNIT.fullmatch(hint)):
            return match[1]
        if kind is Kind.MONEY and _OTHER_MONEY.fullmatch(hint):
            return "?"
    return ""


def _bare(text: str) -> str:
    """The heading without what stands in brackets."""
    return _BRACKETED.sub("", plain(text)).strip(_DECORATION)


def is_unit_label(text: str) -> bool:
    """Whether a cell under a heading says nothing but a unit."""
    name = plain(text).strip("()[]")
    return _MONEY_UNIT.fullmatch(name) is not None or _PERCENT_UNIT.fullmatch(name) is not None


def title_unit(text: str) -> str:
    """The money unit that a line above the headings declares ("" when none): 单位：万元."""
    match = _TITLE_UNIT.search(unicodedata.normalize("NFKC", text))
    return match[1] if match else ""
