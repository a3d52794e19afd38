"""The versions of the draft: which one was shown, reviewed, discussed and published, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions import draft_text

Document = dict[str, Any]


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


def paragraphs(content: bytes, name: str) -> tuple[str, ...]:
    """The paragraphs of a .docx or .txt file. UserError for what no text can be read from."""
    found = draft_text.paragraphs(content)
    if found is None:
        raise UserError(f"“{name}”读不出文字，不能比较", "没有改动任何数据", "请附上这一稿的 .docx 或 .txt 文件")
    return found


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
