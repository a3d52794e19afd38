"""Which lines begin a heading or a task, and the tree that they make (readings 1–3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guanxian_desk.modules.tasks.notice.clauses import begins_line_clause, open_clause
from guanxian_desk.modules.tasks.notice.labels import Label, Rank, read_label
from guanxian_desk.modules.tasks.notice.manuscript import Block, Line, Table, tighten
from guanxian_desk.modules.tasks.notice.printing import PAUSES, Printing

_TERMINAL = "。！？；：!?;:"
# No sentence and no title ends so: 第｜（二）项 goes on.
_DANGLING = "第、，,和与及至"
_CLOSERS = "”’）)】〕］]》"
# A unit clause is not longer; what stands before it does not matter for its end.
_TAIL = 1_200


@dataclass
class Part:
    """One printed line of a node, tightened; ends: its paragraph ends with it as far as the print tells;
    short: it ends so early that nothing else explains it; clause: it begins a unit clause without brackets."""

    text: str
    ends: bool = False
    short: bool = False
    clause: bool = False


@dataclass
class Node:
    """A numbered heading or task (the root has no label), its own lines, and what stands below it in order."""

    label: Label | None
    parent: Node | None
    parts: list[Part] = field(default_factory=list)
    children: list[Node | Table] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """Its number's rank; the root stands above all."""
        return -1 if self.label is None else self.label.rank

    @property
    def text(self) -> str:
        """Its own lines joined without a blank; \\n stands before a clause without brackets."""
        return "".join(("\n" if part.clause else "") + part.text for part in self.parts)

    @property
    def body(self) -> str:
        """Its text without the number."""
        return self.text[self.label.length :] if self.label else self.text

    @property
    def path(self) -> tuple[str, ...]:
        """The numbers from the highest heading down to this one."""
        above = self.parent.path if self.parent else ()
        return (*above, self.label.path) if self.label else above

    def nodes(self) -> Iterator[Node]:
        """Its numbered children."""
        return (child for child in self.children if isinstance(child, Node))

    def walk(self) -> Iterator[Node]:
        """The node and everything numbered below it, in order."""
        yield self
        for child in self.nodes():
            yield from child.walk()


def read_outline(blocks: Sequence[Block], printing: Printing) -> Node:
    """The tree of a notice's body."""
    builder = _Builder(printing)
    for block in blocks:
        if isinstance(block, Table):
            builder.add_table(block)
        else:
            builder.add_line(block)
    return builder.root


@dataclass
class _Before:
    """What is known of the open node's text: its end, and whether it has said a sentence, a comma, a line clause."""

    tail: str = ""
    sentence: bool = False
    comma: bool = False
    clause: bool = False
    ends: bool = True
    short: bool = True

    def take(self, part: Part) -> None:
        """One line more."""
        self.tail = (self.tail + ("\n" if part.clause else "") + part.text)[-_TAIL:]
        self.sentence = self.sentence or "。" in part.text or "；" in part.text
        self.comma = self.comma or "，" in part.text
        self.clause = self.clause or part.clause
        self.ends, self.short = part.ends, part.short


class _Builder:
    """Takes line after line; decides for each whether it begins a node or goes on with the open one."""

    def __init__(self, printing: Printing) -> None:
        self.root = Node(None, None)
        self._open = self.root
        self._before = _Before()
        self._last: dict[int, int] = {}
        self._used: set[int] = set()
        self._printing = printing

    def add_table(self, table: Table) -> None:
        """A table stands under the heading that is open."""
        self._open.children.append(table)

    def add_line(self, line: Line) -> None:
        """The next printed line."""
        text = tighten(line.text)
        label = read_label(text)
        if label and self._begins(label, line):
            self._start(label)
        clause = begins_line_clause(text) and self._complete(line)
        printing = self._printing
        part = Part(text, printing.ends_paragraph(line), printing.is_short(line), clause)
        self._open.parts.append(part)
        self._before.take(part)

    def _start(self, label: Label) -> None:
        parent = self._open
        while parent.parent is not None and parent.rank >= label.rank:
            parent = parent.parent
        node = Node(label, parent)
        parent.children.append(node)
        self._open = node
        self._before = _Before()
        self._last[label.rank] = label.value
        self._used.add(label.rank)

    def _begins(self, label: Label, line: Line) -> bool:
        """Whether the number begins a heading or task: it continues the sequence and the text before is complete."""
        if self._goes_on(line):
            return False
        if self._continues(label):
            return self._complete(line, label)
        return (label.value == 1 or label.rank in self._used) and not label.before_digit and self._closed(line, label)

    def _goes_on(self, line: Line) -> bool:
        """Whether a list in the middle of a sentence goes on: the print would have set in a number that begins."""
        return self._printing.set_in and not line.indented and self._before.tail.endswith(PAUSES)

    def _continues(self, label: Label) -> bool:
        """Whether the number comes next among its siblings, begins with 1 under a new heading, or runs on."""
        above = self._open
        while above.parent is not None and above.rank > label.rank:
            above = above.parent
        if above.label is not None and above.rank == label.rank:
            return label.value == above.label.value + 1
        return label.value in (1, self._last.get(label.rank, 0) + 1)

    def _complete(self, line: Line, label: Label | None = None) -> bool:
        """Whether the text before the line is complete."""
        before = self._before
        if not before.tail or line.indented:
            return True
        if before.tail[-1] in _DANGLING or open_clause(before.tail):
            return False
        if _ends_sentence(before.tail) or self._closed(line, label):
            return True
        if label is None:
            return False
        if self._open is self.root:
            return before.ends
        if self._is_heading() and (label.rank > self._open.rank or self._is_bare_heading(label)):
            return not label.before_digit or (before.short and not before.comma)
        return before.short and self._may_follow(label)

    def _is_bare_heading(self, label: Label) -> bool:
        """Whether one heading may follow another with nothing between them, even after a line that is full."""
        return max(label.rank, self._open.rank) <= Rank.BRACKETED and not self._before.comma

    def _may_follow(self, label: Label) -> bool:
        """Whether a number may follow a line that visibly ends its paragraph without a mark of punctuation."""
        if label.before_digit:
            return False
        if not self._printing.clauses:
            return True
        if label.rank <= Rank.BRACKETED and label.rank not in self._used:
            return False
        return self._printing.wrapped or not self._before.comma

    def _closed(self, line: Line, label: Label | None) -> bool:
        """Whether the text before is closed beyond doubt: its unit clause ends it, or its paragraph does."""
        before = self._before
        if not before.tail or line.indented:
            return True
        if self._printing.ends_with_clause(before.tail) or before.clause:
            return not open_clause(before.tail)
        opened = label is not None and label.rank > self._open.rank and not label.before_digit
        heading = opened and self._is_heading()
        return before.ends and (heading or _ends_sentence(before.tail))

    def _is_heading(self) -> bool:
        """Whether the open node has said no sentence yet."""
        return self._open.label is not None and not self._before.sentence


def _ends_sentence(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return False
    half_stop = len(bare) > 1 and bare[-1] == "." and not bare[-2].isascii()
    return bare[-1] in _TERMINAL or half_stop
