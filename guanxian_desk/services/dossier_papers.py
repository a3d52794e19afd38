"""The papers of one dossier: every form of the duty, with the records it can be made for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guanxian_desk.modules.decisions.module import MODULE
from guanxian_desk.services.filing import forms
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_subjects import subjects
from guanxian_desk.services.papers import PAPERS

_OF_A_YEAR = "年度"


@dataclass(frozen=True, slots=True)
class DossierPaper:
    """A paper that can be made. subject: as the form is asked for it; words: of which record, "" for the dossier."""

    form: str
    title: str
    clause: str
    subject: str
    words: str


def papers_of(office: Office, key: str, as_of: date) -> list[DossierPaper]:
    """The papers of a dossier in the order of the procedure; one of several records has a line for each."""
    shown = {form.key: form for form in forms(office) if form.module == MODULE.key}
    # Many forms choose among the same records: each way of choosing is asked once.
    chosen: dict[object, list[tuple[str, str]]] = {}
    found = []
    for name, (paper, _ask) in PAPERS.items():
        if name not in shown or paper.subject_word == _OF_A_YEAR:
            continue
        if paper.subjects not in chosen:
            chosen[paper.subjects] = [one for one in subjects(office, name, as_of, key) if _is_of(one[0], key)]
        form = shown[name]
        for subject, words in chosen[paper.subjects]:
            record = "" if subject == key else words.rpartition("　")[2]
            found.append(DossierPaper(name, form.title, form.clause, subject, record))
    return found


def _is_of(subject: str, key: str) -> bool:
    return subject == key or subject.startswith(f"{key}/")
