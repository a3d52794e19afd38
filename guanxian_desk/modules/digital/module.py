"""The duty of the digital economy: the project library and its task force."""

from __future__ import annotations

from guanxian_desk.modules.contract import Module
from guanxian_desk.modules.digital.due import due, glance
from guanxian_desk.modules.digital.landings import LANDINGS
from guanxian_desk.modules.digital.service import judge_written, row_checks, seed
from guanxian_desk.modules.digital.sheets import SHEETS

MODULE = Module(
    key="digital",
    title="数字经济",
    icon="digital",
    sheets=SHEETS,
    landings=LANDINGS,
    seed=seed,
    row_checks=row_checks,
    judge_written=judge_written,
    due=due,
    glance=glance,
)
