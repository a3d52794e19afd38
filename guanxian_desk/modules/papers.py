"""What a duty hands over when one of its papers is asked for; services make the PDF or the workbook of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from guanxian_desk.filings.document import Table

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Ask = TypeVar("Ask")


@dataclass(frozen=True)
class Content:
    """Everything a paper says.

    documents: what the form is given, once for every document of the packet; sheets: the tables of its workbook,
    each with a caption of its own, as its name; lines: what the workbook says under every title; about: whom or what
    it is of, for the file's name; amount_fen: the sum that the filing history shows; persons: how many people's
    numbers it names (a full one is logged then); missing: the facts that will print as blanks to fill in, in the
    clerk's words (what the form itself blanks with |blank is listed without being named here).
    """

    documents: tuple[Mapping[str, object], ...]
    sheets: tuple[Table, ...]
    lines: tuple[str, ...] = ()
    about: str = ""
    amount_fen: int | None = None
    persons: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A paper is asked for: the records, the day it shows, whom it is for ("" for all), masked or in full."""

    session: Session
    as_of: date
    office: str
    sample: bool = False
    subject: str = ""
    full: bool = False


Choice = tuple[str, str]
"""A subject as a paper is asked for it, and its words."""


@dataclass(frozen=True)
class Paper(Generic[Ask]):
    """One paper of a duty.

    key: its form's; needs: what must be said to get it; takes: what may be said besides; subject_word: what its
    subject is called; subjects: those it can be made for, as asked for without one.
    """

    key: str
    content: Callable[[Ask], Content]
    needs: tuple[str, ...] = ("as_of",)
    takes: tuple[str, ...] = ()
    subject_word: str = ""
    subjects: Callable[[Ask], Sequence[Choice]] | None = None


@dataclass(frozen=True)
class OwnPaper:
    """A piece of a packet that the desk makes: a form, its subject, its day (the packet's when None)."""

    form: str
    subject: str = ""
    as_of: date | None = None


@dataclass(frozen=True)
class KeptFile:
    """A piece of a packet that is a file: scanned, or received. content is asked while the session that the plan was
    made with is open, and only once."""

    file_name: str
    content: Callable[[], bytes]


@dataclass(frozen=True)
class PacketPiece:
    """One piece and how the table of contents lists it: 题名 (the paper's own title or the file's name when ""), 文号,
    责任者, 日期, 密级, 备注.

    item: pieces with the same one belong to one 件, in the order given (正本, 定稿, 处理单); "" is a 件 of its own;
    key: the record or attachment that it is, by which the papers of the packet may name its page.
    """

    source: OwnPaper | KeptFile
    title: str = ""
    number: str = ""
    author: str = ""
    day: date | None = None
    secrecy: str = ""
    note: str = ""
    item: str = ""
    key: str = ""


@dataclass(frozen=True)
class PacketCover:
    """What a file's cover says: 题名, 全宗名称 and 全宗号, 类目名称 or 机构（问题）, 保管期限, 归档号; its papers'
    first and last day (those of the pieces when None). What is "" prints as a blank to fill in."""

    title: str
    fonds: str = ""
    fonds_number: str = ""
    category: str = ""
    keeping: str = ""
    archive_number: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class PacketPlan:
    """One file (一案一卷): its cover, its pieces in the order of the clause that demands them, what is missing or
    unlawful in the clerk's words, and what its 备考表 says.

    paged: what a paper says that names pages of the packet (by the pieces' keys; none are known when the mapping is
    empty); None for a paper that names none and is made as everywhere else.
    """

    cover: PacketCover
    pieces: tuple[PacketPiece, ...]
    missing: tuple[str, ...] = ()
    remarks: str = ""
    filed_by: str = ""
    checked_by: str = ""
    filed_on: date | None = None
    paged: Callable[[OwnPaper, Mapping[str, int]], Content | None] | None = None
