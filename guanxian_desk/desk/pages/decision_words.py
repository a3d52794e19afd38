"""What a record of a dossier is called on screen: by its first names and choices, then by its first days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxian_desk.law.norms import norms
from guanxian_desk.modules.decisions.editing import get
from guanxian_desk.modules.decisions.outline import Field, Path, Shape, outline

_NAMES, _DAYS, _LONGEST = 2, 2, 36
_FILES: Path = ("attachments",)
_NAMING = (Shape.TEXT, Shape.CHOICE, Shape.LONG)


def telling(field: Field, record: Mapping[str, Any]) -> dict[str, str]:
    """Field → words of what tells a record from others; days stand under their labels."""
    given = [(one, record[one.name]) for one in field.fields if record.get(one.name) not in (None, "")]
    names = [(one.name, _name(one, str(value))) for one, value in given if one.shape in _NAMING]
    days = [(one.name, f"{one.label} {value}") for one, value in given if one.shape is Shape.DAY]
    return dict(names[:_NAMES] + days[:_DAYS])


def called(field: Field, record: Mapping[str, Any]) -> str:
    """The record in one line; the list's own word where nothing tells it from others."""
    return "　".join(telling(field, record).values()) or field.label


def _name(field: Field, value: str) -> str:
    """A value as it names its record; a norm by what it asks, not by its code alone."""
    norm = norms().get(value) if field.name == "norm" else None
    return f"{short(norm.demand)}（{value}）" if norm else short(value)


def named(document: Mapping[str, Any]) -> dict[str, tuple[Path, str]]:
    """Where each record of a dossier stands and what it is called, by its id; attachments by their file names."""
    found: dict[str, tuple[Path, str]] = {}
    for section in outline():
        for path, field in section.fields:
            if field.shape is Shape.RECORDS and field.identified:
                for record in get(dict(document), path) or ():
                    words = record["name"] if path == _FILES else f"{field.label} {called(field, record)}"
                    found[record["id"]] = ((*path, record["id"]), short(words))
    return found


def short(words: str) -> str:
    """At most a line's worth."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
