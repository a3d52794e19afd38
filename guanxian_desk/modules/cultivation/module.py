"""The duty of SME cultivation, as the house lists it."""

from __future__ import annotations

from guanxian_desk.modules.contract import Module
from guanxian_desk.modules.cultivation.due import due, glance
from guanxian_desk.modules.cultivation.landings import LANDINGS
from guanxian_desk.modules.cultivation.papers.catalogue import FORMS
from guanxian_desk.modules.cultivation.service import judge_written, removing, undoing
from guanxian_desk.modules.cultivation.sheets import SHEETS

MODULE = Module(
    key="cultivation",
    title="企业培育",
    icon="enterprises",
    sheets=SHEETS,
    landings=LANDINGS,
    undoing=undoing,
    removing=removing,
    due=due,
    glance=glance,
    forms=tuple(paper.key for paper in FORMS),
    judge_written=judge_written,
)
