"""Files as clerks attach them: scans of every kind, each with a wedge whose point shows where its top is."""

from __future__ import annotations

from io import BytesIO

import pypdf
from PIL import Image, ImageDraw
from pypdf.generic import RectangleObject

from guanxian_desk.filings.pdf import pdf_bytes
from tests.filings.samples import notice

A4_200 = (1654, 2339)
"""A4 at 200 dots an inch."""


def picture(
    kind: str,
    size: tuple[int, int] = A4_200,
    mode: str = "RGB",
    dpi: int | None = 200,
    orientation: int = 1,
    frames: int = 1,
) -> bytes:
    """A scan: a wedge at the top, a bar at the left. orientation: the camera's mark, 1 to 8."""
    image = _drawn(size, mode)
    options: dict[str, object] = {"dpi": (dpi, dpi)} if dpi else {}
    if orientation != 1:
        exif = Image.Exif()
        exif[0x0112] = orientation
        options["exif"] = exif
    if frames > 1:
        options |= {"save_all": True, "append_images": [image] * (frames - 1)}
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _drawn(size: tuple[int, int], mode: str) -> Image.Image:
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.polygon([(width // 2, 0), (width // 3, height // 5), (2 * width // 3, height // 5)], fill=0)
    draw.rectangle([0, height // 2, width // 8, height // 2 + height // 10], fill=0)
    return image.convert(mode)


def pdf(pages: int = 1) -> bytes:
    """A PDF of text."""
    reader, writer, out = pypdf.PdfReader(BytesIO(pdf_bytes(notice()))), pypdf.PdfWriter(), BytesIO()
    for index in range(pages):
        writer.add_page(reader.pages[index % 3])
    writer.write(out)
    return out.getvalue()


def turned_pdf() -> bytes:
    """Three pages: turned by 90°, an A3, and one cut to a part of itself."""
    writer, out = pypdf.PdfWriter(), BytesIO()
    writer.append(pypdf.PdfReader(BytesIO(pdf_bytes(notice()))))
    writer.pages[0].rotate(90)
    writer.pages[1].scale_by(2**0.5)
    writer.pages[2].cropbox = RectangleObject((100, 300, 500, 800))
    writer.write(out)
    return out.getvalue()


def locked_pdf(user: str = "secret") -> bytes:
    """Encrypted; with "" as the user's password anyone may open it."""
    writer, out = pypdf.PdfWriter(), BytesIO()
    writer.append(pypdf.PdfReader(BytesIO(pdf())))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def pdf_with_a_hole() -> bytes:
    """Its page names a content stream that is not there."""
    writer, out = pypdf.PdfWriter(), BytesIO()
    writer.append(pypdf.PdfReader(BytesIO(pdf())))
    page = writer.pages[0]
    page[pypdf.generic.NameObject("/Contents")] = pypdf.generic.IndirectObject(999, 0, writer)
    writer.write(out)
    return out.getvalue()


def pdf_that_breaks_when_bound() -> bytes:
    """It can be opened and its pages counted; that an object behind a page is torn shows only when it is copied."""
    content = pdf(1)
    at = content.index(b"/ToUnicode")
    number = int(content[at:].split(b" ")[1])
    start = content.index(b"\n%d 0 obj" % number)
    end = content.index(b"endstream", start)
    return content[:end] + b"endstreem" + content[end + len(b"endstream") :]
