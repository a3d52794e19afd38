"""All rules of the regulation in its order, and the table that says of every norm who judges it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guanxian_desk.law.norms import Kind, norms
from guanxian_desk.law.rule import cited
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case
from guanxian_desk.modules.decisions.rules import (
    chapter1,
    chapter2,
    chapter3,
    chapter3_hearings,
    chapter4,
    chapter5,
    chapter6,
    chapter6_review,
    chapter7,
    chapter8,
    chapter8_evaluation,
    chapter9,
    chapter10,
)

Rule = Callable[[Case], Ruling]

_CHAPTERS = (
    chapter1, chapter2, chapter3, chapter3_hearings, chapter4, chapter5, chapter6, chapter6_review, chapter7, chapter8,
    chapter8_evaluation, chapter9, chapter10,
)  # fmt: skip
_PLACE = {norm: place for place, norm in enumerate(norms())}
RULES: tuple[Rule, ...] = tuple(
    sorted((judge for chapter in _CHAPTERS for judge in chapter.RULES), key=lambda judge: _PLACE[cited(judge).id])
)
INFORMATIVE: tuple[str, ...] = tuple(norm for chapter in _CHAPTERS for norm in chapter.INFORMATIVE)


@dataclass(frozen=True, slots=True)
class NormRow:
    """One line of the table: the norm, its place in the regulation, who judges it, and the rule's name in the code."""

    norm: str
    article: int
    citation: str
    kind: Kind
    demand: str
    rule: str


def norm_table() -> list[NormRow]:
    """Every norm that the code knows, in the regulation's order; a test holds it against the 166."""
    named = {cited(judge).id: judge for judge in RULES}
    return [
        NormRow(norm.id, norm.article, norm.citation, norm.kind, norm.demand, _name(named.get(norm.id)))
        for norm in norms().values()
        if norm.id in named or norm.id in INFORMATIVE
    ]


def _name(judge: Rule | None) -> str:
    return f"{judge.__module__.rpartition('.')[2]}.{judge.__qualname__}" if judge else ""
