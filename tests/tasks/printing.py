"""Prints a plan the way offices do — wrapped lines, page furniture, indents, brackets — to be read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

OPENING, CLOSING = "（(〔［[【《“", "，。、；：！？）)〕］]】》”％%"


@dataclass(frozen=True)
class Printed:
    """A layout. width: in characters, 0 for one line a paragraph; gap: a blank line after every line; page: lines a
    page, 0 for no pages; brackets: around the unit clause; indent: before a paragraph; joint: between units."""

    width: int = 0
    gap: bool = False
    page: int = 0
    brackets: str = "〔〕"
    indent: str = ""
    foot: str = "- {} -"
    head: str = ""
    newline: str = "\n"
    dot: str = "."


@dataclass
class Item:
    """One task for the press."""

    label: str
    text: str
    lead: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)


def clause(item: Item, brackets: str) -> str:
    """〔牵头单位：…；责任单位：…〕, nothing where nobody is named."""
    parts = [
        f"{name}：{'、'.join(units)}"
        for name, units in (("牵头单位", item.lead), ("责任单位", item.responsible))
        if units
    ]
    return brackets[0] + "；".join(parts) + brackets[1] if parts else ""


def wrap(paragraph: str, width: int) -> Iterator[str]:
    """Lines of a width in characters; no line begins with a closing mark or ends with an opening one."""
    while len(paragraph) > width > 0:
        cut = width
        while cut < len(paragraph) and paragraph[cut] in CLOSING:
            cut += 1
        while cut > 1 and paragraph[cut - 1] in OPENING:
            cut -= 1
        # A number stays whole, as any press keeps it.
        while 1 < cut < len(paragraph) and paragraph[cut].isascii() and paragraph[cut - 1].isascii():
            cut -= 1
        yield paragraph[:cut]
        paragraph = paragraph[cut:]
    if paragraph:
        yield paragraph


def press(paragraphs: list[str], layout: Printed) -> str:
    """The printed text of paragraphs."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += wrap(layout.indent + paragraph, layout.width) if layout.width else [layout.indent + paragraph]
    printed: list[str] = [layout.head] if layout.page and layout.head else []
    for number, line in enumerate(lines, 1):
        printed.append(line)
        if layout.gap:
            printed.append("")
        if layout.page and number % layout.page == 0:
            printed += ["", layout.foot.format(number // layout.page)]
            printed += [layout.head] if layout.head else []
    return layout.newline.join(printed)
