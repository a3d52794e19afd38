"""Where the workbooks of the duty land."""

from __future__ import annotations

from guanxian_desk.modules.decisions import models
from guanxian_desk.modules.decisions.sheets import CATALOGUE, DOCUMENTS, EXPERTS, REVIEWS
from guanxian_desk.store.landing import Landing
from guanxian_desk.store.schema import Base

_TABLES = (
    (CATALOGUE, models.CatalogueItem),
    (REVIEWS, models.LegalityReview),
    (DOCUMENTS, models.NormativeDocument),
    (EXPERTS, models.Expert),
)

LANDINGS: dict[str, Landing] = {
    sheet.key: Landing(
        Base.metadata.tables[model.__tablename__],
        tuple(column.field for column in sheet.columns),
        sheet.natural_key,
    )
    for sheet, model in _TABLES
}
