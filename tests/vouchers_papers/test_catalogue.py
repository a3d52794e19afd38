"""Every paper has its form and every form its data, no more and no less than the form asks for."""

from __future__ import annotations

import pytest

from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.forms import load_forms
from guanxian_desk.modules.vouchers.papers.catalogue import FORMS
from guanxian_desk.modules.vouchers.papers.findings import WHO_ORDER
from guanxian_desk.modules.vouchers.rules.catalogue import RULES
from guanxian_desk.services.office import Office
from tests.vouchers_papers.sample_office import PAPERS, SUBJECTS, content_of, day_of


def test_papers_and_forms_are_the_same() -> None:
    keys = [paper.key for paper in FORMS]
    assert len(keys) == len(set(keys))
    assert sorted(keys) == sorted(key for key, form in load_forms().items() if form.module == "vouchers")
    assert {path.name for path in shipped("forms", "vouchers").iterdir()} == {
        form.path.name for form in load_forms().values() if form.module == "vouchers"
    }


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_a_form_is_given_exactly_what_it_needs(key: str, office: Office) -> None:
    form = load_forms()[key]
    content = content_of(office, key, day_of(key), SUBJECTS.get(key, ""))
    assert content.documents
    for document in content.documents:
        assert sorted(document) == sorted(form.needs)


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_every_sheet_of_the_workbook_has_a_name_of_its_own(key: str, office: Office) -> None:
    captions = [table.caption for table in content_of(office, key, day_of(key), SUBJECTS.get(key, "")).sheets]
    assert all(captions)
    assert len(captions) == len(set(captions))


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_a_form_cites_what_it_rests_on_and_is_made_in_both_formats(key: str) -> None:
    form = load_forms()[key]
    assert form.clause.startswith("冠政办发〔2022〕5号 ")
    assert form.formats == ("pdf", "xlsx")
    assert set(PAPERS[key].needs) <= {"subject", "as_of"}
    assert "as_of" in PAPERS[key].needs


def test_whoever_acts_on_a_difference_has_a_place_in_the_list() -> None:
    assert set(WHO_ORDER) == {rule.who for rule in RULES}
    assert len(WHO_ORDER) == len(set(WHO_ORDER))
