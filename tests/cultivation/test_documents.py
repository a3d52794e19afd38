"""The three documents of the command line, whole: keys, order of keys, types and words."""

from __future__ import annotations

from datetime import date

from guanxian_desk.modules.cultivation import review, rewards
from guanxian_desk.modules.cultivation.facts import (
    BudgetUse,
    Claim,
    Enterprise,
    PoolEntry,
    Recognition,
    Records,
    Step,
    Trainee,
    YearFigures,
)
from guanxian_desk.modules.cultivation.policy import cultivation_policy
from tests.cultivation.people import credit_code

WAN = 1_000_000
ONE, TWO = credit_code(1), credit_code(2)
POLICY = cultivation_policy(date(2023, 6, 30))
FIRMS = (Enterprise(ONE, "甲公司", industrial=True), Enterprise(TWO, "乙公司", industrial=True))


def test_rewards() -> None:
    records = Records(
        enterprises=FIRMS,
        recognitions=(
            Recognition(ONE, "瞪羚", "省级", date(2022, 6, 1), "文1"),
            Recognition(TWO, "软件百强", "省级", date(2022, 7, 1), "文1"),
        ),
        claims=(Claim("S1", ONE, "瞪羚", None, date(2022, 6, 1), 25 * WAN),),
        uses=(BudgetUse("Z1", 2022, 490 * WAN),),
    )
    document = rewards.answer(records, POLICY, 2022).as_json()
    assert document == {
        "year": 2022,
        "budget": 500 * WAN,
        "approved": 0,
        "paid": 0,
        "remaining": 10 * WAN,
        "claims": [
            {
                "claim": "S1",
                "enterprise": ONE,
                "event": "gazelle",
                "level": "",
                "entitled": 20 * WAN,
                "claimed": 25 * WAN,
                "approved": 0,
                "state": "applied",
                "clause": "冠政发〔2022〕9号 四（十）；冠政发〔2022〕10号 四",
                "findings": ["C02"],
            }
        ],
        "suggested": [
            {
                "enterprise": TWO,
                "name": "乙公司",
                "event": "top100",
                "level": "省级",
                "entitled": 20 * WAN,
                "clause": "冠政发〔2022〕10号 四",
                "because": "2022年7月1日首次认定为省级全省百强",
            }
        ],
        "findings": [
            {"code": "C02", "subject": "S1", "detail": "申请 25 万元，封顶数 20 万元，超出 5 万元"},
            {
                "code": "C04",
                "subject": "2022",
                "detail": "2022年已批准 0 万元，待批准可付 20 万元，剩余额度只有 10 万元，缺 10 万元",
            },
        ],
        "cut": [
            {
                "period": "2022",
                "room": 10 * WAN,
                "over": 10 * WAN,
                "priority": [{"claim": "S1", "amount": 10 * WAN}],
                "prorata": [{"claim": "S1", "amount": 10 * WAN}],
            }
        ],
    }


def test_a_claim_is_shown_under_the_newest_code_with_its_level_as_recorded() -> None:
    records = Records(
        enterprises=(FIRMS[0]._replace(former_codes=TWO), FIRMS[1]),
        recognitions=(Recognition(TWO, "单项冠军", "国家级", date(2022, 6, 1), None),),
        claims=(Claim("S1", TWO, "单项冠军", "国家级", date(2022, 6, 1), WAN),),
        steps=(
            *(Step("S1", stage, date(2022, 9, 1)) for stage in ("审核", "公示")),
            Step("S1", "批准", date(2022, 10, 1), WAN),
        ),
    )
    document = rewards.answer(records, POLICY, None).as_json()
    claim = document["claims"][0]
    assert (document["year"], claim["enterprise"], claim["level"]) == (None, ONE, "国家级")
    assert (claim["approved"], claim["state"], document["cut"]) == (WAN, "approved", [])
    assert document["findings"] == [
        {
            "code": "C08",
            "subject": f"{TWO}/单项冠军/国家级/2022-06-01",
            "detail": "甲公司2022年6月1日认定为国家级单项冠军，没有认定文号",
        }
    ]


def test_targets() -> None:
    records = Records(
        enterprises=FIRMS,
        recognitions=(Recognition(ONE, "小巨人", "国家级", date(2022, 6, 1), "文1"),),
        trainees=(Trainee("张三", "数字专员", TWO, date(2022, 9, 1)),),
    )
    document = review.reach(records, POLICY, date(2022, 12, 31)).as_json()
    assert list(document) == ["as_of", "targets"]
    assert document["as_of"] == "2022-12-31"
    assert [one["key"] for one in document["targets"]] == [
        *("pool", "specialized-municipal", "specialized-provincial", "gazelle", "champion", "little-giant"),
        *("hightech", "tech-sme", "digital-officers", "managers"),
    ]
    assert document["targets"][5] == {
        "key": "little-giant",
        "name": "国家级专精特新小巨人",
        "target": 1,
        "actual": 1,
        "names": [{"code": ONE, "name": "甲公司", "date": "2022-06-01"}],
    }
    assert document["targets"][8]["names"] == [{"code": TWO, "name": "张三", "date": "2022-09-01"}]


def test_pool_review() -> None:
    records = Records(
        enterprises=FIRMS,
        years=(YearFigures(ONE, 2022, 2500 * WAN), YearFigures(TWO, 2022, 1500 * WAN)),
        pool=(PoolEntry(ONE, "小升规", date(2022, 5, 1)),),
    )
    document = review.review_pool(records, POLICY, 2022).as_json()
    why = "2022年度营业收入 2,500 万元，不在 1,000 万元至 2,000 万元之间"
    assert document == {
        "year": 2022,
        "target": 100,
        "in_pool": 1,
        "entries": [
            {
                "code": ONE,
                "name": "甲公司",
                "category": "小升规",
                "entered": "2022-05-01",
                "meets": [],
                "action": "leave",
                "because": why,
            }
        ],
        "candidates": [{"code": TWO, "name": "乙公司", "meets": ["小升规"]}],
        "findings": [{"code": "C05", "subject": f"{ONE}/小升规", "detail": f"不符合“小升规”的条件：{why}"}],
    }
