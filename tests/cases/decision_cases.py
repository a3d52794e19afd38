"""Loads the decision law cases (`decisions/*.yaml`): a base dossier, a change, and what must be found on which day.

A case is read like this:

    - name: 公告期满当日即合格，前一日未到期      what the case shows
      clause: 第二十条第三款                    the clause it rests on
      set: {n1.closes_on: 2022-07-01}           facts changed, by the record's id and field, or by full path
      add: {participation.notices: [{id: n2}]}  records added to a list
      remove: [s1]                              records (by id) or fields taken out
      expect:                                   per day: verdicts, and gates after 关口
        2022-06-30: {R20-3: pending 2022-07-01}
        2022-07-01: {R20-3: met, 关口 R41-1: 关 R36-1 R41-1, 关口 R57-4: 开}

Verdicts are met, unmet, pending, not_applicable, waived; after pending the due day may stand, or 无 for none.
`base.yaml` is a complete dossier in which every norm is met. Expected values are written by hand from the regulation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guanxian_desk.modules.decisions.schema import schema

FOLDER = Path(__file__).parent / "decisions"
BASE = FOLDER / "base.yaml"
Document = dict[str, Any]


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are flags: `on` is the field of a day."""


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in entries if tag != "tag:yaml.org,2002:bool"]
    for letter, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


@dataclass(frozen=True)
class Case:
    """One law case: the whole dossier after the change, and the expectations per day."""

    name: str
    clause: str
    document: Document
    expect: dict[date, dict[str, str]]


def cases() -> Iterator[Case]:
    """Every case of every file, in order."""
    for path in sorted(FOLDER.glob("*.yaml")):
        if path != BASE:
            for entry in load(path):
                changes = {key: entry.get(key) for key in ("set", "add", "remove")}
                yield Case(entry["name"], entry["clause"], changed(base(), **changes), entry["expect"])


def load(path: Path) -> Any:
    """A YAML file of cases."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)


def base() -> Document:
    """The base dossier as a JSON document, free to change."""
    return deepcopy(_base())


@cache
def _base() -> Document:
    document: Document = plain(load(BASE))
    return document


def plain(value: Any) -> Any:
    """YAML's days as the texts that JSON carries."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def changed(
    document: Document,
    set: dict[str, Any] | None = None,
    add: dict[str, list[Any]] | None = None,
    remove: list[str] | None = None,
) -> Document:
    """The document with facts set, records added, records or fields removed."""
    for path in remove or []:
        _remove(document, path)
    for path, records in (add or {}).items():
        owner, key = _place(document, path, make=True)
        owner.setdefault(key, []).extend(plain(records))
    for path, value in (set or {}).items():
        owner, key = _place(document, path, make=True)
        owner[key] = plain(value)
    return document


def _remove(document: Document, path: str) -> None:
    found = _holder(document, path)
    if found is not None:
        holder, place = found
        del holder[place]
        return
    owner, key = _place(document, path, make=False)
    del owner[key]


def _place(document: Document, path: str, *, make: bool) -> tuple[Any, Any]:
    first, *rest = [int(step) if step.isdigit() else step for step in path.split(".")]
    found = None if first in document else _holder(document, str(first))
    owner: Any = document
    steps = [first, *rest]
    if found is None and first not in document and first not in schema()["properties"]:
        raise KeyError(f"no record or field is called {first}")
    if found is not None:
        owner, steps = found[0][found[1]], rest
    for step in steps[:-1]:
        owner = owner.setdefault(step, {}) if make and isinstance(owner, dict) else owner[step]
    return owner, steps[-1]


def _holder(value: Any, name: str) -> tuple[list[Any], int] | None:
    """The list and place of the record with this id."""
    if isinstance(value, list):
        for place, part in enumerate(value):
            if isinstance(part, dict) and part.get("id") == name:
                return value, place
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        found = _holder(part, name)
        if found is not None:
            return found
    return None
