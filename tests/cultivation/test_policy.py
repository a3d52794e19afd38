"""The notices' values, each with its clause, and the office's choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from guanxian_desk.base.errors import UserError
from guanxian_desk.modules.cultivation.facts import Claim, Enterprise, Recognition, Records
from guanxian_desk.modules.cultivation.policy import (
    BudgetPeriod,
    Climb,
    OfficeChoice,
    Tiers,
    cultivation_policy,
    policy_book,
)
from guanxian_desk.modules.cultivation.rewards import answer
from guanxian_desk.modules.cultivation.rules.catalogue import ITEMS, METRICS
from guanxian_desk.modules.cultivation.rules.ceilings import table_fen
from tests.cultivation.people import credit_code

DAY = date(2023, 6, 30)
NINE, TEN = "冠政发〔2022〕9号 四（十）", "冠政发〔2022〕10号 四"
BOTH = f"{NINE}；{TEN}"
# The table of rewards: event, level, 万元, clause.
TABLE = [
    ("scale-up", "", 5, NINE),
    ("specialized", "省级", 15, NINE),
    ("specialized", "市级", 10, NINE),
    ("unicorn", "省级", 20, BOTH),
    ("gazelle", "省级", 20, BOTH),
    ("champion", "国家级", 50, NINE),
    ("champion", "省级", 20, NINE),
    ("revenue", "5亿", 10, NINE),
    ("revenue", "10亿", 30, NINE),
    ("revenue", "30亿", 50, NINE),
    ("platform", "省级", 20, NINE),
    ("platform", "市级", 10, NINE),
    ("base", "省级", 20, NINE),
    ("base", "市级", 10, NINE),
    ("cluster", "省级", 20, NINE),
    ("cluster", "市级", 10, NINE),
    *[("skills-contest", level, 10, NINE) for level in ("县级", "市级", "省级", "国家级")],
    ("top100", "省级", 20, TEN),
    ("digital-park", "省级", 50, TEN),
    *[("forum", level, 10, TEN) for level in ("市级", "省级", "国家级")],
]


def test_the_table_of_rewards_is_the_notices() -> None:
    policy = cultivation_policy(DAY)
    table = [
        (item.key, level, table_fen(item, level, DAY, policy) // 1_000_000, policy.citation(name, DAY))
        for item in ITEMS
        for level, name in item.ceilings.items()
    ]
    assert table == TABLE


def test_targets_and_budget_are_the_notices() -> None:
    policy = cultivation_policy(DAY)
    assert {metric.key: policy.count(metric.policy, DAY) for metric in METRICS} == {
        "pool": 100,
        "specialized-municipal": 20,
        "specialized-provincial": 10,
        "gazelle": 1,
        "champion": 1,
        "little-giant": 1,
        "hightech": 20,
        "tech-sme": 50,
        "digital-officers": 100,
        "managers": 100,
    }
    assert policy.fen("budget", DAY) == 500 * 1_000_000
    assert policy.citation("budget", DAY) == "冠政发〔2022〕9号 五（二）；冠政发〔2022〕10号 四"
    assert policy.value("target-pool", DAY).unit == "家"


def test_without_a_decision_the_defaults_hold() -> None:
    policy = cultivation_policy(DAY)
    assert (policy.tiers, policy.climb, policy.budget_period) == (Tiers.HIGHEST, Climb.FULL, BudgetPeriod.YEAR)
    assert (policy.growth_pct, policy.publicity_days) == (20, 5)


def test_what_the_notices_leave_open_is_marked_with_its_basis() -> None:
    choices = [OfficeChoice("cultivation.climb", "difference", date(2023, 1, 1), "县政府纪要〔2023〕1号")]
    lines = {line.name: line for line in cultivation_policy(DAY, choices).lines}
    open_ones = {name for name, line in lines.items() if line.basis}
    assert open_ones == {"tiers", "climb", "budget_period", "growth_pct", "publicity_days"}
    assert (lines["climb"].text, lines["climb"].basis) == ("就高补差", "县政府纪要〔2023〕1号")
    assert lines["publicity_days"].text == "5工作日"
    assert lines["tiers"].basis == "口径待主管部门明确"
    assert lines["budget"].basis == ""


def test_a_choice_holds_from_its_day_until_the_next() -> None:
    choices = [
        OfficeChoice("cultivation.budget_period", "year", date(2023, 7, 1)),
        OfficeChoice("cultivation.budget_period", "programme", date(2023, 1, 1)),
        OfficeChoice("vouchers.climb", "difference", date(2022, 1, 1)),
    ]
    days = [date(2022, 12, 31), date(2023, 1, 1), date(2023, 6, 30), date(2023, 7, 1)]
    periods = [cultivation_policy(day, choices).budget_period for day in days]
    assert periods == [BudgetPeriod.YEAR, BudgetPeriod.PROGRAMME, BudgetPeriod.PROGRAMME, BudgetPeriod.YEAR]
    assert cultivation_policy(DAY, choices).climb is Climb.FULL


def test_an_option_of_one_answer_goes_before_the_decision() -> None:
    choices = [OfficeChoice("cultivation.growth_pct", "30", date(2022, 1, 1))]
    assert cultivation_policy(DAY, choices).growth_pct == 30
    assert cultivation_policy(DAY, choices, {"growth_pct": "15"}).growth_pct == 15


@pytest.mark.parametrize(
    ("name", "value"),
    [("colour", "red"), ("tiers", "lowest"), ("growth_pct", "-5"), ("growth_pct", "二十"), ("budget", "1")],
)
def test_what_does_not_exist_is_refused(name: str, value: str) -> None:
    with pytest.raises(UserError):
        cultivation_policy(DAY, trial={name: value})


def test_a_later_edition_holds_from_its_day_and_another_book_can_be_tried() -> None:
    book = policy_book()
    first = book.values["gazelle"][0]
    later = replace(first, since=date(2023, 1, 1), value=300_000)
    draft = replace(book, values={**book.values, "gazelle": (first, later)})
    codes = [credit_code(1), credit_code(2)]
    records = Records(
        enterprises=tuple(Enterprise(code, code) for code in codes),
        recognitions=tuple(Recognition(code, "瞪羚", "省级", date(2022, 6, 1), "文1") for code in codes),
        claims=(
            Claim("S1", codes[0], "瞪羚", None, date(2022, 12, 31), 40_000_000),
            Claim("S2", codes[1], "瞪羚", None, date(2023, 1, 1), 40_000_000),
        ),
    )
    shipped = answer(records, cultivation_policy(DAY), None).claims
    tried = answer(records, cultivation_policy(DAY, book=draft), None).claims
    assert [one.entitled for one in shipped] == [20_000_000, 20_000_000]
    assert [one.entitled for one in tried] == [20_000_000, 30_000_000]
