"""Sets rows of ruled cells to be filled in and signed: 发文稿纸, 处理单."""

from __future__ import annotations

from guanxian_desk.filings.document import Box, Boxes
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.linebreak import Line
from guanxian_desk.filings.layout.marks import Mark, Piece, RuleMark
from guanxian_desk.filings.layout.page import ASCENT
from guanxian_desk.filings.layout.setting import Setting
from guanxian_desk.filings.layout.text import placed

_SIZE, _LEADING = 12.0, 20.0
_PADDING = 6.0
_RULE = 0.6


def boxes(block: Boxes, setting: Setting) -> list[Piece]:
    """One row: cells of equal width, as high as their text needs and at least block.lines lines."""
    cell = setting.width / len(block.cells)
    texts = [_lines(box, cell, setting) for box in block.cells]
    height = max([block.lines, *(len(lines) for lines, _ in texts)]) * _LEADING + _PADDING
    marks: list[Mark] = []
    for index, (lines, label) in enumerate(texts):
        left = index * cell + _PADDING
        for number, line in enumerate(lines):
            base = _PADDING / 2 + (_LEADING - _SIZE) / 2 + ASCENT * _SIZE + number * _LEADING
            start = label if number == 0 else 0.0
            marks += placed(line, left + start, base, cell - 2 * _PADDING - start, _SIZE)
        word = setting.setter.word(_named(block.cells[index]), Role.HEI, _SIZE, left, _PADDING / 2 + 4 + ASCENT * _SIZE)
        marks += word
    edges = [index * cell for index in range(len(block.cells) + 1)]
    marks += [RuleMark(x, 0, x, height, _RULE) for x in edges]
    marks += [RuleMark(0, y, setting.width, y, _RULE) for y in (0.0, height)]
    return [Piece(height, tuple(marks))]


def _named(box: Box) -> str:
    return box.label.rstrip("：") + "：" if box.label else ""


def _lines(box: Box, cell: float, setting: Setting) -> tuple[tuple[Line, ...], float]:
    """The text's lines, and how far the first one is moved in by the label."""
    label = setting.setter.width(_named(box), Role.HEI, _SIZE)
    room = cell - 2 * _PADDING
    return setting.setter.broken(((box.text, Role.SONG),), _SIZE, room, first=label), label
