"""Packets: one PDF for one file (一案一卷), in 卷 or 件, made from the plan that its duty hands over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.fonts import FontBook
from guanxian_desk.filings.office_fonts import office_fonts
from guanxian_desk.filings.packets.attached import BROKEN
from guanxian_desk.filings.packets.bind import Bound, Printery, Tell
from guanxian_desk.modules.papers import Choice
from guanxian_desk.services.office import Office
from guanxian_desk.services.packet_assembly import ITEMS, VOLUME, Assembly, Wanted
from guanxian_desk.services.packet_kind import PacketKind
from guanxian_desk.services.packet_kinds import KINDS
from guanxian_desk.services.packet_pieces import Making, Ready, packet_print
from guanxian_desk.services.paper_making import PDF, Inputs, Produced, file_name, loaded_forms
from guanxian_desk.store import audit

__all__ = ["ITEMS", "VOLUME", "Packet", "Wanted", "make_packet", "packet_kinds", "packet_subjects"]

_ASSEMBLED = 0.5
"""How much of the work is making the pieces; the rest is binding."""


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


def packet_kinds() -> Mapping[str, PacketKind]:
    """Every kind of packet by key."""
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
) -> tuple[Sequence[Ready], Printery, Bound]:
    """The packet; files whose damage shows only while they are bound are replaced, and it is bound anew."""
    from pypdf.errors import PyPdfError

    try:
        return made, printery, Assembly(making, made, printery).bind(wanted, _second_half(tell))
    except (PyPdfError, *BROKEN):
        again = Printery(printery.book, making.allow_missing)
        sound = making.sorted_out(made, again)
        if all(one is before for one, before in zip(sound, made)):
            raise
        return sound, again, Assembly(making, sound, again).bind(wanted, _second_half(tell))


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
