"""Breaks a title by sense (词意完整, 排列对称): lines of like length that end where a reader pauses."""

from __future__ import annotations

import re
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
    """The title's lines: at “｜” and line feeds as its writer said, else by sense, on as few lines as will do."""
    if "｜" in title or "\n" in title:
        return [part for part in re.split(r"[｜\n]", title) if part]
    total = typesetter.width(title, Role.TITLE, size)
    # A line nearly as long as the type area looks no longer like a title's.
    count = max(1, -int(-total // (width - size)))
    if count == 1:
        return [title]
    return (_best(title, count, width / size) if count <= _MOST else []) or _broken(title, typesetter, size, width)


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
