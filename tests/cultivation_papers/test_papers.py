"""The eight cultivation papers: form and data agree, numbers are those of the screen, nothing personal slips out."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.paths import shipped
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.filings.forms import load_forms
from guanxian_desk.modules.cultivation.module import MODULE
from guanxian_desk.modules.cultivation.papers.catalogue import FORMS
from guanxian_desk.modules.papers import Asked, Content
from guanxian_desk.services.cultivation import pool_review, rewards, targets
from guanxian_desk.services.filing import XLSX, Produced, produce
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_subjects import subject_word, subjects
from tests.cultivation.county import CODE, WAN, YEAR_END
from tests.filings.probe import sheets
from tests.filings.test_goldens import described, written

PAPERS = {paper.key: paper for paper in FORMS}
SUBJECT = {"cultivation-enterprise": CODE["gazelle"]}
CHAIN = re.compile("　审计链 [0-9a-f]+")
GOLDENS = Path(__file__).parent.parent / "golden" / "cultivation_papers"


def content_of(office: Office, key: str, day: date = YEAR_END, full: bool = False) -> Content:
    with office.store.read() as session:
        return PAPERS[key].content(Asked(session, day, office.name, office.is_sample, SUBJECT.get(key, ""), full))


def pdf(office: Office, key: str, full: bool = False) -> Produced:
    return produce(office, key, SUBJECT.get(key, ""), YEAR_END, full=full, fonts=bundled_fonts())


def text(made: Produced) -> str:
    return "".join("".join(page.texts) for page in sheets(made.content)).replace(" ", "").replace("　", "")


def test_papers_and_forms_are_the_same() -> None:
    forms = {key: form for key, form in load_forms().items() if form.module == "cultivation"}
    assert sorted(PAPERS) == sorted(forms) == sorted(MODULE.forms)
    assert {path.name for path in shipped("forms", "cultivation").iterdir()} == {
        one.path.name for one in forms.values()
    }
    titles = {form.title for form in forms.values()}
    assert {
        "培育库名册",
        "年度评价表",
        "目标完成情况",
        "奖补资金申报汇总表",
        "兑现公示",
        "审计明细",
        "企业档案",
        "年度成效评估",
    } <= titles


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_a_form_is_given_exactly_what_it_needs_and_every_sheet_has_a_name(key: str, county: Office) -> None:
    form, content = load_forms()[key], content_of(county, key)
    assert form.formats == ("pdf", "xlsx")
    assert form.clause.startswith("冠政发〔2022〕9号 ")
    for document in content.documents:
        assert sorted(document) == sorted(form.needs)
    captions = [table.caption for table in content.sheets]
    assert all(captions)
    assert len(captions) == len(set(captions))


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_every_paper_prints_and_saves_with_the_same_numbers(key: str, county: Office) -> None:
    printed = pdf(county, key)
    assert not printed.missing
    again = pdf(county, key) if key == "cultivation-publicity" else printed
    assert again.content == printed.content
    book = produce(county, key, SUBJECT.get(key, ""), YEAR_END, XLSX)
    assert book.fingerprint == printed.fingerprint
    named = openpyxl.load_workbook(BytesIO(book.content)).sheetnames
    assert named == [table.caption for table in content_of(county, key).sheets]


def test_phones_are_masked_until_asked_in_full(county: Office) -> None:
    phones = {row["phone"] for row in _enterprises(county) if row["phone"]}
    for key in ("cultivation-pool", "cultivation-enterprise"):
        said = text(pdf(county, key))
        assert "****" in said
        assert not any(phone in said for phone in phones), key
    full = text(pdf(county, "cultivation-enterprise", full=True))
    phone = next(row["phone"] for row in _enterprises(county) if row["code"] == CODE["gazelle"])
    assert phone in full


def _enterprises(office: Office) -> list[dict[str, str]]:
    with office.store.read() as session:
        rows = session.connection().exec_driver_sql("SELECT code, phone FROM cultivation_enterprises")
        return [{"code": row[0], "phone": row[1]} for row in rows]


def test_the_list_of_claims_has_the_numbers_of_the_answer(county: Office) -> None:
    answer, content = rewards(county, 2023), content_of(county, "cultivation-claims")
    claims = content.sheets[0]
    assert claims.totals is not None
    assert claims.totals[5] == sum(one.claim.amount_fen for one in answer.claims)
    assert claims.totals[7] == sum(one.payable for one in answer.claims)
    assert claims.totals[8] == answer.pot.approved
    cut = content.sheets[2]
    assert cut.totals is not None
    assert cut.totals[5] == cut.totals[6] == answer.pot.room == 121 * WAN
    assert len(content.sheets[3].rows) == len(answer.suggested)
    said = text(pdf(county, "cultivation-claims"))
    assert "口径待主管部门明确" in said
    assert "由低一级升到高一级“各级全额”（冠政发〔2022〕9号四（十）没有写明" in said


def test_the_public_notice_names_what_waits_and_no_assumed_basis(county: Office) -> None:
    answer = rewards(county, 2023)
    waiting = [one for one in answer.claims if one.progress.state.value in ("checked", "publicised") and one.payable]
    content = content_of(county, "cultivation-publicity")
    assert content.amount_fen == sum(one.payable for one in waiting)
    said = text(pdf(county, "cultivation-publicity"))
    assert "自2023年12月31日起至2024年1月8日止" in said
    assert "口径" not in said, "an outward paper leaves the line out while nobody decided"
    with pytest.raises(UserError, match="没有已审核、等待公示"):
        content_of(county, "cultivation-publicity", date(2021, 12, 31))


def test_the_audit_shows_every_payment_with_its_evidence(county: Office) -> None:
    answer, content = rewards(county, 2022), content_of(county, "cultivation-audit", date(2022, 12, 31))
    payments, account, uses, lacking = content.sheets
    assert payments.totals is not None
    assert payments.totals[13] == answer.pot.paid == content.amount_fen
    assert len(payments.rows) == sum(bool(one.progress.paid_fen) for one in answer.claims)
    assert account.totals is not None
    assert account.totals[2] == answer.pot.room
    assert uses.totals is not None
    assert uses.totals[4] == answer.pot.used
    for row in payments.rows:
        assert row[7] is None or (isinstance(row[7], int) and row[7] >= 5), "working days of publicity"
        assert (None in (row[4], row[5], row[6], row[8], row[9], row[12], row[14])) == (
            row[1] in {one[1] for one in lacking.rows}
        )


def test_targets_and_review_are_those_of_the_answers(county: Office) -> None:
    table, names = content_of(county, "cultivation-targets").sheets
    reached = targets(county, YEAR_END).targets
    assert [row[3] for row in table.rows] == [one.actual for one in reached]
    assert len(names.rows) == sum(one.actual for one in reached)
    review = pool_review(county, 2023)
    entries, candidates = content_of(county, "cultivation-review").sheets
    assert (len(entries.rows), len(candidates.rows)) == (len(review.entries), len(review.candidates))


def test_an_enterprise_is_chosen_by_name(county: Office) -> None:
    assert subject_word("cultivation-enterprise") == "企业"
    offered = dict(subjects(county, "cultivation-enterprise", YEAR_END))
    assert offered[CODE["gazelle"]] == f"冠县启明传动科技有限公司（{CODE['gazelle']}）"
    with pytest.raises(UserError, match="企业名册里没有“没有”"):
        produce(county, "cultivation-enterprise", "没有", YEAR_END, fonts=bundled_fonts())


@pytest.mark.parametrize("name", ["publicity", "enterprise", "effect"])
def test_papers_look_as_they_were_approved(name: str, county: Office, request: pytest.FixtureRequest) -> None:
    found = [described(sheet) for sheet in sheets(pdf(county, f"cultivation-{name}").content)]
    # The audit chain in the foot is the whole file's, what other duties begin with included.
    found = json.loads(CHAIN.sub("", json.dumps(found, ensure_ascii=False)))
    path = GOLDENS / f"{name}.json"
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(found), "utf-8")
    assert found == json.loads(path.read_text("utf-8"))
