"""Every paper has its form and every form its data, no more and no less than the form asks for."""

from __future__ import annotations

import pytest

from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.forms import load_forms
from guanxian_desk.modules.tasks.papers.catalogue import FORMS
from guanxian_desk.services.filing import produce
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_subjects import subjects
from tests.tasks_papers.sample_tasks import AUTUMN, DIGITAL, PAPERS, SUBJECTS, YEAR_END, content_of


def test_papers_and_forms_are_the_same() -> None:
    forms = {key: form for key, form in load_forms().items() if form.module == "tasks"}
    assert sorted(paper.key for paper in FORMS) == sorted(forms)
    assert {path.name for path in shipped("forms", "tasks").iterdir()} == {form.path.name for form in forms.values()}


@pytest.mark.parametrize("key", sorted(PAPERS))
@pytest.mark.parametrize("plan", ["", DIGITAL])
def test_a_form_is_given_exactly_what_it_needs(key: str, plan: str, office: Office) -> None:
    if plan and key in SUBJECTS:
        pytest.skip("asked about something of its own")
    content = content_of(office, key, YEAR_END, plan or None)
    assert content.documents
    needs = sorted(load_forms()[key].needs)
    assert all(sorted(document) == needs for document in content.documents)
    captions = [table.caption for table in content.sheets]
    assert all(captions)
    assert len(captions) == len(set(captions))


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_every_paper_is_made_in_both_formats(key: str, office: Office) -> None:
    form = load_forms()[key]
    assert form.formats == ("pdf", "xlsx")
    assert form.clause
    about = SUBJECTS.get(key, "")
    assert produce(office, key, about, AUTUMN if key != "tasks-urging" else YEAR_END, "xlsx").content[:2] == b"PK"


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_every_subject_on_offer_is_one_that_can_be_asked_for(key: str, office: Office) -> None:
    offered = subjects(office, key, YEAR_END)
    assert offered
    for value, said in (offered[0], offered[-1]):
        assert said
        assert content_of(office, key, YEAR_END, value).documents
