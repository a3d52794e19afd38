"""征求意见公告 and 座谈会通知: the public and those concerned are asked for their opinions (第二十条、第二十一条)."""

from __future__ import annotations

from datetime import date, timedelta

from guanxian_desk.base.days import spoken
from guanxian_desk.filings.document import CellKind, Column, Table
from guanxian_desk.modules.decisions.papers.parts import DAY_BLANK, Part
from guanxian_desk.modules.decisions.papers.source import Data, Source
from guanxian_desk.modules.decisions.papers.words import clock, paragraphs
from guanxian_desk.modules.papers import Content


def public_notice(source: Source) -> Content:
    """征求意见公告 of one notice, or of all that stand."""
    records = source.records(source.root.part("participation"), "notices")
    return source.content([_public_notice(source, notice) for notice in records])


def _public_notice(source: Source, notice: Part) -> Data:
    first, last = notice.known_day("published_on"), notice.known_day("closes_on")
    days = (last - first).days if first and last else None
    fewest = source.limits(first).notice_days
    short = days is not None and days < fewest
    return {
        **source.head("matter", "unit"),
        "first": notice.day("published_on"),
        "last": _last_day(source, notice, first, last, fewest),
        "days": days or fewest,
        "short": short,
        "shortening": notice.sentence("shortening_statement") if short else "",
        "more": paragraphs(notice.paper.known("text")),
        **contacts(notice),
        "issued": source.day_signed(notice, "published_on"),
    }


def _last_day(source: Source, notice: Part, first: date | None, last: date | None, fewest: int) -> str:
    """The last day; while it is open, the first lawful one stands as a proposal beside the blank."""
    if last:
        return spoken(last)
    blank = source.blanks.leave(notice.label("closes_on"), DAY_BLANK)
    return f"{blank}（不早于{spoken(first + timedelta(days=fewest))}）" if first else blank


def contacts(record: Part) -> dict[str, object]:
    """How opinions reach the unit."""
    return {name: record.paper.text(name) for name in ("website", "email", "address", "contact", "phone")}


def symposium(source: Source) -> Content:
    """座谈会通知 of one symposium, or of all that stand."""
    records = source.records(source.root.part("participation"), "symposia")
    return source.content([_symposium(source, record) for record in records])


def _symposium(source: Source, record: Part) -> Data:
    held = record.known_day("held_on")
    before = source.limits(held).symposium_papers_days
    return {
        **source.head("matter", "unit"),
        "addressee": record.paper.known("addressee") or "各位受邀代表",
        "day": record.day("held_on"),
        "time": clock(record.paper.text("starts_at")),
        "place": record.paper.text("place"),
        "host": record.paper.text("host"),
        "papers_days": before,
        "papers_by": spoken(held - timedelta(days=before)) if held else "",
        "invitees": _invitees(source, record),
        "more": paragraphs(record.paper.known("text")),
        "contact": record.paper.text("contact"),
        "phone": record.paper.text("phone"),
        "issued": source.day_signed(record, "materials_delivered_on"),
    }


def _invitees(source: Source, record: Part) -> Table:
    columns = (
        Column("序号", CellKind.COUNT, 0.5, align="center"),
        Column("姓名或者单位", weight=3),
        Column("身份", weight=2, align="center"),
    )
    people = record.parts("invitees")
    rows = [(n, one.text("name"), _standing(one)) for n, one in enumerate(people, 1)]
    if not rows:
        rows = [(1, source.blanks.leave(record.label("invitees")), source.blanks.leave("受邀人员的身份"))]
    return Table(columns, tuple(rows), size=12)


def _standing(person: Part) -> str:
    return "利害关系人代表" if person.known("stakeholder") else "其他代表"
