"""The pieces of a packet made ready: papers laid out, files read; what cannot go in becomes a page that says so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.forms import Form, render
from guanxian_desk.filings.packets.attached import Attached, Unreadable, read_attached
from guanxian_desk.filings.packets.bind import Printed, Printery, Tell, can_be_bound
from guanxian_desk.modules.papers import KeptFile, OwnPaper, PacketPiece, PacketPlan
from guanxian_desk.services.fingerprints import plain
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_making import PDF, Inputs, prepare

ABSENT = "packet-absent"
_NAMING_ROUNDS = 4
"""How often papers that name pages are laid out again until no page moves any more."""


@dataclass(frozen=True)
class Ready:
    """A piece that can be bound. piece: with its title filled in; print: of its data or bytes; trouble: why it could
    not go in itself, "" when it is there; blanks: the facts that its paper lacks."""

    piece: PacketPiece
    body: Printed | Attached
    pages: int
    print: str
    trouble: str = ""
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Making:
    """What pieces are made with."""

    office: Office
    plan: PacketPlan
    forms: Mapping[str, Form]
    as_of: date
    chain: str
    full: bool
    allow_missing: bool

    def ready(self, printery: Printery, tell: Tell | None = None) -> list[Ready]:
        """All pieces in their order. tell: hears how far it is and may raise to stop."""
        made = []
        for index, piece in enumerate(self.plan.pieces):
            if tell is not None:
                tell(piece.title or "读取材料", 0.5 * index / len(self.plan.pieces))
            made.append(self._piece(piece, {}, printery))
        return self._with_pages(made, printery) if self.plan.paged is not None else made

    def sorted_out(self, made: Sequence[Ready], printery: Printery) -> list[Ready]:
        """The pieces with a page in the place of every file that turns out damaged only when it is bound."""
        return [self._sound(one, printery) for one in made]

    def _sound(self, one: Ready, printery: Printery) -> Ready:
        if isinstance(one.body, Printed):
            printery.pages(one.body)
            return one
        return one if can_be_bound(one.body) else self._absent(one.piece, "文件已经损坏，不能装订", printery)

    def _with_pages(self, made: list[Ready], printery: Printery) -> list[Ready]:
        """Papers that name pages, with the pages named; naming them may move pages, so they are laid out again."""
        known: Mapping[str, int] = {}
        for _ in range(_NAMING_ROUNDS):
            found = page_of(made)
            if found == known:
                break
            known = found
            made = [self._again(one, known, printery) for one in made]
        return made

    def _again(self, one: Ready, known: Mapping[str, int], printery: Printery) -> Ready:
        source = one.piece.source
        assert self.plan.paged is not None
        if not isinstance(source, OwnPaper) or one.trouble or self.plan.paged(source, known) is None:
            return one
        return self._piece(one.piece, known, printery)

    def _piece(self, piece: PacketPiece, known: Mapping[str, int], printery: Printery) -> Ready:
        make = self._file if isinstance(piece.source, KeptFile) else partial(self._paper, known=known)
        try:
            return make(piece, printery)
        except UserError as error:
            return self._absent(piece, error.what, printery)

    def _paper(self, piece: PacketPiece, printery: Printery, known: Mapping[str, int]) -> Ready:
        source = piece.source
        assert isinstance(source, OwnPaper)
        content = self.plan.paged(source, known) if self.plan.paged is not None else None
        day = source.as_of or self.as_of
        asked = Inputs(source.form, source.subject, day, PDF, self.full, self.allow_missing, self.chain)
        prepared = prepare(self.office, asked, content)
        documents = tuple(prepared.documents())
        printed = Printed(documents, (prepared.footer,) * len(documents))
        blanks = tuple(dict.fromkeys(name for document in documents for name in document.blanks))
        title = piece.title or documents[0].plain_title
        pages = printery.pages(printed)
        lacking = tuple(dict.fromkeys((*prepared.content.missing, *blanks)))
        return Ready(replace(piece, title=title), printed, pages, prepared.fingerprint, blanks=lacking)

    def _file(self, piece: PacketPiece, printery: Printery) -> Ready:
        source = piece.source
        assert isinstance(source, KeptFile)
        content = source.content()
        named = replace(piece, title=piece.title or source.file_name)
        try:
            attached = read_attached(content)
        except Unreadable as error:
            return self._absent(named, str(error), printery)
        return Ready(named, attached, len(attached.pages), hashlib.sha256(content).hexdigest())

    def _absent(self, piece: PacketPiece, why: str, printery: Printery) -> Ready:
        """A page in the place of a piece that could not go in."""
        source = piece.source
        file = source.file_name if isinstance(source, KeptFile) else source.form
        title = piece.title or file
        facts = (("题名", title), ("文号", piece.number or "—"), ("文件", file))
        printed = Printed((render(self.forms[ABSENT], {"facts": facts, "why": why.rstrip("。")}),))
        named = replace(piece, title=title, note="　".join(part for part in (piece.note, "未能装入") if part))
        return Ready(named, printed, printery.pages(printed), why, trouble=f"{title}（{file}）：{why}")


def page_of(made: Sequence[Ready]) -> dict[str, int]:
    """The first page of every piece that has a key, counted through the whole packet."""
    found, number = {}, 1
    for one in made:
        if one.piece.key:
            found[one.piece.key] = number
        number += one.pages
    return found


def items_of(made: Sequence[Ready]) -> list[list[Ready]]:
    """The pieces by 件: those of one item together, where the first of them stands."""
    items: dict[str, list[Ready]] = {}
    for index, one in enumerate(made):
        items.setdefault(one.piece.item or f"\x00{index}", []).append(one)
    return list(items.values())


def days_of(plan: PacketPlan) -> tuple[date | None, date | None]:
    """起止日期: as the cover says, else the first and last day of the pieces."""
    days = [piece.day for piece in plan.pieces if piece.day is not None]
    return plan.cover.first or min(days, default=None), plan.cover.last or max(days, default=None)


def packet_print(plan: PacketPlan, made: Sequence[Ready]) -> str:
    """The fingerprint of a packet: of its cover, its list and everything in it."""
    parts: Iterator[object] = ([one.print, plain(replace(one.piece, source=OwnPaper(""), key=""))] for one in made)
    said = [plain(plan.cover), list(plan.missing), plan.remarks, *parts]
    return hashlib.sha256(repr(said).encode()).hexdigest()
