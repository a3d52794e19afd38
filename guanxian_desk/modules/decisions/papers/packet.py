"""The file of a decision (一案一卷) as a packet: its pieces in the order of the clauses, what is missing, its cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.papers import archive, verdicts
from guanxian_desk.modules.decisions.papers.enclosures import pieces, places
from guanxian_desk.modules.decisions.papers.opening import opened
from guanxian_desk.modules.decisions.papers.pieces import STATEMENT, Piece
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.wanting import wanting
from guanxian_desk.modules.papers import Asked, Content, KeptFile, OwnPaper, PacketCover, PacketPiece, PacketPlan
from guanxian_desk.store import attachments

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def plan(asked: Asked) -> PacketPlan:
    """The packet of the dossier that the subject names; of a state secret only the page that stands for it.

    The statement names the pages of the evidence. UserError when there is no such dossier.
    """
    source = opened(asked)
    aside = source.aside()
    if aside.secret:
        return PacketPlan(_cover(aside, "依法不予公开事项"), (PacketPiece(OwnPaper("decision-stub", source.key)),))
    found = pieces(aside)
    paper = aside.root.part("archive").paper
    return PacketPlan(
        _cover(aside, archive.title(aside), found),
        tuple(_piece(asked.session, number, piece) for number, piece in enumerate(found)),
        wanting(aside, found),
        archive.remarks(aside),
        paper.known("recorder") or "",
        paper.known("host") or "",
        aside.root.part("archive").known_day("closed_on"),
        partial(_paged, source, found),
    )


def _cover(source: Source, title: str, found: Sequence[Piece] = ()) -> PacketCover:
    first, last = archive.span(found)
    return PacketCover(
        title,
        fonds=source.body,
        category=archive.CATEGORY,
        archive_number=source.root.part("archive").paper.known("document_number") or "",
        first=first,
        last=last,
    )


def _piece(session: Session, number: int, piece: Piece) -> PacketPiece:
    source: OwnPaper | KeptFile = OwnPaper(piece.form, piece.subject)
    if piece.sha256:
        source = KeptFile(piece.file_name, partial(_content, session, piece))
    return PacketPiece(
        source,
        piece.title if piece.sha256 else "",
        piece.number,
        piece.author,
        piece.day,
        note=piece.note,
        key=str(number),
    )


def _content(session: Session, piece: Piece) -> bytes:
    if not attachments.kept(session, piece.sha256):
        raise UserError("附件的内容不在本机", "卷内以替代页占位", "请导入带附件的档案包，或者重新附上")
    return attachments.content(session, piece.sha256)


def _paged(source: Source, found: Sequence[Piece], paper: OwnPaper, known: Mapping[str, int]) -> Content | None:
    """The statement with the pages of the evidence, where they are known."""
    if paper.form != STATEMENT:
        return None
    return verdicts.statement(
        replace(source.aside(), places=places(found, [_page(known, number) for number in range(len(found))]))
    )


def _page(known: Mapping[str, int], number: int) -> str:
    page = known.get(str(number))
    return f"第{page}页" if page else ""
