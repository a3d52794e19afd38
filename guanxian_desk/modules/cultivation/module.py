"""The duty of SME cultivation, as the house lists it."""

from __future__ import annotations

from guanxian_desk.modules.contract import Module
from guanxian_desk.modules.cultivation.landings import LANDINGS
from guanxian_desk.modules.cultivation.service import undoing
from guanxian_desk.modules.cultivation.sheets import SHEETS

MODULE = Module(
    key="cultivation", title="育苗扶壮", icon="enterprises", sheets=SHEETS, landings=LANDINGS, undoing=undoing
)
