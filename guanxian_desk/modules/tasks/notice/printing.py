"""How a notice is printed: whether its lines are broken at a fixed width, and where a paragraph visibly ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guanxian_desk.modules.tasks.notice.clauses import Names, begins_line_clause, find_clauses
from guanxian_desk.modules.tasks.notice.labels import read_label
from guanxian_desk.modules.tasks.notice.manuscript import Block, Line, em_width, tighten

_TERMINAL = "。！？；：!?;:）)〕】”"
_CLOSING = "）)〕］]】﹞"
_BROKEN_SHARE = 3
_SHORT, _RAGGED = (4, 5), (3, 5)
_SET_IN = (1, 2)
# A list in the middle of a sentence goes on behind them: 做到：一、…；｜二、…
PAUSES = ("；", ";", "：", ":")


@dataclass(frozen=True)
class Printing:
    """wrapped: lines are broken at a width; width: that of a full line, in half ems; set_in: the print begins its
    numbered paragraphs with an indent; clauses: the notice has unit clauses at all."""

    wrapped: bool
    width: int
    set_in: bool
    clauses: bool
    names: Names

    def ends_paragraph(self, line: Line) -> bool:
        """Whether a paragraph ends with the line as far as the print tells: a short line, or any where none is cut."""
        return not self.wrapped or _printed_width(line) * _SHORT[1] < self.width * _SHORT[0]

    def is_short(self, line: Line) -> bool:
        """Whether the line ends so early that no ragged print explains it: a title, or a paragraph's end."""
        return not self.wrapped or _printed_width(line) * _RAGGED[1] < self.width * _RAGGED[0]

    def ends_with_clause(self, text: str) -> bool:
        """Whether the text ends with a unit clause."""
        bare = text.rstrip("。；")
        if not bare or bare[-1] not in _CLOSING:
            return False
        clauses = find_clauses(bare, self.names)
        return bool(clauses) and clauses[-1].end == len(bare)


def observe(blocks: Sequence[Block], names: Names) -> Printing:
    """How these blocks are printed."""
    lines = [block for block in blocks if isinstance(block, Line)]
    texts = [tighten(line.text) for line in lines]
    broken = [
        not line.whole and _is_broken(text, following) for line, text, following in zip(lines, texts, [*texts[1:], ""])
    ]
    widths = sorted(_printed_width(line) for line, cut in zip(lines, broken) if cut)
    wrapped = sum(broken) * _BROKEN_SHARE > len(lines)
    return Printing(
        wrapped,
        widths[len(widths) * 9 // 10] if widths else 0,
        _are_set_in([line for line, after in zip(lines, ["", *texts]) if _is_numbered(line, after)]),
        bool(find_clauses("\n".join(["", *texts]), names)),
        names,
    )


def _is_numbered(line: Line, after: str) -> bool:
    """Whether the line begins with a number, and not behind a pause, where a list in a sentence goes on."""
    return read_label(tighten(line.text)) is not None and not after.endswith(PAUSES)


def _are_set_in(numbered: Sequence[Line]) -> bool:
    """Whether most of the lines that begin with a number are indented; the others go on with a sentence."""
    indented = sum(line.indented for line in numbered)
    return indented > 1 and indented * _SET_IN[1] > len(numbered) * _SET_IN[0]


def _printed_width(line: Line) -> int:
    """With its indent: a paragraph's first line is no shorter for being set in."""
    return em_width(line.text.rstrip().replace("\t", "    "))


def _is_broken(text: str, following: str) -> bool:
    """Whether the line stops in the middle of a sentence."""
    if not following or text[-1] in _TERMINAL or read_label(following):
        return False
    return not begins_line_clause(text) and not begins_line_clause(following)
