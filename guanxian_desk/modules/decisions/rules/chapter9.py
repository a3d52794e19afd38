"""第九章 法律责任（第六十条至第六十三条）：责任由有权机关追究，程序不作评判，没有规则."""

from __future__ import annotations

from collections.abc import Callable

from guanxian_desk.law.verdicts import Ruling
from guanxian_desk.modules.decisions.case import Case

RULES: tuple[Callable[[Case], Ruling], ...] = ()
INFORMATIVE = ("R60-1", "R60-2", "R61-1", "R62-1", "R63-1")
