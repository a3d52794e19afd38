"""Random records laid where an import lays them, in place of what stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete

from guanxian_desk.exchange.declare import Sheet
from guanxian_desk.services.office import Office
from guanxian_desk.store import landing

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def lay(office: Office, sheets: Sequence[Sheet], landings: Mapping[str, landing.Landing], book: Rows) -> None:
    """Every kind of the book; rows are given by field, what they leave out is blank."""
    fields = {sheet.key: [column.field for column in sheet.columns] for sheet in sheets}
    with office.store.change("导入", office.actor, "导入") as session:
        for kind, rows in book.items():
            where = landings[kind]
            assert not {name for row in rows for name in row} - set(fields[kind])
            session.execute(delete(where.table))
            if rows:
                landing.insert(session, where, [tuple(row.get(name) for name in fields[kind]) for row in rows], None)
            session.note(where.table.name, len(rows))
