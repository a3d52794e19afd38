"""Breaks Chinese text into lines: 避头尾 at both ends, what belongs together stays together, a font for each run.

Kept whole: Latin words and numbers with their units (3,000万元, 13日), document numbers (〔2022〕8号), blanks to
fill in (〔　　〕), …… and ——. What may not begin a line takes the character before it along (pushed out, the slack
is spread over the line by whoever draws it); a whole longer than a line is cut where it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from guanxian_desk.filings.fonts import FontBook, Glyph, Role, drawable

NO_START = frozenset("，。、；：？！）》〉」』】〕”’％‰℃·～／,.;:?!)]}%~/- 　…—")
"""Never at a line's start (GB/T 15834: points, closing marks, joining and dividing marks)."""
NO_END = frozenset("（《〈「『【〔“‘([{￥¥＄$№/")
"""Never at a line's end: opening marks and the signs before an amount."""

_UNITS = (
    "个百分点|个工作日|个自然日|个|平方公里|平方米|立方米|公里|公斤|公顷|千米|千克|千瓦|小时|分钟|万亿元|亿元|万元|千元|"
    "万户|万人|万吨|万亩|万张|万|亿|元|角|分|年|月|日|时|秒|天|周|岁|名|人|户|家|张|笔|件|份|条|款|项|次|期|号|页|亩|"
    "吨|米|克|升|度|倍|成|座|台|辆|套|处|场|种|类|批|级|位|届|周年"
)
_WHOLE = re.compile(
    r"〔[^〔〕\n]{0,12}〕(?:第?\d+号)?"
    r"|…{1,2}|—{1,2}"
    r"|\d*[A-Za-zÀ-ɏ](?:[A-Za-z0-9À-ɏ_'@&+#*.\-]*[A-Za-z0-9À-ɏ])?"
    rf"|第?[-+−]?[¥￥$]?\d+(?:[,.:/*\-]+\d+)*(?:[%％‰℃㎡]|{_UNITS}|[A-Za-z]{{1,4}})?"
    r"|\n"
    r"|."
)


class Span(NamedTuple):
    """A stretch of one line drawn by one face; width in points, without spacing."""

    face: int
    text: str
    width: float


class Line(NamedTuple):
    """One broken line: spans in order, their natural width (spacing included), the number of characters.

    ends: whether the paragraph, or a forced line, ends here (such a line is not spread).
    """

    spans: tuple[Span, ...]
    width: float
    length: int
    ends: bool


class _Text(NamedTuple):
    """Text ready to be broken: its glyphs and the running width before each of them."""

    text: str
    glyphs: list[Glyph]
    before: list[float]
    size: float

    def width(self, start: int, end: int) -> float:
        return self.before[end] - self.before[start]


def break_text(
    runs: Sequence[tuple[str, Role]],
    book: FontBook,
    size: float,
    width: float,
    first: float = 0.0,
    spacing: float = 0.0,
) -> tuple[Line, ...]:
    """Breaks runs of text (each with its role) into lines.

    size, width in points; first: how much narrower the first line is (its indent);
    spacing: added after every character. Line feeds force a new line. Empty text gives no line.
    """
    text = _measure(runs, book, size, spacing)
    if not text.text:
        return ()
    if "\n" not in text.text and text.before[-1] <= width - first + 0.01:
        return (_line(text, 0, len(text.text), True),)
    lines: list[Line] = []
    for start, end in _pieces(text):
        lines.extend(_fill(text, start, end, width, first if start == 0 else 0.0))
    return tuple(lines)


def natural_width(text: str, role: Role, book: FontBook, size: float) -> float:
    """The width in points of the text's longest line when nothing is broken."""
    glyphs = book.roles[role]
    return max(sum(glyphs[char].width for char in part) * size for part in drawable(text).split("\n"))


def _measure(runs: Sequence[tuple[str, Role]], book: FontBook, size: float, spacing: float) -> _Text:
    text = ""
    glyphs: list[Glyph] = []
    for part, role in runs:
        shown = drawable(part)
        table = book.roles[role]
        glyphs.extend(
            [table[char] for char in shown if char != "\n"] if "\n" not in shown else _with_feeds(shown, table)
        )
        text += shown
    before = list(accumulate((glyph.width * size + spacing for glyph in glyphs), initial=0.0))
    return _Text(text, glyphs, before, size)


def _with_feeds(text: str, table: dict[str, Glyph]) -> list[Glyph]:
    return [Glyph(-1, 0.0, char) if char == "\n" else table[char] for char in text]


def _pieces(text: _Text) -> Iterator[tuple[int, int]]:
    """The stretches between forced line ends."""
    start = 0
    for part in text.text.split("\n"):
        yield start, start + len(part)
        start += len(part) + 1


def _fill(text: _Text, start: int, end: int, width: float, first: float) -> list[Line]:
    """Greedy: as many unbreakable chunks as go on a line."""
    lines: list[Line] = []
    room = width - first
    begin = start
    for chunk_start, chunk_end in _chunks(text.text, start, end):
        shown_end = _without_blanks(text.text, chunk_start, chunk_end)
        if text.width(begin, shown_end) <= room + 0.01:
            continue
        if chunk_start > begin:
            lines.append(_line(text, begin, chunk_start, False))
            begin, room = chunk_start, width
        while text.width(begin, shown_end) > room + 0.01:
            cut = _forced_cut(text, begin, shown_end, room)
            lines.append(_line(text, begin, cut, False))
            begin, room = cut, width
    lines.append(_line(text, begin, end, True))
    return lines


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between the places where a line may end."""
    begin = start
    for match in _WHOLE.finditer(text, start, end):
        at = match.start()
        if at > begin and text[at - 1] not in NO_END and _may_start(match[0]):
            yield begin, at
            begin = at
    if begin < end:
        yield begin, end


def _may_start(whole: str) -> bool:
    # A minus before digits is part of the number, not a joining mark.
    return whole[0] not in NO_START or (whole[0] == "-" and len(whole) > 1)


def _forced_cut(text: _Text, begin: int, end: int, room: float) -> int:
    """Where to cut a chunk longer than a line: at a lawful place if there is one, else where the line is full."""
    full = begin + 1
    while full < end and text.width(begin, full + 1) <= room + 0.01:
        full += 1
    for cut in range(full, begin, -1):
        if text.text[cut] not in NO_START and text.text[cut - 1] not in NO_END:
            return cut
    return full


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _line(text: _Text, start: int, end: int, ends: bool) -> Line:
    end = _without_blanks(text.text, start, end) if not ends else end
    glyphs = text.glyphs[start:end]
    spans: list[Span] = []
    begin = 0
    for index in range(1, len(glyphs) + 1):
        if index == len(glyphs) or glyphs[index].face != glyphs[begin].face:
            part = glyphs[begin:index]
            natural = sum(glyph.width for glyph in part) * text.size
            spans.append(Span(part[0].face, "".join([glyph.char for glyph in part]), natural))
            begin = index
    return Line(tuple(spans), text.width(start, end), end - start, ends)
