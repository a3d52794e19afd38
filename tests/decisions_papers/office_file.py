"""A data file with dossiers, and its papers printed with the fonts that come with the desk."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

from guanxian_desk.base.actor import Actor
from guanxian_desk.base.clock import Clock, stopped_at
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.forms import Form, load_forms
from guanxian_desk.modules.decisions import service
from guanxian_desk.modules.decisions.keeping import secret_stub
from guanxian_desk.modules.decisions.models import CatalogueItem
from guanxian_desk.modules.decisions.papers.catalogue import FORMS
from guanxian_desk.modules.papers import Asked, Content
from guanxian_desk.services.filing import Produced, produce
from guanxian_desk.services.office import Office, create_office, open_office
from tests.decisions_papers.dossiers import AS_OF, SPARSE, full
from tests.filings.probe import sheets

PAPERS = {paper.key: paper for paper in FORMS}
FULL, BARE, SECRET, TRADE_SECRET = "GX-2022-006", "GX-2023-001", "GX-2022-901", "GX-2022-902"
YEARLY = "decision-catalogue"


@cache
def our_forms() -> dict[str, Form]:
    """The forms of this duty, by key."""
    return {key: form for key, form in load_forms().items() if form.module == "decisions"}


def build(path: Path) -> None:
    """A new file with four dossiers: complete, bare, a state secret, a trade secret."""
    office = create_office(path, Actor("张三"), _clock(), "冠县司法局")
    hidden = full(**{"key": TRADE_SECRET, "matter.confidentiality": {"confidential": True, "basis": "商业秘密"}})
    with office.store.change("建立档案", office.actor) as session:
        for document in (full(), dict(SPARSE), secret_stub(SECRET), hidden):
            service.create(session, document)
        for place, name in enumerate(("冠县停车场规划", "冠县供热改造"), 1):
            session.add(CatalogueItem(year=2023, place=place, name=name, unit="县住房和城乡建设局", planned="三季度"))
    office.close()


def opened(path: Path) -> Office:
    """The file open."""
    return open_office(path, Actor("张三"), _clock())


def _clock() -> Clock:
    return stopped_at(datetime(2023, 3, 10, 9, 30))


def subject_of(key: str, dossier: str) -> str:
    """A subject for which a paper can be made: the dossier, or the year of its catalogue."""
    if key == YEARLY:
        return "2022" if dossier == FULL else "2023"
    return dossier


def content_of(office: Office, key: str, subject: str, day: date = AS_OF) -> Content:
    """What a paper says, before it is drawn."""
    with office.store.read() as session:
        return PAPERS[key].content(Asked(session, day, office.name, subject=subject))


def printed(office: Office, key: str, subject: str, day: date = AS_OF) -> Produced:
    """A paper as PDF."""
    return produce(office, key, subject, day, fonts=bundled_fonts())


def words(made: Produced) -> str:
    """All the words of a PDF, line by line, without line ends and blanks."""
    return "".join("".join(page.texts) for page in sheets(made.content)).replace(" ", "").replace("　", "")
