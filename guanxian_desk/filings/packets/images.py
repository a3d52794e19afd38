"""A scanned picture as pages of A4: its own size kept where it fits, else made smaller; never turned against its will.

A JPEG goes in as it is, byte for byte; other pictures are unpacked and packed again without loss.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from guanxian_desk.filings.packets.sheet import fitted

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 250_000_000
"""About an A1 drawing scanned at 600 dpi; unpacked it is 750 MB in colour."""
_SCREEN_DPI = 96.0
_LEAST_DPI, _MOST_DPI = 40.0, 4800.0
_ORIENTATION = 0x0112
_GRAY = frozenset({"L", "LA", "I", "I;16", "I;16B", "F"})
_END_OF_JPEG = b"\xff\xd9"
# What the cameras' mark of orientation does to the unit square, by displayed width and height.
_TURNED: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((1, 0), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0)),
    2: ((-1, 0), (0, 0), (0, 0), (0, 1), (1, 0), (0, 0)),
    3: ((-1, 0), (0, 0), (0, 0), (0, -1), (1, 0), (0, 1)),
    4: ((1, 0), (0, 0), (0, 0), (0, -1), (0, 0), (0, 1)),
    5: ((0, 0), (0, -1), (-1, 0), (0, 0), (1, 0), (0, 1)),
    6: ((0, 0), (0, -1), (1, 0), (0, 0), (0, 0), (0, 1)),
    7: ((0, 0), (0, 1), (1, 0), (0, 0), (0, 0), (0, 0)),
    8: ((0, 0), (0, 1), (-1, 0), (0, 0), (1, 0), (0, 0)),
}
_LYING = frozenset({5, 6, 7, 8})


def image_pages(content: bytes) -> list[PageObject]:
    """One page for every picture in the file (a TIFF may hold many).

    Errors: what Pillow raises for a broken picture (OSError, SyntaxError, ValueError …), ValueError for a JPEG that
    ends too early and for one larger than MOST_PIXELS.
    """
    from PIL import Image

    writer = PdfWriter()
    with Image.open(BytesIO(content)) as image:
        if image.format in ("JPEG", "MPO"):
            # A phone's second picture is a small copy of the first or a depth map.
            _add(writer, image, _jpeg(image, content))
        else:
            for _ in _frames(image):
                _add(writer, image, _packed(image))
    return list(writer.pages)


def _frames(image: Image) -> Iterator[None]:
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        yield


def _checked_size(image: Image) -> tuple[int, int]:
    width, height = image.size
    if not width or not height or width * height > MOST_PIXELS:
        raise ValueError(f"图片太大（{width}×{height} 像素）")
    return width, height


def _add(writer: PdfWriter, image: Image, stream: Any) -> None:
    orientation = image.getexif().get(_ORIENTATION, 1)
    orientation = orientation if orientation in _TURNED else 1
    width, height = _points(image, lying=orientation in _LYING)
    place = fitted(width, height)
    matrix = [a * width * place.scale + b * height * place.scale for a, b in _TURNED[orientation]]
    matrix[4] += place.x
    matrix[5] += place.y
    page = PageObject.create_blank_page(writer, *place.sheet)
    code = f"q {' '.join(f'{number:.4f}' for number in matrix)} cm /Im Do Q"
    body = DecodedStreamObject()
    body.set_data(code.encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(body)
    images = DictionaryObject({NameObject("/Im"): writer._add_object(stream)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): images})
    writer.add_page(page)


def _points(image: Image, lying: bool) -> tuple[float, float]:
    """Width and height on paper, as displayed. A picture that does not say how dense it is counts as a screen's."""
    width, height = _checked_size(image)
    dense = image.info.get("dpi", (_SCREEN_DPI, _SCREEN_DPI))
    across, along = (float(one) if _LEAST_DPI <= float(one) <= _MOST_DPI else _SCREEN_DPI for one in dense[:2])
    size = (width * 72 / across, height * 72 / along)
    return (size[1], size[0]) if lying else size


def _stream(image: Image, space: str, bits: int, data: bytes, filter_: str) -> Any:
    stream = EncodedStreamObject()
    stream._data = data
    width, height = image.size
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(width),
            NameObject("/Height"): NumberObject(height),
            NameObject("/ColorSpace"): NameObject(space),
            NameObject("/BitsPerComponent"): NumberObject(bits),
            NameObject("/Filter"): NameObject(filter_),
        }
    )
    return stream


def _jpeg(image: Image, content: bytes) -> Any:
    """The JPEG's own bytes. ValueError when they end before the picture does."""
    _checked_size(image)
    if _END_OF_JPEG not in content[-4096:]:
        raise ValueError("图片不完整，后半截丢失")
    space = {"L": "/DeviceGray", "CMYK": "/DeviceCMYK"}.get(image.mode, "/DeviceRGB")
    stream = _stream(image, space, 8, content, "/DCTDecode")
    if image.mode == "CMYK" and "adobe" in image.info:
        # Adobe's programs write the inks the other way round.
        ends = [FloatObject(end) for end in (1, 0) * 4]
        stream[NameObject("/Decode")] = ArrayObject(ends)
    return stream


def _packed(image: Image) -> Any:
    """The picture unpacked and packed without loss; what shows through it is white paper."""
    _checked_size(image)
    if image.mode == "1":
        return _stream(image, "/DeviceGray", 1, zlib.compress(image.tobytes()), "/FlateDecode")
    gray = image.mode in _GRAY
    flat = _flat(image, gray)
    return _stream(image, "/DeviceGray" if gray else "/DeviceRGB", 8, zlib.compress(flat.tobytes()), "/FlateDecode")


def _flat(image: Image, gray: bool) -> Image:
    from PIL.Image import alpha_composite, new

    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        white = new("RGBA", seen.size, "white")
        return alpha_composite(white, seen).convert("L" if gray else "RGB")
    return image.convert("L" if gray else "RGB")
