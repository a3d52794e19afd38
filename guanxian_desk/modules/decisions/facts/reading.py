"""From a checked JSON document to records: dates become date, lists tuples, blank texts None.

A record is a NamedTuple whose annotations say what to read. Where an object is absent the record is there all the same,
with nothing known in it, so that a rule asks for `study.completed_on` without asking first whether there was a study.
A list that may be unknown (null or absent) and is not the same as an empty one is annotated `… | None`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record", bound=tuple[Any, ...])
Read = Callable[[Any], Any]


def read(kind: type[Record], document: Mapping[str, Any]) -> Record:
    """A record of this kind from its JSON object; the document must have passed the schema."""
    return _reader(kind)(document)  # type: ignore[no-any-return]


@cache
def _reader(kind: type[Record]) -> Read:
    # A trailing underscore keeps a field off Python's keywords: from_ reads "from".
    fields = [(name.rstrip("_"), _of(hint)) for name, hint in get_type_hints(kind).items()]

    def make(document: Mapping[str, Any]) -> Record:
        return kind(*[reads(document.get(name)) for name, reads in fields])

    return make


def _of(hint: Any) -> Read:
    options = get_args(hint) if get_origin(hint) in (UnionType, Union) else (hint,)
    optional = NoneType in options
    inner = next(option for option in options if option is not NoneType)
    if get_origin(inner) is tuple:
        return _many(get_args(inner)[0], None if optional else ())
    if inner is date:
        return _day
    if inner is str:
        return _text
    if inner in (bool, int):
        return _as_it_is
    return _one(inner)


def _as_it_is(value: Any) -> Any:
    return value


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(text: str | None) -> str | None:
    return None if text is None or not text.strip() else text


def _one(kind: type[tuple[Any, ...]]) -> Read:
    make = _reader(kind)
    nothing = make({})

    def reads(document: Mapping[str, Any] | None) -> Any:
        return nothing if document is None else make(document)

    return reads


def _many(hint: Any, unknown: tuple[Any, ...] | None) -> Read:
    make = _of(hint)

    def reads(documents: list[Any] | None) -> Any:
        # A blank text in a list is no entry.
        return unknown if documents is None else tuple(part for part in map(make, documents) if part is not None)

    return reads
