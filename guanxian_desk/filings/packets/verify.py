"""Reads a packet that was written again, by another library, and compares it with what it should say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from guanxian_desk.filings.fonts import drawable
from guanxian_desk.filings.packets.stamps import number_box


class PacketError(RuntimeError):
    """The packet does not say what it should: a fault of the program, told before anything leaves the desk."""


@dataclass(frozen=True)
class Row:
    """What must be true of a piece: its row of the table of contents as text, and its pages (index, stamped number)."""

    text: str
    pages: tuple[tuple[int, int], ...]


def verify(content: bytes, pages: int, listing: range, rows: Sequence[Row]) -> None:
    """PacketError when the packet has another number of pages, when a row of the table of contents (on the pages
    listing) does not stand there in its order, or when a page does not carry the number that it should."""
    with _opened(content) as document:
        if len(document) != pages:
            raise PacketError(f"{len(document)} pages instead of {pages}")
        said = "".join(_text(document, index) for index in listing)
        place = 0
        for row in rows:
            wanted = _bare(row.text)
            place = said.find(wanted, place)
            if place < 0:
                raise PacketError(f"the table of contents lacks {row.text}")
            place += len(wanted)
            for index, number in row.pages:
                _check_number(document, index, number)


def _check_number(document: Any, index: int, number: int) -> None:
    page = document[index]
    text = page.get_textpage()
    left, bottom, right, top = number_box(number, page.get_size())
    found = text.get_text_bounded(left, bottom, right, top)
    text.close()
    page.close()
    if found.strip() != str(number):
        raise PacketError(f"page {index + 1} carries {found.strip() or 'no number'} instead of {number}")


def _text(document: Any, index: int) -> str:
    page = document[index]
    text = page.get_textpage()
    found: str = text.get_text_range()
    text.close()
    page.close()
    return _bare(found)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", drawable(text))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()
