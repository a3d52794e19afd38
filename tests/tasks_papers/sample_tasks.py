"""The sample's reports and deeds imported into a file, and papers asked of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import stopped_at
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.modules.papers import Content
from guanxian_desk.modules.tasks.papers.asked import Asked
from guanxian_desk.modules.tasks.papers.catalogue import FORMS
from guanxian_desk.sample.deeds import fill
from guanxian_desk.sample.task_books import task_drafts
from guanxian_desk.services import importing
from guanxian_desk.services.filing import Produced, produce
from guanxian_desk.services.office import Office, create_office, open_office
from tests.filings.probe import sheets

AUTUMN, YEAR_END, AFTER = date(2022, 10, 20), date(2022, 12, 31), date(2023, 1, 20)
PLAN, DIGITAL = "rule-of-law-2022", "digital-economy-2022"
CLOCK = stopped_at(datetime(2023, 1, 10, 9, 30))
PAPERS = {paper.key: paper for paper in FORMS}
CHAIN = "0123456789abcdef" * 4
"""Stands for the audit chain's head, which every step of the sample would change."""
SLIP = "冠法督〔2022〕1号"
SUBJECTS = {"tasks-urging": SLIP, "tasks-account": "县司法局"}
"""What a paper must be asked about, for those that want a subject."""


def build(path: Path) -> None:
    """Write the file."""
    office = create_office(path, Actor("张三"), CLOCK, "冠县人民政府办公室", sample=True)
    for draft in task_drafts():
        prepared = importing.prepare(office, draft.kind, draft.content, draft.name, draft.sender)
        report = importing.take(office, prepared)
        assert report.refused is None, (draft.name, report.refused)
    fill(office.store, office.actor)
    importing.settle_all(office)
    office.close()


def opened(path: Path) -> Office:
    """The file open, after the year."""
    return open_office(path, Actor("张三"), CLOCK)


def content_of(office: Office, key: str, day: date = AUTUMN, subject: str | None = None) -> Content:
    """What a paper says, before it is drawn."""
    about = SUBJECTS.get(key, "") if subject is None else subject
    with office.store.read() as session:
        return PAPERS[key].content(Asked(session, day, office.name, office.is_sample, about))


def pdf(office: Office, key: str, day: date = AUTUMN, subject: str | None = None, full: bool = False) -> Produced:
    """A paper in the bundled fonts."""
    about = SUBJECTS.get(key, "") if subject is None else subject
    return produce(office, key, about, day, "pdf", full, fonts=bundled_fonts(), chain=CHAIN)


def words(office: Office, key: str, day: date = AUTUMN, subject: str | None = None, full: bool = False) -> str:
    """All that a paper says, as a reader reads it."""
    made = pdf(office, key, day, subject, full)
    return "".join(text for sheet in sheets(made.content) for text in sheet.texts)
