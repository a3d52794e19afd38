"""Draws laid-out pages with reportlab: text in text objects with character spacing, rules, shading, pictures."""

from __future__ import annotations

from typing import Any

from guanxian_desk.filings.draw.embed import EmbeddedFont
from guanxian_desk.filings.draw.pictures import draw_picture
from guanxian_desk.filings.fonts import FontBook
from guanxian_desk.filings.layout.marks import FillMark, Page, PictureMark, RuleMark, TextMark
from guanxian_desk.filings.layout.page import Frame

_RED, _BLACK, _SHADE = "1 0 0", "0 0 0", "0.945 0.953 0.965"


class Painter:
    """Draws on one reportlab canvas; the fonts are embedded into its document as they are first used."""

    def __init__(self, canvas: Any, book: FontBook) -> None:
        self._canvas = canvas
        self._book = book
        self._fonts: dict[int, EmbeddedFont] = {}

    def page(self, page: Page, extra: tuple[TextMark, ...], turned_extra: tuple[TextMark, ...] = ()) -> None:
        """Draws a page and closes it. extra: marks at places of the sheet; turned_extra: of the upright sheet,
        drawn sideways on a turned one (GB/T 9704: the number stays where it is on the other pages)."""
        sheet = page.frame
        self._canvas.setPageSize(sheet.sheet)
        texts: list[tuple[float, float, TextMark]] = []
        for down, marks in page.items:
            base = sheet.sheet[1] - sheet.top - down
            texts += [(sheet.left, base, mark) for mark in marks if type(mark) is TextMark]
            others = [mark for mark in marks if type(mark) is not TextMark]
            if others:
                self._shapes(others, sheet, base)
        texts += [(0.0, sheet.sheet[1], mark) for mark in extra]
        self._write(texts)
        self._write_sideways(turned_extra, sheet)
        self._canvas.showPage()

    def font(self, face: int) -> EmbeddedFont:
        """The face's font in this document."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(self._book.faces[face], self._canvas._doc)
        return font

    def _write(self, texts: list[tuple[float, float, TextMark]]) -> None:
        if texts:
            self._canvas.addLiteral(self.code(texts))

    def code(self, texts: list[tuple[float, float, TextMark]]) -> str:
        """One text object for all marks, each with what is added to its place (x, and y upwards); font, spacing and
        colour are set only where they change."""
        code = ["BT"]
        face, size, spacing, red = -1, 0.0, 0.0, False
        for left, base, mark in texts:
            font = self.font(mark.face)
            if (mark.face, mark.size) != (face, size):
                face, size = mark.face, mark.size
                code.append(f"/{font.name} {size:g} Tf")
            if mark.spacing != spacing:
                spacing = mark.spacing
                code.append(f"{spacing:.4f} Tc")
            if mark.red != red:
                red = mark.red
                code.append(f"{_RED if red else _BLACK} rg")
            code.append(f"1 0 0 1 {left + mark.x:.2f} {base - mark.y:.2f} Tm <{font.encode(mark.text)}> Tj")
        if red:
            code.append(f"{_BLACK} rg")
        if spacing:
            code.append("0 Tc")
        code.append("ET")
        return "\n".join(code)

    def _write_sideways(self, marks: tuple[TextMark, ...], sheet: Frame) -> None:
        """Marks of the upright sheet on a turned one: its foot is this sheet's left side."""
        for mark in marks:
            font = self.font(mark.face)
            x, y = sheet.sheet[0] - mark.y, sheet.sheet[1] - mark.x
            self._canvas.addLiteral(
                f"BT /{font.name} {mark.size:g} Tf 0 -1 1 0 {x:.2f} {y:.2f} Tm <{font.encode(mark.text)}> Tj ET"
            )

    def _shapes(self, marks: list[Any], sheet: Frame, base: float) -> None:
        code: list[str] = []
        for mark in marks:
            if type(mark) is RuleMark:
                code.append(_rule(mark, sheet.left, base))
            elif type(mark) is FillMark:
                code.append(_fill(mark, sheet.left, base))
            elif type(mark) is PictureMark:
                draw_picture(self._canvas, self, mark, sheet.left, base, self._book)
        if code:
            self._canvas.addLiteral("\n".join(code))


def _rule(mark: RuleMark, left: float, base: float) -> str:
    line = f"{mark.width:g} w {left + mark.x0:.2f} {base - mark.y0:.2f} m {left + mark.x1:.2f} {base - mark.y1:.2f} l S"
    if mark.red:
        return f"q {_RED} RG {line} Q"
    return f"q [4 3] 0 d {line} Q" if mark.dashed else line


def _fill(mark: FillMark, left: float, base: float) -> str:
    return (
        f"q {_SHADE} rg {left + mark.x:.2f} {base - mark.y - mark.height:.2f} {mark.width:.2f} {mark.height:.2f} re f Q"
    )
