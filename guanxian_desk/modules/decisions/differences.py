"""What differs between two versions of a dossier, place by place; records are known by their id, not their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guanxian_desk.modules.decisions.identity import named_entries
from guanxian_desk.modules.decisions.wording import node_at, place_words, resolved, value_words

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place: path by properties and names of entries; before or after is None where there was or is nothing."""

    path: Path
    before: Any
    after: Any

    @property
    def place(self) -> str:
        """Where, in the schema's words."""
        return place_words(self.path)

    @property
    def words(self) -> str:
        """The change in one line."""
        return f"{self.place}：{value_words(self.before)} → {value_words(self.after)}"


def differences(before: Any, after: Any, path: Path = ()) -> Iterator[Difference]:
    """Every place where two versions differ; a whole record that came or went is one difference. null is absent."""
    if before == after:
        return
    ours, theirs = parts(before, path), parts(after, path)
    if ours is None or theirs is None or before is None or after is None:
        yield from () if _nothing(before) and _nothing(after) else (Difference(path, before, after),)
        return
    for name in (*ours, *(name for name in theirs if name not in ours)):
        yield from differences(ours.get(name), theirs.get(name), (*path, name))


def parts(value: Any, path: Path) -> dict[str, Any] | None:
    """The parts of an object or of a list of records, by name; None for a value that is one whole."""
    if isinstance(value, dict):
        return value
    if value == []:
        return {} if "properties" in resolved(resolved(node_at(path)).get("items", {})) else None
    return named_entries(path[-1], value) if path else None


def _nothing(value: Any) -> bool:
    """null, absent, and an object in which nothing is said are the same."""
    return value is None or (isinstance(value, dict) and all(map(_nothing, value.values())))
