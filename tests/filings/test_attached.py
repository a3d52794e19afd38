"""Scans on A4: upright as displayed, their own size where it fits, and what cannot be read named with its reason."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
)

from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.packets import images
from guanxian_desk.filings.packets.attached import Unreadable, read_attached
from guanxian_desk.filings.packets.bind import Part, Printery, bind
from guanxian_desk.filings.packets.sheet import A4, fitted
from tests.filings.attached import A4_200, locked_pdf, pdf, pdf_with_a_hole, picture, turned_pdf

MM = 72 / 25.4


def bound(content: bytes, first: int | None = None) -> bytes:
    return bind([Part("件", read_attached(content), first)], Printery(bundled_fonts()), "卷").content


def rendered(content: bytes, index: int = 0, scale: float = 0.5) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    image = document[index].render(scale=scale).to_pil().convert("L")
    document.close()
    return image


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of brightness, 0 … 255."""
    gap = ImageChops.difference(one, other.resize(one.size))
    return sum(value * count for value, count in enumerate(gap.histogram())) / (one.width * one.height)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photographs_stand_as_the_camera_says(orientation: int) -> None:
    content = picture("JPEG", orientation=orientation)
    wanted = ImageOps.exif_transpose(Image.open(BytesIO(content))).convert("L")
    assert difference(rendered(bound(content)), wanted) < 2


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "L"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"),
     ("TIFF", "1"), ("TIFF", "L"), ("TIFF", "RGB"), ("TIFF", "CMYK"), ("JPEG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK")],
)  # fmt: skip
def test_every_kind_of_scan_looks_like_itself(kind: str, mode: str) -> None:
    content = picture(kind, (827, 1169), "L" if mode == "I;16" else mode, 100)
    if mode == "I;16":
        out = BytesIO()
        Image.open(BytesIO(content)).convert("I").point(lambda value: value * 257).convert("I;16").save(
            out, "PNG", dpi=(100, 100)
        )
        content = out.getvalue()
    assert difference(rendered(bound(content)), rendered(bound(picture("PNG", (827, 1169), "L", 100)))) < 3


def test_see_through_parts_show_white_paper() -> None:
    out = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, "PNG", dpi=(100, 100))
    assert rendered(bound(out.getvalue())).getextrema() == (255, 255)


def test_a_tiff_has_a_page_for_each_of_its_pictures() -> None:
    assert len(read_attached(picture("TIFF", mode="1", frames=3)).pages) == 3


def test_a_jpeg_goes_in_byte_for_byte() -> None:
    content = picture("JPEG")
    assert content in bound(content)


def sizes(content: bytes) -> list[tuple[float, float]]:
    return [
        (float(page.mediabox.width), float(page.mediabox.height)) for page in pypdf.PdfReader(BytesIO(content)).pages
    ]


@pytest.mark.parametrize(
    ("size", "dpi", "across"),
    [(A4_200, 200, False), (A4_200[::-1], 200, True), ((4000, 3000), 72, True), ((600, 800), None, False)],
)
def test_sheets_are_a4_and_lie_as_the_picture_does(size: tuple[int, int], dpi: int | None, across: bool) -> None:
    (found,) = sizes(bound(picture("PNG", size, "L", dpi)))
    assert found == pytest.approx(A4[::-1] if across else A4, abs=6)


def ink(content: bytes, index: int = 0) -> tuple[float, float, float, float]:
    """The box of what is not white, in millimetres: left, top, right, bottom."""
    image = rendered(content, index, 1.0)
    box = ImageOps.invert(image).getbbox()
    assert box is not None
    return tuple(place / MM for place in box)  # type: ignore[return-value]


def test_a_small_scan_keeps_its_size_and_a_large_one_is_made_to_fit() -> None:
    left, top, right, _ = ink(bound(picture("PNG", (500, 500), "L", 127)))  # 100 mm square
    assert right - left == pytest.approx(100 * 2 / 3, abs=2)  # the wedge ends at two thirds
    assert top == pytest.approx((297 - 100) / 2, abs=1)
    large = ink(bound(picture("PNG", (4000, 4000), "L", 100)))
    assert large[2] - large[0] == pytest.approx(210 * 2 / 3, abs=2)


@pytest.mark.parametrize(("width", "scale"), [(594.0, 1.0), (601.0, 1.0), (602.0, 595.2756 / 602), (1684.0, 0.5)])
def test_what_is_nearly_a4_is_left_alone(width: float, scale: float) -> None:
    assert fitted(width, 842.0).scale == pytest.approx(scale, abs=0.001)


def test_turned_large_and_cut_pages_are_laid_as_they_are_displayed() -> None:
    content = bound(turned_pdf())
    found = sizes(content)
    assert found[0] == pytest.approx(A4[::-1], abs=1)
    assert found[1] == pytest.approx(A4, abs=1)
    assert found[2] == pytest.approx(A4, abs=1)
    source = turned_pdf()
    for index in (0, 1):
        assert difference(rendered(content, index), rendered(source, index)) < 5
    document = pypdfium2.PdfDocument(content)
    words = document[2].get_textpage().get_text_bounded(0, 0, *A4)
    document.close()
    assert "冠县" in words


def seal(writer: pypdf.PdfWriter) -> DictionaryObject:
    """A red square 50 points wide, as an annotation."""
    form = DecodedStreamObject()
    form.set_data(b"1 0 0 rg 0 0 50 50 re f")
    form.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): RectangleObject((0, 0, 50, 50))})
    look = DictionaryObject({NameObject("/N"): writer._add_object(form)})
    return DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): RectangleObject((100, 100, 150, 150)),
            NameObject("/AP"): look,
        }
    )


def reds(content: bytes) -> set[tuple[int, int]]:
    """The places of the first page that are red."""
    document = pypdfium2.PdfDocument(content)
    image = document[0].render(scale=1.0, may_draw_forms=True).to_pil().convert("RGB")
    document.close()
    places = ((x, y) for x in range(image.width) for y in range(image.height))
    return {place for place in places if image.getpixel(place) == (255, 0, 0)}


def test_seals_that_are_annotations_stay_in_their_place_and_links_go() -> None:
    writer, out = pypdf.PdfWriter(), BytesIO()
    writer.append(pypdf.PdfReader(BytesIO(pdf(2))))
    writer.pages[0].rotate(90)
    other = writer.pages[1].indirect_reference
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/P"): other})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(one) for one in (seal(writer), link)])
    writer.write(out)
    content = bound(out.getvalue())
    notes = pypdf.PdfReader(BytesIO(content)).pages[0]["/Annots"]
    assert [note.get_object()["/Subtype"] for note in notes] == ["/Stamp"]
    before, after = reds(out.getvalue()), reds(content)
    assert len(before) > 2000
    assert len(before & after) > 0.9 * len(before)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "空"),
        (b"PK\x03\x04", "不是 PDF"),
        (b"%PDF-1.4 broken", "不完整"),
        (b"%PDF-1.4 broken\n%%EOF", "损坏"),
        (pdf(3)[: len(pdf(3)) // 2], "不完整"),
        (locked_pdf(), "密码"),
        (picture("JPEG")[:5000], "不完整"),
        (picture("PNG")[:5000], "损坏"),
        (picture("TIFF", mode="L")[: 4096 * 50], "损坏"),
        (b"\xff\xd8\xff" + b"x" * 100, "损坏"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_reason(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_attached(content)


def test_a_page_that_lacks_its_content_is_broken() -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read_attached(pdf_with_a_hole())


def test_a_file_that_anyone_may_open_goes_in() -> None:
    assert len(read_attached(locked_pdf("")).pages) == 1


def test_a_picture_too_large_to_unpack_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_PIXELS", 100)
    with pytest.raises(Unreadable, match="太大"):
        read_attached(picture("PNG", (20, 20), "L"))


@pytest.mark.parametrize("cut", range(200, 3000, 400))
def test_a_pdf_with_damage_anywhere_is_whole_or_refused(cut: int) -> None:
    content = bytearray(pdf(3))
    at = len(content) * cut // 3000
    content[at : at + 200] = b"\x00" * 200
    try:
        pages = read_attached(bytes(content)).pages
    except Unreadable:
        return
    assert len(pages) == 3


def test_the_same_files_give_the_same_packet() -> None:
    for content in (picture("JPEG", orientation=6), picture("TIFF", mode="1", frames=2), turned_pdf()):
        assert bound(content, 7) == bound(content, 7)
