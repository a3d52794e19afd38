"""The inside of a markup line: **黑体**, backslashes, parts between bars. Data that is put in is made inert here.

A value may hold any character; escaped, none of them is taken for markup, whatever a name or a remark contains.
"""

from __future__ import annotations

import re

from guanxian_desk.filings.document import Run

_SPECIAL = re.compile(r"[\\*|@#]")
_TOKEN = re.compile(r"\\(.)|(\*\*)|([^\\*]+|\*|\\)", re.DOTALL)
_PART = re.compile(r"(?:\\.|[^\\|])+", re.DOTALL)


def escaped(value: str) -> str:
    r"""The value as plain text in markup: its special characters behind backslashes, its line feeds as \n."""
    return _SPECIAL.sub(r"\\\g<0>", value.replace("\r\n", "\n")).replace("\n", "\\n")


def runs(text: str) -> tuple[Run, ...]:
    """The runs of a line of markup. ValueError when ** is not closed."""
    found: list[Run] = []
    strong, part = False, ""
    for match in _TOKEN.finditer(text):
        if match[2]:
            found += [Run(part, strong)] if part else []
            strong, part = not strong, ""
        else:
            part += _meant(match[1]) if match[1] else match[3]
    if strong:
        raise ValueError("“**”没有成对")
    return (*found, Run(part)) if part else tuple(found)


def plain(text: str) -> str:
    """A line of markup as text, without its emphasis."""
    return "".join(run.text for run in runs(text))


def parts(text: str) -> list[str]:
    """The parts of a directive's text between bars, each as plain text; empty ones are left out."""
    return [plain(part.strip()) for part in _PART.findall(text) if part.strip()]


def _meant(char: str) -> str:
    return "\n" if char == "n" else char
