"""The justice bureau's work: opinions from ticked findings, and versions of the draft compared."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document as Word

from guanxian_desk.base.errors import UserError
from guanxian_desk.law.articles import articles
from guanxian_desk.modules.decisions.drafts import paragraphs, passages
from guanxian_desk.modules.decisions.opinion import BEYOND_POWERS, DETAIL_UNLAWFUL, Proposed
from guanxian_desk.services import dossier_files, dossier_review, dossiers
from guanxian_desk.services.office import Office
from tests.cases.decision_cases import base, changed

KEY = "2022-001"
DAY = date(2022, 7, 15)


@pytest.fixture
def submitted(office: Office) -> Office:
    """A dossier under review whose notice ran too short."""
    document = changed(base(), set={"key": KEY, "n1.closes_on": "2022-06-20", "r1.opinion": None})
    dossiers.create(office, KEY, "占位")
    dossiers.save(office, KEY, document)
    return office


def test_broken_norms_are_proposed_with_their_articles(submitted: Office) -> None:
    found = {one.norm: one for one in dossier_review.proposed(submitted, KEY, DAY)}
    assert "R20-3" in found
    assert found["R20-3"].article == articles()[20].text
    assert "第二十条第二款规定“" in found["R20-3"].text
    assert all(int(norm[1:3]) <= 42 for norm in found)


OWN = Proposed("", DETAIL_UNLAWFUL, "第三条设定了罚款", "删去第三条")
BEYOND = Proposed("", BEYOND_POWERS, "县政府无权设定许可", "")


@pytest.mark.parametrize(
    ("ticked", "conclusion", "contents"),
    [([], "合法", 2), ([OWN], "修改后合法", 3), ([OWN, BEYOND], "不合法", 3), (None, "退回补正", 3)],
)
def test_ticked_findings_become_an_opinion_that_the_rules_accept(
    submitted: Office, ticked: list[Proposed] | None, conclusion: str, contents: int
) -> None:
    chosen = dossier_review.proposed(submitted, KEY, DAY) if ticked is None else ticked
    dossier_review.draft_opinion(submitted, KEY, "r1", chosen)
    opinion = dossiers.read(submitted, KEY)["legality"]["rounds"][0]["opinion"]
    assert opinion["conclusion"] == conclusion
    assert len(opinion["contents"]) == contents
    assert [one["text"] for one in opinion["findings"]] == [one.text for one in chosen]
    dossiers.put(submitted, KEY, ("legality", "rounds", "r1", "opinion", "issued_on"), "2022-07-20")
    verdicts = {one.norm: one.state.value for one in dossiers.check(submitted, KEY, date(2022, 7, 20)).verdicts}
    assert {verdicts[norm] for norm in ("R43-1", "R45-1", "R45-3", "R46-2")} <= {"met", "not_applicable"}


def test_draft_is_written_over_until_it_is_issued(submitted: Office) -> None:
    dossier_review.draft_opinion(submitted, KEY, "r1", [OWN, BEYOND])
    dossier_review.draft_opinion(submitted, KEY, "r1", [OWN])
    opinion = dossiers.read(submitted, KEY)["legality"]["rounds"][0]["opinion"]
    assert len(opinion["findings"]) == 1
    dossiers.put(submitted, KEY, ("legality", "rounds", "r1", "opinion", "issued_on"), "2022-07-20")
    with pytest.raises(UserError, match="已经出具"):
        dossier_review.draft_opinion(submitted, KEY, "r1", [])
    with pytest.raises(UserError, match="没有编号为“r9”"):
        dossier_review.draft_opinion(submitted, KEY, "r9", [])


def word(*lines: str) -> bytes:
    document = Word()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_versions_stand_one_beside_the_next_with_every_differing_paragraph(office: Office) -> None:
    dossiers.create(office, KEY, "公交线路调整")
    first = dossier_files.attach(office, KEY, "一稿.docx", word("第一条 目的", "第二条 票价一元"), "草案")
    second = dossier_files.attach(
        office, KEY, "二稿.txt", "第一条　目的\n第二条 票价两元\n第三条 优惠\n".encode("gb18030"), "草案"
    )
    document = dossiers.read(office, KEY)
    document["drafting"] = {
        "drafts": [
            {"id": "d1", "version": 1, "made_on": "2022-06-01", "text": first},
            {"id": "d2", "version": 2, "made_on": "2022-07-01", "changes": "票价改为两元", "text": second},
        ]
    }
    document["participation"] = {"notices": [{"id": "n1", "published_on": "2022-06-02", "draft": "d1"}]}
    document["legality"] = {"rounds": [{"id": "r1", "submitted_on": "2022-07-05", "draft": "d2"}]}
    document["deliberation"] = {"meetings": [{"id": "m1", "topic": "决策草案", "request": {"draft": "d2"}}]}
    dossiers.save(office, KEY, document)
    shown, met = dossier_review.versions(office, KEY)
    assert (shown.before.name, shown.after.name, shown.same) == ("公示稿", "送审稿", False)
    assert shown.between == ("第2稿（2022-07-01）：票价改为两元",)
    assert (met.before.name, met.after.name, met.same) == ("送审稿", "上会稿", True)
    found = dossier_review.passages(office, KEY, shown)
    assert [(one.before, one.after) for one in found] == [("第二条 票价一元", "第二条 票价两元"), ("", "第三条 优惠")]
    assert dossier_review.passages(office, KEY, met) == []


def test_text_that_cannot_be_read_is_said(office: Office) -> None:
    for content in (b"%PDF-1.4 \x00\xff\xfe", b"PK\x03\x04 broken", b"\x00\x01"):
        with pytest.raises(UserError, match="读不出文字"):
            paragraphs(content, "x")


def test_same_texts_have_no_passages_and_gone_ones_are_told() -> None:
    assert passages(["甲", "乙"], ["甲 ", "乙"]) == []
    (gone,) = passages(["甲", "乙", "丙"], ["甲", "丙"])
    assert (gone.before, gone.after) == ("乙", "")
