"""Files that go into a packet, read into pages; what cannot be read is named with the reason, never passed over."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from guanxian_desk.filings.packets.collector import collector_paused

if TYPE_CHECKING:
    from pypdf import PageObject

_PDF, _IMAGES = b"%PDF-", (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_END_OF_PDF = b"%%EOF"
_TAIL = 4096
BROKEN = (
    OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, SyntaxError, EOFError,
    NotImplementedError, ZeroDivisionError, OverflowError, MemoryError, struct.error, zlib.error,
)  # fmt: skip
"""What the two libraries raise, besides errors of their own, for files that are not what they say."""


class Unreadable(Exception):  # noqa: N818 - it is an outcome that the packet shows
    """Why a file cannot go in, in the clerk's words."""


@dataclass(frozen=True)
class Attached:
    """A file that was read: its pages, still those of its own document."""

    pages: tuple[PageObject, ...]


def read_attached(content: bytes) -> Attached:
    """The pages of a PDF, JPEG, PNG or TIFF, recognised by its bytes. Errors: Unreadable."""
    with collector_paused():
        if content[:1024].lstrip().startswith(_PDF):
            return Attached(tuple(_pdf_pages(content)))
        if content.startswith(_IMAGES):
            return Attached(tuple(_image_pages(content)))
    raise Unreadable("文件是空的" if not content else "不是 PDF、JPG、PNG 或 TIFF 文件")


def _image_pages(content: bytes) -> list[PageObject]:
    from PIL.Image import DecompressionBombError

    from guanxian_desk.filings.packets.images import image_pages

    try:
        pages = image_pages(content)
    except (*BROKEN, DecompressionBombError) as error:
        raise Unreadable(_reason(error, "图片已经损坏，读不出来")) from error
    if not pages:
        raise Unreadable("图片里没有内容")
    return pages


def _pdf_pages(content: bytes) -> list[PageObject]:
    """Every page, with its content looked at once: a page that only turns out broken later would be missing."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    if _END_OF_PDF not in content[-_TAIL:]:
        raise Unreadable("PDF 不完整，后半截丢失")
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("PDF 加了密码，打不开")
        pages = list(reader.pages)
        promised = int(_root_pages(reader).get("/Count", -1))
        for page in pages:
            _look_at(page)
    except (DependencyError, FileNotDecryptedError) as error:
        raise Unreadable("PDF 加了密，打不开") from error
    except (PyPdfError, *BROKEN) as error:
        raise Unreadable("PDF 已经损坏，读不出来") from error
    if not pages or len(pages) != promised:
        raise Unreadable(f"PDF 缺页（应有 {max(promised, 0)} 页，读出 {len(pages)} 页）")
    return pages


def _root_pages(reader: Any) -> Any:
    return reader.trailer["/Root"]["/Pages"]


def _look_at(page: PageObject) -> None:
    """Raises when the page has no size, or when its content streams or its pictures are not there."""
    if float(page.cropbox.width) <= 0 or float(page.cropbox.height) <= 0:
        raise ValueError("a page without size")
    if "/Contents" not in page:
        return
    contents = page.raw_get("/Contents").get_object()
    parts = list(contents) if isinstance(contents, list) else [contents]
    resources: Any = page.get("/Resources") or {}
    parts += list((resources.get("/XObject") or {}).values())
    if not all(hasattr(part.get_object(), "_data") for part in parts):
        raise ValueError("a content stream or a picture is missing")


def _reason(error: BaseException, otherwise: str) -> str:
    text = str(error)
    return text if isinstance(error, ValueError) and text.startswith("图片") else otherwise
