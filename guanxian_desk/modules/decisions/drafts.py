"""The versions of the draft: which one was shown, reviewed, discussed and published, and what differs between them."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from guanxian_desk.base.errors import UserError

Document = dict[str, Any]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_LARGEST = 32 << 20
_ENCODINGS = ("utf-8-sig", "gb18030")
_BLANKS = re.compile(r"\s+")
_NOTHING = "没有改动任何数据"


@dataclass(frozen=True, slots=True)
class Use:
    """A version as it was used. name: 公示稿, 送审稿, 上会稿 or 公布稿; where: the record that used it; on: that day.

    draft: id of the version; version, made_on, changes, text (id of its attachment): as registered, None where not.
    """

    name: str
    where: str
    on: str | None
    draft: str
    version: int | None
    made_on: str | None
    changes: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one use to the next. same: the very same version; between: the versions made since, with their notes."""

    before: Use
    after: Use
    same: bool
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage that differs: "" where one side lacks it; line: where it stands in the later text, from 1."""

    line: int
    before: str
    after: str


def uses(document: Document) -> list[Use]:
    """Every use of a version that the dossier records, in the order of the procedure; superseded notices left out."""
    versions = {one["id"]: one for one in (document.get("drafting") or {}).get("drafts") or ()}
    return [_use(versions, *found) for found in _named(document)]


def steps(document: Document) -> list[Step]:
    """Each use beside the one before it, with what the register of versions says of the change."""
    found = uses(document)
    versions = sorted((document.get("drafting") or {}).get("drafts") or (), key=lambda one: one["version"])
    return [
        Step(before, after, before.draft == after.draft, tuple(_between(versions, before, after)))
        for before, after in pairwise(found)
    ]


def passages(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """The differing paragraphs of two texts; blanks within a paragraph count for nothing."""
    left, right = ([_BLANKS.sub("", line) for line in text] for text in (before, after))
    found = []
    for tag, i0, i1, j0, j1 in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            pairs = max(i1 - i0, j1 - j0)
            for n in range(pairs):
                old = before[i0 + n] if i0 + n < i1 else ""
                new = after[j0 + n] if j0 + n < j1 else ""
                found.append(Passage(min(j0 + n, max(j1 - 1, j0)) + 1, old, new))
    return found


def paragraphs(content: bytes, name: str) -> list[str]:
    """The paragraphs of a .docx or .txt file, without empty ones. UserError for what no text can be read from."""
    lines = _of_docx(content, name) if content[:2] == b"PK" else _of_text(content, name)
    return [line for line in (line.strip() for line in lines) if line]


def _named(document: Document) -> Iterator[tuple[str, str, str | None, str]]:
    participation, legality = document.get("participation") or {}, document.get("legality") or {}
    for one in participation.get("notices") or ():
        if one.get("draft") and not one.get("superseded_by"):
            yield "公示稿", one["id"], one.get("published_on"), one["draft"]
    for one in legality.get("rounds") or ():
        if one.get("draft"):
            yield "送审稿", one["id"], one.get("submitted_on"), one["draft"]
    for one in (document.get("deliberation") or {}).get("meetings") or ():
        request = one.get("request") or {}
        if request.get("draft"):
            yield "上会稿", one["id"], request.get("submitted_on"), request["draft"]
    publication = document.get("publication") or {}
    if publication.get("draft"):
        days = [one["published_on"] for one in publication.get("channels") or ()]
        yield "公布稿", "publication", min(days, default=None), publication["draft"]


def _use(versions: dict[str, Any], name: str, where: str, on: str | None, draft: str) -> Use:
    made = versions.get(draft, {})
    return Use(name, where, on, draft, made.get("version"), made.get("made_on"), made.get("changes"), made.get("text"))


def _between(versions: Sequence[Any], before: Use, after: Use) -> Iterator[str]:
    if before.version is None or after.version is None:
        return
    for one in versions:
        if before.version < one["version"] <= after.version:
            yield f"第{one['version']}稿（{one['made_on']}）：{one.get('changes') or '没有登记与上一稿的差异'}"


def _of_text(content: bytes, name: str) -> list[str]:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.splitlines()
    raise UserError(f"“{name}”读不出文字，不能比较", _NOTHING, "请附上这一稿的 .docx 或 .txt 文件")


def _of_docx(content: bytes, name: str) -> list[str]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            if file.getinfo(_BODY).file_size > _LARGEST:
                raise UserError(f"“{name}”解开后大得不合常理，没有打开", _NOTHING)
            body: Element = fromstring(file.read(_BODY))
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ParseError, DefusedXmlException) as error:
        raise UserError(f"“{name}”读不出文字，不能比较", _NOTHING, "请附上这一稿的 .docx 或 .txt 文件") from error
    return ["".join(run.text or "" for run in one.iter(f"{_W}t")) for one in body.iter(f"{_W}p")]
