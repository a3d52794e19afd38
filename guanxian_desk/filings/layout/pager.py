"""Fills pages with pieces: what is kept together moves together, headings are repeated, feet go to the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guanxian_desk.filings.layout.marks import Page, Piece
from guanxian_desk.filings.layout.page import Frame, Style

_TOLERANCE = 0.05


def fill_pages(pieces: Sequence[Piece], style: Style, landscape: bool, first: int = 1) -> list[Page]:
    """The pages, numbered from first; landscape: all lie across, else only those with turned pieces."""
    pager = _Pager(style, landscape, first)
    for chain in _chains(pieces):
        pager.place(chain)
    return pager.pages if pager.pages[-1].items else pager.pages[:-1] or pager.pages


def _chains(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that belong on one page."""
    chain: list[Piece] = []
    for piece in pieces:
        if piece.new_page and chain:
            yield chain
            chain = []
        chain.append(piece)
        if not piece.keep:
            yield chain
            chain = []
    if chain:
        yield chain


class _Pager:
    """The page being filled, and how far down it is."""

    def __init__(self, style: Style, landscape: bool, first: int) -> None:
        self._style = style
        self._landscape = landscape
        self._down = 0.0
        self.pages = [Page(first, style.frame(landscape))]

    def place(self, chain: list[Piece]) -> None:
        """Puts a chain on this page, or on the next when it does not fit."""
        height = sum(piece.height for piece in chain)
        lead = next((piece for piece in chain if not piece.gap), None)
        if lead is None:
            self._leave_white(chain, height)
            return
        frame = self._style.frame(self._landscape or any(piece.turned for piece in chain))
        if frame is not self.pages[-1].frame or not self._fits(height):
            self._next_page(frame)
        if lead.even and self.pages[-1].number % 2:
            self._to_even_page()
        if lead.foot:
            self._down = max(self._down, self._room() - height)
        for piece in chain:
            self._put(piece)

    def _leave_white(self, chain: list[Piece], height: float) -> None:
        if any(piece.new_page for piece in chain):
            self._next_page(self._style.frame(self._landscape))
        elif self._down and self._fits(height):
            self._down += height

    def _room(self) -> float:
        return self.pages[-1].frame.height

    def _fits(self, height: float) -> bool:
        return self._down + height <= self._room() + _TOLERANCE

    def _put(self, piece: Piece) -> None:
        page = self.pages[-1]
        if piece.gap and self._down == 0.0:
            return
        if not self._fits(piece.height) and self._down > 0.0:
            # The chain is higher than a page: it is cut between its pieces, never inside one.
            self._next_page(page.frame)
            page = self.pages[-1]
        if piece.heading is not None and self._down == 0.0:
            self._draw(piece.heading, page)
        self._draw(piece, page)

    def _draw(self, piece: Piece, page: Page) -> None:
        if piece.marks:
            page.items.append((self._down, piece.marks))
        if piece.entry is not None:
            page.entries.append(piece.entry)
        self._down += piece.height

    def _next_page(self, frame: Frame) -> None:
        """Begins a page; one that is still empty is used as it is."""
        if self._down == 0.0 and not self.pages[-1].items:
            self.pages[-1].frame = frame
            return
        self.pages.append(Page(self.pages[-1].number + 1, frame))
        self._down = 0.0

    def _to_even_page(self) -> None:
        """版记 goes to an even page; after a page left blank neither carries a number (GB/T 9704 7.5)."""
        blank = not self.pages[-1].items
        self.pages[-1].numbered = not blank
        self.pages.append(Page(self.pages[-1].number + 1, self._style.upright, numbered=not blank))
        self._down = 0.0
