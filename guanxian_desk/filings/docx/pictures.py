"""A picture of the document model as a PNG, drawn by the same hand as on the printed paper."""

from __future__ import annotations

from io import BytesIO

from guanxian_desk.filings.document import PictureBlock
from guanxian_desk.filings.draw.paint import Painter
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.layout.marks import Page, PictureMark
from guanxian_desk.filings.layout.page import Frame
from guanxian_desk.filings.pdf import empty_canvas

_DPI = 220


def picture_png(block: PictureBlock) -> bytes:
    """The picture alone, sharp enough to be printed."""
    import pypdfium2

    shape, out = block.picture, BytesIO()
    frame = Frame((shape.width, shape.height), 0.0, 0.0, shape.width, shape.height)
    page = Page(1, frame, [(0.0, (PictureMark(0.0, 0.0, 1.0, shape),))])
    canvas = empty_canvas(out)
    Painter(canvas, bundled_fonts()).page(page, ())
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    sheet = document[0]
    image = sheet.render(scale=_DPI / 72).to_pil()
    sheet.close()
    document.close()
    png = BytesIO()
    image.save(png, "PNG", dpi=(_DPI, _DPI))
    return png.getvalue()
