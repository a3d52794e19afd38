"""The ladder (冠政发〔2022〕9号 一): 小微 → 规上 → 专精特新（市、省）→ 小巨人 / 瞪羚 / 独角兽 / 单项冠军."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from guanxian_desk.modules.cultivation.facts import Recognition
from guanxian_desk.modules.cultivation.rules.catalogue import MUNICIPAL, PROVINCIAL
from guanxian_desk.modules.cultivation.rules.who import Firm

SMALL, ABOVE_SCALE = "小微", "规上"
MUNICIPAL_SPECIALIZED, PROVINCIAL_SPECIALIZED = "市级专精特新", "省级专精特新"
TOP = ("小巨人", "瞪羚", "独角兽", "单项冠军")
RUNGS = (SMALL, ABOVE_SCALE, MUNICIPAL_SPECIALIZED, PROVINCIAL_SPECIALIZED, *TOP)
_SPECIALIZED = {PROVINCIAL: PROVINCIAL_SPECIALIZED, MUNICIPAL: MUNICIPAL_SPECIALIZED}


class Move(NamedTuple):
    """An enterprise that stands on other rungs than before."""

    firm: Firm
    before: tuple[str, ...]
    after: tuple[str, ...]


def rungs_on(firm: Firm, day: date) -> tuple[str, ...]:
    """Where the enterprise stands at the end of a day: its highest rung; the top ones stand side by side.

    A recognition counts from its day until it lapses; above scale is what the last year recorded by then says.
    """
    held = {_rung(one) for one in firm.recognitions if _holds(one, day)} - {""}
    top = tuple(rung for rung in TOP if rung in held)
    if top:
        return top
    for rung in (PROVINCIAL_SPECIALIZED, MUNICIPAL_SPECIALIZED):
        if rung in held:
            return (rung,)
    said = [
        year.above_scale for year in firm.figures.values() if year.year <= day.year and year.above_scale is not None
    ]
    return (ABOVE_SCALE,) if said and said[-1] else (SMALL,)


def moves(firms: Iterable[Firm], since: date, until: date) -> list[Move]:
    """Who stood on other rungs at the end of until than at the end of since."""
    pairs = ((firm, rungs_on(firm, since), rungs_on(firm, until)) for firm in firms)
    return [Move(firm, before, after) for firm, before, after in pairs if before != after]


def _rung(one: Recognition) -> str:
    if one.title == "专精特新":
        return _SPECIALIZED.get(one.level, "")
    return one.title if one.title in TOP else ""


def _holds(one: Recognition, day: date) -> bool:
    return one.recognised_on <= day and (one.valid_until is None or one.valid_until >= day)
