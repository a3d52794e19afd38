"""Every filing of the specification has a form, every form its content: given exactly what it needs, full or bare."""

from __future__ import annotations

import re

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.forms import render
from guanxian_desk.law.articles import articles
from guanxian_desk.modules.decisions import service
from guanxian_desk.modules.papers import Asked
from guanxian_desk.services.dossier_papers import papers_of
from guanxian_desk.services.filing import forms
from guanxian_desk.services.office import Office
from tests.decisions_papers.dossiers import SPARSE
from tests.decisions_papers.office_file import (
    BARE,
    FULL,
    PAPERS,
    SECRET,
    TRADE_SECRET,
    YEARLY,
    content_of,
    our_forms,
    printed,
    subject_of,
    words,
)

SPECIFIED = (
    "年度决策事项目录", "决策事项建议论证表", "征求意见公告", "座谈会通知", "听证会公告", "听证参加人公告",
    "听证会记录", "听证报告", "民意调查报告", "公众意见采纳情况反馈", "专家聘请函", "专家论证意见书",
    "专家论证意见采纳情况",
    "风险评估工作方案", "风险评估报告", "公平竞争审查表", "合法性初审意见书", "送审申请书", "起草说明", "送审材料清单",
    "补正通知书", "合法性审查意见书", "不采纳审查意见的说明", "提请讨论的请示", "集体讨论记录", "决策公布公告",
    "执行任务分解表", "执行情况报告", "后评估报告", "履行决策法定程序的说明", "案卷封面", "卷内文件目录", "备考表",
)  # fmt: skip
BESIDES = {"倒排工期表", "案卷检查页", "依法不予公开事项说明", "决策草案各稿对照", "决策草案"}
NOTHING_TO_EXPLAIN = "decision-refusals"
OF_THE_FILE = {"decision-cover", "decision-index", "decision-closing", "decision-stub"}
PUBLIC = {
    "decision-notice", "decision-symposium", "decision-hearing-notice", "decision-hearing-participants",
    "decision-hearing-record", "decision-hearing-report", "decision-poll", "decision-feedback", "decision-publication",
}  # fmt: skip


def test_every_specified_filing_has_a_form() -> None:
    titles = [form.title for form in our_forms().values()]
    assert len(titles) == len(set(titles))
    assert set(titles) == set(SPECIFIED) | BESIDES


def test_papers_and_forms_are_the_same(office: Office) -> None:
    ours = our_forms()
    assert set(PAPERS) == set(ours)
    assert {path.name for path in shipped("forms", "decisions").iterdir()} == {form.path.name for form in ours.values()}
    assert set(PAPERS) <= {view.key for view in forms(office)}


@pytest.mark.parametrize("key", sorted(PAPERS))
@pytest.mark.parametrize("dossier", [FULL, BARE])
def test_a_form_is_given_exactly_what_it_needs(key: str, dossier: str, office: Office) -> None:
    if key == NOTHING_TO_EXPLAIN and dossier == FULL:
        pytest.skip("every finding was adopted")
    form, content = our_forms()[key], content_of(office, key, subject_of(key, dossier))
    assert content.documents
    for document in content.documents:
        assert sorted(document) == sorted(form.needs)
        assert render(form, document).plain_title


@pytest.mark.parametrize("key", sorted(set(PAPERS) - {NOTHING_TO_EXPLAIN}))
def test_a_complete_dossier_prints_without_holes(key: str, office: Office) -> None:
    made = printed(office, key, subject_of(key, FULL))
    said = words(made)
    assert made.missing == ()
    assert "None" not in said
    assert "{" not in said
    assert "。。" not in said
    assert "，。" not in said


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_every_blank_of_a_bare_dossier_is_listed(key: str, office: Office) -> None:
    made = printed(office, key, subject_of(key, BARE))
    said = words(made)
    no_blanks = r"\d{4}|推定：.*|此步.*"
    blanks = [text for text in re.findall(r"〔([^〕]*)〕", said) if not re.fullmatch(no_blanks, text)]
    assert bool(blanks) <= bool(made.blanks)
    assert len(made.blanks) == len(set(made.blanks))
    assert all(re.fullmatch(r"[^a-z_]+", name) for name in made.blanks), made.blanks
    assert "None" not in said


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_a_form_cites_articles_that_are_there(key: str) -> None:
    form = our_forms()[key]
    labels = {article.label for article in articles().values()}
    assert form.clause.startswith("冠政发〔2022〕8号 ")
    text = form.path.read_text("utf-8")
    assert set(re.findall(r"第[一二三四五六七八九十]+条", text)) <= labels
    assert PAPERS[key].needs == ("subject", "as_of")


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_numbers_of_days_are_not_typed_into_the_forms(key: str) -> None:
    text = our_forms()[key].path.read_text("utf-8").partition("---\n")[2].partition("---\n")[2]
    assert re.findall(r"\d+\s*(?:个工作日|日|天|人)(?!常)", text) == []


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_whatever_is_offered_can_be_printed(key: str, office: Office) -> None:
    with office.store.read() as session:
        choices = PAPERS[key].subjects(Asked(session, office.clock.today(), office.name))  # type: ignore[misc]
    subjects = [subject for subject, shown in choices if shown]
    assert len(set(subjects)) == len(choices)
    assert all(content_of(office, key, subject).documents for subject in subjects)
    offered = {subject.partition("/")[0] for subject in subjects}
    assert (SECRET in offered) == (key in OF_THE_FILE)
    assert (TRADE_SECRET in offered) == (key not in PUBLIC and key not in (YEARLY, NOTHING_TO_EXPLAIN))


@pytest.mark.parametrize("key", sorted(set(PAPERS) - {YEARLY}))
@pytest.mark.parametrize("dossier", [SECRET, TRADE_SECRET])
def test_what_is_withheld_from_its_reader_is_refused(key: str, dossier: str, office: Office) -> None:
    if key in PUBLIC or (dossier == SECRET and key not in OF_THE_FILE):
        with pytest.raises(UserError, match="依法不予公开"):
            content_of(office, key, dossier)
    elif key != NOTHING_TO_EXPLAIN:
        assert content_of(office, key, dossier).documents


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_sheets_have_names_of_their_own_where_there_is_a_workbook(key: str, office: Office) -> None:
    form = our_forms()[key]
    captions = [table.caption for table in content_of(office, key, subject_of(key, BARE)).sheets]
    assert bool(captions) == ("xlsx" in form.formats)
    assert all(captions)
    assert len(captions) == len(set(captions))


def test_a_year_without_matters_has_no_catalogue(office: Office) -> None:
    with pytest.raises(UserError, match="没有2030年度的决策事项"):
        content_of(office, YEARLY, "2030")


def test_dossiers_that_have_the_record_are_offered_first(office: Office) -> None:
    with office.store.read() as session:
        choices = PAPERS["decision-expert-letter"].subjects(Asked(session, office.clock.today(), ""))  # type: ignore[misc]
    assert [subject for subject, _ in choices] == [FULL, TRADE_SECRET, BARE]


def test_the_only_record_of_several_can_be_chosen(own_office: Office) -> None:
    notices = [{"id": name, "published_on": "2022-06-01"} for name in ("n1", "n2")]
    with own_office.store.change("公告", own_office.actor) as session:
        service.save(session, BARE, {**SPARSE, "participation": {"notices": notices}})
    with own_office.store.read() as session:
        choices = PAPERS["decision-notice"].subjects(Asked(session, own_office.clock.today(), ""))  # type: ignore[misc]
    assert [subject for subject, _ in choices] == [FULL, BARE, f"{BARE}/n1", f"{BARE}/n2"]
    assert len(content_of(own_office, "decision-notice", BARE).documents) == 2
    assert len(content_of(own_office, "decision-notice", f"{BARE}/n2").documents) == 1


def test_the_papers_of_one_dossier_are_found_without_reading_the_others(office: Office) -> None:
    ways = {paper.subjects for paper in PAPERS.values()}
    assert len(ways) < len(PAPERS) - 10
    with office.store.read() as session:
        asked = Asked(session, office.clock.today(), "", subject=BARE)
        for paper in PAPERS.values():
            assert paper.subjects is not None
            if paper.subject_word != "年度":
                assert {subject for subject, _ in paper.subjects(asked)} <= {BARE}
    found = papers_of(office, FULL, office.clock.today())
    assert {one.form for one in found} == set(PAPERS) - {YEARLY, NOTHING_TO_EXPLAIN}
    assert {one.subject for one in found} == {FULL, f"{FULL}/d1", f"{FULL}/d2", f"{FULL}/d3"}
    assert {one.words for one in found} == {"", "d1（2022年6月1日）", "d2（2022年7月5日）", "d3（2022年7月22日）"}
