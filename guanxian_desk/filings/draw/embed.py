"""One font in one PDF: a subset of the glyphs used, with two-byte codes and a true ToUnicode table.

reportlab's own TrueType fonts are cut into subsets of 256 codes, so Chinese text changes font within a word, and
their ToUnicode is wrong beyond the BMP (𬭎 is copied as Ⲵ). A composite font (Type0, Identity-H) has neither fault.
"""

from __future__ import annotations

from typing import Any

from guanxian_desk.filings.fonts import Face

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_CMAP_BLOCK = 100  # a bfchar block may hold no more


class EmbeddedFont:
    """A face being embedded into one reportlab document; reportlab calls addObjects when it saves.

    name: the font's resource name on the pages.
    """

    def __init__(self, face: Face, document: Any) -> None:
        self._face = face
        key = f"{face.file.path}#{face.file.index}"
        number = len(document.fontMapping)
        self.name = f"F{number + 1}"
        self._tag = f"GXDK{chr(65 + number // 26)}{chr(65 + number % 26)}"
        self._codes = _Codes()
        document.fontMapping[key] = "/" + self.name
        document.delayedFonts.append(self)

    def encode(self, text: str) -> str:
        """The text as a PDF string's hexadecimal digits."""
        codes = self._codes
        return "".join([codes[char] for char in text])

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's name for this step
        """Writes the font's objects into the document."""
        from reportlab.pdfbase import pdfdoc

        chars = list(self._codes)
        base = f"{self._tag}+{self._face.parsed.name.decode('ascii')}"
        descendant = document.Reference(self._descendant(document, base, chars), f"cid:{self.name}")
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([descendant]),
                "ToUnicode": self._stream(document, "toUnicode", to_unicode(chars).encode("ascii")),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font, self.name)

    def _descendant(self, document: Any, base: str, chars: list[str]) -> Any:
        from reportlab.pdfbase import pdfdoc

        widths = [self._face.widths[char] * 1000 for char in chars]
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": self._descriptor(document, base, chars),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([round(width, 2) for width in widths])]),
                "CIDToGIDMap": self._stream(document, "gids", self._glyph_map(chars)),
            }
        )

    def _descriptor(self, document: Any, base: str, chars: list[str]) -> Any:
        from reportlab.pdfbase import pdfdoc

        face = self._face.parsed
        outlines = face.makeSubset([ord(char) for char in chars])
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(base),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "ItalicAngle": face.italicAngle,
                "StemV": face.stemV,
                "FontFile2": self._stream(document, "outlines", outlines, Length1=len(outlines)),
            }
        )
        return document.Reference(descriptor, f"descriptor:{self.name}")

    def _glyph_map(self, chars: list[str]) -> bytes:
        # makeSubset numbers the glyphs in order of first use; two characters may share one.
        numbers = {0: 0}
        glyphs = self._face.parsed.charToGlyph
        used = [numbers.setdefault(glyphs[ord(char)], len(numbers)) for char in chars]
        return b"".join(number.to_bytes(2, "big") for number in (0, *used))

    def _stream(self, document: Any, key: str, content: bytes, **entries: int) -> Any:
        from reportlab.pdfbase import pdfdoc

        stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
        for name, value in entries.items():
            stream.dictionary[name] = value
        return document.Reference(stream, f"{key}:{self.name}")


class _Codes(dict[str, str]):
    """Codes from 0001 upwards, given out in order of first use; 0000 stays the missing glyph."""

    def __missing__(self, char: str) -> str:
        self[char] = code = f"{len(self) + 1:04X}"
        return code


def to_unicode(chars: list[str]) -> str:
    """The CMap that tells a reader which character each code stands for, in UTF-16 beyond the BMP too."""
    blocks = []
    for start in range(0, len(chars), _CMAP_BLOCK):
        block = chars[start : start + _CMAP_BLOCK]
        lines = [
            f"<{start + index + 1:04X}> <{char.encode('utf-16-be').hex().upper()}>" for index, char in enumerate(block)
        ]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\n")
    return _CMAP_HEAD + "".join(blocks) + _CMAP_TAIL
