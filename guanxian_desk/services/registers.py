"""The records of a sheet kind as they stand, for a register on screen, and what the registers say together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from guanxian_desk.modules.decisions import queries
from guanxian_desk.modules.decisions.sheets import CATALOGUE
from guanxian_desk.services.indicators import OfficeIndicators
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


def catalogue_rows(office: Office, as_of: date) -> list[Mapping[str, Any]]:
    """The yearly catalogue, each matter with how far its dossier is ("" where there is none)."""
    with office.store.read() as session:
        stages = {line.key: line.stage(as_of).value for line in queries.listing(session, struck=True)}
        by_matter = {(line.year, line.title): line.key for line in queries.listing(session)}
    rows = []
    for row in register_rows(office, CATALOGUE.key):
        key = row["dossier_key"] or by_matter.get((row["year"], row["name"]))
        rows.append({**row, "dossier_key": key, "stage": stages.get(key or "", "")})
    return sorted(rows, key=lambda row: (-(row["year"] or 0), row["place"] or 0))


def filing_words(office: Office, as_of: date) -> str:
    """报备率、及时率、备案审查率 of the year, as task 9 counts them; "" while there is nothing to count."""
    named = (("报备率", "norm-filing-rate"), ("及时率", "norm-timely-rate"), ("备案审查率", "norm-review-rate"))
    with office.store.read() as session:
        indicators = OfficeIndicators(session)
        counts = [(name, indicators.count(measure, as_of.year, as_of)) for name, measure in named]
    told = [f"{name} {count.part}/{count.whole}" for name, count in counts if count is not None]
    return f"{as_of.year} 年截至 {as_of.month} 月 {as_of.day} 日：{'，'.join(told)}。" if told else ""
