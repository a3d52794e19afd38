"""A document, or many as one packet, as the bytes of a PDF: the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.document import Document, Layout, texts
from guanxian_desk.filings.draw.paint import Painter
from guanxian_desk.filings.fonts import FontBook, bundled_fonts
from guanxian_desk.filings.layout.feet import footer_line, page_number
from guanxian_desk.filings.layout.flow import paginate
from guanxian_desk.filings.layout.marks import Page, TextMark
from guanxian_desk.filings.layout.page import style_of
from guanxian_desk.filings.layout.text import Typesetter

Numbering = Literal["restart", "continue"]
PROGRAM = "冠县政务台"
_NAMED = 20  # how many missing characters a message names


def missing_characters(document: Document, fonts: FontBook | None = None) -> list[str]:
    """The characters of the document that no font can draw, in order of appearance."""
    return (fonts or bundled_fonts()).missing(texts(document))


def pdf_bytes(
    documents: Document | Iterable[Document],
    fonts: FontBook | None = None,
    footer: str = "",
    numbering: Numbering = "restart",
    title: str = "",
    allow_missing: bool = False,
) -> bytes:
    """One PDF of one document or of several in order, with an outline entry for each.

    fonts: the bundled ones when None; footer: printed small on internal papers; numbering: whether pages are counted
    anew in each document; title: the packet's (that of its first document when ""); allow_missing: characters no font
    has are drawn as 〓 after the clerk has agreed.
    Errors: UserError naming the characters when some are missing and allow_missing is False.
    """
    book = fonts or bundled_fonts()
    run = PdfRun(book, numbering, title)
    lacking: dict[str, None] = {}
    for document in [documents] if isinstance(documents, Document) else documents:
        if not allow_missing:
            lacking.update(dict.fromkeys(missing_characters(document, book)))
        if not lacking:
            run.add(document, footer)
    if lacking:
        raise missing_glyphs(list(lacking))
    return run.finish()


def missing_glyphs(chars: list[str]) -> UserError:
    """The refusal to print characters that no font has."""
    named = "、".join(f"{char}（U+{ord(char):04X}）" for char in chars[:_NAMED])
    more = f"等 {len(chars)} 个字" if len(chars) > _NAMED else ""
    return UserError(
        f"文书中有字库里没有的字：{named}{more}",
        "打印出来会是空白，文书没有生成",
        "请核对是否录错；确是人名用字的，可选择以“〓”占位打印后手写补上，或在本机安装含有该字的字库",
    )


class PdfRun:
    """One PDF being filled with documents, which share the fonts that it embeds."""

    def __init__(self, book: FontBook, numbering: Numbering = "restart", title: str = "") -> None:
        self._setter = typesetter_for(book)
        self._numbering = numbering
        self._title = title
        self._out = BytesIO()
        self._canvas = empty_canvas(self._out)
        self._painter = Painter(self._canvas, book)
        self._next = 1
        self._documents = 0
        self._bookmarks = 0

    def add(self, document: Document, footer: str = "") -> int:
        """Lays the document out and draws its pages; returns how many. footer: printed small on an internal paper."""
        first = self._next if self._numbering == "continue" else 1
        pages = paginate(document, self._setter, first)
        self._next = pages[-1].number + 1
        if not self._documents:
            self._canvas.setTitle(self._title or document.plain_title)
            self._canvas.setSubject(document.subject)
        self._documents += 1
        self._bookmark(document.plain_title, 0)
        for page in pages:
            for level, entry in page.entries:
                if level == 1:
                    self._bookmark(entry, 1)
            self._painter.page(page, *page_marks(page, document, self._setter, footer))
        return len(pages)

    def finish(self) -> bytes:
        """The PDF's bytes."""
        if not self._documents:
            raise UserError("没有要打印的文书")
        self._canvas.save()
        return self._out.getvalue()

    def _bookmark(self, title: str, level: int) -> None:
        self._bookmarks += 1
        key = f"p{self._bookmarks}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level)


def page_marks(
    page: Page, document: Document, setter: Typesetter, footer: str = ""
) -> tuple[tuple[TextMark, ...], tuple[TextMark, ...]]:
    """The page's number and footer: marks at places of its sheet, and marks of the upright sheet for a page that a
    table turned (GB/T 9704: the number stays where it is on the other pages)."""
    upright = style_of(document.layout).upright
    sideways = page.frame is upright.turned and not document.landscape
    sheet = upright if sideways else page.frame
    marks = page_number(page, sheet, setter) if page.numbered else ()
    if footer and document.layout is Layout.INTERNAL:
        marks += footer_line(footer, page, sheet, setter)
    return ((), marks) if sideways else (marks, ())


@lru_cache(maxsize=4)
def typesetter_for(book: FontBook) -> Typesetter:
    """The book's typesetter, with what it has broken and measured in earlier runs."""
    return Typesetter(book)


def empty_canvas(out: BytesIO) -> Any:
    """An empty canvas: no clock in it, streams compressed without ASCII armour (which would cost half the time)."""
    from reportlab import rl_config

    from guanxian_desk.filings.draw.canvas import BareCanvas

    rl_config.useA85 = 0
    canvas = BareCanvas(out, pageCompression=1, invariant=1, lang="zh-CN")
    canvas.setCreator(PROGRAM)
    canvas.setAuthor("")
    return canvas
