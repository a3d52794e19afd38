"""Where the workbooks of the project library land."""

from __future__ import annotations

from guanxian_desk.modules.digital import models
from guanxian_desk.modules.digital.sheets import PROBLEMS, PROGRESS, PROJECTS, TASKFORCE
from guanxian_desk.modules.digital.sheets_kept import ACTIONS, MEETINGS, MOVES, NEEDS, SELECTIONS
from guanxian_desk.store.landing import Landing
from guanxian_desk.store.schema import Base

_TABLES = (
    (PROJECTS, models.DigitalProject),
    (PROGRESS, models.ProjectProgress),
    (PROBLEMS, models.ProjectProblem),
    (TASKFORCE, models.TaskforceMember),
    (MOVES, models.StageMove),
    (SELECTIONS, models.Selection),
    (NEEDS, models.Need),
    (MEETINGS, models.DispatchMeeting),
    (ACTIONS, models.DispatchAction),
)

LANDINGS: dict[str, Landing] = {
    sheet.key: Landing(
        Base.metadata.tables[model.__tablename__],
        tuple(column.field for column in sheet.columns),
        sheet.natural_key,
    )
    for sheet, model in _TABLES
}
