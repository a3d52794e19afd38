"""Breaks a title by sense (词意完整, 排列对称): lines of like length that end where a reader pauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.linebreak import NO_END, NO_START
from guanxian_desk.filings.layout.text import Typesetter

# Good places to end a line: after these words …
_AFTER = re.compile(r"(?:人民政府|办公室|委员会|领导小组|指挥部|关于印发|关于|转发|印发|[、，：；）》”])(?=.)")
# … and before these.
_BEFORE = re.compile(
    r"(?<=.)(?=[《“（])"
    r"|(?<=.)(?=(?:实施|工作|行动|发放|活动|管理|若干)[^，、]{0,6}(?:方案|办法|意见|规定|措施|通知))"
)
_TORN = re.compile(r"[A-Za-z0-9.%]+|…+|—+")
_BREATH = 8.0
"""How many characters of unevenness a break at a pause is worth."""
_MOST = 4


def title_lines(title: str, typesetter: Typesetter, size: float, width: float) -> list[str]:
    """The title's lines, as few as will do: at line feeds as its writer said, at “｜” where they may end, by sense."""
    if "\n" in title:
        return [line for part in title.split("\n") if part for line in title_lines(part, typesetter, size, width)]
    if "｜" in title:
        parts = [part for part in title.split("｜") if part]
        return _joined([line for part in parts for line in title_lines(part, typesetter, size, width)], width / size)
    total = typesetter.width(title, Role.TITLE, size)
    # A line nearly as long as the type area looks no longer like a title's.
    count = max(1, -int(-total // (width - size)))
    if count == 1:
        return [title]
    return (_best(title, count, width / size) if count <= _MOST else []) or _broken(title, typesetter, size, width)


def _joined(parts: Sequence[str], room: float) -> list[str]:
    """The parts on the fewest lines of at most so many characters, of lines as even as can be."""
    found = ["".join(parts)] if sum(map(len, parts)) <= room - 1 else []
    for cuts in [] if found else _cuts(len(parts)):
        lines = ["".join(parts[start:end]) for start, end in pairwise((0, *cuts, len(parts)))]
        lengths = [len(line) for line in lines]
        if found and len(lines) > len(found):
            break
        if max(lengths) <= room and (not found or max(lengths) - min(lengths) < _unevenness(found)):
            found = lines
    return found or list(parts)


def _cuts(count: int) -> Iterator[tuple[int, ...]]:
    """Where lines may begin, the fewest lines first."""
    for lines in range(1, count):
        yield from combinations(range(1, count), lines)


def _unevenness(lines: Sequence[str]) -> int:
    return max(map(len, lines)) - min(map(len, lines))


def _best(title: str, count: int, room: float) -> list[str]:
    pauses = {match.end() for match in _AFTER.finditer(title)} | {match.start() for match in _BEFORE.finditer(title)}
    lawful = [at for at in range(2, len(title) - 1) if _may_break(title, at)]
    best: tuple[float, list[str]] = (float("inf"), [])
    for cuts in combinations(lawful, count - 1):
        edges = (0, *cuts, len(title))
        lines = [title[start:end] for start, end in pairwise(edges)]
        if max(map(len, lines)) <= room:
            cost = max(map(len, lines)) - min(map(len, lines)) + sum(_BREATH for cut in cuts if cut not in pauses)
            best = min(best, (cost, lines))
    return best[1]


def _may_break(title: str, at: int) -> bool:
    if title[at] in NO_START or title[at - 1] in NO_END or title[at] in "的和与及":
        return False
    return not any(match.start() < at < match.end() for match in _TORN.finditer(title))


def _broken(title: str, typesetter: Typesetter, size: float, width: float) -> list[str]:
    lines = typesetter.broken(((title, Role.TITLE),), size, width)
    return ["".join(span.text for span in line.spans) for line in lines]
