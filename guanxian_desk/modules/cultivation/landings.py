"""Where the eleven cultivation workbooks land."""

from __future__ import annotations

from guanxian_desk.modules.cultivation import models
from guanxian_desk.modules.cultivation.sheets import SHEETS
from guanxian_desk.store.landing import Landing
from guanxian_desk.store.schema import Base

_TABLES: dict[str, type[Base]] = {
    "enterprises": models.EnterpriseRow,
    "enterprise-years": models.YearRow,
    "recognitions": models.RecognitionRow,
    "events": models.ActivityRow,
    "reward-claims": models.ClaimRow,
    "reward-steps": models.StepRow,
    "pool": models.PoolRow,
    "budget-uses": models.BudgetUseRow,
    "other-awards": models.OtherAwardRow,
    "services": models.ServiceRow,
    "trainees": models.TraineeRow,
}

LANDINGS: dict[str, Landing] = {
    sheet.key: Landing(
        Base.metadata.tables[_TABLES[sheet.key].__tablename__],
        tuple(column.field for column in sheet.columns),
        sheet.natural_key,
    )
    for sheet in SHEETS
}
