"""What differs between two versions of a dossier, place by place; records are known by their id, not their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guanxian_desk.modules.decisions.wording import place_words, value_words

Path = tuple[str, ...]
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place: path by properties and ids; before or after is None where there was or is nothing."""

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
    if isinstance(before, dict) and isinstance(after, dict):
        for name in (*before, *(name for name in after if name not in before)):
            yield from differences(before.get(name), after.get(name), (*path, name))
    elif of_records(before, after):
        ours, theirs = by_id(before), by_id(after)
        for name in (*ours, *(name for name in theirs if name not in ours)):
            yield from differences(ours.get(name), theirs.get(name), (*path, name))
    else:
        yield Difference(path, before, after)


def of_records(*lists: Any) -> bool:
    """Whether these are lists (or nothing) whose entries have ids, with at least one entry among them."""
    entries = [entry for one in lists for entry in (one or ()) if isinstance(one, list)]
    return (
        all(one is None or isinstance(one, list) for one in lists)
        and bool(entries)
        and all(isinstance(entry, dict) and "id" in entry for entry in entries)
    )


def by_id(records: list[Any] | None) -> dict[str, Any]:
    """Records of a list under their ids, in order."""
    return {record["id"]: record for record in records or ()}
