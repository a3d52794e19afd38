"""The text of a draft's file, paragraph by paragraph, and what differs between two of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from io import BytesIO
from itertools import zip_longest
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLANKS = re.compile(r"\s+")
_BODY = "word/document.xml"
_LARGEST = 30 << 20
"""Bytes of a part's text; a county's longest plan is a hundredth of it."""
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the paragraph before and after, "" where there was or is none; line: where in the later text."""

    before: str
    after: str
    line: int = field(default=0, compare=False)

    @property
    def kind(self) -> str:
        """增加, 删除 or 修改."""
        return "增加" if not self.before else "删除" if not self.after else "修改"


def paragraphs(content: bytes) -> tuple[str, ...] | None:
    """The paragraphs of a .docx or a text file; None for any other file, or one that cannot be read."""
    if content.startswith(b"PK"):
        return _of_word(content)
    text = _decoded(content)
    return None if text is None else _lines(text.splitlines())


def compare(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """Every paragraph that was changed, added or taken out, in order; blanks within a paragraph count for nothing."""
    return tuple(_changes(before, after))


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    left, right = ([_BLANKS.sub("", line) for line in text] for text in (before, after))
    for kind, start, end, new_start, new_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(before[start:end], after[new_start:new_end], fillvalue="")
            yield from (Change(old, new, new_start + place) for place, (old, new) in enumerate(pairs, 1))


def _of_word(content: bytes) -> tuple[str, ...] | None:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if _BODY not in archive.namelist() or archive.getinfo(_BODY).file_size > _LARGEST:
                return None
            root = fromstring(archive.read(_BODY))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return None
    except (ParseError, DefusedXmlException):
        return None
    return _lines(_text(paragraph) for paragraph in root.iter(f"{_W}p"))


def _text(element: Any) -> str:
    if element.tag in _DELETED:
        return ""
    own = element.text or "" if element.tag == f"{_W}t" else ""
    return own + "".join(_text(part) for part in element)


def _decoded(content: bytes) -> str | None:
    if b"\x00" in content:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _lines(lines: Any) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())
