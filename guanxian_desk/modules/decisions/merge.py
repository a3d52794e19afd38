"""Two states of a dossier become one: what only one side changed is taken, what both changed is a conflict.

With the common base it is known who changed what. Without one (a file from outside) nothing that stands is overwritten:
what one side does not know is filled in from the other, and every other difference is a conflict.
Opinions of the register are never lost, whichever side no longer has them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from guanxian_desk.modules.decisions.differences import Difference, Path, differences, parts
from guanxian_desk.modules.decisions.editing import get, ids, put
from guanxian_desk.modules.decisions.wording import node_at, place_words, resolved

Document = dict[str, Any]
_REGISTER = ("participation", "opinions")
_SOURCES = tuple(("participation", name) for name in ("notices", "symposia", "hearings", "other_methods", "polls"))
# The order of what was done is itself the fact.
_ORDERED = "steps"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed, each its own way; None where a side has nothing. base: what it was before."""

    path: Path
    base: Any
    ours: Any
    theirs: Any

    @property
    def name(self) -> str:
        """The path in one word, by which a choice is named."""
        return "/".join(self.path)

    @property
    def place(self) -> str:
        """Where, in the schema's words."""
        return place_words(self.path)


Choice = Callable[[Conflict], bool]
"""Whether their side is taken."""


def keep_ours(_: Conflict) -> bool:
    """What stands here stays."""
    return False


def take_theirs(_: Conflict) -> bool:
    """What came is taken."""
    return True


@dataclass
class Merged:
    """The merged document; taken: what came from them; ours: what only this side had changed; conflicts: all met."""

    document: Document
    taken: list[Difference] = field(default_factory=list)
    ours: list[Difference] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: Document | None, ours: Document, theirs: Document, choice: Choice = keep_ours) -> Merged:
    """One document of two; choice settles each conflict."""
    merger = _Merger(base is not None, choice)
    document = _with_opinions(merger.value((), base, ours, theirs), ours)
    return Merged(document, merger.taken, merger.ours, merger.conflicts)


class _Merger:
    def __init__(self, three_way: bool, choice: Choice) -> None:
        self._three_way = three_way
        self._choice = choice
        self.taken: list[Difference] = []
        self.ours: list[Difference] = []
        self.conflicts: list[Conflict] = []

    def value(self, path: Path, base: Any, ours: Any, theirs: Any) -> Any:
        """What stands at a place after the merge."""
        if ours == theirs:
            return ours
        if self._three_way and theirs == base:
            return self._keep(path, base, ours)
        if path[:-1] == _REGISTER and theirs is None:
            return ours
        if (self._three_way and ours == base) or (not self._three_way and ours is None):
            return self._take(path, ours, theirs)
        if not self._three_way and theirs is None:
            return ours
        return self._both(path, base, ours, theirs)

    def _both(self, path: Path, base: Any, ours: Any, theirs: Any) -> Any:
        mine, came, was = (parts(value, path) for value in (ours, theirs, base))
        if mine is not None and came is not None and ours is not None and theirs is not None:
            told = len(self.taken), len(self.ours), len(self.conflicts)
            whole = self._parts(path, was or {}, mine, came)
            if isinstance(ours, dict):
                return whole
            if _distinct(whole):
                return [part for part in whole.values() if part is not None]
            # A unit renamed on one side would stand twice with the same tasks: the list is one question then.
            del self.taken[told[0] :], self.ours[told[1] :], self.conflicts[told[2] :]
        elif self._three_way and _is_set(path, ours, theirs):
            return self._union(path, base or [], ours, theirs)
        conflict = Conflict(path, base, ours, theirs)
        self.conflicts.append(conflict)
        return self._take(path, ours, theirs) if self._choice(conflict) else ours

    def _parts(self, path: Path, base: Document, ours: Document, theirs: Document) -> Document:
        names = (*ours, *(name for name in theirs if name not in ours))
        merged = {n: self.value((*path, n), base.get(n), ours.get(n), theirs.get(n)) for n in names}
        # A property that neither side has said anything about stays as unsaid as it was.
        return {name: part for name, part in merged.items() if part is not None or name in ours}

    def _union(self, path: Path, base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
        """A list in which each entry stands for itself: what either side added or took out."""
        gone = [entry for entry in base if entry not in ours or entry not in theirs]
        union = [entry for entry in (*ours, *(one for one in theirs if one not in ours)) if entry not in gone]
        if union != ours:
            self.taken.append(Difference(path, ours, union))
        return union

    def _take(self, path: Path, ours: Any, theirs: Any) -> Any:
        self.taken += differences(ours, theirs, path)
        return theirs

    def _keep(self, path: Path, base: Any, ours: Any) -> Any:
        self.ours += differences(base, ours, path)
        return ours


def _with_opinions(merged: Document, ours: Document) -> Document:
    """The merged document with every opinion of ours and what it came from, also where they took out the register."""
    merged = _with_lost(merged, ours, _REGISTER, {entry["id"] for entry in get(ours, _REGISTER) or ()})
    sources = {entry["source"] for entry in get(merged, _REGISTER) or ()}
    for path in _SOURCES:
        # An opinion cannot stand without the notice or meeting that it came from.
        merged = _with_lost(merged, ours, path, sources)
    return merged


def _with_lost(merged: Document, ours: Document, path: Path, wanted: set[str]) -> Document:
    """The merged document with the wanted records of one of our lists that it lacks, behind the others."""
    entries = get(merged, path) or []
    there = {entry["id"] for entry in entries}
    lost = [one for one in get(ours, path) or [] if one["id"] in wanted and one["id"] not in there]
    return put(merged, path, [*entries, *lost]) if lost else merged


def _distinct(entries: Document) -> bool:
    names = list(ids(list(entries.values())))
    return len(names) == len(set(names))


def _is_set(path: Path, ours: Any, theirs: Any) -> bool:
    unique = resolved(node_at(path)).get("uniqueItems", False)
    return bool(unique and ours and theirs) and path[-1] != _ORDERED
