"""No norm of the 166 is forgotten, every rule cites its norm, and the text beside a rule is the regulation's own."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from guanxian_desk.law.articles import articles
from guanxian_desk.law.norms import Kind, norms
from guanxian_desk.law.rule import CitationError, cited, rule
from guanxian_desk.modules.decisions.check import Checker
from guanxian_desk.modules.decisions.norms import INFORMATIVE, RULES, norm_table

_QUOTED = re.compile(r"“([^”]+)”")


def test_the_table_made_from_the_code_is_the_list_of_norms() -> None:
    assert [(row.norm, row.kind) for row in norm_table()] == [(norm.id, norm.kind) for norm in norms().values()]


def test_there_are_119_checked_12_attested_and_35_informative_norms() -> None:
    assert Counter(row.kind for row in norm_table()) == {Kind.CHECKED: 119, Kind.ATTESTED: 12, Kind.INFORMATIVE: 35}


def test_every_rule_judges_another_norm_and_no_informative_norm_has_one() -> None:
    ids = [cited(judge).id for judge in RULES]
    assert len(ids) == len(set(ids)) == 131
    assert set(ids) & set(INFORMATIVE) == set()
    assert len(INFORMATIVE) == len(set(INFORMATIVE)) == 35


def test_the_rules_stand_in_the_order_of_the_regulation() -> None:
    ids = [cited(judge).id for judge in RULES]
    assert ids == [norm for norm in norms() if norm in ids]


@pytest.mark.parametrize("judge", RULES, ids=lambda judge: judge.__name__)
def test_a_rule_names_its_article_and_quotes_it_word_by_word(judge: object) -> None:
    words, norm = str(judge.__doc__), cited(judge)  # type: ignore[arg-type]
    text = articles()[norm.article].text.replace("\n", "")
    assert re.match(rf"{norm.citation}(第[一二三四五六]项)?：", words)
    assert _QUOTED.search(words)
    for quote in _QUOTED.findall(words):
        for part in quote.split("……"):
            assert part in text


@pytest.mark.parametrize("norm", norms().values(), ids=lambda norm: norm.id)
def test_a_norm_quotes_its_article(norm: object) -> None:
    text = articles()[norm.article].text.replace("\n", "")  # type: ignore[attr-defined]
    assert norm.quote in text  # type: ignore[attr-defined]


def test_the_text_has_65_articles_in_10_chapters() -> None:
    assert list(articles()) == list(range(1, 66))
    assert len({article.chapter for article in articles().values()}) == 10
    assert "公开征求意见的期限一般不少于30日" in articles()[20].text.splitlines()[1]


def test_the_six_general_norms_are_the_ones_that_may_be_released() -> None:
    general = [norm.id for norm in norms().values() if norm.general]
    assert general == ["R20-3", "R24-2", "R31-6", "R31-7", "R34-1", "R44-3"]


def test_a_norm_is_cited_by_article_and_paragraph() -> None:
    assert norms()["R20-3"].citation == "第二十条第二款"
    assert norms()["R04-5"].citation == "第四条第二款"
    assert norms()["R22-1"].citation == "第二十二条"
    assert norms()["R10-1"].citation == "第十条"
    assert norms()["R65-1"].citation == "第六十五条"


def test_a_rule_of_an_unknown_norm_or_of_the_wrong_kind_dies_at_once() -> None:
    with pytest.raises(CitationError, match="R99-1"):
        rule("R99-1")
    with pytest.raises(CitationError, match="R05-1"):
        rule("R05-1")
    with pytest.raises(CitationError, match="R07-2"):
        rule("R07-2", Kind.CHECKED)


def test_a_rule_is_returned_unchanged_and_an_undeclared_function_cites_nothing() -> None:
    def judge() -> int:
        return 7

    assert rule("R20-3")(judge) is judge
    assert cited(judge).id == "R20-3"
    with pytest.raises(CitationError):
        cited(lambda: None)


def test_a_checker_uses_the_official_calendar_and_the_shipped_editions() -> None:
    checker = Checker()
    assert checker.calendar.years[0] == 2018
    assert checker.editions.first_day.isoformat() == "2022-04-13"
