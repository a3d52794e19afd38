"""The zip around a workbook: opened with limits, inflated in pieces, nothing trusted that the directory says."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.refusal import SAVE_AS, SPLIT, refusal

MB = 1 << 20
MAX_TOTAL = 2048 * MB
MAX_SHEET = 768 * MB
MAX_SMALL_PART = 32 * MB
PIECE = 1 * MB
_FEED = 64 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package:
    """The parts of a zipped workbook by name (upper and lower case are one, as in Office)."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises UserError when the zip is broken, encrypted, or would grow beyond the limits."""
        self.name = name
        self._data = data
        try:
            entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
            raise self.broken() from None
        self._parts = {entry.filename.lower().lstrip("/"): entry for entry in entries}
        if len(self._parts) != len(entries):
            raise self.broken()
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise refusal(name, "加了密码", "请用密码打开，取消密码另存后再导入")
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise self.too_big()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def parts(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._parts)

    def size(self, part: str) -> int:
        """The part's size as the directory declares it; stream() holds it to that."""
        return self._parts[part.lower()].file_size

    def broken(self) -> UserError:
        """The error for a damaged file."""
        return refusal(self.name, "已损坏或没有下载完整，打不开")

    def too_big(self) -> UserError:
        """The error for a file that swells when unpacked."""
        return refusal(self.name, "解压后大得不合常理（可能是压缩炸弹），为防止电脑卡死没有打开", SPLIT)

    def read(self, part: str, limit: int = MAX_SMALL_PART) -> bytes:
        """The whole of a small part; no part may declare XML entities."""
        content = b"".join(self.stream(part, limit))
        if _DOCTYPE.search(content):
            raise self.hostile()
        return content

    def hostile(self) -> UserError:
        """The error for XML that declares a document type or entities."""
        return refusal(self.name, "里面带有不安全的 XML 实体声明，正常的工作簿不会有，没有打开", SAVE_AS)

    def stream(self, part: str, limit: int = MAX_SHEET) -> Iterator[bytes]:
        """The part's bytes in pieces of at most 1 MB; raises UserError when it is not what its directory says."""
        entry = self._parts.get(part.lower())
        if entry is None:
            raise self.broken()
        if entry.file_size > limit:
            raise self.too_big()
        size = crc = 0
        for piece in self._pieces(entry):
            size += len(piece)
            if size > entry.file_size:
                raise self.broken()
            crc = zlib.crc32(piece, crc)
            yield piece
        if size != entry.file_size or crc != entry.CRC:
            raise self.broken()

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        start = entry.header_offset + _LOCAL_HEADER
        if not _LOCAL_HEADER <= start <= len(self._data):
            raise self.broken()
        lengths = struct.unpack_from("<HH", self._data, start - 4)
        start += sum(lengths)
        packed = memoryview(self._data)[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            for at in range(0, len(packed), PIECE):
                yield bytes(packed[at : at + PIECE])
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            yield from self._inflate(packed)
        else:
            raise self.broken()

    def _inflate(self, packed: memoryview) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(packed), _FEED):
                piece = inflater.decompress(packed[at : at + _FEED], PIECE)
                while piece:
                    yield piece
                    piece = inflater.decompress(inflater.unconsumed_tail, PIECE) if inflater.unconsumed_tail else b""
            if piece := inflater.flush():
                yield piece
        except zlib.error:
            raise self.broken() from None
        if not inflater.eof:
            raise self.broken()
