"""The norms of a regulation: which article each comes from, and whether a program, a person or nobody judges it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from guanxian_desk.base.paths import shipped

DOCUMENT = "冠政发〔2022〕8号"
_DIGITS = "零一二三四五六七八九"


class Kind(StrEnum):
    """checked: a rule computes it; attested: a clerk confirms it; informative: a principle, right or option."""

    CHECKED = "checked"
    ATTESTED = "attested"
    INFORMATIVE = "informative"


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm of 冠政发〔2022〕8号.

    paragraph: 款, 0 in an article of one paragraph; general: worded 一般…, so that a written reason may release it;
    presumed: what the regulation leaves open and the program assumes ("" where it leaves nothing open).
    """

    id: str
    article: int
    kind: Kind
    demand: str
    quote: str
    paragraph: int = 0
    general: bool = False
    presumed: str = ""

    @property
    def citation(self) -> str:
        """第二十条第二款, or 第二十二条 where the article has but one paragraph."""
        paragraph = f"第{_numeral(self.paragraph)}款" if self.paragraph else ""
        return f"第{_numeral(self.article)}条{paragraph}"


@cache
def norms() -> Mapping[str, Norm]:
    """All norms by id, in the order of the regulation."""
    with shipped("resources", "law", "norms.toml").open("rb") as file:
        rows = tomllib.load(file)["norm"]
    return {row["id"]: Norm(**(row | {"kind": Kind(row["kind"])})) for row in rows}


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")
