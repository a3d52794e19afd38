"""Sets what is looked at rather than read: key figures and pictures."""

from __future__ import annotations

from guanxian_desk.filings.document import Figure, KeyFigures, PictureBlock
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.marks import Mark, PictureMark, Piece, RuleMark, TextMark, space
from guanxian_desk.filings.layout.setting import Setting

_HEIGHT, _LABEL, _VALUE, _UNIT_GAP = 48.0, 9.0, 15.0, 3.0


def key_figures(block: KeyFigures, setting: Setting) -> list[Piece]:
    """Figures side by side between two rules: the label above, the value large, its unit small."""
    cell = setting.width / len(block.figures)
    marks: list[Mark] = [RuleMark(0, y, setting.width, y, 0.75) for y in (0.0, _HEIGHT)]
    for index, figure in enumerate(block.figures):
        marks.extend(_figure(figure, (index + 0.5) * cell, cell, setting))
        if index:
            marks.append(RuleMark(index * cell, 9, index * cell, _HEIGHT - 9, 0.4))
    return [space(4, keep=True), Piece(_HEIGHT, tuple(marks)), space(10)]


def _figure(figure: Figure, middle: float, cell: float, setting: Setting) -> list[TextMark]:
    """One figure; a long value is set smaller rather than into its neighbour."""
    setter = setting.setter
    unit = setter.width(figure.unit, Role.SONG, _LABEL) + _UNIT_GAP if figure.unit else 0.0
    natural = setter.width(figure.value, Role.HEI, 1.0)
    size = min(_VALUE, round((cell - unit - 8) / natural, 1)) if natural else _VALUE
    half = (natural * size + unit) / 2
    return [
        *setter.word(figure.label, Role.SONG, _LABEL, middle, 17, "center"),
        *setter.word(figure.value, Role.HEI, size, middle - half, 38),
        *setter.word(figure.unit, Role.SONG, _LABEL, middle + half, 38, "right"),
    ]


def picture(block: PictureBlock, setting: Setting) -> list[Piece]:
    """A picture in the middle, never higher than a page."""
    shape = block.picture
    scale = min(setting.width * block.share / shape.width, setting.frame.height * 0.9 / shape.height)
    left = (setting.width - shape.width * scale) / 2
    return [space(4, keep=True), Piece(shape.height * scale, (PictureMark(left, 0, scale, shape),)), space(6)]
