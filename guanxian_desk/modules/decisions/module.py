"""重大决策 as the house knows it."""

from __future__ import annotations

from guanxian_desk.modules.contract import Module
from guanxian_desk.modules.decisions.due import due, glance
from guanxian_desk.modules.decisions.landings import LANDINGS
from guanxian_desk.modules.decisions.sheets import SHEETS

MODULE = Module(
    key="decisions",
    title="重大决策",
    icon="decisions",
    sheets=SHEETS,
    landings=LANDINGS,
    due=due,
    glance=glance,
)
