"""The cultivation page through its real widgets: figures, filters, panels, and everything a clerk decides there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copy
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from guanxian_desk.base.actor import Actor, Role
from guanxian_desk.desk.pages.cultivation import SEGMENTS_WITH_PICTURE, CultivationPage
from guanxian_desk.desk.pages.cultivation_findings import FindingsView
from guanxian_desk.desk.pages.cultivation_firms import FirmsView
from guanxian_desk.desk.pages.cultivation_forms import CutForm, DecisionForm, ReasonForm, ScoreForm, StepForm
from guanxian_desk.desk.pages.cultivation_owed import OwedView
from guanxian_desk.desk.pages.cultivation_pairs import PairsView
from guanxian_desk.desk.pages.cultivation_pool import PoolView
from guanxian_desk.desk.pages.cultivation_register import CultivationRegister
from guanxian_desk.desk.pages.cultivation_rewards import RewardsView
from guanxian_desk.desk.pages.cultivation_services import ServicesView
from guanxian_desk.desk.pages.cultivation_story import FirmPage
from guanxian_desk.desk.pages.cultivation_targets import TargetsView
from guanxian_desk.desk.pages.cultivation_titles import TitlesView
from guanxian_desk.desk.pages.cultivation_whatif import WhatIfView
from guanxian_desk.desk.pages.papers import PaperView
from guanxian_desk.desk.pages.record_edit import RecordEdit
from guanxian_desk.desk.widgets.columns import Row
from guanxian_desk.services.cultivation import rewards, targets
from guanxian_desk.services.cultivation_files import certificate
from tests.cultivation.county import CODE, WAN, YEAR_END, build
from tests.desk_pages.conftest import LEFT, Clerk, Open, texts

V = TypeVar("V", bound=QWidget)


@pytest.fixture(scope="session")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("county") / "county.gxdesk"
    build(path)
    return path


@pytest.fixture
def desk_clerk(open_clerk: Open, county_file: Path, tmp_path: Path) -> Clerk:
    """At the cultivation page of the sample county, as of the last day of 2023."""
    clerk = open_clerk(Path(copy(county_file, tmp_path / "county.gxdesk")), YEAR_END)
    return at_page(clerk)


def at_page(clerk: Clerk) -> Clerk:
    clerk.window.open_page("cultivation")
    clerk.qtbot.waitUntil(lambda: page(clerk).day is not None)
    clerk.wait()
    return clerk


def page(clerk: Clerk) -> CultivationPage:
    found = clerk.window.page
    assert isinstance(found, CultivationPage)
    return found


def view(clerk: Clerk, key: str, kind: type[V]) -> V:
    """A view, opened with its word."""
    clerk.qtbot.mouseClick(page(clerk).segments.chips[key], LEFT)
    clerk.wait()
    found = page(clerk).segments.built[key]
    assert isinstance(found, kind)
    return found


def rows(shown: CultivationRegister) -> list[Row]:
    return [shown.table.model.row(place) for place in range(shown.table.model.rowCount())]


def choose(clerk: Clerk, shown: CultivationRegister, **values: str) -> None:
    shown.filters.set_values(values)
    clerk.wait()


def open_row(clerk: Clerk, shown: CultivationRegister, **wanted: str) -> Row:
    """Opens the first line with these values in the panel."""
    places = [n for n, row in enumerate(rows(shown)) if all(row[key] == value for key, value in wanted.items())]
    shown.table.select_row(places[0])
    clerk.wait()
    row = shown.row
    assert row is not None
    return row


def words_in(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def form_of(shown: CultivationRegister, kind: type[V]) -> V:
    (form,) = shown.panel.findChildren(kind)
    return form


# what is shown


def test_figures_are_those_of_the_answers(desk_clerk: Clerk) -> None:
    office, answer = desk_clerk.desk.office, rewards(desk_clerk.desk.office, 2023)
    names = [card.accessibleName() for card in page(desk_clerk).cards.findChildren(QWidget) if card.accessibleName()]
    assert any(name.startswith("已批准奖补 850,000元") for name in names), names
    done = sum(one.actual >= one.target for one in targets(office, YEAR_END).targets)
    assert any(name.startswith(f"目标已完成 {done} / 10项") for name in names), names
    assert any(name.startswith(f"差错 {len(answer.findings)}条") for name in names), names
    assert "2023年统筹资金剩余 121 万元" in page(desk_clerk).sentence.text()


def test_another_day_shows_another_year(desk_clerk: Clerk) -> None:
    edit = page(desk_clerk).as_of.edit.field
    edit.setFocus()
    edit.selectAll()
    desk_clerk.qtbot.keyClicks(edit, "2022-12-31")
    desk_clerk.qtbot.keyClick(edit, Qt.Key.Key_Return)
    desk_clerk.wait()
    assert "2022年统筹资金剩余 20 万元" in page(desk_clerk).sentence.text()
    offered = page(desk_clerk).as_of.offer().actions()
    assert any("2023年末" in action.text() for action in offered)


def test_a_rung_opens_who_stands_on_it(desk_clerk: Clerk) -> None:
    page(desk_clerk).picture.opened.emit("单项冠军")
    desk_clerk.wait()
    shown = page(desk_clerk).segments.built["firms"]
    assert isinstance(shown, FirmsView)
    assert {row["code"] for row in rows(shown)} == {CODE["champion"], CODE["provincial-champion"]}


def test_enterprises_are_found_by_township_chain_and_words(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "firms", FirmsView)
    every = len(rows(shown))
    choose(desk_clerk, shown, township="清水镇", chain="轴承产业链")
    assert {(row["township"], row["chain"]) for row in rows(shown)} == {("清水镇", "轴承产业链")}
    desk_clerk.click(shown.filters, "清除筛选")
    assert len(rows(shown)) == every
    desk_clerk.qtbot.keyClicks(shown.filters.fields["words"], CODE["gazelle"])
    desk_clerk.qtbot.keyClick(shown.filters.fields["words"], Qt.Key.Key_Return)
    desk_clerk.wait()
    assert [row["code"] for row in rows(shown)] == [CODE["gazelle"]]


def test_an_enterprise_opens_as_a_story(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "firms", FirmsView)
    choose(desk_clerk, shown, words=CODE["gazelle"])
    open_row(desk_clerk, shown, code=CODE["gazelle"])
    desk_clerk.click(shown.panel, "查看全部经过")
    (story,) = desk_clerk.window.overlay.findChildren(FirmPage)
    model = story.story.model()
    told = "\n".join(str(model.index(n, 0).data()) for n in range(model.rowCount()))
    assert "认定为省级瞪羚" in told
    assert "用过 2 个代码" in story.sentence.text()
    said = words_in(story.panel)
    assert "154****" in said
    desk_clerk.click(story, "登记认定…")
    (edit,) = desk_clerk.window.overlay.findChildren(RecordEdit)
    assert edit.fields["code"].text == CODE["gazelle"]


def test_phones_in_full_are_logged(desk_clerk: Clerk) -> None:
    full = page(desk_clerk).full
    desk_clerk.qtbot.mouseClick(full, LEFT, pos=full.rect().center())
    desk_clerk.wait()
    found = page(desk_clerk).open_firm(CODE["gazelle"])
    desk_clerk.wait()
    assert found is not None
    assert "154****" not in words_in(found.panel)
    with desk_clerk.desk.office.store.read() as session:
        labels = [row[0] for row in session.connection().exec_driver_sql("SELECT label FROM changes WHERE kind='查看'")]
    assert labels == ["在屏幕上查看完整号码：企业培育"]


def test_targets_show_the_names_behind_each_number(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "targets", TargetsView)
    shown.picture.opened.emit("champion")
    desk_clerk.wait()
    assert shown.panel.title.text() == "制造业单项冠军　2 / 1"
    assert not page(desk_clerk).picture.isVisible(), "one picture at a time"
    assert "targets" in SEGMENTS_WITH_PICTURE


def test_titles_that_end_come_first(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "titles", TitlesView)
    assert rows(shown)[0]["state"] == "将到期"
    choose(desk_clerk, shown, state="blank")
    assert {row["code"] for row in rows(shown)} == {CODE["undocumented"]}
    open_row(desk_clerk, shown, code=CODE["undocumented"])
    assert "没有文号（C08）" in words_in(shown.panel)


def test_services_and_trainings_stand_in_one_list(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "services", ServicesView)
    choose(desk_clerk, shown, state="未解决")
    assert {row["state"] for row in rows(shown)} == {"未解决"}
    open_row(desk_clerk, shown)
    assert "还没有解决" in words_in(shown.panel)
    desk_clerk.click(shown.panel, "修改记录…")
    (edit,) = desk_clerk.window.overlay.findChildren(RecordEdit)
    edit.fields["outcome"].set_text("已解决")
    before = len(rows(shown))
    desk_clerk.click(edit, "保存这条记录")
    assert len(rows(shown)) == before - 1


def test_a_finding_leads_to_its_claim(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "findings", FindingsView)
    choose(desk_clerk, shown, code="C01")
    row = open_row(desk_clerk, shown)
    assert "同一事项只奖补一次" in words_in(shown.panel)
    desk_clerk.click(shown.panel, "查看申请")
    claims = page(desk_clerk).segments.built["rewards"]
    assert isinstance(claims, RewardsView)
    assert [one["number"] for one in rows(claims)] == [row["claim"]]


# what is decided


def unicorn(clerk: Clerk) -> tuple[RewardsView, Row]:
    """The claim of the unicorn, checked and waiting for its publicity."""
    shown = view(clerk, "rewards", RewardsView)
    choose(clerk, shown, year="", words="独角兽")
    return shown, open_row(clerk, shown)


def type_stage(clerk: Clerk, shown: RewardsView, day: str, **fields: str) -> None:
    form = form_of(shown, StepForm)
    form.day.field.setText(day)
    clerk.qtbot.keyClick(form.day.field, Qt.Key.Key_Return)
    for name, text in fields.items():
        form.fields[name].set_text(text)
    clerk.click(form, f"登记{form.stage}")


def test_a_claim_is_taken_through_its_stages(desk_clerk: Clerk) -> None:
    shown, row = unicorn(desk_clerk)
    assert (row["state"], row["next"]) == ("已审核", "公示")
    desk_clerk.click(shown.panel, "登记公示…")
    type_stage(desk_clerk, shown, "2024-11-01")
    open_row(desk_clerk, shown)
    desk_clerk.click(shown.panel, "登记批准…")
    assert "最早可在 2024-11-08 批准" in words_in(shown.panel)
    form = form_of(shown, StepForm)
    assert form.amount.text == "200000.00"
    desk_clerk.click(form, "登记批准")
    assert form.fields["minutes"].reason.text() == "请填批准所依据的会议纪要文号"
    type_stage(desk_clerk, shown, "2024-11-08", minutes="纪要3")
    row = open_row(desk_clerk, shown)
    assert (row["state"], row["approved"]) == ("已批准", 20 * WAN)
    desk_clerk.click(shown.panel, "收回最后环节")
    assert open_row(desk_clerk, shown)["state"] == "公示中"


def test_what_cannot_be_entered_says_why_and_keeps_the_form(desk_clerk: Clerk) -> None:
    shown, _ = unicorn(desk_clerk)
    desk_clerk.click(shown.panel, "登记公示…")
    type_stage(desk_clerk, shown, "2024-11-01")
    open_row(desk_clerk, shown)
    desk_clerk.click(shown.panel, "登记批准…")
    type_stage(desk_clerk, shown, "2024-11-07", minutes="纪要3")
    assert "只过了 4 个工作日" in str(desk_clerk.take_errors()[0])
    assert form_of(shown, StepForm).isVisible()
    assert form_of(shown, StepForm).fields["minutes"].text == "纪要3"


def test_a_clerk_without_the_role_cannot_approve(desk_clerk: Clerk) -> None:
    desk_clerk.desk.work_as(Actor("小李", Role.READER))
    shown, _ = unicorn(desk_clerk)
    desk_clerk.click(shown.panel, "登记公示…")
    type_stage(desk_clerk, shown, "2024-11-01")
    assert "小李的角色是只读" in str(desk_clerk.take_errors()[0])


def test_several_claims_take_a_stage_at_once(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "rewards", RewardsView)
    choose(desk_clerk, shown, year="", state="已审核", matter="首次升规")
    waiting = rows(shown)
    assert len(waiting) > 1
    shown.table.view.selectAll()
    desk_clerk.wait()
    desk_clerk.click(shown.several, "登记公示…")
    type_stage(desk_clerk, shown, "2024-11-01")
    choose(desk_clerk, shown, state="公示中", matter="首次升规")
    assert {row["number"] for row in waiting} <= {row["number"] for row in rows(shown)}


def test_money_that_is_short_is_shared_out_as_the_clerk_chooses(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "rewards", RewardsView)
    desk_clerk.click(shown, "分配并批准…")
    form = form_of(shown, CutForm)
    form.way.setCurrentIndex(form.way.findData("prorata"))
    form.day.set_day(date(2023, 12, 20))
    desk_clerk.click(form, "按此办法批准")
    assert form.minutes.reason.text() == "请填批准所依据的会议纪要文号"
    form.minutes.set_text("冠工信会纪〔2023〕12号")
    desk_clerk.click(form, "按此办法批准")
    answer = rewards(desk_clerk.desk.office, 2023)
    assert answer.pot.approved > 85 * WAN
    assert answer.pot.room >= 0
    desk_clerk.qtbot.keyClick(desk_clerk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk_clerk.wait()
    assert rewards(desk_clerk.desk.office, 2023).pot.approved == 85 * WAN


def test_a_suggestion_becomes_a_claim(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "owed", OwedView)
    before = rows(shown)
    row = open_row(desk_clerk, shown)
    assert row["because"] in words_in(shown.panel)
    desk_clerk.click(shown.panel, "代企业登记申请…")
    (edit,) = desk_clerk.window.overlay.findChildren(RecordEdit)
    edit.fields["number"].set_text("手工001")
    desk_clerk.click(edit, "保存这条记录")
    assert len(rows(shown)) == len(before) - 1
    claim = next(one for one in rewards(desk_clerk.desk.office, None).claims if one.claim.number == "手工001")
    assert (claim.claim.amount_fen, claim.codes) == (row["entitled"], frozenset())


def test_two_rows_are_merged_and_split(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "pairs", PairsView)
    row = open_row(desk_clerk, shown, state="待核对")
    assert CODE["mistyped"] in (row["one"], row["other"])
    right = row["other"] if row["one"] == CODE["mistyped"] else row["one"]
    desk_clerk.click(shown.panel, "合并为一家…")
    form = form_of(shown, ReasonForm)
    desk_clerk.click(form, "合并")
    assert form.reason.reason.text() == "请写明合并的理由"
    assert form.choice is not None
    form.choice.setCurrentIndex(form.choice.findData(right))
    form.reason.set_text("代码抄错一位")
    desk_clerk.click(form, "合并")
    joined = open_row(desk_clerk, shown, state="已合并", one=right)
    assert joined["other"] == CODE["mistyped"]
    desk_clerk.click(shown.panel, "拆分…")
    form = form_of(shown, ReasonForm)
    form.reason.set_text("还是两家")
    desk_clerk.click(form, "拆分")
    assert not [one for one in rows(shown) if one["one"] == right and one["state"] == "已合并"]


def test_the_review_is_decided_and_scored(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "pool", PoolView)
    choose(desk_clerk, shown, state="建议退出")
    row = open_row(desk_clerk, shown)
    desk_clerk.click(shown.panel, "评价打分…")
    score = form_of(shown, ScoreForm)
    score.fields["service"].set_text("101")
    desk_clerk.click(score, "保存评价打分")
    assert score.fields["service"].reason.text() == "请填 0 到 100 的整数，或留空"
    score.fields["service"].set_text("80")
    desk_clerk.click(score, "保存评价打分")
    row = open_row(desk_clerk, shown, code=row["code"])
    assert "未评完" not in row["score"]
    desk_clerk.click(shown.panel, "登记评价结论…")
    form = form_of(shown, DecisionForm)
    assert form.reason.text == row["because"]
    desk_clerk.click(form, "登记评价结论")
    choose(desk_clerk, shown, state="已定：退出")
    assert [one["code"] for one in rows(shown)] == [row["code"]]


def test_a_candidate_comes_in(desk_clerk: Clerk) -> None:
    shown = view(desk_clerk, "pool", PoolView)
    choose(desk_clerk, shown, state="可入库")
    row = open_row(desk_clerk, shown)
    desk_clerk.click(shown.panel, "入库…")
    (edit,) = desk_clerk.window.overlay.findChildren(RecordEdit)
    assert edit.fields["category"].text == row["meets"].split("、")[0]
    edit.fields["entered_on"].set_text("2023-12-31")
    desk_clerk.click(edit, "保存这条记录")
    assert row["code"] not in {one["code"] for one in rows(shown)}


def test_other_values_show_what_they_would_change(desk_clerk: Clerk, tmp_path: Path) -> None:
    shown = view(desk_clerk, "whatif", WhatIfView)
    desk_clerk.click(shown, "试算")
    assert shown.said.text() == "没有任何申请会因此改变。"
    shown.boxes["climb"].setCurrentIndex(shown.boxes["climb"].findData("difference"))
    desk_clerk.click(shown, "试算")
    assert "会改变 2 份申请，可付数合计减少 20 万元" in shown.said.text()
    draft = tmp_path / "修订.toml"
    draft.write_text("[[colour]]\nvalue = 1\n", "utf-8")
    shown.use_draft(draft)
    desk_clerk.click(shown, "试算")
    assert "没有“colour”这个数" in str(desk_clerk.take_errors()[0])
    draft.write_text("[[gazelle]]\nvalue = 300_000\n", "utf-8")
    desk_clerk.click(shown, "试算")
    assert shown.table.model.rowCount() > 0
    desk_clerk.click(shown, "不用修订值")
    assert shown.draft is None


def test_the_papers_of_the_day_are_offered_and_made(desk_clerk: Clerk) -> None:
    actions = {action.words: action for action in page(desk_clerk).print_actions()}
    assert set(actions) >= {"培育库名册", "年度评价表", "目标完成情况", "奖补资金申报汇总表", "兑现公示", "审计明细"}
    actions["目标完成情况"].run()
    desk_clerk.wait()
    (paper,) = desk_clerk.window.overlay.findChildren(PaperView)
    assert paper.paper.form == "cultivation-targets"


def test_an_empty_office_says_what_to_do_first(beginner: Clerk) -> None:
    at_page(beginner)
    assert page(beginner).empty.isVisible()
    assert "还没有登记企业" in page(beginner).empty.words
    assert texts(page(beginner).empty) == ["导入企业资料…"]
    assert not page(beginner).picture.isVisible()


def test_what_is_added_from_a_story_stands_in_it_at_once(desk_clerk: Clerk) -> None:
    story = page(desk_clerk).open_firm(CODE["gazelle"])
    desk_clerk.wait()
    assert story is not None
    before = story.story.model().rowCount()
    desk_clerk.click(story, "登记服务…")
    (edit,) = desk_clerk.window.overlay.findChildren(RecordEdit)
    for name, text in {"number": "手工服务1", "kind": "走访", "served_on": "2023-05-05", "content": "回访"}.items():
        edit.fields[name].set_text(text)
    desk_clerk.click(edit, "保存这条记录")
    assert story.story.model().rowCount() == before + 1


def test_a_certificate_stays_with_its_recognition(desk_clerk: Clerk, tmp_path: Path) -> None:
    shown = view(desk_clerk, "titles", TitlesView)
    choose(desk_clerk, shown, words=CODE["champion"])
    row = open_row(desk_clerk, shown)
    assert "还没有附上" in words_in(shown.panel)
    scan = tmp_path / "证书.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    shown.add_certificate(row, scan)
    desk_clerk.wait()
    row = open_row(desk_clerk, shown)
    assert row["files"] == ("证书.pdf",)
    assert certificate(desk_clerk.desk.office, row) == ("证书.pdf", b"%PDF-1.4 scan")
    assert "证书另存为…" in texts(shown.panel)
    desk_clerk.qtbot.keyClick(desk_clerk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk_clerk.wait()
    assert rows(shown)[0]["files"] == ()
