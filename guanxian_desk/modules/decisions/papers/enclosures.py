"""Where the other files of a dossier lie in its packet: behind the paper of the record citing them, or by article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from guanxian_desk.modules.decisions.papers.draft_paper import readable
from guanxian_desk.modules.decisions.papers.parts import Part
from guanxian_desk.modules.decisions.papers.pieces import PRINTED, Piece, enclosed, papers
from guanxian_desk.modules.decisions.papers.source import Places, Source
from guanxian_desk.modules.decisions.papers.words import full_name

_LAST = 99
_OF_ROLE = {
    "决策草案": 42,
    "法律法规规章和政策依据目录及文本": 42,
    "部门会签意见": 42,
    "会议纪要": 50,
    "会议专项记录": 50,
}
_OF_PLACE = {
    "catalogue": 4, "initiation": 11, "cost_benefit": 15, "trade_compliance_review": 14, "consultations": 16,
    "dispute_statement": 16, "other_methods": 17, "enterprise_consultations": 19, "opinions": 28, "summary": 29,
    "prior_assessments": 36, "key_visits": 38, "controllability": 40, "guidance": 41, "decisions": 50,
    "party_report": 51, "higher_approvals": 51, "interpretations": 52, "channels": 52, "units": 53, "problems": 54,
    "suggestions": 54, "adjustments": 55, "archive": 59,
}  # fmt: skip
"""The article that a place of the dossier belongs to, where no paper of the desk is of it."""


def pieces(source: Source) -> list[Piece]:
    """Every piece of the file: the papers, and each other file behind the paper or the clause it belongs to."""
    found = papers(source)
    used = {name for piece in found if piece.sha256 for name in piece.proves}
    cited = dict(_cited(source.document, (), 0))
    texts = {one.known("text"): one.id for one in source.root.part("drafting").parts("drafts")}
    behind: dict[int, list[Piece]] = {}
    for one in source.root.parts("attachments"):
        if one.id not in used:
            piece = _enclosed(source, one, texts.get(one.id))
            behind.setdefault(_place(found, piece.title, *cited.get(one.id, ((), 0))), []).append(piece)
    order = [*behind.get(-1, ())]
    for number, piece in enumerate(found):
        order += [piece, *behind.get(number, ())]
    return order


def places(found: Sequence[Piece], told: Sequence[str]) -> Places:
    """By article and id where the piece lies that the article demands, else the first piece that proves it.

    told: how each piece's place is told, "" while it is not known.
    """
    known: dict[tuple[int, str], str] = {}
    for piece, place in zip(found, told, strict=True):
        for proven in piece.proves if place else ():
            for article in (0, *piece.articles):
                known.setdefault((article, proven), place)
    return known


def _enclosed(source: Source, file: Part, draft: str | None) -> Piece:
    """The file as it is; of a draft kept as text, the desk's print of it."""
    if draft is None or not readable(file):
        return enclosed(file, file.text("role"), (file.id,))
    version = next(one for one in source.root.part("drafting").parts("drafts") if one.id == draft)
    return Piece(
        file.text("role"),
        "decision-draft",
        f"{source.key}/{draft}",
        author=full_name(version.known("author") or source.unit),
        day=version.known_day("made_on"),
        note=PRINTED,
        proves=(draft, file.id),
    )


def _article_of(role: str) -> int | None:
    return next((article for name, article in _OF_ROLE.items() if role.startswith(name)), None)


def _place(found: Sequence[Piece], role: str, records: tuple[str, ...], article: int) -> int:
    """The number of the piece that the file lies behind; -1 before all."""
    own = [number for number, piece in enumerate(found) if set(piece.proves) & set(records)]
    if own and _article_of(role) is None:
        return own[-1]
    wanted = _article_of(role) or article or _LAST
    positions = accumulate((piece.articles[-1] if piece.articles else _LAST for piece in found), max)
    before = [number for number, position in enumerate(positions) if position <= wanted]
    return before[-1] if before else -1


def _cited(value: Any, records: tuple[str, ...], article: int) -> Iterator[tuple[str, tuple[tuple[str, ...], int]]]:
    """Every attachment that is cited: by which records, outermost first, and in which article's place."""
    if isinstance(value, list):
        for entry in value:
            yield from _cited(entry, records, article)
    elif isinstance(value, Mapping):
        within = (*records, value["id"]) if "id" in value else records
        yield from ((name, (within, article)) for name in value.get("evidence") or ())
        for name, part in value.items():
            if name != "attachments":
                yield from _cited(part, within, _OF_PLACE.get(name, article))
