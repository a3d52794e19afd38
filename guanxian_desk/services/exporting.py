"""Records go out as workbooks: blank templates, and exports that can be imported again without a change."""

from __future__ import annotations

import json

from guanxian_desk.exchange.export import export_bytes
from guanxian_desk.exchange.template import template_bytes
from guanxian_desk.services.modules import of_kind
from guanxian_desk.services.office import Office
from guanxian_desk.store import landing
from guanxian_desk.store.audit import Entry


def template(kind: str) -> bytes:
    """The blank workbook of a sheet kind. UserError for an unknown kind."""
    return template_bytes(of_kind(kind)[1])


def export(office: Office, kind: str, full: bool = False) -> bytes:
    """All records of a kind as a workbook; personal data masked unless full, and then the export is logged."""
    module, sheet = of_kind(kind)
    with office.store.read() as session:
        rows = list(landing.read_all(session, module.landings[kind]))
    title = [f"填报单位：{office.name}", f"导出日期：{office.clock.today().isoformat()}"]
    content = export_bytes(sheet, rows, full, title)
    if full and any(column.personal for column in sheet.columns):
        log_disclosure(
            office, f"导出{sheet.title}（含完整证件号码和电话）", module.landings[kind].table.name, len(rows)
        )
    return content


def log_disclosure(office: Office, label: str, table: str, rows: int) -> None:
    """Write into the audit that somebody saw full personal data."""
    with office.store.change(label, office.actor, "查看") as session:
        session.log(Entry(table, "*", "查看", "", json.dumps({"rows": rows})))
