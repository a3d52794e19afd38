"""What the sample county's enterprises claimed, and how far each claim has come; every kind of finding is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guanxian_desk.sample.cultivation_firms import WAN, Town
from guanxian_desk.sample.people import credit_code

Rows = list[dict[str, object]]
_STAGES = ("审核", "公示", "批准", "拨付", "审计")
_HANDS = ("示例审核员", "示例经办员", "示例局长", "示例会计", "示例审计所")
# The days on which the stages of each year's batches were done.
_DAYS = {
    2022: (date(2022, 10, 10), date(2022, 10, 24), date(2022, 11, 4), date(2022, 12, 6), date(2023, 3, 21)),
    2023: (date(2023, 9, 4), date(2023, 9, 11), date(2023, 9, 20), date(2023, 10, 16), date(2024, 3, 19)),
    2024: (date(2024, 10, 9), date(2024, 10, 21), date(2024, 11, 1), date(2024, 12, 3), date(2025, 3, 18)),
}
_DONE_2023, _CHECKED, _SHOWN, _NEW = 4, 1, 2, 0


@dataclass(frozen=True)
class Asked:
    """A claim. done: how many of the five stages it has passed."""

    number: str
    code: str
    matter: str
    level: str | None
    day: date
    wan: int
    done: int = _NEW


def _storied(town: Town) -> Iterator[tuple[str, str, str | None, date, int, int]]:
    """Firm's code, matter, level, day, 万元, stages done."""
    of = {key: firm.code for key, firm in town.told.items()}
    old = town.told["gazelle"].former_code
    yield of["climber"], "专精特新", "市级", date(2022, 5, 20), 10, 5
    yield of["climber"], "专精特新", "省级", date(2023, 6, 8), 15, _DONE_2023
    yield old, "瞪羚", "省级", date(2022, 6, 15), 20, 5
    yield of["gazelle"], "瞪羚", None, date(2023, 3, 1), 20, _NEW  # C01: the same event under the new code
    yield of["unicorn"], "独角兽", "省级", date(2024, 4, 22), 20, _CHECKED
    yield of["champion"], "单项冠军", "国家级", date(2023, 3, 30), 50, _DONE_2023
    yield of["provincial-champion"], "单项冠军", "省级", date(2022, 8, 9), 20, 5
    yield of["stepwise"], "销售收入突破", "5亿", date(2022, 12, 31), 10, 5
    yield of["stepwise"], "销售收入突破", "10亿", date(2023, 12, 31), 30, _SHOWN
    yield of["leaper"], "销售收入突破", "5亿", date(2023, 12, 31), 10, _CHECKED  # C02: the higher tier in one year
    yield of["leaper"], "销售收入突破", "10亿", date(2023, 12, 31), 30, _SHOWN
    yield of["giant"], "销售收入突破", "30亿", date(2024, 12, 31), 50, _CHECKED
    yield of["state"], "销售收入突破", "5亿", date(2022, 12, 31), 10, _NEW  # C09
    yield of["short"], "销售收入突破", "10亿", date(2023, 12, 31), 30, _NEW  # C06
    yield of["renamed"], "专精特新", "市级", date(2022, 5, 20), 10, 5
    yield of["heir"], "专精特新", "市级", date(2023, 5, 30), 10, _CHECKED  # C01: by the former name
    yield of["platform"], "公共服务示范平台", "省级", date(2023, 4, 12), 20, _DONE_2023
    yield of["city-platform"], "公共服务示范平台", "市级", date(2022, 4, 26), 10, 5
    yield of["base"], "创业创新示范基地", "省级", date(2023, 5, 10), 20, _SHOWN
    yield of["city-base"], "创业创新示范基地", "市级", date(2022, 7, 1), 10, 5
    yield of["cluster"], "特色产业集群", "市级", date(2022, 6, 30), 10, 5
    yield of["cluster"], "特色产业集群", "省级", date(2024, 3, 18), 20, _SHOWN
    yield of["contest"], "职工技能大赛", "县级", date(2022, 9, 16), 10, 5
    yield of["small-contest"], "职工技能大赛", "县级", date(2023, 6, 9), 10, _NEW  # C07
    yield of["forum"], "论坛讲座培训", "市级", date(2023, 9, 21), 10, _SHOWN
    yield of["county-forum"], "论坛讲座培训", "县级", date(2023, 10, 19), 5, _NEW  # C02: below the level
    yield of["top100"], "全省百强", None, date(2023, 7, 20), 20, _SHOWN
    yield of["park"], "示范数字经济园区", None, date(2022, 9, 1), 20, 5
    yield of["park"], "示范数字经济园区", None, date(2023, 9, 1), 20, _SHOWN
    yield of["park"], "示范数字经济园区", None, date(2024, 9, 2), 15, _CHECKED  # C02: 10 are left
    yield of["undocumented"], "专精特新", "市级", date(2022, 5, 20), 10, 3
    yield of["early"], "专精特新", "市级", date(2023, 4, 1), 10, _NEW  # C03: before the recognition
    yield of["old-title"], "专精特新", "市级", date(2024, 12, 20), 10, _NEW  # C03: recognised before
    yield of["greedy"], "专精特新", "市级", date(2023, 5, 30), 12, _SHOWN  # C02
    yield of["mistyped"], "首次升规", None, date(2023, 6, 30), 5, _NEW  # C10: registered under a mistyped code
    yield credit_code("91", 699_999), "专精特新", "市级", date(2024, 5, 20), 10, _NEW  # C10: nobody


def claims(town: Town) -> list[Asked]:
    """奖补申请: those with a story, and most of the firms that came above scale or were recognised."""
    asked = [*_storied(town), *_ordinary(town)]
    counts = dict.fromkeys((2022, 2023, 2024), 0)
    made = []
    for code, matter, level, day, wan, done in sorted(asked, key=lambda line: line[3]):
        counts[day.year] += 1
        made.append(Asked(f"示例申请{day.year}{counts[day.year]:03d}", code, matter, level, day, wan, done))
    return made


def _ordinary(town: Town) -> Iterator[tuple[str, str, str | None, date, int, int]]:
    for year, done in ((2022, 5), (2023, _SHOWN), (2024, _CHECKED)):
        for place, firm in enumerate(town.scaled_in(year)):
            if place % 4 != 3:  # the others have not claimed yet: they are suggested
                yield firm.code, "首次升规", None, date(year, 6, 30), 5, done
        for firm in town.ordinary:
            if 2022 + firm.place % 3 != year or firm.place % 16 not in (1, 3, 11):
                continue
            level = "省级" if firm.place % 8 == 3 else "市级"
            day = date(year, 6, 8) if level == "省级" else date(year, 5, 20)
            yield firm.code, "专精特新", level, day, 15 if level == "省级" else 10, done


def claim_rows(asked: list[Asked]) -> Rows:
    """The claims, by the fields of their declaration."""
    return [
        {
            "number": one.number,
            "code": one.code,
            "matter": one.matter,
            "level": one.level,
            "occurred_on": one.day,
            "amount_fen": one.wan * WAN,
            "document": f"冠工信〔{one.day.year}〕{one.day.month}号（示例）",
        }
        for one in asked
    ]


def step_rows(asked: list[Asked]) -> Rows:
    """奖补办理环节: each stage that a claim has passed."""
    return [_step(one, place) for one in asked for place in range(one.done)]


def _step(one: Asked, place: int) -> dict[str, object]:
    stage, year = _STAGES[place], one.day.year
    money = stage in ("批准", "拨付")
    return {
        "claim": one.number,
        "stage": stage,
        "done_on": _DAYS[year][place],
        "amount_fen": one.wan * WAN if money else None,
        "voucher": f"示例凭证{one.number[-7:]}" if stage == "拨付" else None,
        "handled_by": _HANDS[place],
        "township_opinion": "材料齐全，同意上报" if stage == "审核" else None,
        "joint_opinion": "发改、财政、市场监管、税务联审无异议" if stage == "审核" else None,
        "misconduct": "无" if stage == "审核" else None,
        "objections": "公示期内无异议" if stage == "公示" else None,
        "minutes": f"冠工信会纪〔{year}〕9号（示例）" if stage == "批准" else None,
    }
