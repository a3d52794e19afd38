"""The kinds of sheets with how many records stand of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxian_desk.services.modules import MODULES
from guanxian_desk.services.office import Office
from guanxian_desk.store import batches


def kind_rows(office: Office) -> list[Mapping[str, Any]]:
    """One row per kind: kind, title, purpose, sender, records, required (the headings a file must have)."""
    with office.store.read() as session:
        return [
            {
                "kind": sheet.key,
                "title": sheet.title,
                "purpose": sheet.purpose.partition("：")[2] or sheet.purpose,
                "sender": sheet.sender,
                "records": batches.count_rows(session, module.landings[sheet.key]),
                "required": "、".join(column.heading for column in sheet.required),
                "personal": any(column.personal for column in sheet.columns),
            }
            for module in MODULES
            for sheet in module.sheets
        ]
