"""What the sample county's enterprises were recognised as, what they hosted, who is in the pool, who was trained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from guanxian_desk.sample.cultivation_firms import WAN, Firm, Town
from guanxian_desk.sample.people import Registry

Rows = list[dict[str, object]]
PROVINCE, CITY, NATION = "省级", "市级", "国家级"
_ISSUER = {PROVINCE: "鲁工信创", CITY: "聊工信字", NATION: "工信部企业函"}

# Firm, title, level, day, valid until.
_TITLES: tuple[tuple[str, str, str, date, date | None], ...] = (
    ("climber", "专精特新", CITY, date(2022, 5, 20), date(2025, 5, 19)),
    ("climber", "专精特新", PROVINCE, date(2023, 6, 8), date(2026, 6, 7)),
    ("climber", "小巨人", NATION, date(2024, 7, 1), date(2027, 6, 30)),
    ("gazelle", "瞪羚", PROVINCE, date(2022, 6, 15), date(2025, 6, 14)),
    ("unicorn", "独角兽", PROVINCE, date(2024, 4, 22), None),
    ("champion", "单项冠军", NATION, date(2023, 3, 30), date(2026, 3, 29)),
    ("provincial-champion", "单项冠军", PROVINCE, date(2022, 8, 9), date(2025, 8, 8)),
    ("late-champion", "单项冠军", PROVINCE, date(2024, 5, 16), date(2027, 5, 15)),
    ("renamed", "专精特新", CITY, date(2022, 5, 20), date(2025, 5, 19)),
    ("heir", "专精特新", CITY, date(2023, 5, 30), date(2026, 5, 29)),
    ("platform", "公共服务示范平台", PROVINCE, date(2023, 4, 12), date(2026, 4, 11)),
    ("city-platform", "公共服务示范平台", CITY, date(2022, 4, 26), date(2025, 4, 25)),
    ("base", "创业创新示范基地", PROVINCE, date(2023, 5, 10), date(2026, 5, 9)),
    ("city-base", "创业创新示范基地", CITY, date(2022, 7, 1), date(2025, 6, 30)),
    ("cluster", "特色产业集群", CITY, date(2022, 6, 30), None),
    ("cluster", "特色产业集群", PROVINCE, date(2024, 3, 18), None),
    ("top100", "软件百强", PROVINCE, date(2023, 7, 20), None),
    ("top100", "互联网百强", PROVINCE, date(2024, 8, 2), None),
    ("park", "示范数字经济园区", PROVINCE, date(2022, 9, 1), None),
    ("undocumented", "专精特新", CITY, date(2022, 5, 20), date(2025, 5, 19)),
    ("early", "专精特新", CITY, date(2023, 5, 30), date(2026, 5, 29)),
    ("old-title", "专精特新", CITY, date(2021, 12, 20), date(2024, 12, 19)),
    ("old-title", "专精特新", CITY, date(2024, 12, 20), date(2027, 12, 19)),
    ("greedy", "专精特新", CITY, date(2023, 5, 30), date(2026, 5, 29)),
    ("hidden", "专精特新", PROVINCE, date(2023, 6, 8), date(2026, 6, 7)),
)
_EVENTS = (
    ("示例活动2201", "contest", "职工技能大赛", "全县轴承行业职工技能大赛", "县级", date(2022, 9, 16), 126),
    ("示例活动2301", "small-contest", "职工技能大赛", "全县纺织行业职工技能大赛", "县级", date(2023, 6, 9), 92),
    ("示例活动2302", "forum", "论坛讲座培训", "全市中小企业数字化转型论坛", CITY, date(2023, 9, 21), 180),
    ("示例活动2303", "county-forum", "论坛讲座培训", "全县企业上云培训", "县级", date(2023, 10, 19), 140),
    ("示例活动2401", "contest", "职工技能大赛", "全市轴承装配职工技能大赛", CITY, date(2024, 6, 14), 100),
)


def recognition_rows(town: Town) -> Rows:
    """企业认定."""
    rows = [_title(town, key, title, level, day, until) for key, title, level, day, until in _TITLES]
    return [*rows, *_drawn(town)]


def _title(town: Town, key: str, title: str, level: str, day: date, until: date | None) -> dict[str, object]:
    code = town.told[key].former_code if key == "gazelle" else town.told[key].code
    number = None if key == "undocumented" else f"{_ISSUER[level]}〔{day.year}〕{10 + day.month}号（示例）"
    return _row(code, title, level, day, number, until)


def _drawn(town: Town) -> Iterator[dict[str, object]]:
    """Municipal and provincial 专精特新, 高新技术企业 and 科技型中小企业 among the ordinary firms."""
    for firm in town.ordinary:
        year = 2022 + firm.place % 3
        if firm.place % 8 == 1:
            yield _row(
                firm.code, "专精特新", CITY, date(year, 5, 20), f"聊工信字〔{year}〕21号（示例）", date(year + 3, 5, 19)
            )
        if firm.place % 8 == 3:
            day = date(year, 6, 8)
            yield _row(firm.code, "专精特新", PROVINCE, day, f"鲁工信创〔{year}〕16号（示例）", date(year + 3, 6, 7))
        if firm.place % 5 == 2:
            year = 2022 + firm.place // 5 % 3
            day = date(year, 12, 7)
            yield _row(firm.code, "高新技术企业", NATION, day, f"鲁科字〔{year}〕88号（示例）", date(year + 3, 12, 6))
        if firm.place % 3 == 1:
            for again in (2022, 2023, 2024)[firm.place % 2 :]:
                day = date(again, 4, 28)
                number = f"鲁科入库〔{again}〕3号（示例）"
                yield _row(firm.code, "科技型中小企业", PROVINCE, day, number, date(again, 12, 31))


def _row(code: str, title: str, level: str, day: date, document: str | None, until: date | None) -> dict[str, object]:
    return {
        "code": code,
        "title": title,
        "level": level,
        "recognised_on": day,
        "document": document,
        "valid_until": until,
    }


def event_rows(town: Town) -> Rows:
    """承办活动."""
    fields = ("number", "code", "kind", "name", "level", "held_on", "people")
    return [dict(zip(fields, (number, town.told[key].code, *rest))) for number, key, *rest in _EVENTS]


def pool_rows(town: Town) -> Rows:
    """培育库: about a hundred entries; some no longer meet their class, one belongs to nobody, some have left."""
    rows: Rows = []
    for firm in town.ordinary:
        start = firm.revenue[1] if firm.place % 2 else firm.revenue[0]
        if 1000 <= start <= 2000:
            rows.append(_entry(firm, "小升规", 5 + firm.place % 3))
        elif firm.place % 3:
            rows.append(_entry(firm, "高成长性", 6))
    for key in ("climber", "gazelle", "unicorn", "renamed", "undocumented", "early", "greedy", "hidden", "top100"):
        rows.append(_entry(town.told[key], "准备或已经申报", 5, "专精特新"))
    for key in ("champion", "provincial-champion", "late-champion"):
        rows.append(_entry(town.told[key], "准备或已经申报", 5, "单项冠军"))
    for row in rows[3:30:9]:
        row |= {"left_on": date(2023, 12, 20), "left_why": "停产，经年度评价退出"}
    rows.append(_entry(town.told["mistyped"], "小升规", 5))
    return rows


def _entry(firm: Firm, category: str, month: int, aiming_at: str | None = None) -> dict[str, object]:
    day = date(2022, month, 10 + firm.place % 15)
    return {
        "code": firm.code,
        "category": category,
        "entered_on": day,
        "aiming_at": aiming_at,
        "left_on": None,
        "left_why": None,
    }


def budget_rows() -> Rows:
    """统筹资金其他用途: in 2023 they leave too little for what is claimed."""
    lines = (
        ("示例支出2201", 2022, "技改奖补", 180, "冠政发〔2021〕18号"),
        ("示例支出2202", 2022, "培育经费", 22, "冠财企〔2022〕6号（示例）"),
        ("示例支出2203", 2022, "审计费", 8, "冠财企〔2022〕11号（示例）"),
        ("示例支出2301", 2023, "技改奖补", 260, "冠政发〔2021〕18号"),
        ("示例支出2302", 2023, "培育经费", 26, "冠财企〔2023〕4号（示例）"),
        ("示例支出2303", 2023, "审计费", 8, "冠财企〔2023〕9号（示例）"),
        ("示例支出2401", 2024, "审计费", 8, "冠财企〔2024〕7号（示例）"),
    )
    fields = ("number", "year", "purpose", "amount_fen", "document")
    return [dict(zip(fields, (number, year, use, wan * WAN, doc))) for number, year, use, wan, doc in lines]


def award_rows(town: Town) -> Rows:
    """其他政策奖励: one of them looks like a matter that is claimed here too."""
    fields = ("code", "document", "matter", "amount_fen", "awarded_on")
    lines = (
        (town.told["climber"].code, "冠政发〔2020〕31号", "高新技术企业认定奖励", 10 * WAN, date(2022, 11, 8)),
        (
            town.told["provincial-champion"].code,
            "聊政办字〔2021〕31号",
            "制造业单项冠军奖励",
            20 * WAN,
            date(2022, 12, 1),
        ),
    )
    return [dict(zip(fields, line)) for line in lines]


_SERVED = (
    ("走访", "走访了解生产经营情况", None, None),
    ("诊断", "管理诊断，提出整改清单", "现场管理不规范", "已按清单整改"),
    ("融资对接", "组织银企对接", "流动资金紧张", "授信 200 万元（示例）"),
    ("培训", "数字化转型培训", None, None),
    ("走访", "回访用工情况", "熟练工短缺", "正在协调技工学校"),
    ("协调", "协调用电增容", "变压器容量不足", None),
)


def service_rows(town: Town) -> Rows:
    """企业服务: a visit of every second firm each year."""
    people = Registry(Random(31))
    served = [people.person().name for _ in range(9)]
    rows: Rows = []
    for place, firm in enumerate(town.firms[::2]):
        for year in (2022, 2023, 2024):
            kind, content, problem, outcome = _SERVED[(place + year) % len(_SERVED)]
            rows.append(
                {
                    "number": f"示例服务{year % 100}{place:03d}",
                    "code": firm.code,
                    "kind": kind,
                    "served_on": date(year, 3 + place % 9, 5 + place % 20),
                    "content": content,
                    "problem": problem,
                    "outcome": outcome,
                    "served_by": served[place % len(served)],
                }
            )
    return rows


def trainee_rows(town: Town) -> Rows:
    """培训人员: some come twice, which counts once."""
    people = Registry(Random(47))
    rows: Rows = []
    for place, firm in enumerate(town.firms[:96]):
        kind = "数字专员" if place % 2 else "现代管理人员"
        day = date(2022 + place % 3, 9, 13)
        name = people.person().name
        training = f"{day.year}年{'数字专员' if place % 2 else '现代企业管理'}培训班"
        row: dict[str, object] = {
            "name": name,
            "kind": kind,
            "code": firm.code,
            "training": training,
            "trained_on": day,
        }
        rows.append(row)
        if place % 24 == 5:
            rows.append(row | {"trained_on": date(day.year, 11, 8), "training": training + "（提高）"})
    return rows
