"""One place of a dossier written from the screen: only where it still stands as it was when the form was opened."""

from __future__ import annotations

from datetime import date
from typing import Any

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions import editing, queries, service
from guanxian_desk.modules.decisions.editing import Path
from guanxian_desk.services.office import Office

Document = dict[str, Any]
_ATTESTATIONS, _WAIVERS = ("attestations",), ("waivers",)


def write(office: Office, key: str, path: Path, before: Any, value: Any, label: str = "") -> None:
    """Write a field, a group or a whole list as one named step; value None or {} takes a field out.

    UserError, and nothing written, when it has changed since it was read as before, or does not fit.
    """
    with office.store.change(label or f"修改决策档案 {key}：{editing.words(path)}", office.actor) as session:
        document = queries.document(session, key)
        _unchanged(editing.get(document, path), before)
        empty = value is None or value == {}
        changed = (
            editing.take_out(document, path) if empty and before is not None else editing.put(document, path, value)
        )
        service.save(session, key, changed)


def write_entry(office: Office, key: str, path: Path, before: Document | None, record: Document | None) -> None:
    """Add (before is None), write over or take out (record is None) an entry of a list, known by what it was.

    UserError, and nothing written, when the entry is not there any more as it was.
    """
    verb = "登记到" if before is None else "删去" if record is None else "修改"
    with office.store.change(f"{verb}决策档案 {key}：{editing.words(path)}", office.actor) as session:
        if before is None:
            assert record is not None  # nothing is added by nothing
            service.add(session, key, path, record)
            return
        entries = list(editing.get(queries.document(session, key), path) or [])
        if before not in entries:
            _unchanged(None, before)
        place = entries.index(before)
        entries[place : place + 1] = [] if record is None else [record]
        service.put(session, key, path, entries)


def attest(office: Office, key: str, norm: str, note: str, on: date) -> None:
    """Confirm a norm that no rule can compute; who, and as of which day, are kept."""
    entry = {"norm": norm, "by": office.actor.name, "on": on.isoformat(), "note": note}
    with office.store.change(f"确认 {norm}（{key}）", office.actor) as session:
        service.add(session, key, _ATTESTATIONS, entry)


def waive(office: Office, key: str, norm: str, reason: str, by: str, on: date) -> None:
    """Release an 一般 norm with a written reason; by: who decided it, on which day."""
    entry = {"norm": norm, "reason": reason, "by": by, "on": on.isoformat()}
    with office.store.change(f"说明理由后放行 {norm}（{key}）", office.actor) as session:
        service.add(session, key, _WAIVERS, entry)


def _unchanged(now: Any, before: Any) -> None:
    if now != before:
        raise UserError("这一项打开以后又被改动或删除过", "没有保存任何内容", "请返回后重新打开它，再填一次")
