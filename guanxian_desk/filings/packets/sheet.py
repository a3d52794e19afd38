"""A foreign page on a sheet of A4: as it is displayed, its own size when it fits, else made smaller."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from guanxian_desk.filings.layout.page import MM

A4 = (210 * MM, 297 * MM)
_NEARLY = 6.0
"""Points by which a page may differ from A4 and still be taken for it."""
_DROPPED = ("/Rotate", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit")
# What a page carries besides its look; much of it would bring the whole of its document along.
_LEFT_BEHIND = ("/B", "/AA", "/Thumb", "/Metadata", "/PieceInfo", "/StructParents", "/Tabs", "/Trans", "/VP", "/Dur")
_LEFT_BY_NOTES = ("/P", "/Parent", "/Popup", "/IRT", "/A", "/AA", "/Dest", "/StructParent", "/Kids")

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where something lies on its sheet: the sheet's size, the scale, the lower left corner; points."""

    sheet: tuple[float, float]
    scale: float
    x: float
    y: float


def fitted(width: float, height: float) -> Place:
    """A sheet of A4, upright or across as the thing is, with the thing in its middle."""
    across = width > height
    sheet = (A4[1], A4[0]) if across else A4
    if abs(width - sheet[0]) <= _NEARLY and abs(height - sheet[1]) <= _NEARLY:
        return Place((width, height), 1.0, 0.0, 0.0)
    scale = min(1.0, sheet[0] / width, sheet[1] / height)
    return Place(sheet, scale, (sheet[0] - width * scale) / 2, (sheet[1] - height * scale) / 2)


def lay(writer: PdfWriter, source: PageObject) -> PageObject:
    """The page added to the writer, laid on its sheet: nothing of it can disturb what is stamped on later.

    Its content becomes one form (a graphics state of its own); annotations move along with it.
    """
    _keep_visible_notes(source)
    page = writer.add_page(source, _LEFT_BEHIND)
    box = page.cropbox
    left, bottom, width, height = (float(one) for one in (box.left, box.bottom, box.width, box.height))
    unit = float(page.get("/UserUnit", 1.0))
    turn = int(page.rotation) % 360
    shown = (height, width) if turn in (90, 270) else (width, height)
    place = fitted(shown[0] * unit, shown[1] * unit)
    matrix = _matrix(turn, left, bottom, width, height, place, unit)
    form = _as_form(writer, page, (left, bottom, left + width, bottom + height), matrix)
    for name in _DROPPED:
        page.pop(NameObject(name), None)
    page[NameObject("/MediaBox")] = _numbers((0, 0, *place.sheet))
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/P"): form} if form is not None else {})}
    )
    page.pop(NameObject("/Contents"), None)
    _move_annotations(page, matrix)
    return page


def stamp_fonts(writer: PdfWriter, fonts: bytes) -> Any:
    """The fonts of stamps in the writer. fonts: a PDF whose only page holds them."""
    page = PdfReader(BytesIO(fonts)).pages[0]
    found: Any = page["/Resources"]
    return writer._add_object(found["/Font"].get_object().clone(writer))


def stamp(writer: PdfWriter, page: PageObject, code: str, fonts: Any) -> None:
    """Draws a stamp (content code, "" for none) over what the page shows."""
    resources: Any = page.get("/Resources", DictionaryObject()).get_object()
    if not code:
        if "/Contents" not in page and "/P" in resources.get("/XObject", {}):
            page[NameObject("/Contents")] = _code(writer, "q /P Do Q")
        return
    form = DecodedStreamObject()
    form.set_data(code.encode("ascii"))
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers((0, 0, float(page.mediabox.width), float(page.mediabox.height))),
            NameObject("/Resources"): DictionaryObject({NameObject("/Font"): fonts}),
        }
    )
    # Pages may share their resources, but not their stamps.
    own = DictionaryObject(resources)
    forms = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    forms[NameObject("/GXStamp")] = writer._add_object(form)
    own[NameObject("/XObject")] = forms
    page[NameObject("/Resources")] = own
    laid = "/Contents" not in page
    before = [_code(writer, "q /P Do Q")] if laid and "/P" in forms else [] if laid else _parts(page)
    page[NameObject("/Contents")] = ArrayObject([*before, _code(writer, "q /GXStamp Do Q")])


def _parts(page: PageObject) -> list[Any]:
    """The content streams of a page that the desk printed: they leave the graphics state as it was."""
    raw = page.raw_get("/Contents")
    return list(raw) if isinstance(raw, ArrayObject) else [raw]


def _code(writer: PdfWriter, code: str) -> Any:
    body = DecodedStreamObject()
    body.set_data(code.encode("ascii"))
    return writer._add_object(body)


def _matrix(turn: int, left: float, bottom: float, width: float, height: float, place: Place, unit: float) -> Matrix:
    """From the page's own space to the sheet, as the page is displayed (turned clockwise)."""
    scale = place.scale * unit
    turned: Matrix = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, left + width),
        180: (-1, 0, 0, -1, left + width, bottom + height),
        270: (0, 1, -1, 0, bottom + height, -left),
    }[turn]
    a, b, c, d, e, f = (number * scale for number in turned)
    return (a, b, c, d, e + place.x, f + place.y)


def _as_form(writer: PdfWriter, page: PageObject, box: tuple[float, float, float, float], matrix: Matrix) -> Any:
    """The page's content as a form in the writer; None when it has none. A single stream stays packed as it is."""
    contents = page.get("/Contents")
    if contents is None:
        return None
    found = contents.get_object()
    parts = [part.get_object() for part in found] if isinstance(found, ArrayObject) else [found]
    streams = [part for part in parts if isinstance(part, StreamObject)]
    if not streams:
        return None
    stream = streams[0] if len(streams) == 1 else _joined(streams)
    if "/Subtype" in stream or len(streams) > 1 or stream.indirect_reference is None:
        stream = _copy(stream)
        writer._add_object(stream)
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/FormType"): NumberObject(1),
            NameObject("/BBox"): _numbers(box),
            NameObject("/Matrix"): _numbers(matrix),
            NameObject("/Resources"): page.get("/Resources", DictionaryObject()),
        }
    )
    if "/Group" in page:
        stream[NameObject("/Group")] = page["/Group"]
    return stream.indirect_reference


def _joined(streams: list[StreamObject]) -> StreamObject:
    joined = DecodedStreamObject()
    joined.set_data(b"\n".join(stream.get_data() for stream in streams))
    return joined.flate_encode()


def _copy(stream: StreamObject) -> StreamObject:
    copy = type(stream)()
    copy._data = stream._data
    for name in ("/Filter", "/DecodeParms"):
        if name in stream:
            copy[NameObject(name)] = stream[name]
    return copy


def _keep_visible_notes(source: PageObject) -> None:
    """Of a page's annotations those that show something stay (seals, signatures, filled fields); links do not."""
    if "/Annots" not in source:
        return
    found: Any = source["/Annots"].get_object()
    notes = [note for note in found if isinstance(note.get_object(), DictionaryObject) and "/AP" in note.get_object()]
    for note in notes:
        for name in _LEFT_BY_NOTES:
            note.get_object().pop(NameObject(name), None)
    source[NameObject("/Annots")] = ArrayObject(notes)


def _move_annotations(page: PageObject, matrix: Matrix) -> None:
    a, b, c, d, e, f = matrix
    for reference in page.get("/Annots", None) or ():
        note = reference.get_object()
        if not isinstance(note, DictionaryObject) or "/Rect" not in note:
            continue
        x0, y0, x1, y1 = (float(number) for number in note["/Rect"])  # type: ignore[attr-defined]
        corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((x0, y0), (x1, y1))]
        xs, ys = zip(*corners)
        note[NameObject("/Rect")] = _numbers((min(xs), min(ys), max(xs), max(ys)))


def _numbers(values: tuple[float, ...]) -> ArrayObject:
    return ArrayObject([FloatObject(round(value, 4)) for value in values])
