"""The records of a sheet kind as they stand, for a register on screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.office import Office


def register_rows(office: Office, kind: str) -> list[Mapping[str, Any]]:
    """All records of a kind, newest first, by the fields of its sheet. UserError for a kind nobody knows."""
    module, sheet = of_kind(kind)
    table = module.landings[kind].table
    (row_id,) = table.primary_key.columns
    columns = [table.columns[column.field] for column in sheet.columns]
    with office.store.read() as session:
        return [dict(row) for row in session.execute(select(*columns).order_by(row_id.desc())).mappings()]
