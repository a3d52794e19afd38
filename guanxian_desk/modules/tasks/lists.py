"""Lists of units as people write them, taken apart without breaking names that hold a separator themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_SEPARATORS = "、，；,;\n。"
_OPENING, _CLOSING = "（(〔［[【﹝", "）)〕］]】﹞"
_JOINTS = re.compile(r"以及|[和与及]")
_FORMAL = re.compile(r"\s+")


def split_list(text: str, whole: Iterable[str] = ()) -> list[str]:
    """The parts between 、，；, semicolons and line breaks, never inside brackets.

    whole: names that hold a separator and stay together, such as 各乡镇人民政府、街道办事处.
    """
    kept = sorted(whole, key=len, reverse=True)
    parts, start, depth, at = [], 0, 0, 0
    while at < len(text):
        name = next((name for name in kept if text.startswith(name, at)), "")
        if name:
            at += len(name)
            continue
        char = text[at]
        depth += (char in _OPENING) - (char in _CLOSING and depth > 0)
        if depth == 0 and char in _SEPARATORS:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    parts.append(text[start:])
    return [part for part in (_FORMAL.sub("", part) for part in parts) if part]


def split_joined(name: str, known: Callable[[str], bool]) -> list[str]:
    """A part that joins names by 和, 与 or 及: taken apart only where every piece is a name of the directory."""
    if known(name):
        return [name]
    for left, right in _halves(name):
        if known(left):
            rest = split_joined(right, known)
            if all(map(known, rest)):
                return [left, *rest]
    return [name]


def _halves(name: str) -> Iterator[tuple[str, str]]:
    for joint in _JOINTS.finditer(name):
        yield name[: joint.start()], name[joint.end() :]


def mend_breaks(text: str, known: Callable[[str], bool]) -> str:
    """A cell's text without the line breaks that cut a name of the directory in two."""
    lines = [line.strip() for line in text.split("\n")]
    mended: list[str] = []
    for line in lines:
        head, mark, tail = _last_part(mended[-1]) if mended else ("", "", "")
        first = re.split(f"[{_SEPARATORS}]", line, maxsplit=1)[0]
        if mended and tail and first and known(tail + first) and not (known(tail) and known(first)):
            mended[-1] = head + mark + tail + line
        else:
            mended.append(line)
    return "\n".join(mended)


def _last_part(line: str) -> tuple[str, str, str]:
    cut = max((line.rfind(mark) for mark in _SEPARATORS), default=-1)
    return (line[:cut], line[cut], line[cut + 1 :]) if cut >= 0 else ("", "", line)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order, each once."""
    return tuple(dict.fromkeys(names))
