"""第十章 附则（第六十四条、第六十五条）."""

from __future__ import annotations

from guanxian_desk.base.days import spoken
from guanxian_desk.law.rule import rule
from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case
from guanxian_desk.modules.decisions.patterns import met, not_applicable, pending, planned


@rule("R65-1")
def in_force(case: Case) -> Ruling:
    """第六十五条：“本规定自印发之日起施行”."""
    day, effective = case.initiation.day, case.editions.first_day
    if day is None or not case.come(day):
        return pending(f"还没有决定启动（{planned(day)}）。", day)
    if day >= effective:
        return met(f"决策于{spoken(day)}启动，适用本规定。", (), day)
    return not_applicable(f"决策于{spoken(day)}启动，在{spoken(effective)}施行之前；其余各条仍按2022年版评判。")


RULES = (in_force,)
INFORMATIVE = ("R64-1",)
