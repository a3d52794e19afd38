"""Which kind of sheet a file is, told from its headings."""

from __future__ import annotations

from dataclasses import dataclass

from guanxian_desk.exchange.cells import Block
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.exchange.headings import find_headings, known_fields, texts_above
from guanxian_desk.exchange.source import read_source
from guanxian_desk.exchange.xmlfacts import SheetFacts
from guanxian_desk.services.modules import sheets


@dataclass(frozen=True, slots=True)
class _Match:
    """How well a file's headings fit a kind; compared in the order of the fields."""

    complete: bool
    found: int
    strangers: int
    named: bool
    kind: str

    @property
    def rank(self) -> tuple[bool, int, int, bool]:
        return self.complete, self.found, -self.strangers, self.named


def recognise(data: bytes, file_name: str) -> str:
    """The kind whose headings the file has, "" when none fits or two fit equally well.

    A file that lacks a required column is still recognised when more than half of them are there: the preview then
    says which is missing. Raises UserError when the file cannot be read at all.
    """
    source = read_source(data, file_name)
    firsts = [(block, part.facts) for part in source.sheets if (block := next(part.blocks(), None)) is not None]
    matches = [match for sheet in _likely(firsts) if (match := _match(sheet, firsts, file_name)) is not None]
    matches.sort(key=lambda match: match.rank, reverse=True)
    if not matches or (len(matches) > 1 and matches[0].rank == matches[1].rank):
        return ""
    return matches[0].kind


def _likely(firsts: list[tuple[Block, SheetFacts]]) -> list[Sheet]:
    """The kinds worth a closer look: those with at least half as many columns named as the best has."""
    named = known_fields((text for block, _ in firsts for text in texts_above(block)), sheets())
    best = max(named.values(), default=0)
    return [sheet for sheet, count in named.items() if count and 2 * count >= best]


def _match(sheet: Sheet, firsts: list[tuple[Block, SheetFacts]], file_name: str) -> _Match | None:
    best: _Match | None = None
    for block, facts in firsts:
        found = find_headings(block, sheet, facts.merges)
        if found is None or 2 * len(found.missing(sheet)) >= len(sheet.required):
            continue
        strangers = sum(1 for column in found.columns if not column.field and column.written)
        match = _Match(not found.missing(sheet), len(found.fields), strangers, sheet.title in file_name, sheet.key)
        if best is None or match.rank > best.rank:
            best = match
    return best
