"""Packets: one PDF for one file (一案一卷), in 卷 or 件, made from the plan that its duty hands over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import Table
from guanxian_desk.filings.fonts import GETA, FontBook
from guanxian_desk.filings.forms import render
from guanxian_desk.filings.office_fonts import office_fonts
from guanxian_desk.filings.packets.attached import BROKEN
from guanxian_desk.filings.packets.bind import Part, Printed, Printery, Tell, bind
from guanxian_desk.filings.packets.verify import Row, verify
from guanxian_desk.modules.papers import Choice, PacketPlan
from guanxian_desk.services import packet_lists as lists
from guanxian_desk.services.office import Office
from guanxian_desk.services.packet_pieces import Making, Ready, days_of, items_of, packet_print
from guanxian_desk.services.paper_making import PDF, Inputs, Produced, file_name, loaded_forms
from guanxian_desk.store import audit

Arrange = Literal["卷", "件"]
VOLUME: Arrange = "卷"
ITEMS: Arrange = "件"
_ASSEMBLED = 0.5
"""How much of the work is making the pieces; the rest is binding."""

Plan = Callable[[Office, Session, str, date], PacketPlan]


@dataclass(frozen=True)
class PacketKind:
    """A kind of packet. subject_word: what its subject is called, "" when it has none; plan: asked for the plan of a
    subject on a day, with a session that stays open until the packet is bound; subjects: those there are;
    takes_files: scans are attached to the packet itself, not to the records of its duty."""

    key: str
    title: str
    plan: Plan
    subject_word: str = ""
    subjects: Callable[[Office, date], Sequence[Choice]] | None = None
    takes_files: bool = False


@dataclass(frozen=True)
class Packet:
    """A packet that was made. troubles: pieces that could not go in, by name; missing: what the duty says is missing
    or unlawful; whole: neither of them."""

    produced: Produced
    pages: int
    pieces: int
    troubles: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the clerk should know, one sentence each."""
        out = [f"未能装入：{trouble}（卷内以替代页占位）" for trouble in self.troubles]
        return (*out, *(f"缺件或不合规定：{words}" for words in self.missing))

    @property
    def whole(self) -> bool:
        """Nothing is missing."""
        return not self.troubles and not self.missing


@dataclass(frozen=True)
class Wanted:
    """How a packet is asked for. check_page: list what is missing on a last page; spine: with labels for the spine."""

    kind: str
    subject: str = ""
    as_of: date | None = None
    arrange: Arrange = VOLUME
    check_page: bool = True
    spine: bool = True
    full: bool = False
    allow_missing: bool = True
    chain: str = ""

    @property
    def version(self) -> str:
        """How it is arranged, as the history keeps it: 卷 or 件, and what was left out."""
        left_out = [words for shown, words in ((self.check_page, "无检查页"), (self.spine, "无卷脊")) if not shown]
        return "、".join((self.arrange, *left_out))


def packet_kinds() -> Mapping[str, PacketKind]:
    """Every kind of packet by key."""
    from guanxian_desk.services.packet_kinds import KINDS

    return {kind.key: kind for kind in KINDS}


def packet_subjects(office: Office, kind: str, day: date) -> Sequence[Choice]:
    """What a kind of packet can be made of; nothing for a kind without subjects."""
    asked = packet_kinds()[kind].subjects
    return asked(office, day) if asked is not None else ()


def make_packet(office: Office, wanted: Wanted, tell: Tell | None = None, fonts: FontBook | None = None) -> Packet:
    """The packet's bytes; nothing is kept. tell: hears how far it is (words, 0 … 1) and may raise to stop.

    The same records, files, request, chain head and fonts give the same bytes. Errors: UserError for an unknown kind
    or subject and for a packet without pieces; what cannot be read is no error but a page that says so.
    """
    kind = kind_of(wanted.kind, wanted.subject)
    day = wanted.as_of or office.clock.today()
    with office.store.read() as session:
        plan = kind.plan(office, session, wanted.subject, day)
        if not plan.pieces:
            raise UserError("卷内没有任何材料", "没有生成案卷", "请先登记或附上材料")
        chain = wanted.chain or audit.head_hash(session)
        forms = loaded_forms(office)
        making = Making(office, plan, forms, day, chain, wanted.full, wanted.allow_missing)
        printery = Printery(fonts or office_fonts(), wanted.allow_missing)
        ready = making.ready(printery, tell)
    made, printery, bound = _bound(making, ready, printery, replace(wanted, as_of=day), tell)
    asked = Inputs(f"packet-{kind.key}", wanted.subject, day, PDF, wanted.full, wanted.allow_missing, chain)
    produced = Produced(
        asked.form, wanted.version, kind.title, wanted.subject, day, PDF, bound.content,
        file_name(plan.cover.title, "", day, PDF), packet_print(plan, made), None, tuple(printery.lacking), (), asked,
    )  # fmt: skip
    troubles = tuple(one.trouble for one in made if one.trouble)
    return Packet(produced, bound.pages, len(made), troubles, plan.missing)


def _bound(
    making: Making, made: Sequence[Ready], printery: Printery, wanted: Wanted, tell: Tell | None
) -> tuple[Sequence[Ready], Printery, _Bound]:
    """The packet; files whose damage shows only while they are bound are replaced, and it is bound anew."""
    from pypdf.errors import PyPdfError

    try:
        return made, printery, _Assembly(making, made, printery).bind(wanted, _second_half(tell))
    except (PyPdfError, *BROKEN):
        again = Printery(printery.book, making.allow_missing)
        sound = making.sorted_out(made, again)
        if all(one is before for one, before in zip(sound, made)):
            raise
        return sound, again, _Assembly(making, sound, again).bind(wanted, _second_half(tell))


def kind_of(key: str, subject: str) -> PacketKind:
    """The kind of packet. UserError when there is none, or when it is not said of what it is to be made."""
    kinds = packet_kinds()
    kind = kinds.get(key)
    if kind is None:
        known = "、".join(f"{one.key}（{one.title}）" for one in kinds.values())
        raise UserError(f"没有“{key}”这种案卷", "没有生成案卷", f"可用的有：{known}")
    if kind.subject_word and not subject:
        raise UserError(f"“{kind.title}”要指明{kind.subject_word}", "没有生成案卷")
    return kind


def _second_half(tell: Tell | None) -> Tell | None:
    if tell is None:
        return None
    return lambda words, share: tell(words, _ASSEMBLED + share * (1 - _ASSEMBLED))


@dataclass(frozen=True)
class _Bound:
    content: bytes
    pages: int


@dataclass(frozen=True)
class _Assembly:
    """Pieces made ready, and what stands around them."""

    making: Making
    made: Sequence[Ready]
    printery: Printery

    @property
    def plan(self) -> PacketPlan:
        """What the packet is made from."""
        return self.making.plan

    @property
    def as_of(self) -> date:
        """Its day."""
        return self.making.as_of

    def bind(self, wanted: Wanted, tell: Tell | None) -> _Bound:
        """Everything in its order, bound and read again."""
        before, pieces, table = self._volume() if wanted.arrange == VOLUME else self._items()
        after = self._after(wanted)
        bound = bind([*before, *pieces, *after], self.printery, self.plan.cover.title, tell)
        # The list is the second part; every piece's first and last page must carry their numbers.
        listing = range(bound.starts[1], bound.starts[2])
        inner = [one for one in pieces if one.first is not None]
        starts = bound.starts[len(before) : len(before) + len(pieces)]
        placed = [(start, part) for start, part in zip(starts, pieces) if part.first is not None]
        self._verify(bound.content, bound.pages, listing, table, inner, placed, wanted.arrange)
        return _Bound(bound.content, bound.pages)

    def _verify(
        self,
        content: bytes,
        pages: int,
        listing: range,
        table: Table,
        inner: Sequence[Part],
        placed: Sequence[tuple[int, Part]],
        arrange: Arrange,
    ) -> None:
        counts = [sum(1 for _ in self._pages(part)) for part in inner]
        checks = []
        for (start, part), count in zip(placed, counts):
            first = part.first or 1
            checks.append(tuple(dict.fromkeys(((start, first), (start + count - 1, first + count - 1)))))
        texts = [self._shown(text) for text in lists.row_texts(table)]
        if arrange == VOLUME:
            rows = [Row(text, check) for text, check in zip(texts, checks)]
        else:
            rows = [Row(text, ()) for text in texts]
            rows.append(Row("", tuple(page for check in checks for page in check)))
        verify(content, pages, listing, rows)

    def _pages(self, part: Part) -> range:
        body = part.body
        return range(self.printery.pages(body) if isinstance(body, Printed) else len(body.pages))

    def _shown(self, text: str) -> str:
        """As it is printed: what no font has stands as 〓."""
        return "".join(GETA if char in self.printery.lacking else char for char in text)

    def _volume(self) -> tuple[list[Part], list[Part], Table]:
        numbered = lists.counted(self.made)
        table = lists.contents_table(numbered)
        cover, archive = self.plan.cover, {"archive_number": self.plan.cover.archive_number}
        first, last = days_of(self.plan)
        facts = {"first": first, "last": last, "pieces": len(self.made), "pages": numbered[-1].last}
        head = {"fonds": cover.fonds, "category": cover.category, "title": cover.title, "keeping": cover.keeping}
        before = [
            self._part("案卷封面", "packet-cover", facts | head | archive | {"sample": self.making.office.is_sample}),
            self._part("卷内文件目录", "packet-contents", archive | {"title": cover.title, "listing": table}),
        ]
        pieces = [Part(one.ready.piece.title, one.ready.body, one.first) for one in numbered]
        return before, pieces, table

    def _items(self) -> tuple[list[Part], list[Part], Table]:
        items = items_of(self.made)
        table = lists.items_table(items, self.plan, self.as_of)
        cover = self.plan.cover
        facts = {
            "fonds": cover.fonds,
            "fonds_number": cover.fonds_number,
            "year": str(lists.year_of(self.plan, self.as_of)),
            "keeping": cover.keeping,
            "department": cover.category,
            "pieces": len(items),
            "pages": sum(one.pages for one in self.made),
            "sample": self.making.office.is_sample,
        }
        before = [
            self._part("归档文件目录封面", "packet-item-cover", facts),
            self._part("归档文件目录", "packet-items", {"listing": table}),
        ]
        return before, [part for index, item in enumerate(items, 1) for part in self._item(index, item)], table

    def _item(self, index: int, item: Sequence[Ready]) -> list[Part]:
        """The parts of a 件: pages counted from 1, the seal on the first; several pieces stand under its entry."""
        pages, number, parts = sum(one.pages for one in item), 1, []
        for place, one in enumerate(item):
            seal = lists.archive_seal(self.plan, self.as_of, index, pages) if place == 0 else None
            title = f"{index}　{one.piece.title}" if place == 0 else one.piece.title
            parts.append(Part(title, one.body, number, seal, level=min(place, 1)))
            number += one.pages
        return parts

    def _after(self, wanted: Wanted) -> list[Part]:
        plan = self.plan
        closing = {
            "remarks": plan.remarks,
            "filed_by": plan.filed_by,
            "checked_by": plan.checked_by,
            "filed_on": plan.filed_on,
        }
        parts = [self._part("备考表", "packet-closing", closing)]
        if wanted.spine and wanted.arrange == VOLUME:
            labels = lists.spine_picture(plan.cover, lists.year_of(plan, self.as_of))
            parts.append(self._part("卷脊", "packet-spine", {"labels": labels}))
        if wanted.check_page:
            findings = lists.findings_table(plan, self.made)
            data = {"title": plan.cover.title, "findings": findings, "as_of": self.as_of}
            parts.append(self._part("案卷检查页", "packet-check", data))
        return parts

    def _part(self, title: str, form: str, data: Mapping[str, object]) -> Part:
        return Part(title, Printed((render(self.making.forms[form], data),)))
