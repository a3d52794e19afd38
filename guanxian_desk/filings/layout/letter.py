"""Sets the head of a 信函 (GB/T 9704 10.1) and the 签发人 of a 上行文 (7.2.6)."""

from __future__ import annotations

from guanxian_desk.filings.document import Document
from guanxian_desk.filings.fonts import Role
from guanxian_desk.filings.layout.marks import Mark, Piece, RuleMark, TextMark
from guanxian_desk.filings.layout.page import ASCENT, MM
from guanxian_desk.filings.layout.setting import Setting

_HEAD_DOWN = 30 * MM  # from the sheet's top edge to the top of 发文机关标志
_RULE_DOWN = 4 * MM  # from 发文机关标志 to the first double rule
_FOOT_UP = 20 * MM  # from the sheet's bottom edge to the second double rule
_RULE_LENGTH = 170 * MM
_THICK, _FINE, _BETWEEN = 2.0, 0.75, 2.4
_GAP = 7 / 8  # from a double rule to the text beside it, in heights of a 3号 character
_LARGEST_HEAD = 40.0
_JOINT, _JOINT_LEADING, _TAIL_GAP = 0.8, 1.35, 0.5  # several bodies: smaller, close together, 文件 apart (ems)
_NAMES_A_ROW = 2


def letter_head(document: Document, setting: Setting) -> Piece:
    """发文机关标志, the first double rule (thick above fine), below it 密级, 紧急程度 left, 发文字号 right; at the
    sheet's foot the second (fine above thick). The piece reaches down to the last line under the rule."""
    frame, style = setting.frame, setting.style
    top = _HEAD_DOWN - frame.top
    names, height = red_names(document.red_head, setting, top, _LARGEST_HEAD)
    marks: list[Mark] = [*names]
    rule = top + height + _RULE_DOWN
    marks += _double_rule(rule, setting, thick_first=True)
    first = rule + _BETWEEN + _FINE + _GAP * style.size
    left = corner_lines(document, setting, first)
    marks += [mark for line in left for mark in line]
    base = first + ASCENT * style.size
    marks += setting.setter.word(document.number, style.body, style.size, setting.width, base, "right")
    foot = frame.sheet[1] - _FOOT_UP - frame.top
    marks += _double_rule(foot - _BETWEEN, setting, thick_first=False)
    return Piece(first + style.size + (max(len(left), 1) - 1) * style.leading, tuple(marks))


def red_names(head: str, setting: Setting, top: float, largest: float) -> tuple[list[TextMark], float]:
    """发文机关标志 in the middle of the line from `top` down, and how high it is.

    Several bodies (with ｜ between) stand under one another, spread to the width of the longest, 文件 at the right
    halfway down (GB/T 9704 7.2.4).
    """
    names = head.split("｜")
    if len(names) == 1:
        size = _head_size(head, setting, largest)
        base = top + ASCENT * size
        return setting.setter.word(head, Role.TITLE, size, setting.width / 2, base, "center", red=True), size
    tail = "文件" if names[-1].endswith("文件") else ""
    names[-1] = names[-1].removesuffix(tail)
    longest = max(setting.setter.width(name, Role.TITLE, 1.0) for name in names)
    beside = setting.setter.width(tail, Role.TITLE, 1.0) + (_TAIL_GAP if tail else 0.0)
    size = min(largest * _JOINT, setting.width / (longest + beside))
    left, step = (setting.width - (longest + beside) * size) / 2, size * _JOINT_LEADING
    marks: list[TextMark] = []
    for index, name in enumerate(names):
        slack = longest * size - setting.setter.width(name, Role.TITLE, size)
        spacing = slack / (len(name) - 1) if len(name) > 1 else 0.0
        base = top + index * step + ASCENT * size
        marks += setting.setter.word(name, Role.TITLE, size, left, base, spacing=spacing, red=True)
    middle = top + (len(names) - 1) * step / 2 + ASCENT * size
    end = left + (longest + beside) * size
    marks += setting.setter.word(tail, Role.TITLE, size, end, middle, "right", red=True)
    return marks, (len(names) - 1) * step + size


def corner_lines(document: Document, setting: Setting, top: float) -> list[list[TextMark]]:
    """份号, 密级 and 紧急程度, those there are, one under another from `top` on; the marks of each."""
    style = setting.style
    parts = ((document.serial, style.body), (document.secrecy, Role.HEI), (document.urgency, Role.HEI))
    given = [(text, role) for text, role in parts if text]
    return [
        setting.setter.word(text, role, style.size, 0, top + index * style.leading + ASCENT * style.size)
        for index, (text, role) in enumerate(given)
    ]


def _head_size(name: str, setting: Setting, largest: float) -> float:
    natural = setting.setter.width(name, Role.TITLE, 1.0)
    return min(largest, setting.width / natural) if natural else largest


def _double_rule(y: float, setting: Setting, thick_first: bool) -> list[Mark]:
    """Two red rules 170 mm long in the middle of the sheet."""
    middle = setting.frame.sheet[0] / 2 - setting.frame.left
    ends = (middle - _RULE_LENGTH / 2, middle + _RULE_LENGTH / 2)
    widths = (_THICK, _FINE) if thick_first else (_FINE, _THICK)
    return [
        RuleMark(ends[0], place, ends[1], place, width, red=True) for place, width in zip((y, y + _BETWEEN), widths)
    ]


def signed_by(names: tuple[str, ...], setting: Setting, top: float) -> list[list[TextMark]]:
    """签发人：… at the right, one character in, names in 楷体, two on a row, each row under the first name.

    The first row's top is at `top`; one list of marks a row.
    """
    if not names:
        return []
    setter, style = setting.setter, setting.style
    rows = [names[start : start + _NAMES_A_ROW] for start in range(0, len(names), _NAMES_A_ROW)]
    cell = max(setter.width(name, Role.KAI, style.size) for name in names) + style.em
    first = setting.width - style.em - (cell * min(len(names), _NAMES_A_ROW) - style.em)
    marks = []
    for index, row in enumerate(rows):
        base = top + index * style.leading + ASCENT * style.size
        words = setter.word("签发人：", style.body, style.size, first, base, "right") if index == 0 else []
        for place, name in enumerate(row):
            words += setter.word(name, Role.KAI, style.size, first + place * cell, base)
        marks.append(words)
    return marks
