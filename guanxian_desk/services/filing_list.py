"""The papers that went out, as rows of a table, and their bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.identity import mask_id
from guanxian_desk.services.filing import forms
from guanxian_desk.services.office import Office
from guanxian_desk.store.tables import Change, Filing

_NUMBERS = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")


def filing_rows(office: Office) -> list[Mapping[str, Any]]:
    """Every paper that was issued, newest first; ID numbers in subjects are masked."""
    titles = {form.key: form.title for form in forms(office)}
    # Not the bytes: a list of a thousand papers must not read a thousand PDFs.
    columns = [column for column in Filing.__table__.columns if column.name != "content"]
    query = select(*columns, Change.at, Change.operator).join(Change, Change.id == Filing.change_id)
    with office.store.read() as session:
        rows = session.execute(query.order_by(Filing.id.desc())).mappings().all()
    return [
        {
            "id": row["id"],
            "title": row["inputs"].get("title") or titles.get(row["form"], row["form"]),
            "subject": _NUMBERS.sub(lambda found: mask_id(found[0]), row["subject"]) or "全部",
            "as_of": row["as_of"],
            "format": row["format"],
            "amount": row["amount_fen"],
            "at": row["at"],
            "operator": row["operator"],
            "version": row["form_version"],
            "fingerprint": row["fingerprint"],
            "number": row["number"],
            "chain": row["inputs"].get("chain", ""),
        }
        for row in rows
    ]


def filing_content(office: Office, number: int) -> bytes:
    """The very bytes of a paper in the history. UserError when there is none."""
    with office.store.read() as session:
        row = session.get(Filing, number)
        if row is None:
            raise UserError(f"文书记录里没有第 {number} 号", "没有改动任何数据")
        return row.content
