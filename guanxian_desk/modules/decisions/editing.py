"""Changing one place of a dossier's document: pure, the document that was given stays as it is.

A path leads by properties, and within a list of records by their ids: ("participation", "hearings", "h1", "held_on").
Entries of lists without ids are changed with their whole list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.wording import node_at, place_words, resolved

Document = dict[str, Any]
Path = tuple[str, ...]


def words(path: Path) -> str:
    """A place in the schema's words."""
    return place_words(path)


def get(document: Document, path: Path) -> Any:
    """What stands at a place; None when nothing does."""
    found: Any = document
    for step in path:
        if isinstance(found, list):
            found = next((entry for entry in found if isinstance(entry, dict) and entry.get("id") == step), None)
        else:
            found = found.get(step) if isinstance(found, dict) else None
        if found is None:
            return None
    return found


def put(document: Document, path: Path, value: Any) -> Document:
    """The document with a value at a place; objects on the way are made. UserError for a record that is not there."""
    changed = deepcopy(document)
    holder, last = _holder(changed, path)
    if isinstance(holder, list):
        holder[_index(holder, last)] = value
    else:
        holder[last] = value
    return changed


def add(document: Document, path: Path, record: Document, tag: str = "") -> tuple[Document, str]:
    """The document with a record behind the others of a list, and the id it has (a new one where it needs one)."""
    identified = "id" in resolved(node_at((*path, ""))).get("properties", {})
    if identified and not record.get("id"):
        record = {"id": new_id(document, path, tag), **{name: value for name, value in record.items() if name != "id"}}
    return put(document, path, [*(get(document, path) or []), record]), str(record.get("id", ""))


def take_out(document: Document, path: Path) -> Document:
    """The document without a record or a field."""
    changed = deepcopy(document)
    holder, last = _holder(changed, path)
    if isinstance(holder, list):
        del holder[_index(holder, last)]
    else:
        holder.pop(last, None)
    return changed


def new_id(document: Document, path: Path, tag: str = "") -> str:
    """An id that no record of the dossier has, by the list's name: hearings → hearing1, hearing2 …

    tag: of this data file, so that two PCs that add a record each never give both the same id.
    """
    stem = _singular(path[-1].replace("_", "-"))
    given = re.compile(re.escape(stem) + r"(\d+)(?:-\w+)?")
    numbers = [int(match[1]) for name in ids(document) if (match := given.fullmatch(name))]
    return f"{stem}{max(numbers, default=0) + 1}{f'-{tag}' if tag else ''}"


def ids(value: Any) -> Iterator[str]:
    """The ids of all records of a document."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in value.values():
            yield from ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from ids(part)


def _singular(stem: str) -> str:
    endings = {"symposia": "symposium", "other-methods": "method", "enterprise-consultations": "enterprise"}
    if stem in endings:
        return endings[stem]
    return stem[:-3] + "y" if stem.endswith("ies") else stem.removesuffix("s")


def _holder(document: Document, path: Path) -> tuple[Any, str]:
    holder: Any = document
    for step in path[:-1]:
        if isinstance(holder, list):
            holder = holder[_index(holder, step)]
        else:
            if holder.get(step) is None:
                holder[step] = {}
            holder = holder[step]
    return holder, path[-1]


def _index(records: list[Any], name: str) -> int:
    for index, record in enumerate(records):
        if record.get("id") == name:
            return index
    raise UserError(f"档案里没有编号为“{name}”的记录", "没有保存任何内容", "它可能已被别人改动，请重新打开档案")
