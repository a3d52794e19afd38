"""The frame of an .xlsx/.xlsm: its sheets, its day count, which cell styles mean dates and percentages."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from guanxian_desk.exchange.package import Package
from guanxian_desk.exchange.xmlparse import starts

WORKBOOK = "xl/workbook.xml"
SHARED_STRINGS = "xl/sharedstrings.xml"
_STYLES = "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_BUILT_IN_PERCENTS = frozenset([9, 10])
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[ymdhs年月日时分秒]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its name, the part it lies in, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """Indices of cell styles that show dates, elapsed times, percentages."""

    dates: frozenset[int] = frozenset()
    elapsed: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """What is common to all sheets of a workbook."""

    sheets: tuple[SheetPart, ...]
    date1904: bool
    styles: Styles


def read_frame(package: Package) -> Frame:
    """The workbook's frame; raises UserError when it is damaged."""
    relations = _relations(package)
    sheets: list[SheetPart] = []
    date1904 = False
    for tag, attributes in starts(package, WORKBOOK):
        if tag == "workbookPr":
            date1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet" and (part := relations.get(attributes.get("id", ""))):
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(SheetPart(attributes.get("name", ""), part, hidden))
    if not sheets or any(sheet.part not in package for sheet in sheets):
        raise package.broken()
    return Frame(tuple(sheets), date1904, _styles(package))


def _relations(package: Package) -> dict[str, str]:
    """Relation id → part, worksheets only (charts and macros are no tables)."""
    found: dict[str, str] = {}
    for tag, attributes in starts(package, _RELATIONS):
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[attributes.get("Id", "")] = part
    return found


def _styles(package: Package) -> Styles:
    if _STYLES not in package:
        return Styles()
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = False
    for tag, attributes in starts(package, _STYLES):
        if tag == "numFmt":
            codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            formats.append(_number(attributes.get("numFmtId")))
    kinds = [_kind_of(number, codes) for number in formats]
    return Styles(
        *(frozenset(i for i, kind in enumerate(kinds) if kind == wanted) for wanted in ("date", "elapsed", "percent"))
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _kind_of(number: int, codes: dict[int, str]) -> str:
    if number not in codes:
        if number == 46:
            return "elapsed"
        return "date" if number in _BUILT_IN_DATES else "percent" if number in _BUILT_IN_PERCENTS else ""
    plain = _QUOTED.sub("", codes[number].split(";")[0])
    if plain.lower() == "general":
        return ""
    if re.search(r"\[[hms]+\]", plain, re.IGNORECASE):
        return "elapsed"
    if _DATE_LETTERS.search(plain):
        return "date"
    return "percent" if "%" in plain else ""
