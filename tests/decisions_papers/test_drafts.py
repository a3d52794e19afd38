"""Versions of a draft on paper: which step rests on which, and the texts compared."""

from __future__ import annotations

from dataclasses import replace

from guanxian_desk.modules.decisions.papers.drafts import comparison, sentences
from guanxian_desk.modules.decisions.papers.source import Source
from tests.decisions_papers.dossiers import SPARSE, full, source


def test_the_steps_name_their_versions_and_what_was_changed() -> None:
    first, second, third = sentences(source())
    assert first.startswith("送审稿（第2稿）与公示稿（第1稿）不同。第2稿（2022-07-05）：写明补偿标准")
    assert second == "上会稿（第3稿）与送审稿（第2稿）不同。第3稿（2022-07-22）：按审查意见补充补偿依据。"
    assert third == "公布稿（第3稿）与上会稿（第3稿）是同一稿。"


def test_going_back_to_an_older_version_is_seen() -> None:
    told = sentences(source(full(**{"publication.draft": "d1"})))
    assert told[-1] == "公布稿（第1稿）与上会稿（第3稿）相比是较早的一稿，请核对并说明。"


def test_texts_are_compared_where_both_files_are_here_and_can_be_read() -> None:
    before, after = "第一条　甲\n第二条".encode(), "第一条　乙\n第二条\n第三条".encode()
    files = {"1" * 64: before, "2" * 64: after, "3" * 64: b"%PDF\0"}
    document = full(**{"d1.text": "a1", "d2.text": "a2", "d3.text": "a3"})
    content = comparison(_with(document, files))
    pairs = content.documents[0]["pairs"]
    assert isinstance(pairs, tuple)
    assert [pair["title"] for pair in pairs] == ["公示稿与送审稿逐段对照"]
    assert pairs[0]["table"].rows == ((1, "修改", "第一条　甲", "第一条　乙"), (2, "增加", "", "第三条"))
    assert [table.caption for table in content.sheets] == ["各稿", "差异1"]
    assert comparison(_with(document, {})).documents[0]["pairs"] == ()


def _with(document: dict[str, object], files: dict[str, bytes]) -> Source:
    return replace(source(document), file=files.get)


def test_every_version_stands_with_its_use() -> None:
    rows = comparison(source()).sheets[0].rows
    assert [(row[0], row[3]) for row in rows] == [("第1稿", "公示稿"), ("第2稿", "送审稿"), ("第3稿", "上会稿、公布稿")]


def test_a_dossier_without_drafts_says_what_is_not_named() -> None:
    content = comparison(source(SPARSE))
    assert content.documents[0]["unnamed"] == "公示稿、送审稿、上会稿、公布稿"
    assert content.missing == ("决策草案各稿",)
