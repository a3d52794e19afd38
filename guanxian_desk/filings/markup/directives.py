"""What each directive of the markup does to the document being read. The list for a reader is in parse.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from guanxian_desk.base.picture import Picture
from guanxian_desk.filings.document import (
    Align,
    Annotation,
    Attachments,
    Attendance,
    Blank,
    Block,
    Box,
    Boxes,
    Facts,
    Figure,
    Imprint,
    KeyFigures,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    PictureBlock,
    Signature,
    SignLines,
    Table,
    TearOff,
)
from guanxian_desk.filings.markup import inline
from guanxian_desk.filings.markup.filters import BLANK
from guanxian_desk.filings.markup.reading import Reading

Directive = Callable[[Reading, str], None]
"""Takes what is being read and the text after the directive's name. ValueError in Chinese when it will not do."""

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def _once(name: str) -> Directive:
    return lambda reading, rest: reading.set_once(name, rest)


def _aligned(align: Align) -> Directive:
    return lambda reading, rest: reading.blocks.append(Paragraph(inline.runs(rest), indent=False, align=align))


def _alone(block: Block) -> Directive:
    def add(reading: Reading, rest: str) -> None:
        if rest:
            raise ValueError("后面不应再有内容")
        reading.blocks.append(block)

    return add


def _masthead(reading: Reading, rest: str) -> None:
    fields = inline.parts(rest)
    if len(fields) != 4:
        raise ValueError("要有名称、期号、编发单位、日期四项，用“|”隔开")
    reading.masthead = Masthead(*fields)


def _table(reading: Reading, rest: str) -> None:
    table = reading.value(rest)
    if not isinstance(table, Table):
        raise ValueError(f"“{rest}”不是表格")
    reading.blocks.append(table)


def _facts(reading: Reading, rest: str) -> None:
    name, _, columns = rest.partition(" ")
    items = reading.value(name)
    if not isinstance(items, list | tuple) or not items or not all(_is_pair(item) for item in items):
        raise ValueError(f"“{name}”不是一组名称和内容")
    reading.blocks.append(Facts(tuple((item[0], item[1]) for item in items), _between(columns or "2", 1, 4)))


def _is_pair(item: object) -> bool:
    return isinstance(item, tuple) and len(item) == 2 and all(isinstance(part, str) for part in item)


def _figures(reading: Reading, rest: str) -> None:
    given = reading.value(rest)
    figures = given.figures if isinstance(given, KeyFigures) else given
    if not isinstance(figures, list | tuple) or not figures or not all(isinstance(item, Figure) for item in figures):
        raise ValueError(f"“{rest}”不是一组关键数字")
    reading.blocks.append(KeyFigures(tuple(figures)))


def _picture(reading: Reading, rest: str) -> None:
    name, _, percent = rest.partition(" ")
    shape = reading.value(name)
    if not isinstance(shape, Picture):
        raise ValueError(f"“{name}”不是图")
    share = _between(percent.removesuffix("%") or "100", 10, 100)
    reading.blocks.append(PictureBlock(shape, share / 100))


def _between(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise ValueError(f"“{text}”应是 {least} 到 {most} 之间的整数")
    return int(text)


def _signature(sealed: bool) -> Directive:
    def begin(reading: Reading, rest: str) -> None:
        issuers = tuple(part for part in inline.parts(rest) if part)
        if not issuers:
            raise ValueError("没有署名")
        reading.unsigned = Signature(issuers, None, sealed)

    return begin


def _date(reading: Reading, rest: str) -> None:
    if reading.unsigned is None:
        raise ValueError("前面要有“@sign”或“@byline”")
    match = _DAY.fullmatch(rest)
    if rest and rest != BLANK and not match:
        raise ValueError(f"“{rest}”不是“2022年4月13日”这样的日期")
    day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    reading.blocks.append(replace(reading.unsigned, day=day))
    reading.unsigned = None


def _listed(build: Callable[[tuple[str, ...]], Block]) -> Directive:
    def add(reading: Reading, rest: str) -> None:
        names = tuple(part for part in inline.parts(rest) if part)
        if not names:
            raise ValueError("没有内容")
        reading.blocks.append(build(names))

    return add


def _annotation(reading: Reading, rest: str) -> None:
    if not rest:
        raise ValueError("没有内容")
    reading.blocks.append(Annotation(inline.plain(rest)))


def _present(reading: Reading, rest: str) -> None:
    label, colon, names = inline.plain(rest).partition("：")
    if not colon or not label:
        raise ValueError("要写成“出席：某单位某某”")
    reading.blocks.append(Attendance(label, names.strip()))


def _boxes(reading: Reading, rest: str) -> None:
    lines, *cells = inline.parts(rest)
    if not cells:
        raise ValueError("要有行数和至少一格，例如“@boxes 3 | 签发 | 会签”")
    halves = [cell.partition("：") for cell in cells]
    reading.blocks.append(Boxes(tuple(Box(label, text) for label, _, text in halves), _between(lines, 1, 20)))


def _signed_by(reading: Reading, rest: str) -> None:
    reading.signed_by = (*reading.signed_by, *(part for part in inline.parts(rest) if part))


def _unnumbered(reading: Reading, rest: str) -> None:
    if rest:
        raise ValueError("后面不应再有内容")
    reading.numbered = False


def _tear_off(reading: Reading, rest: str) -> None:
    if reading.outer is not None:
        raise ValueError("回执里不能再有回执")
    reading.outer, reading.blocks, reading.slip_title = reading.blocks, [], inline.plain(rest)


def _end(reading: Reading, rest: str) -> None:
    if reading.outer is None or rest:
        raise ValueError("前面没有“@tearoff”，或后面多了内容")
    reading.blocks = [*reading.outer, TearOff(reading.slip_title, tuple(reading.blocks))]
    reading.outer = None


def _imprint(change: Callable[[Imprint, str], Imprint]) -> Directive:
    def add(reading: Reading, rest: str) -> None:
        reading.imprint = change(reading.imprint or Imprint(), rest)

    return add


def _printed(imprint: Imprint, rest: str) -> Imprint:
    office, day = (*inline.parts(rest), "")[:2]
    return replace(imprint, office=office, day=day)


DIRECTIVES: dict[str, Directive] = {
    "number": _once("number"),
    "to": _once("addressee"),
    "head": _once("red_head"),
    "secrecy": _once("secrecy"),
    "urgency": _once("urgency"),
    "serial": _once("serial"),
    "subject": _once("subject"),
    "masthead": _masthead,
    "center": _aligned("center"),
    "right": _aligned("right"),
    "flush": _aligned("left"),
    "table": _table,
    "facts": _facts,
    "figures": _figures,
    "picture": _picture,
    "note": lambda reading, rest: reading.blocks.append(Note(inline.plain(rest))),
    "attachments": _listed(Attachments),
    "sign": _signature(sealed=True),
    "byline": _signature(sealed=False),
    "date": _date,
    "signers": _listed(SignLines),
    "issuer": _signed_by,
    "annotation": _annotation,
    "present": _present,
    "boxes": _boxes,
    "blank": _alone(Blank()),
    "pagebreak": _alone(PageBreak()),
    "unnumbered": _unnumbered,
    "tearoff": _tear_off,
    "end": _end,
    "cc": _imprint(lambda imprint, rest: replace(imprint, lines=(*imprint.lines, inline.plain(rest)))),
    "printed": _imprint(_printed),
    "copies": _imprint(lambda imprint, rest: replace(imprint, copies=inline.plain(rest))),
    "evenpage": _imprint(lambda imprint, _rest: replace(imprint, even_page=True)),
}
"""Every directive of the markup."""


NAMED = frozenset({"table", "facts", "figures", "picture"})
"""The directives whose first word names something the form is given."""
