"""A form's file: its front matter, and its text made ready for the template engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.markup.directives import DIRECTIVES, NAMED
from guanxian_desk.filings.markup.parse import LINE_MARK

FIELDS = ("key", "title", "module", "clause", "needs", "paper", "layout", "version", "formats", "series")
"""What front matter may say."""

_DIRECTIVE_LINE = re.compile(r"^([ \t]*@(\w+))(.*)$", re.MULTILINE)
_NAME = re.compile(rf"(?:{LINE_MARK}\d+{LINE_MARK})?[ \t]*(\w+)")


class FormError(UserError):
    """A form that cannot be used: which one, where, why."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        where = f"第 {line} 行" if line else ""
        super().__init__(
            f"表单 {path.name} {where}有问题：{why}", "这份文书没有生成", f"请改正 {path}，或移走本单位自己的表单"
        )
        self.path = path
        self.line = line


def front_matter(path: Path) -> dict[str, str]:
    """The fields between the file's first two lines of ---. FormError for unknown and repeated ones."""
    lines = _lines(path)
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1 : _front_end(path, lines)], start=2):
        name, _, value = (part.strip() for part in line.partition(":"))
        if name not in FIELDS or name in fields:
            raise FormError(path, number, f"表头不应有“{line.strip()}”，或它写了两次")
        fields[name] = value
    return fields


def template_text(path: Path) -> str:
    """The file's text with lines where they were: the front matter blank, every directive followed by its line."""
    lines = _lines(path)
    start = 0 if path.name.startswith("_") else _front_end(path, lines) + 1
    return "\n".join(
        [""] * start + [_marked(path, number, line) for number, line in enumerate(lines[start:], start + 1)]
    )


def names_of_directives(text: str) -> Iterator[str]:
    """The names that @table and its like take from the data (those a template works out itself left aside)."""
    for match in _DIRECTIVE_LINE.finditer(text):
        name = _NAME.match(match[3])
        if match[2] in NAMED and name:
            yield name[1]


def line_of(text: str, name: str) -> int:
    """The first line of a template's text that holds a name; 0 when none does."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if name in line), 0)


def _marked(path: Path, number: int, line: str) -> str:
    match = _DIRECTIVE_LINE.fullmatch(line)
    if match is None:
        return line
    if match[2] not in DIRECTIVES:
        raise FormError(path, number, f"没有“@{match[2]}”这个指令")
    return f"{match[1]}{LINE_MARK}{number}{LINE_MARK}{match[3]}"


def _front_end(path: Path, lines: list[str]) -> int:
    fences = [index for index, line in enumerate(lines) if line.strip() == "---"]
    if len(fences) < 2 or fences[0] != 0:
        raise FormError(path, 1, "文件应以“---”之间的表头开始")
    return fences[1]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(path, 0, "读不出来，应是 UTF-8 编码的文本文件") from error
