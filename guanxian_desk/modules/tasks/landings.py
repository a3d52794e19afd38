"""Where the tracker's workbooks land."""

from __future__ import annotations

from guanxian_desk.modules.tasks import models
from guanxian_desk.modules.tasks.sheets import PROGRESS, UNITS
from guanxian_desk.store.landing import Landing
from guanxian_desk.store.schema import Base

_TABLES = ((PROGRESS, models.TaskReport), (UNITS, models.UnitEntry))

LANDINGS: dict[str, Landing] = {
    sheet.key: Landing(
        Base.metadata.tables[model.__tablename__],
        tuple(column.field for column in sheet.columns),
        sheet.natural_key,
    )
    for sheet, model in _TABLES
}
