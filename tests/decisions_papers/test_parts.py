"""The words that papers are put together from: facts and their blanks, lists, sections, names, subjects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.decisions.papers import evidence, notices, words
from guanxian_desk.modules.decisions.papers.parts import BLANK, DAY_BLANK, Blanks, document_part
from tests.decisions_papers.dossiers import SPARSE, full, source


def test_a_missing_fact_is_a_blank_with_the_name_of_the_schema() -> None:
    blanks = Blanks()
    hearing = document_part(SPARSE, blanks).part("participation").empty("hearings")
    assert hearing.day("held_on") == DAY_BLANK
    assert hearing.paper.text("place") == BLANK
    assert hearing.paper.text("place") == BLANK
    assert blanks.labels == ("听证会：召开之日", "听证会：地点")


def test_a_known_fact_leaves_no_blank() -> None:
    blanks = Blanks()
    (hearing,) = document_part(full(), blanks).part("participation").parts("hearings")
    assert hearing.day("held_on") == "2022年6月28日"
    assert hearing.paper.text("place") == "县政务服务中心五楼会议厅"
    assert blanks.labels == ()


def test_only_blank_text_is_missing() -> None:
    blanks = Blanks()
    document = full(**{"h1.paper.place": "  　"})
    (hearing,) = document_part(document, blanks).part("participation").parts("hearings")
    assert hearing.paper.text("place") == BLANK
    assert blanks.labels == ("听证会：地点",)


def test_records_of_one_kind_are_told_apart_by_id_or_name() -> None:
    blanks = Blanks()
    root = document_part(full(), blanks)
    root.part("participation").parts("opinions")[1].text("source")
    root.parts("expert_reviews")[0].parts("experts")[1].text("title")
    assert blanks.labels == ("参与论证的专家（专家二）：专家职称、职务",)


def test_a_fact_that_the_schema_does_not_know_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        document_part(full(), Blanks()).part("matter").text("tittle")


@pytest.mark.parametrize(
    ("unit", "full_name"),
    [
        ("县司法局", "冠县司法局"),
        ("县人民政府", "冠县人民政府"),
        ("县政府办公室", "冠县人民政府办公室"),
        ("冠县司法局", "冠县司法局"),
        ("清泉街道办事处", "清泉街道办事处"),
        ("聊城某咨询公司", "聊城某咨询公司"),
    ],
)
def test_units_sign_with_their_full_names(unit: str, full_name: str) -> None:
    assert words.full_name(unit) == full_name


@pytest.mark.parametrize(
    ("time", "spoken"),
    [("09:30", "9时30分"), ("14:00", "14时"), ("00:05", "0时05分"), ("上午", "上午"), (BLANK, BLANK)],
)
def test_times(time: str, spoken: str) -> None:
    assert words.clock(time) == spoken


@pytest.mark.parametrize(("number", "numeral"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三")])
def test_numerals(number: int, numeral: str) -> None:
    assert words.numeral(number) == numeral


@pytest.mark.parametrize(
    ("items", "listed"), [([], ""), (["甲"], "甲"), (["甲", "乙"], "甲、乙"), (["甲", "乙", "丙"], "甲、乙、丙")]
)
def test_lists(items: list[str], listed: str) -> None:
    assert words.listed(items) == listed
    assert words.listed(items, "和") == "和".join(filter(None, ["、".join(items[:-1]), *items[-1:]]))


@pytest.mark.parametrize(("said", "ended"), [("好", "好。"), ("好。", "好。"), ("好！", "好！"), ("", "")])
def test_sentences_end(said: str, ended: str) -> None:
    assert words.ended(said) == ended


def test_sections_of_a_text() -> None:
    text = "开头。\n背景：甲\n乙\n\n【必要性】\n丙\n背景：丁\n结果不明：戊"
    assert words.sections(text, ("背景", "必要性")) == {
        "": ("开头。",),
        "背景": ("甲", "乙", "丁", "结果不明：戊"),
        "必要性": ("丙",),
    }
    assert words.sections(None, ("背景",)) == {}


@given(st.text(alphabet="甲乙：【】\n背景。 ", max_size=40))
def test_no_word_of_a_text_is_lost_in_its_sections(text: str) -> None:
    found = words.sections(text, ("背景",))
    kept = "".join(line for lines in found.values() for line in lines)
    stripped = "".join(text.split())
    assert sorted("".join(kept.split())) == sorted(
        char for line in words.paragraphs(text) for char in "".join(_bare(line).split())
    )
    assert len(kept) <= len(stripped) or " " in text


def _bare(line: str) -> str:
    for opening in ("【背景】", "背景："):
        if line.startswith(opening):
            return line.removeprefix(opening)
    return line


def test_a_record_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UserError, match=r"“n9”这条记录.*GX-2022-006/n1"):
        notices.public_notice(source(full(), "n9"))
    with pytest.raises(UserError, match="还没有登记这种记录"):
        notices.public_notice(source(SPARSE, "n9"))


def test_a_replaced_record_is_printed_only_when_it_is_asked_for() -> None:
    later = {"id": "n2", "published_on": "2022-06-03", "closes_on": "2022-07-04"}
    document = full(**{"n1.superseded_by": "n2"})
    document["participation"]["notices"].append(later)
    assert [one["first"] for one in notices.public_notice(source(document)).documents] == ["2022年6月3日"]
    assert [one["first"] for one in notices.public_notice(source(document, "n1")).documents] == ["2022年6月1日"]


def test_ids_are_named_for_a_reader() -> None:
    called = evidence.names(full())
    assert called["h1"] == "听证会（h1）"
    assert called["n1"] == "征求意见公告（n1）"
    assert called["a2"] == "合法性审查意见书扫描件.pdf"
    assert evidence.shown(25, ("h1", "a2"), called, {}) == "听证会（h1）\n合法性审查意见书扫描件.pdf"
    pages = {(0, "a2"): "第12页", (0, "h1"): "第20页", (25, "h1"): "第24页"}
    assert evidence.shown(25, ("h1", "a2"), called, pages) == "听证会（h1） 第24页\n合法性审查意见书扫描件.pdf 第12页"
    assert evidence.shown(17, ("h1",), called, pages) == "听证会（h1） 第20页"
