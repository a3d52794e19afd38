"""The library's papers: each as PDF and workbook, saying what the library says, refusing what is not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from guanxian_desk.base.errors import UserError
from guanxian_desk.filings.fonts import bundled_fonts
from guanxian_desk.modules.digital.papers.catalogue import FORMS
from guanxian_desk.services.filing import XLSX, Produced, forms, produce
from guanxian_desk.services.office import Office
from guanxian_desk.services.paper_subjects import subject_word, subjects
from tests.filings.probe import sheets
from tests.filings.test_goldens import described, written

CLOSED = date(2022, 12, 31)
CHAIN = "0123456789abcdef" * 4
"""Stands for the audit chain's head, which every step of the sample would change."""
GOLDENS = Path(__file__).parent.parent / "golden" / "digital"
Print = Callable[..., str]


@pytest.fixture(scope="session")
def printed(read_only: Office) -> Print:
    """The words of a paper of the sample, each drawn once."""
    kept: dict[tuple[str, date, str], str] = {}

    def words(key: str, day: date = CLOSED, subject: str = "") -> str:
        asked = (key, day, subject)
        if asked not in kept:
            kept[asked] = text(pdf(read_only, *asked))
        return kept[asked]

    return words


def pdf(office: Office, key: str, day: date = CLOSED, subject: str = "") -> Produced:
    return produce(office, key, subject, day, fonts=bundled_fonts(), chain=CHAIN)


def text(made: Produced) -> str:
    return "".join("".join(page.texts) for page in sheets(made.content)).replace(" ", "").replace("　", "")


def test_every_form_has_its_paper(office: Office) -> None:
    views = {view.key: view for view in forms(office) if view.module == "digital"}
    assert set(views) == {paper.key for paper in FORMS}
    assert {view.formats for view in views.values()} == {("pdf", "xlsx", "docx")}
    assert all(view.clause.startswith("冠政发〔2022〕10号") for view in views.values())


@pytest.mark.parametrize("key", [paper.key for paper in FORMS if paper.key != "digital-minutes"])
def test_each_can_be_had_of_a_fresh_office_too(office: Office, key: str) -> None:
    made = pdf(office, key, date(2022, 5, 1))
    assert made.missing == ()
    book = load_workbook(BytesIO(produce(office, key, "", date(2022, 5, 1), XLSX).content))
    assert book.sheetnames


def test_the_project_tables_are_those_of_the_annexes(printed: Print) -> None:
    words = printed("digital-projects")
    titles = [
        "1.冠县农业数字化重点项目表",
        "2.冠县工业数字化重点项目表",
        "3.冠县服务业数字化重点项目表",
        "4.冠县数字产业园区表",
        "5.冠县数字政府、数字社会重点项目表",
    ]
    places = [words.index(title) for title in titles]
    assert places == sorted(places)
    assert "数字农业暨冠优数字果园项目（山东冠优农" in words
    one = printed("digital-projects", CLOSED, "数字园区")
    assert "冠县智慧数字产业化科技园" in one
    assert "企业智能化改造项目" not in one


def test_the_ledger_of_the_workbook_is_in_yuan(read_only: Office) -> None:
    made = produce(read_only, "digital-projects", "", CLOSED, XLSX)
    sheet = load_workbook(BytesIO(made.content))["重点项目台账"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(row for row in rows if row[0] == "项目编号")
    first = next(row for row in rows if row[0] == "附3-农-2")
    told = dict(zip(head, first))
    assert (told["总投资（元）"], told["累计完成投资（元）"], told["落后百分点"]) == (18_000_000, 4_100_000, 48)


def test_the_bulletin_names_who_lags_and_who_did_not_report(printed: Print) -> None:
    words = printed("digital-bulletin", CLOSED, "7")
    assert "第7期" in words
    assert "开工率73.9%" in words
    assert "累计完成投资50,150万元，占总投资155,510万元的32.2%" in words
    assert "2022-07、2022-08" in words
    assert "还有4个问题没有办结，其中2个已超过答复期限" in words


def test_the_packet_begins_with_what_was_settled_last_time(printed: Print) -> None:
    words = printed("digital-dispatch")
    order = ["一、上次议定事项完成情况", "二、红灯项目", "三、“一事一议”问题", "四、要素保障", "五、项目总体进度"]
    places = [words.rindex(title) for title in order]
    assert places == sorted(places)
    assert "第二次调度会（2022年10月21日）议定4项，还有3项没有完成" in words
    second = printed("digital-dispatch", date(2022, 10, 21), "2022-2")
    assert "第一次调度会（2022年7月15日）议定3项，还有1项没有完成" in second
    assert "这是第一次调度会" in printed("digital-dispatch", date(2022, 7, 15), "2022-1")


def test_minutes_say_who_does_what_by_when(printed: Print) -> None:
    words = printed("digital-minutes", CLOSED, "2022-1")
    assert "专班纪要〔2022〕1号" in words
    assert "加快组件报批，落实项目用地86亩。由县自然资源和规划局负责，2022年8月31日前完成。" in words


def test_the_list_of_the_task_force_follows_the_posts(printed: Print) -> None:
    before, after = printed("digital-taskforce", date(2022, 8, 31)), printed("digital-taskforce", date(2022, 9, 1))
    assert ("郭洪恩" in before, "周文涛" in before) == (True, False)
    assert ("郭洪恩" in after, "周文涛" in after) == (False, True)
    assert "贠庆臣" in before


def test_drafts_carry_the_notices_tasks_and_name_their_blanks(printed: Print, read_only: Office) -> None:
    plan = printed("digital-plan", CLOSED, "2023")
    assert "冠县2023年数字经济工作要点" in plan
    assert "（责任单位：县农业农村局、县商务和投资促进局）" in plan
    assert "（七）保障措施" not in plan
    assert "60项重点任务" in printed("digital-report")
    assert "下一步打算" in produce(read_only, "digital-report", "", CLOSED, fonts=bundled_fonts()).blanks


@pytest.mark.parametrize(
    ("key", "day", "subject", "why"),
    [
        ("digital-projects", CLOSED, "房地产", "没有“房地产”这一类项目"),
        ("digital-bulletin", CLOSED, "七", "不是数字"),
        ("digital-dispatch", CLOSED, "2021-1", "没有编号为“2021-1”的调度会"),
        ("digital-minutes", date(2022, 7, 14), "", "还没有开过调度会"),
        ("digital-taskforce", date(2022, 4, 11), "", "还没有专班成员"),
        ("digital-plan", CLOSED, "明年", "不是年度"),
    ],
)
def test_what_cannot_be_is_refused(read_only: Office, key: str, day: date, subject: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        produce(read_only, key, subject, day)


def test_subjects_can_be_chosen(read_only: Office) -> None:
    assert [key for key, _ in subjects(read_only, "digital-dispatch", CLOSED)] == ["2022-2", "2022-1"]
    assert len(subjects(read_only, "digital-projects", CLOSED)) == 5
    assert subject_word("digital-bulletin") == "期号"


@pytest.mark.parametrize("name", ["projects", "dispatch", "minutes"])
def test_papers_look_as_they_were_approved(name: str, read_only: Office, request: pytest.FixtureRequest) -> None:
    found = [described(sheet) for sheet in sheets(pdf(read_only, f"digital-{name}").content)]
    path = GOLDENS / f"{name}.json"
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(found), "utf-8")
    assert found == json.loads(path.read_text("utf-8"))
