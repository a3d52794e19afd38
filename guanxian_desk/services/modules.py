"""The duties of this desk, in the order of their tabs."""

from __future__ import annotations

from guanxian_desk.base.errors import UserError
from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.modules.contract import Module
from guanxian_desk.modules.cultivation.module import MODULE as CULTIVATION
from guanxian_desk.modules.decisions.module import MODULE as DECISIONS
from guanxian_desk.modules.digital.module import MODULE as DIGITAL
from guanxian_desk.modules.tasks.module import MODULE as TASKS
from guanxian_desk.modules.vouchers.module import MODULE as VOUCHERS

MODULES: tuple[Module, ...] = (DECISIONS, TASKS, CULTIVATION, VOUCHERS, DIGITAL)


def sheets() -> tuple[Sheet, ...]:
    """Every sheet kind of every duty."""
    return tuple(sheet for module in MODULES for sheet in module.sheets)


def of_kind(kind: str) -> tuple[Module, Sheet]:
    """The duty and the declaration of a sheet kind. UserError when nobody knows it."""
    for module in MODULES:
        for sheet in module.sheets:
            if sheet.key == kind:
                return module, sheet
    known = "、".join(sheet.key for sheet in sheets())
    raise UserError(f"没有“{kind}”这种表", "没有读写任何数据", f"可用的有：{known}")
