"""Versions of a draft: which step rests on which, and the texts compared paragraph by paragraph."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.modules.decisions.draft_text import Change, compare, paragraphs
from guanxian_desk.modules.decisions.papers.drafts import comparison, uses
from guanxian_desk.modules.decisions.papers.source import Source
from tests.decisions_papers.dossiers import SPARSE, full, source

_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def word(*lines: str, name: str = "word/document.xml") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, _WORD.format(body))
    return out.getvalue()


def test_texts_of_word_and_text_files() -> None:
    lines = ("第一条　甲", "第二条　乙")
    assert paragraphs(word(*lines)) == lines
    assert paragraphs("\ufeff第一条　甲\r\n\r\n第二条　乙\n".encode()) == lines
    assert paragraphs("第一条　甲\n第二条　乙".encode("gb18030")) == lines


def test_deleted_words_are_no_text() -> None:
    deleted = _WORD.format("<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:t>去</w:t></w:r></w:del></w:p>")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", deleted)
    assert paragraphs(out.getvalue()) == ("留",)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\x00", b"PK\x03\x04broken", b"\x89PNG\r\n\x1a\n\x00", word("甲", name="other.xml"),
        word("甲").replace(b"PK", b"PQ"), b"\xff\xfe\x00\x01",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_no_text(content: bytes) -> None:
    assert paragraphs(content) is None


def test_entities_in_a_word_file_are_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]>' + _WORD.format("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    assert paragraphs(out.getvalue()) is None


def test_changes_are_named() -> None:
    found = compare(("甲", "乙", "丙"), ("甲", "乙二", "丙", "丁"))
    assert found == (Change("乙", "乙二"), Change("", "丁"))
    assert [one.kind for one in found] == ["修改", "增加"]
    assert compare(("甲", "乙"), ("乙",)) == (Change("甲", ""),)
    assert Change("甲", "").kind == "删除"


_PARAGRAPHS = st.lists(st.sampled_from("甲乙丙丁"), max_size=8)


@given(_PARAGRAPHS, _PARAGRAPHS)
def test_nothing_differs_only_when_the_texts_are_the_same(before: list[str], after: list[str]) -> None:
    found = compare(before, after)
    assert (not found) == (before == after)
    assert len([one for one in found if one.before]) - len([one for one in found if one.after]) == len(before) - len(
        after
    )


def test_the_steps_name_their_versions() -> None:
    assert [(use.stage, use.draft) for use in uses(source())] == [
        ("公示稿", "d1"), ("送审稿", "d2"), ("上会稿", "d3"), ("公布稿", "d3")
    ]  # fmt: skip
    steps = comparison(source()).documents[0]["steps"]
    assert steps == (
        "送审稿（第2稿）与公示稿（第1稿）不同。第2稿：写明补偿标准；工期调整为七个半月；增加公交临时站点。",
        "上会稿（第3稿）与送审稿（第2稿）不同。第3稿：按审查意见补充补偿依据。",
        "公布稿（第3稿）与上会稿（第3稿）是同一稿。",
    )


def test_going_back_to_an_older_version_is_seen() -> None:
    steps = comparison(source(full(**{"publication.draft": "d1"}))).documents[0]["steps"]
    assert isinstance(steps, tuple)
    assert steps[-1] == "公布稿（第1稿）与上会稿（第3稿）相比是较早的一稿，请核对并说明。"


def test_texts_are_compared_where_both_files_are_here() -> None:
    files = {"1" * 64: "第一条　甲".encode(), "2" * 64: "第一条　乙".encode(), "3" * 64: b"%PDF-\x00"}
    document = full(**{"d1.text": "a1", "d2.text": "a2", "d3.text": "a3"})
    content = comparison(_with(document, files))
    pairs = content.documents[0]["pairs"]
    assert isinstance(pairs, tuple)
    assert [pair["title"] for pair in pairs] == ["公示稿与送审稿逐段对照"]
    assert pairs[0]["table"].rows == ((1, "修改", "第一条　甲", "第一条　乙"),)
    assert [table.caption for table in content.sheets] == ["各稿", "差异1"]


def _with(document: dict[str, object], files: dict[str, bytes]) -> Source:
    return replace(source(document), file=files.get)


def test_a_dossier_without_drafts_says_what_is_not_named() -> None:
    content = comparison(source(SPARSE))
    assert content.documents[0]["unnamed"] == "公示稿、送审稿、上会稿、公布稿"
    assert content.missing == ("决策草案各稿",) or "决策草案各稿" in content.missing
