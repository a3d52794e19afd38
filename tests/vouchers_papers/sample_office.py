"""The sample office's data file, and papers asked of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock, stopped_at
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.vouchers.landings import LANDINGS
from guanxian_desk.modules.vouchers.papers.asked import Asked
from guanxian_desk.modules.vouchers.papers.catalogue import FORMS
from guanxian_desk.modules.vouchers.sheets import SHEETS
from guanxian_desk.sample.vouchers import voucher_ledger
from guanxian_desk.services.filing import Produced, produce
from guanxian_desk.services.office import Office, create_office, open_office
from guanxian_desk.services.reconciling import reconcile_as_of
from guanxian_desk.store import landing
from tests.filings.probe import sheets

YEAR_END, CLOSED, EARLY = date(2022, 12, 31), date(2023, 1, 10), date(2022, 5, 20)
PAPERS = {paper.key: paper for paper in FORMS}
CHAIN = "0123456789abcdef" * 4
"""Stands for the audit chain's head, which every step of the sample would change."""
SUBJECTS = {"voucher-waiver": "R04/YLH2206040015"}
"""What a paper must be asked about, for those that want a subject."""


class Printed(NamedTuple):
    """A paper and its words."""

    made: Produced
    words: str


def build(path: Path) -> None:
    """Write the sample office's file."""
    office = create_office(path, Actor("张三"), _clock(), "冠县商务和投资促进局", sample=True)
    ledger = voucher_ledger()
    with office.store.change("示例数据", office.actor) as session:
        for sheet in SHEETS:
            records = getattr(ledger, sheet.key.removeprefix("voucher-"))
            rows = [tuple(getattr(record, column.field) for column in sheet.columns) for record in records]
            landing.insert(session, LANDINGS[sheet.key], rows, None)
            session.note(LANDINGS[sheet.key].table.name, len(rows))
    office.close()


def opened(path: Path, operator: str = "张三") -> Office:
    """The file open, on a day after the activity."""
    return open_office(path, Actor(operator), _clock())


def content_of(office: Office, key: str, day: date, subject: str = "", full: bool = False) -> Content:
    """What a paper says, before it is drawn."""
    result = reconcile_as_of(office, day)
    with office.store.read() as session:
        return PAPERS[key].content(Asked(session, result, office.name, office.is_sample, subject, full))


def pdf(office: Office, key: str, day: date, subject: str = "", full: bool = False) -> Produced:
    """A paper printed with the fonts that come with the desk."""
    return produce(office, key, subject, day, full=full, fonts=bundled_fonts(), chain=CHAIN)


def text(made: Produced) -> str:
    """All the words of a PDF, line by line, without line ends and blanks."""
    return "".join("".join(page.texts) for page in sheets(made.content)).replace(" ", "").replace("　", "")


def day_of(key: str) -> date:
    """A day on which the paper can be made."""
    return CLOSED if key == "voucher-closing" else YEAR_END


def _clock() -> Clock:
    return stopped_at(datetime(2023, 1, 12, 9, 30))
