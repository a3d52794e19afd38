"""A packet's pieces with what stands around them, bound in 卷 or in 件 and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guanxian_desk.filings.document import Table
from guanxian_desk.filings.fonts import GETA
from guanxian_desk.filings.forms import render
from guanxian_desk.filings.packets.bind import Bound, Part, Printed, Printery, Tell, bind
from guanxian_desk.filings.packets.verify import Row, verify
from guanxian_desk.modules.papers import PacketPlan
from guanxian_desk.services import packet_lists as lists
from guanxian_desk.services.packet_pieces import Making, Ready, days_of, items_of

Arrange = Literal["卷", "件"]
VOLUME: Arrange = "卷"
ITEMS: Arrange = "件"


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


@dataclass(frozen=True)
class Assembly:
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

    def bind(self, wanted: Wanted, tell: Tell | None) -> Bound:
        """Everything in its order, bound and read again. PacketError when what is read is not what it should be."""
        around, pieces, table = self._volume() if wanted.arrange == VOLUME else self._items()
        bound = bind([*around, *pieces, *self._after(wanted)], self.printery, self.plan.cover.title, tell)
        ends = [self._ends(start, part) for start, part in zip(bound.starts[len(around) :], pieces)]
        texts = [self._shown(text) for text in lists.row_texts(table)]
        if wanted.arrange == VOLUME:
            rows = [Row(text, pages) for text, pages in zip(texts, ends)]
        else:
            rows = [*(Row(text, ()) for text in texts), *(Row("", pages) for pages in ends)]
        # The table of contents is the second part.
        verify(bound.content, bound.pages, range(bound.starts[1], bound.starts[2]), rows)
        return bound

    def _ends(self, start: int, part: Part) -> tuple[tuple[int, int], ...]:
        """The first and last page of a piece: where each is, and the number that it must carry."""
        body, first = part.body, part.first or 1
        more = (self.printery.pages(body) if isinstance(body, Printed) else len(body.pages)) - 1
        return ((start, first), (start + more, first + more)) if more else ((start, first),)

    def _shown(self, text: str) -> str:
        """As it is printed: what no font has stands as 〓."""
        return "".join(GETA if char in self.printery.lacking else char for char in text)

    def _volume(self) -> tuple[list[Part], list[Part], Table]:
        """By 卷: cover and table of contents, the pieces, the table."""
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
        """By 件: cover and list, the pieces, the list's table."""
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
