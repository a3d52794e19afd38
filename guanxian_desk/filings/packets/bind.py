"""Binds documents of the desk's own and attached files into one PDF: stamps, outline, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import Document
from guanxian_desk.filings.fonts import FontBook
from guanxian_desk.filings.packets.attached import BROKEN, Attached
from guanxian_desk.filings.packets.collector import collector_paused
from guanxian_desk.filings.packets.stamps import ArchiveSeal, StampRun
from guanxian_desk.filings.pdf import PROGRAM, PdfRun, missing_characters, missing_glyphs

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class Printed:
    """Documents that the desk made, with what each says small at its foot."""

    documents: tuple[Document, ...]
    footers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One piece of a packet. title: its outline entry; first: the number stamped on its first page (None for none);
    seal: stamped on its first page; inner: the pieces under it in the outline."""

    title: str
    body: Printed | Attached
    first: int | None = None
    seal: ArchiveSeal | None = None
    level: int = 0


@dataclass(frozen=True)
class Bound:
    """A packet's bytes, and the index of each part's first page."""

    content: bytes
    starts: tuple[int, ...]
    pages: int


class Printery:
    """Prints the desk's own documents of a packet in one run, so that their fonts are embedded once.

    allow_missing: characters that no font has stand as 〓; they are told in `lacking`.
    """

    def __init__(self, book: FontBook, allow_missing: bool = False) -> None:
        self.book = book
        self._allow = allow_missing
        self._run = PdfRun(book)
        self._counts: dict[int, int] = {}
        self._kept: list[Printed] = []
        self._starts: dict[int, int] = {}
        self._next = 0
        self.lacking: dict[str, None] = {}

    def pages(self, printed: Printed) -> int:
        """How many pages it has; it is printed when first asked for. UserError for characters no font has."""
        key = id(printed)
        if key not in self._counts:
            self._kept.append(printed)
            self._starts[key] = self._next
            with collector_paused():
                self._counts[key] = sum(self._add(printed, index) for index in range(len(printed.documents)))
            self._next += self._counts[key]
        return self._counts[key]

    def _add(self, printed: Printed, index: int) -> int:
        document = printed.documents[index]
        lacking = missing_characters(document, self.book)
        self.lacking.update(dict.fromkeys(lacking))
        if lacking and not self._allow:
            raise missing_glyphs(lacking)
        return self._run.add(document, printed.footers[index] if printed.footers else "")

    def open(self) -> _Shelf:
        """All that was printed, to take pages from."""
        from pypdf import PdfReader

        printed = list(PdfReader(BytesIO(self._run.finish())).pages) if self._next else []
        return _Shelf(printed, self._starts, self._counts)


@dataclass(frozen=True)
class _Shelf:
    pages: Sequence[PageObject]
    starts: dict[int, int]
    counts: dict[int, int]

    def of(self, printed: Printed) -> Sequence[PageObject]:
        start = self.starts[id(printed)]
        return self.pages[start : start + self.counts[id(printed)]]


def bind(parts: Sequence[Part], printery: Printery, title: str, tell: Tell | None = None) -> Bound:
    """The parts in their order as one PDF. tell: hears how far it is (words, 0 … 1) and may raise to stop.

    Errors: UserError when there is nothing to bind.
    """
    if not parts:
        raise UserError("卷内没有任何材料", "没有生成案卷")
    with collector_paused():
        for part in parts:
            if isinstance(part.body, Printed):
                printery.pages(part.body)
        return _Binder(printery, title).bind(parts, tell)


def can_be_bound(attached: Attached) -> bool:
    """Whether a file's pages can be laid and written: some damage shows only then."""
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    from guanxian_desk.filings.packets.sheet import lay

    writer = PdfWriter()
    try:
        for page in attached.pages:
            lay(writer, page)
        writer.write(BytesIO())
    except (PyPdfError, *BROKEN):
        return False
    return True


class _Binder:
    """The writer being filled."""

    def __init__(self, printery: Printery, title: str) -> None:
        from pypdf import PdfWriter

        self._shelf = printery.open()
        self._stamps = StampRun(printery.book)
        self._writer: PdfWriter = PdfWriter()
        self._writer.pdf_header = "%PDF-1.7"
        self._writer.metadata = {"/Title": title, "/Producer": PROGRAM, "/Creator": PROGRAM}
        self._codes: list[tuple[PageObject, str]] = []

    def bind(self, parts: Sequence[Part], tell: Tell | None) -> Bound:
        starts: list[int] = []
        above: list[Any] = []
        for index, part in enumerate(parts):
            if tell is not None:
                tell(part.title, index / (len(parts) + 1))
            starts.append(len(self._writer.pages))
            self._add(part)
            parent = above[part.level - 1] if part.level else None
            entry = self._writer.add_outline_item(title=part.title, page_number=starts[-1], parent=parent)
            above[part.level :] = [entry]
        if tell is not None:
            tell("写出案卷", len(parts) / (len(parts) + 1))
        self._stamp()
        out = BytesIO()
        self._writer.write(out)
        return Bound(out.getvalue(), tuple(starts), len(self._writer.pages))

    def _add(self, part: Part) -> None:
        from guanxian_desk.filings.packets.sheet import lay

        own = isinstance(part.body, Printed)
        pages = self._shelf.of(part.body) if isinstance(part.body, Printed) else part.body.pages
        for offset, source in enumerate(pages):
            page = self._writer.add_page(source) if own else lay(self._writer, source)
            sheet = (float(page.mediabox.width), float(page.mediabox.height))
            codes = []
            if part.first is not None:
                codes.append(self._stamps.page_number(part.first + offset, sheet))
            if part.seal is not None and offset == 0:
                codes.append(self._stamps.seal(part.seal, sheet))
            self._codes.append((page, "\n".join(codes)))

    def _stamp(self) -> None:
        """Stamps every page: behind the page's own content comes a form with the stamp."""
        from guanxian_desk.filings.packets.sheet import stamp, stamp_fonts

        fonts = stamp_fonts(self._writer, self._stamps.finish())
        for page, code in self._codes:
            stamp(self._writer, page, code, fonts)
