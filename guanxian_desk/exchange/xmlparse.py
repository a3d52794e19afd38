"""Expat, set up for files from outside: no document types, no entities, names without their prefixes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from guanxian_desk.exchange.package import Package

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]
_SEPARATOR = "\x1f"


class _HostileError(Exception):
    """The XML declares a document type."""


def _refuse(*_args: object) -> None:
    raise _HostileError


def parse(
    package: Package, pieces: Iterable[bytes], start: Start, end: End | None = None, text: Text | None = None
) -> Iterator[None]:
    """Feeds the pieces to the handlers, giving control back after each; names come without namespace.

    Raises UserError when the XML is broken or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    local = _LocalNames()
    parser.StartElementHandler = lambda name, attributes: start(local[name], attributes)
    if end:
        parser.EndElementHandler = lambda name: end(local[name])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
    except _HostileError:
        raise package.hostile() from None
    except expat.ExpatError:
        raise package.broken() from None


def starts(package: Package, part: str) -> Iterator[tuple[str, Attributes]]:
    """The start tags of a small part in order, attributes without prefixes."""
    found: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        found.append((name, {_local(key): value for key, value in attributes.items()}))

    for _ in parse(package, [package.read(part)], start):
        yield from found
        found.clear()


class _LocalNames(dict[str, str]):
    """Full name → name without namespace; a file has few names and uses them millions of times."""

    def __missing__(self, name: str) -> str:
        self[name] = _local(name)
        return self[name]


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]
