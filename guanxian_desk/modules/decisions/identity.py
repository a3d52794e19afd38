"""How entries of a dossier's lists are told apart: by id, or, where the schema gives none, by what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ABOUT: Mapping[str, tuple[str, ...]] = {
    "interested_parties": ("name",),
    "units": ("name",),
    "invitees": ("name",),
    "participants": ("name",),
    "experts": ("name",),
    "controllability": ("on",),
    "heard": ("role", "name"),
    "countersigns": ("unit",),
    "guidance": ("on",),
    "omitted_procedures": ("procedure",),
    "supplements": ("requested_on",),
    "excluded_spans": ("kind", "from"),
    "legal_opinions": ("role", "name"),
    "members": ("name",),
    "dissents": ("member",),
    "channels": ("channel",),
    "interpretations": ("method", "on"),
    "measures": ("measure", "on"),
    "attestations": ("norm", "by", "on"),
    "waivers": ("norm", "by", "on"),
}


def named_entries(name: str, entries: Any) -> dict[str, Any] | None:
    """The entries of the list called name under what tells them apart, in order; nothing is an empty list.

    None when they cannot be told apart: a list of plain values, or two entries about the same.
    """
    if entries is None:
        return {}
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return None
    named = {_name(name, entry): entry for entry in entries}
    return named if len(named) == len(entries) and "" not in named else None


def _name(name: str, entry: Mapping[str, Any]) -> str:
    if "id" in entry:
        return str(entry["id"])
    return " ".join(str(entry.get(field) or "") for field in _ABOUT.get(name, ())).strip()
