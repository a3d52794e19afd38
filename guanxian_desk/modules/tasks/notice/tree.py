"""From numbered lines to headings and tasks: which numbers are tasks, which only measures (readings 1, 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guanxian_desk.modules.tasks.notice.clauses import Names, find_clauses, open_clause
from guanxian_desk.modules.tasks.notice.drafts import Draft, Gathered, Heading, first_sentence, read_paragraph
from guanxian_desk.modules.tasks.notice.labels import Rank
from guanxian_desk.modules.tasks.notice.manuscript import Table
from guanxian_desk.modules.tasks.notice.outline import Node, Part
from guanxian_desk.modules.tasks.notice.table import read_table

# A title of its own holds none of them.
_MARKS = set("。，；")
# Where no unit is named anywhere, tasks are what such notices usually number so.
_USUAL = (Rank.ARABIC, Rank.BRACKETED, Rank.CHINESE)


@dataclass
class _Paragraph:
    """Some lines of a node up to where its paragraph ends."""

    text: str
    clause: bool
    ended: bool = False


def gather(root: Node, names: Names, year: int | None) -> Gathered:
    """The headings and tasks of a body."""
    return _Gathering(root, names, year).run()


class _Gathering:
    def __init__(self, root: Node, names: Names, year: int | None) -> None:
        self._root, self._names, self._year = root, names, year
        self._found = Gathered()
        self._named: dict[int, bool] = {}
        self._listing: dict[tuple[int, int], bool] = {}
        self._tabular = self._only_tables()
        self._deepest = self._task_rank()
        self._trailing = self._keeps_trailing()
        self._titled = self._has_titles()

    def run(self) -> Gathered:
        """Walk the tree once."""
        self._unnumbered(self._root, self._paragraphs(self._root), 0)
        self._below(self._root)
        return self._found

    def _task_rank(self) -> int:
        """The deepest rank whose numbers are tasks; what lies below is text of them."""
        nodes = [node for node in self._root.walk() if node.label]
        for rank in sorted({node.rank for node in nodes}, reverse=True):
            if self._are_tasks([node for node in nodes if node.rank == rank]):
                return rank
        if self._tabular:
            return Rank.BRACKETED
        return next((rank for rank in _USUAL if any(node.rank == rank for node in nodes)), Rank.ARABIC)

    def _only_tables(self) -> bool:
        """Whether tasks stand in tables alone, and numbered lines are their headings."""
        nodes = list(self._root.walk())
        tables = any(isinstance(child, Table) for node in nodes for child in node.children)
        return tables and not any(self._has_clause(node) for node in nodes if node.label)

    def _are_tasks(self, nodes: list[Node]) -> bool:
        """Whether the numbers of one rank are tasks: most have a unit clause of their own."""
        without = [node for node in nodes if not self._has_clause(node)]
        named = len(nodes) - len(without)
        if named * 2 > len(nodes) or not named:
            return bool(named)
        if nodes[0].rank >= Rank.SUB or named * 3 < len(nodes):
            return False
        measures = any(_folded(node).rstrip().endswith(("；", ";")) for node in without)
        return not measures and not any(
            "。" in node.parent.text for node in without if node.parent and node.parent.label
        )

    def _has_clause(self, node: Node) -> bool:
        key = id(node)
        if key not in self._named:
            self._named[key] = bool(find_clauses(_folded(node), self._names))
        return self._named[key]

    def _is_task(self, node: Node) -> bool:
        """Whether a node at or above the tasks' rank is a task, not a heading."""
        if node.rank == self._deepest:
            return not self._tabular
        return not self._holds_tasks(node) and bool(find_clauses(self._text(node), self._names))

    def _holds_tasks(self, node: Node) -> bool:
        if any(isinstance(child, Table) for child in node.children):
            return True
        children = [child for child in node.nodes() if child.rank <= self._deepest]
        return not self._are_measures(children) and any(
            self._is_task(child) or self._holds_tasks(child) for child in children
        )

    def _are_measures(self, children: list[Node]) -> bool:
        """Whether the numbers under a node only list what it does: the clause stands behind the last of them."""
        if len(children) < 2 or any(self._has_clause(child) for child in children[:-1]):
            return False
        return all(_folded(child).endswith(("；", ";")) for child in children[:-1])

    def _folds(self, child: Node) -> bool:
        parent = child.parent
        if child.rank > self._deepest or parent is None or not parent.label:
            return child.rank > self._deepest
        key = (id(parent), child.rank)
        if key not in self._listing:
            self._listing[key] = self._are_measures([node for node in parent.nodes() if node.rank == child.rank])
        return self._listing[key]

    def _text(self, node: Node) -> str:
        return "".join(paragraph.text for paragraph in self._paragraphs(node))

    def _paragraphs(self, node: Node) -> list[_Paragraph]:
        """A node's own paragraphs and those of the measures that belong to it, without its number."""
        paragraphs: list[_Paragraph] = []
        skip = node.label.length if node.label else 0
        for part in self._parts(node):
            text = ("\n" if part.clause else "") + part.text[skip:]
            skip = 0
            if paragraphs and not part.clause and not _is_over(paragraphs[-1]):
                paragraphs[-1].text += text
            else:
                paragraphs.append(_Paragraph(text, part.clause))
            paragraphs[-1].ended = part.ends
        return paragraphs

    def _parts(self, node: Node) -> Iterator[Part]:
        yield from node.parts
        for child in node.nodes():
            if self._folds(child):
                yield from self._parts(child)

    def _below(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Table):
                read_table(child, self._heading_path(node), self._names, self._year, self._found)
            elif not self._folds(child):
                self._numbered(child)
                self._below(child)

    def _heading_path(self, node: Node) -> tuple[str, ...]:
        while node.parent is not None and self._is_task(node):
            node = node.parent
        return node.path

    def _numbered(self, node: Node) -> None:
        assert node.label
        assert node.parent
        series, above = f"rank {node.rank}", node.parent.path
        self._found.counted.append((series, above, node.label.value))
        paragraphs = self._paragraphs(node)
        if not self._is_task(node):
            title, _ = read_paragraph(paragraphs[0].text, self._names)
            self._found.headings.append(Heading(node.path, first_sentence(title).rstrip("：:")))
            self._unnumbered(node, paragraphs[1:], 0)
            return
        main = self._main(paragraphs)
        tail = [p.text for p in paragraphs[main:] if not self._names_somebody(p)] if self._trailing else []
        text, units = read_paragraph("".join([*(p.text for p in paragraphs[:main]), *tail]), self._names)
        title = (self._titled and self._own_title(node)) or first_sentence(text)
        self._found.drafts.append(Draft(node.label.value, above, title, text, units, series=series))
        self._unnumbered(node, paragraphs, main)

    def _own_title(self, node: Node) -> str:
        """The first line where it ends early without a mark: a title of its own; else ""."""
        assert node.label
        line, _ = read_paragraph(node.parts[0].text[node.label.length :], self._names)
        title = line.rstrip("：:")
        return title if node.parts[0].short and len(node.parts) > 1 and not _MARKS & set(title) else ""

    def _has_titles(self) -> bool:
        """Whether tasks have titles on lines of their own: a single early line may be an accident of printing."""
        tasks = [node for node in self._root.walk() if node.label and node.rank == self._deepest]
        return sum(bool(self._own_title(node)) for node in tasks) * 2 > len(tasks)

    def _main(self, paragraphs: list[_Paragraph]) -> int:
        """How many paragraphs the numbered task takes: up to its unit clause, with clauses on lines of their own."""
        for at, paragraph in enumerate(paragraphs):
            if find_clauses(paragraph.text, self._names):
                end = at + 1
                while end < len(paragraphs) and self._is_only_clause(paragraphs[end]):
                    end += 1
                return end
        return len(paragraphs)

    def _is_only_clause(self, paragraph: _Paragraph) -> bool:
        text, units = read_paragraph(paragraph.text, self._names)
        return bool(units) and not text.strip("。；")

    def _names_somebody(self, paragraph: _Paragraph) -> bool:
        return bool(read_paragraph(paragraph.text, self._names)[1])

    def _keeps_trailing(self) -> bool:
        """Whether paragraphs behind the unit clause belong to the tasks: where most tasks have some."""
        tasks = [node for node in self._root.walk() if node.label and node.rank == self._deepest]
        behind = [node for node in tasks if self._main(self._paragraphs(node)) < len(self._paragraphs(node))]
        return len(behind) * 2 > len(tasks)

    def _unnumbered(self, node: Node, paragraphs: list[_Paragraph], start: int) -> None:
        """Paragraphs with a unit clause but no number are tasks without one."""
        path = node.path if not node.label or not self._is_task(node) else (node.parent.path if node.parent else ())
        for paragraph in paragraphs[start:]:
            text, units = read_paragraph(paragraph.text, self._names)
            if units and text.strip("。；"):
                self._found.drafts.append(Draft(0, path, first_sentence(text), text, units))


def _is_over(paragraph: _Paragraph) -> bool:
    return paragraph.ended and not open_clause(paragraph.text)


def _folded(node: Node) -> str:
    """A node's text with everything below it."""
    return node.text + "".join(_folded(child) for child in node.nodes())
