"""The dossier's document as papers read it: every fact knows what it is called, so that a missing one is a named blank.

The document has passed the schema; the schema's descriptions name the facts, and a name it does not have is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from guanxian_desk.base.days import spoken
from guanxian_desk.modules.decisions.schema import schema
from guanxian_desk.modules.decisions.wording import Node, label, resolved

BLANK = "〔　　〕"
DAY_BLANK = "〔　　年　月　日〕"
WIDE_BLANK = "〔　　　　　　　　　　　　　　　　〕"
"""What is printed for a fact that is not known: a word, a day, one or more sentences; to be written by hand."""

_PAPER = "paper"


class Blanks:
    """The blanks of a paper: what each of them stands for, in the order of the paper, each once."""

    def __init__(self) -> None:
        self._labels: dict[str, None] = {}

    def leave(self, label: str, blank: str = BLANK) -> str:
        """A blank for this fact."""
        self._labels[label] = None
        return blank

    def sentence(self, label: str) -> str:
        """A wide blank, for what is written in one or more sentences."""
        return self.leave(label, WIDE_BLANK)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the blanks left so far stand for."""
        return tuple(self._labels)


class Part:
    """An object of the document, there even when the document leaves it out (then nothing in it is known)."""

    def __init__(self, node: Mapping[str, Any] | None, shape: Node, title: str, blanks: Blanks) -> None:
        self._node = node or {}
        self._shape = shape
        self._title = title
        self._blanks = blanks

    def __bool__(self) -> bool:
        return bool(self._node)

    @property
    def id(self) -> str:
        """The record's id; "" for what has none."""
        return str(self._node.get("id") or "")

    @property
    def paper(self) -> Part:
        """The facts that only papers need."""
        return self.part(_PAPER)

    def has(self, name: str) -> bool:
        """Whether the schema knows a fact of that name here."""
        return name in self._shape["properties"]

    def known(self, name: str) -> Any:
        """The fact as the document has it; None when it is not known or only blanks."""
        self._shaped(name)
        value = self._node.get(name)
        return None if isinstance(value, str) and not value.strip() else value

    def known_day(self, name: str) -> date | None:
        """The day of that name, where it is known."""
        value = self.known(name)
        return date.fromisoformat(value) if value else None

    def text(self, name: str, blank: str = BLANK) -> str:
        """The text or number of that name, or a blank."""
        value = self.known(name)
        return self._blanks.leave(self.label(name), blank) if value is None else str(value).strip()

    def sentence(self, name: str) -> str:
        """The text of that name, or a wide blank."""
        return self.text(name, WIDE_BLANK)

    def day(self, name: str) -> str:
        """The day of that name as papers write it, or a blank."""
        day = self.known_day(name)
        return spoken(day) if day else self._blanks.leave(self.label(name), DAY_BLANK)

    def words(self, name: str) -> tuple[str, ...]:
        """The texts of a list; none when it is not known."""
        return tuple(word for word in self.known(name) or () if word.strip())

    def part(self, name: str) -> Part:
        """The object of that name."""
        shape = self._shaped(name)
        title = self._title if name == _PAPER else label(name, shape)
        return Part(self._node.get(name), resolved(shape), title, self._blanks)

    def parts(self, name: str) -> tuple[Part, ...]:
        """The objects of a list; where there are several their names tell them apart."""
        return tuple(self._several(name))

    def empty(self, name: str) -> Part:
        """An object of a list that is not recorded yet: nothing in it is known."""
        return Part(None, self._entry(name), label(name, self._shaped(name)), self._blanks)

    def label(self, name: str) -> str:
        """What a fact is called: 听证会：召开之日."""
        own = label(name, self._shaped(name))
        return f"{self._title}：{own}" if self._title else own

    def _several(self, name: str) -> Iterator[Part]:
        nodes = self._node.get(name) or ()
        heading = label(name, self._shaped(name))
        for place, node in enumerate(nodes, 1):
            title = f"{heading}（{node.get('id') or node.get('name') or place}）" if len(nodes) > 1 else heading
            yield Part(node, self._entry(name), title, self._blanks)

    def _shaped(self, name: str) -> Node:
        """The schema of a fact; KeyError for a name that it does not have."""
        shape: Node = self._shape["properties"][name]
        return shape

    def _entry(self, name: str) -> Node:
        return resolved(resolved(self._shaped(name))["items"])


def document_part(document: Mapping[str, Any], blanks: Blanks) -> Part:
    """The whole document of a dossier."""
    return Part(document, schema(), "", blanks)
