"""Versions of a draft on paper: which step rests on which, and the texts compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.papers.draft_paper import draft
from guanxian_desk.modules.decisions.papers.drafts import comparison, sentences
from guanxian_desk.modules.decisions.papers.enclosures import pieces
from guanxian_desk.modules.decisions.papers.source import Source
from guanxian_desk.modules.decisions.papers.wanting import lacking
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


def test_a_draft_kept_as_text_is_printed_and_filed_where_drafts_belong() -> None:
    text = "冠县城区道路改造工程（草案）\n第一章 总则\n第一条　为了改善出行。".encode()
    document = full(**{"d3.text": "a1", "n1.evidence": None, "attachments.0.name": "草案.txt"})
    document["attachments"][0]["role"] = "决策草案（送审稿）"
    source_ = _with(document, {"1" * 64: text})
    (data,) = draft(source_).documents
    assert data["version"] == "3"
    assert data["lines"] == (
        {"text": "第一章 总则", "chapter": True},
        {"text": "第一条　为了改善出行。", "chapter": False},
    )
    found = pieces(source_)
    (printed,) = [piece for piece in found if piece.form == "decision-draft"]
    assert (printed.title, printed.subject) == ("决策草案（送审稿）", "GX-2022-006/d3")
    assert found.index(printed) > [piece.title for piece in found].index("送审材料清单")
    assert "缺少决策草案（第四十二条第一款第二项）" not in lacking(source_, found)


def test_a_scanned_draft_is_printed_as_it_is() -> None:
    with pytest.raises(UserError, match="不是文字文件"):
        draft(_with(full(**{"d3.text": "a1"}), {"1" * 64: b"%PDF-1.7"}))
    assert draft(source(SPARSE)).missing == ("决策草案各稿：稿次", "决策草案各稿：成稿之日", "决策草案：正文")
