"""What screens and papers look at: duplicates, scores, the ladder, stories, trials, what is due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxian_desk.base.errors import UserError
from guanxian_desk.base.picture import Rect, Text
from guanxian_desk.modules.cultivation.due import due, glance
from guanxian_desk.modules.cultivation.duplicates import LEAST, core, propose
from guanxian_desk.modules.cultivation.facts import Enterprise, Recognition, Records, YearFigures
from guanxian_desk.modules.cultivation.pictures import behind, budget_bar, elapsed, ladder, ladder_rungs, target_bars
from guanxian_desk.modules.cultivation.policy import (
    OfficeChoice,
    cultivation_policy,
    open_values,
    scoring_weights,
)
from guanxian_desk.modules.cultivation.rules.catalogue import METRICS
from guanxian_desk.modules.cultivation.rules.scoring import CRITERIA, MOST, score_sheets
from guanxian_desk.modules.cultivation.rules.targets import Counted, Target
from guanxian_desk.modules.cultivation.rules.who import registry
from guanxian_desk.modules.cultivation.stories import story
from guanxian_desk.services import cultivation_claims as claiming
from guanxian_desk.services import cultivation_firms as firms
from guanxian_desk.services.cultivation_day import look
from guanxian_desk.services.cultivation_whatif import compare, draft_book
from guanxian_desk.services.office import Office
from guanxian_desk.services.office_settings import choose_option, policy_options
from tests.cultivation.county import CODE, WAN, YEAR_END
from tests.cultivation.people import credit_code

A, B, C = credit_code(1), credit_code(2), credit_code(3)


def firm_names(*names: str) -> Records:
    return Records(enterprises=tuple(Enterprise(credit_code(n), name) for n, name in enumerate(names, 1)))


# duplicates


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("冠县恒瑞轴承有限公司", "冠县恒瑞轴承有限公司", "两家名称相同"),
        ("冠县恒瑞轴承有限公司", "山东冠县恒瑞轴承有限责任公司", "去掉地名和组织形式以后名称相同"),
        ("冠县恒瑞精密轴承制造有限公司", "冠县恒瑞精密轴承制造厂（普通合伙）", "去掉地名和组织形式以后名称相同"),
        ("冠县恒瑞精密轴承制造科技有限公司", "冠县恒瑞精密轴承制造有限公司", "名称相近（89%）"),
    ],
)
def test_likeness_is_proposed_with_its_reason(one: str, other: str, reason: str) -> None:
    pairs = propose(registry(firm_names(one, other)).firms, {}, set())
    assert [pair.reasons for pair in pairs] == [(reason,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("冠县恒瑞轴承有限公司", "冠县恒泰轴承有限公司"),
        ("冠县鲁衡轴承有限公司", "冠县鲁衡纺织有限公司"),
        ("冠县甲厂", "冠县乙厂"),
    ],
)
def test_other_names_are_not_proposed(one: str, other: str) -> None:
    assert propose(registry(firm_names(one, other)).firms, {}, set()) == []


def test_a_code_one_sign_off_and_the_same_phone_are_reasons() -> None:
    wrong = A[:-1] + ("0" if A[-1] != "0" else "1")
    records = Records(enterprises=(Enterprise(A, "甲"), Enterprise(wrong, "乙"), Enterprise(B, "丙")))
    pairs = propose(
        registry(records).firms, {A: {"联系电话": "1"}, wrong: {"联系电话": "1"}, B: {"联系电话": "1"}}, set()
    )
    assert len(pairs) == 1
    assert pairs[0].key == tuple(sorted((A, wrong)))
    assert pairs[0].reasons == (f"信用代码只差一位，{wrong} 校验位不符，多半抄错", "联系电话相同")
    assert propose(registry(records).firms, {}, {pairs[0].key}) == []


def test_joined_codes_are_no_pair() -> None:
    records = Records(enterprises=(Enterprise(A, "甲公司轴承", None, B), Enterprise(B, "甲公司轴承")))
    assert propose(registry(records).firms, {}, set()) == []


def test_what_tells_names_apart() -> None:
    assert (
        core("山东冠县恒瑞轴承有限责任公司")
        == core("冠县恒瑞轴承（集团）有限公司".replace("（集团）", ""))
        == "恒瑞轴承"
    )
    assert 80 < LEAST < 100


# scores


def test_what_is_proposed_is_the_place_in_the_pool() -> None:
    years = [
        YearFigures(code, year, fen * WAN, tax_fen=fen, patents=1, research_fen=fen)
        for code, before, now in ((A, 100, 150), (B, 100, 120), (C, 100, 90))
        for year, fen in ((2022, before), (2023, now))
    ]
    records = Records(enterprises=tuple(Enterprise(code, code) for code in (A, B, C)), years=tuple(years))
    sheets = {one.firm.code: one for one in score_sheets(registry(records).firms, 2023, scoring_weights(YEAR_END), {})}
    growth = {
        code: next(line.points for line in one.lines if line.criterion.key == "growth") for code, one in sheets.items()
    }
    assert growth == {A: 100, B: 66, C: 33}
    assert all(line.points is None for one in sheets.values() for line in one.lines if line.criterion.key == "service")


@given(st.lists(st.integers(0, MOST), min_size=6, max_size=6), st.lists(st.integers(0, 50), min_size=6, max_size=6))
def test_the_score_is_the_weighted_mean_to_a_tenth(points: list[int], weights: list[int]) -> None:
    keys = [one.key for one in CRITERIA]
    given_points = {(A, key): (one, "") for key, one in zip(keys, points)}
    firm = registry(Records(enterprises=(Enterprise(A, "甲"),))).firms
    sheet = score_sheets(firm, 2023, dict(zip(keys, weights)), given_points)[0]
    total = sum(weights)
    if not total:
        assert sheet.tenths is None
        return
    assert sheet.tenths is not None
    assert abs(sheet.tenths * total - 10 * sum(a * b for a, b in zip(points, weights))) * 2 <= total
    assert 0 <= sheet.tenths <= 10 * MOST


def test_weights_are_the_offices(read_county: Office) -> None:
    shipped = scoring_weights(YEAR_END)
    assert shipped.keys() == {one.key for one in CRITERIA}
    assert sum(shipped.values()) == 100
    choice = OfficeChoice("cultivation-scoring.growth", "40", date(2023, 1, 1), "会议纪要")
    assert scoring_weights(date(2022, 12, 31), [choice])["growth"] == shipped["growth"]
    assert scoring_weights(YEAR_END, [choice])["growth"] == 40
    with pytest.raises(UserError):
        scoring_weights(YEAR_END, [OfficeChoice("cultivation-scoring.growth", "-1", date(2023, 1, 1))])


def test_settings_hold_every_choice_of_this_duty(county: Office) -> None:
    keys = {prefix + name for prefix, name, _ in open_values()}
    options = {one.key: one for one in policy_options(county, YEAR_END)}
    assert keys <= options.keys()
    assert options["cultivation.climb"].clause == "冠政发〔2022〕9号 四（十）"
    assert options["cultivation.climb"].value == "full"
    choose_option(county, "cultivation.climb", "difference", date(2023, 1, 1), "县政府纪要〔2023〕1号")
    chosen = {one.key: one for one in policy_options(county, YEAR_END)}["cultivation.climb"]
    assert (chosen.value, chosen.basis) == ("difference", "县政府纪要〔2023〕1号")
    assert (
        "就高补差”（冠政发〔2022〕9号 四（十）没有写明，县政府纪要〔2023〕1号）" in look(county, YEAR_END).options_words
    )
    assert "各级全额" in look(county, date(2022, 12, 31)).options_words
    with pytest.raises(UserError):
        choose_option(county, "cultivation.climb", "maybe", date(2023, 1, 1), "")


# pictures


def test_the_ladder_says_who_moved(read_county: Office) -> None:
    day = look(read_county, YEAR_END)
    rungs = {rung.name: rung for rung in day.rungs}
    assert CODE["climber"] in {firm.code for firm in rungs["省级专精特新"].came}
    assert CODE["climber"] in {firm.code for firm in rungs["市级专精特新"].went}
    assert CODE["platform"] not in {firm.code for rung in day.rungs for firm in rung.stand}
    picture = ladder(day.rungs, date(2022, 12, 31), YEAR_END)
    assert "市级专精特新" in picture.words
    assert [shape.text for shape in picture.shapes if isinstance(shape, Text)].count("小微") == 1
    assert all(shape.x + shape.width <= picture.width + 0.1 for shape in picture.shapes if isinstance(shape, Rect))


def test_who_lapses_steps_down() -> None:
    firm = Enterprise(A, "甲", industrial=True)
    title = Recognition(A, "瞪羚", "省级", date(2020, 1, 1), "文", date(2023, 6, 30))
    known = registry(Records(enterprises=(firm,), recognitions=(title,))).firms
    rungs = {rung.name: rung for rung in ladder_rungs(known, date(2022, 12, 31), YEAR_END)}
    assert (len(rungs["瞪羚"].went), len(rungs["小微"].came)) == (1, 1)


@pytest.mark.parametrize(("actual", "late"), [(6, True), (7, False)])
def test_behind_time(actual: int, late: bool) -> None:
    policy = cultivation_policy(YEAR_END)
    counted = tuple(Counted(A, str(n), YEAR_END) for n in range(actual))
    target = Target(METRICS[2], 10, counted)
    passed, whole = elapsed(policy, YEAR_END)
    assert (passed, whole) == (730, 1096)
    assert behind(target, policy, YEAR_END) is late
    assert elapsed(policy, date(2021, 1, 1))[0] == 0
    assert elapsed(policy, date(2030, 1, 1))[0] == whole


def test_pictures_of_targets_and_money_fit(read_county: Office) -> None:
    day = look(read_county, YEAR_END)
    for width in (400.0, 620.0, 1180.0):
        for picture in (
            target_bars(day.targets.targets, day.policy, YEAR_END, width),
            budget_bar(day.rewards.pot, width),
        ):
            assert all(
                shape.x >= 0 and shape.x + shape.width <= width + 0.5
                for shape in picture.shapes
                if isinstance(shape, Rect)
            )
    assert "缺 129 万元" in budget_bar(day.rewards.pot).words


# stories and rows


def test_a_story_follows_the_enterprise_under_all_its_codes(read_county: Office) -> None:
    day = look(read_county, YEAR_END)
    firm = day.firm(CODE["gazelle"])
    assert firm is not None
    assert len(firm.codes) == 2
    told = story(firm, day.books, YEAR_END)
    words = "\n".join(one.words for one in told)
    for expected in ("成立", "认定为省级瞪羚", "进入培育库", "拨付，凭证", "2022年度：营业收入 14,200 万元"):
        assert expected in words
    assert [one.day for one in told] == sorted(one.day for one in told)
    assert all(one.day <= date(2022, 6, 30) for one in story(firm, day.books, date(2022, 6, 30)))


def test_ends_of_validity_are_announced(read_county: Office) -> None:
    rows = firms.titles_rows(look(read_county, date(2025, 1, 18)))
    states = {(row["code"], row["title"], row["level"]): row["state"] for row in rows}
    assert states[(CODE["climber"], "专精特新", "市级")] == "将到期"
    assert states[(CODE["climber"], "专精特新", "省级")] == "有效"
    assert states[(CODE["old-title"], "专精特新", "市级")] in ("有效", "已到期")
    assert [row["state"] for row in rows][: sum(row["state"] == "将到期" for row in rows)].count("将到期") > 0


def test_findings_lead_to_their_claim_or_enterprise(read_county: Office) -> None:
    rows = claiming.finding_rows(look(read_county, YEAR_END))
    by_code = {row["code"]: row for row in rows}
    assert by_code["C01"]["claim"]
    assert by_code["C04"]["firm"] == ""
    assert by_code["C05"]["claim"] == ""
    assert by_code["C05"]["firm"]
    blocks = [row["blocks"] for row in rows]
    assert blocks == sorted(blocks, key=lambda word: word != "拦截")


def test_the_first_page_hears_what_is_due(read_county: Office) -> None:
    with read_county.store.read() as session:
        found = due(session, date(2023, 12, 20))
        small = glance(session, date(2023, 12, 20))
    words = {one.words: one for one in found}
    assert any("公示期满，可以批准" in said for said in words)
    assert words["2023年统筹资金缺 129 万元"].day is None
    assert any(said.startswith("培育库2023年度评价还有") for said in words)
    assert all(one.place.startswith("cultivation/") for one in found)
    assert small.width == 400


def test_an_empty_office_has_nothing_due(office: Office) -> None:
    with office.store.read() as session:
        assert due(session, date(2023, 12, 20)) == []
    assert look(office, YEAR_END).empty
    assert look(office, YEAR_END).sentence == "还没有登记企业。"


# what if


def draft(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "draft.toml"
    path.write_text(text, "utf-8")
    return path


def test_options_tried_show_the_claims_they_change(read_county: Office) -> None:
    rows = compare(read_county, {"climb": "difference"})
    changed = {(row["name"], row["what"]): row["change"] for row in rows if row["kind"] == "申请"}
    assert changed[("冠县鲁衡精密轴承有限公司", "省级专精特新")] == -10 * WAN
    approved = next(row for row in rows if row["name"] == "冠县鲁衡精密轴承有限公司")
    assert "已批准 15 万元，超过改后的可付数" in approved["why"]
    assert compare(read_county, {"climb": "full"}) == []


def test_a_draft_of_changed_values_shows_the_claims_it_changes(read_county: Office, tmp_path: Path) -> None:
    path = draft(tmp_path, "[[specialized-municipal]]\nfrom = 2023-01-01\nvalue = 120_000\n")
    rows = compare(read_county, {}, path)
    assert {row["year"] for row in rows if row["kind"] != "额度"} <= {2023, 2024}
    greedy = next(row for row in rows if row["name"] == "冠县达通板材有限公司")
    assert (greedy["before"], greedy["after"], greedy["why"]) == (10 * WAN, 12 * WAN, "不再有 C02")
    book = draft_book(path)
    assert [one.value for one in book.values["specialized-municipal"]] == [100_000, 120_000]
    assert book.values["gazelle"] == draft_book(path).values["gazelle"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml [",
        "[[colour]]\nvalue = 1\n",
        "[[gazelle]]\nvalue = '多'\n",
        "[[gazelle]]\nvalue = 1.5\n",
        "gazelle = 3\n",
        "[[gazelle]]\nvalue = 1\nfrom = 2023-01-01\nprice = 3\n",
    ],
)
def test_a_draft_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError):
        draft_book(draft(tmp_path, text))


def test_trials_write_nothing(county: Office, tmp_path: Path) -> None:
    before = look(county, YEAR_END).rewards.as_json()
    compare(county, {"tiers": "each"}, draft(tmp_path, "[[gazelle]]\nvalue = 300_000\n"))
    assert look(county, YEAR_END).rewards.as_json() == before
