"""The register of document numbers as a page shows it: rows, series, keeping back, voiding, typing in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from guanxian_desk.services.office import Office
from guanxian_desk.store import number_series, numbers
from guanxian_desk.store.tables import Change, DocumentNumber

_SPOKEN = (("{year}", "{年}"), ("{n}", "{号}"), ("{n:", "{号:"))
"""A template's fields as the file has them, and as a clerk reads and types them."""
OUTSIDE_TITLE = "外来文号"


@dataclass(frozen=True)
class SeriesView:
    """A series: how its numbers are written, in a clerk's words (own: the office's way), and the next one in a year."""

    key: str
    title: str
    template: str
    own: bool
    next: str


def number_rows(office: Office) -> list[Mapping[str, Any]]:
    """Every number, newest first, with who put it in and when."""
    query = select(DocumentNumber, Change).join(Change, Change.id == DocumentNumber.change_id)
    with office.store.read() as session:
        titles = {key: series.title for key, series in number_series.all_series(session).items()}
        found = session.execute(query.order_by(DocumentNumber.id.desc())).all()
    return [
        {
            "id": row.id,
            "number": row.number,
            "series": row.series,
            "series_title": titles.get(row.series, row.series) if row.series else OUTSIDE_TITLE,
            "year": row.year,
            "state": row.state,
            "subject": row.subject,
            "day": row.day,
            "reason": row.reason,
            "at": change.at,
            "operator": change.operator,
        }
        for row, change in found
    ]


def series_views(office: Office, year: int) -> list[SeriesView]:
    """Every series, with the number that it would give next in the year."""
    with office.store.read() as session:
        found = number_series.all_series(session).values()
        return [
            SeriesView(one.key, one.title, _spoken(one.template), one.own, numbers.next_number(session, one.key, year))
            for one in found
        ]


def next_of(office: Office, series: str) -> str:
    """The number that a series would give today. UserError for an unknown series."""
    with office.store.read() as session:
        return numbers.next_number(session, series, office.clock.today().year)


def reserve(office: Office, series: str, year: int, count: int, reason: str) -> list[str]:
    """Keep numbers back, as one step. UserError without a reason."""
    with office.store.change(f"预留编号 {count} 个", office.actor) as session:
        return numbers.reserve(session, series, year, reason, count)


def void(office: Office, number: str, reason: str) -> None:
    """A number stands for nothing any more. UserError without a reason."""
    with office.store.change(f"作废编号 {number}", office.actor) as session:
        numbers.void(session, number, reason)


def enter_given(office: Office, number: str, subject: str) -> str:
    """Type in a number that another office gave. UserError for a double."""
    with office.store.change(f"登记文号 {number}", office.actor) as session:
        return numbers.given(session, number, subject=subject)


def change_template(office: Office, series: str, template: str) -> None:
    """Write a series the office's own way from now on (冠法督〔{年}〕{号}号); "" for the shipped way. UserError when
    unfit."""
    for kept, spoken in _SPOKEN:
        template = template.replace(spoken, kept)
    with office.store.change("修改编号样式", office.actor) as session:
        number_series.change_template(session, series, template)


def begin_at(office: Office, series: str, year: int, first: int) -> None:
    """Take over a year's series from a register on paper. UserError when numbers of the year were drawn already."""
    with office.store.change("设定起始编号", office.actor) as session:
        numbers.begin_at(session, series, year, first)


def _spoken(template: str) -> str:
    for kept, spoken in _SPOKEN:
        template = template.replace(kept, spoken)
    return template
