"""The sample county's enterprises: 120 invented firms and bodies of eighteen townships, and their figures by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from guanxian_desk.sample.people import Registry, credit_code

WAN = 1_000_000
YEARS = (2021, 2022, 2023, 2024)
TOWNSHIPS = (
    "清泉街道", "崇文街道", "烟庄街道", "贾镇", "桑阿镇", "柳林镇", "清水镇", "东古城镇", "北馆陶镇", "店子镇",
    "定远寨镇", "辛集镇", "梁堂镇", "范寨镇", "甘官屯镇", "斜店乡", "兰沃乡", "万善乡",
)  # fmt: skip
COUNT = 120
_FIRST_CODE = 600_000


@dataclass(frozen=True)
class Trade:
    """What a firm makes. code: GB/T 4754; words: what its names say; industrial: whether it is industry."""

    code: str
    name: str
    words: tuple[str, ...]
    product: str
    chain: str
    park: str
    industrial: bool = True


_BEARINGS = Trade(
    "C3451", "滚动轴承制造", ("轴承", "精密轴承", "传动"), "深沟球轴承", "轴承产业链", "轴承产业园（示例）"
)
_RAILS = Trade(
    "C3311", "金属结构制造", ("交通设施", "护栏", "钢构"), "公路护栏板", "交通设施产业链", "县经济开发区（示例）"
)
_PLATES = Trade(
    "C3130", "钢压延加工", ("板业", "新材料", "金属"), "冷轧精密薄板", "新材料产业链", "县经济开发区（示例）"
)
_YARN = Trade("C1711", "棉纺纱加工", ("纺织", "棉业", "家纺"), "精梳棉纱", "纺织服装产业链", "")
_FOOD = Trade(
    "C1373", "蔬菜加工", ("食品", "菌业", "果品"), "灵芝和食用菌制品", "农副产品加工产业链", "农产品产业园（示例）"
)
_WOOD = Trade("C2021", "胶合板制造", ("木业", "板材"), "胶合板", "木业产业链", "")
_SOFTWARE = Trade(
    "I6513",
    "应用软件开发",
    ("软件", "信息技术", "数字科技"),
    "企业管理软件",
    "新一代信息技术产业链",
    "数字经济产业园（示例）",
    False,
)
_SERVICE = Trade("L7224", "创业空间服务", ("企业服务", "创业服务"), "企业服务", "", "", False)
TRADES: Mapping[str, Trade] = {
    "bearings": _BEARINGS,
    "rails": _RAILS,
    "plates": _PLATES,
    "yarn": _YARN,
    "food": _FOOD,
    "wood": _WOOD,
    "software": _SOFTWARE,
    "service": _SERVICE,
}
_ORDINARY = ("bearings", "bearings", "rails", "rails", "plates", "yarn", "food", "wood", "bearings", "rails")
_FIRST_SIGNS = "鲁衡恒瑞宏祥润泰金鼎华盛远航春晖启明安澜景行同辉正阳永固银河瑞丰博源中齐卓越嘉禾"
_LAST_SIGNS = "达通信和昌发隆兴源成力创科联丰盈茂业腾盛"


@dataclass(frozen=True)
class Firm:
    """An invented enterprise. revenue: 万元 of each year; above: since which year it counts as above scale."""

    place: int
    name: str
    township: str
    trade: Trade
    revenue: Sequence[int]
    staff: int
    above: int | None = None
    private: bool = True
    converting: bool = True
    kind: str = "91"
    founded: date = date(2012, 5, 18)
    former_name: str = ""
    former_code: str = ""
    mistyped: bool = False

    @property
    def code(self) -> str:
        """Its credit code, or what somebody wrote for it everywhere."""
        code = self.right_code
        return code[:17] + ("1" if code[17] != "1" else "2") if self.mistyped else code

    @property
    def right_code(self) -> str:
        """The code that it was given."""
        return credit_code(self.kind, _FIRST_CODE + self.place)


# Those with a story of their own, by key; everybody else is drawn. Revenue in 万元 of 2021 … 2024.
_TOLD: dict[str, tuple[str, str, str, tuple[int, int, int, int], int, int | None]] = {
    "climber": ("冠县鲁衡精密轴承有限公司", "清水镇", "bearings", (8200, 9600, 12400, 15100), 168, 2018),
    "stepwise": ("冠县恒固交通设施有限公司", "贾镇", "rails", (46000, 53000, 104000, 116000), 420, 2016),
    "leaper": ("冠县银河新材料有限公司", "清泉街道", "plates", (41000, 47000, 108000, 125000), 360, 2017),
    "giant": ("冠县中齐金属科技有限公司", "烟庄街道", "plates", (262000, 281000, 296000, 318000), 1260, 2012),
    "state": ("冠县国兴板业有限公司", "崇文街道", "plates", (44000, 52000, 54000, 56000), 380, 2010),
    "short": ("冠县永固护栏有限公司", "贾镇", "rails", (78000, 88000, 96000, 99000), 510, 2014),
    "gazelle": ("冠县启明传动科技有限公司", "清水镇", "bearings", (9800, 14200, 18600, 22400), 210, 2019),
    "renamed": ("冠县瑞丰菌业科技有限公司", "店子镇", "food", (3200, 3900, 4600, 5200), 88, 2020),
    "heir": ("冠县瑞丰灵芝生物有限公司", "店子镇", "food", (0, 0, 2600, 3100), 46, 2023),
    "unicorn": ("冠县云起数字科技有限公司", "清泉街道", "software", (2600, 5400, 11800, 24600), 320, None),
    "champion": ("冠县远航护栏科技有限公司", "梁堂镇", "rails", (31000, 33500, 36800, 39900), 460, 2013),
    "provincial-champion": ("冠县正阳轴承有限公司", "范寨镇", "bearings", (15600, 16900, 18800, 20100), 240, 2015),
    "late-champion": ("冠县景行新材料有限公司", "定远寨镇", "plates", (12800, 13900, 15800, 17700), 190, 2016),
    "platform": ("冠县惠企中小企业服务中心", "清泉街道", "service", (260, 310, 350, 380), 22, None),
    "city-platform": ("冠县卓越企业服务有限公司", "崇文街道", "service", (420, 480, 520, 560), 31, None),
    "base": ("冠县双创空间运营有限公司", "清泉街道", "service", (380, 430, 470, 510), 26, None),
    "city-base": ("冠县青创孵化器有限公司", "烟庄街道", "service", (210, 260, 290, 330), 18, None),
    "cluster": ("冠县轴承行业协会", "清水镇", "service", (60, 60, 70, 70), 6, None),
    "contest": ("冠县宏祥传动有限公司", "清水镇", "bearings", (6400, 7100, 7900, 8600), 132, 2017),
    "small-contest": ("冠县金鼎家纺有限公司", "桑阿镇", "yarn", (5200, 5600, 5900, 6300), 148, 2018),
    "forum": ("冠县数联信息技术有限公司", "崇文街道", "software", (1800, 2400, 3100, 3900), 64, None),
    "county-forum": ("冠县博源软件有限公司", "崇文街道", "software", (900, 1150, 1400, 1650), 38, None),
    "top100": ("冠县同辉软件有限公司", "清泉街道", "software", (3600, 4900, 6800, 8800), 142, None),
    "park": ("冠县数字经济产业园管理服务中心", "清泉街道", "service", (150, 180, 220, 260), 15, None),
    "undocumented": ("冠县春晖食品有限公司", "柳林镇", "food", (4300, 4900, 5300, 5700), 96, 2019),
    "mistyped": ("冠县安澜木业有限公司", "北馆陶镇", "wood", (2600, 2900, 3100, 3300), 62, 2020),
    "early": ("冠县嘉禾果品有限公司", "兰沃乡", "food", (3600, 4100, 4500, 4900), 74, 2019),
    "old-title": ("冠县盛源棉业有限公司", "斜店乡", "yarn", (6100, 6400, 6600, 6900), 155, 2016),
    "greedy": ("冠县达通板材有限公司", "万善乡", "wood", (4800, 5300, 5800, 6200), 110, 2018),
    "hidden": ("冠县泰和轴承配件有限公司", "辛集镇", "bearings", (3900, 4400, 5000, 5600), 92, 2019),
}
_KINDS = {"platform": "12", "cluster": "51", "park": "12"}
_FOUNDED = {"heir": date(2023, 2, 14), "unicorn": date(2019, 3, 6)}


@dataclass(frozen=True)
class Town:
    """All firms, and those with a story by its key."""

    firms: tuple[Firm, ...]
    told: Mapping[str, Firm]

    @property
    def ordinary(self) -> tuple[Firm, ...]:
        """Those without a story, by place."""
        named = set(self.told.values())
        return tuple(firm for firm in self.firms if firm not in named)

    def scaled_in(self, year: int) -> tuple[Firm, ...]:
        """The ordinary firms that came above scale in the year."""
        return tuple(firm for firm in self.ordinary if firm.above == year)


def town() -> Town:
    """The enterprises, the same each time."""
    rng = Random(20220409)
    told = {key: _told(place, key) for place, key in enumerate(_TOLD)}
    ordinary = [_ordinary(place, rng) for place in range(len(told), COUNT)]
    return Town((*told.values(), *ordinary), told)


def _told(place: int, key: str) -> Firm:
    name, township, trade, revenue, staff, above = _TOLD[key]
    former_code = credit_code("91", _FIRST_CODE + 500) if key == "gazelle" else ""
    return Firm(
        place,
        name,
        township,
        TRADES[trade],
        revenue,
        staff,
        above,
        private=key != "state" and key not in _KINDS,
        kind=_KINDS.get(key, "91"),
        founded=_FOUNDED.get(key, date(2008 + place % 9, 1 + place % 12, 6 + place % 20)),
        former_name={"heir": "冠县瑞丰菌业科技有限公司", "gazelle": "冠县启明轴承有限公司"}.get(key, ""),
        former_code=former_code,
        mistyped=key == "mistyped",
    )


def _ordinary(place: int, rng: Random) -> Firm:
    """A small firm that grows; one in four passes into above scale within the programme."""
    township = TOWNSHIPS[place % len(TOWNSHIPS)]
    trade = TRADES[rng.choice(_ORDINARY)]
    revenue = _growth(rng)
    above = next((year for year, wan in zip(YEARS, revenue) if wan >= 2000 and year > 2021), None)
    if revenue[0] >= 2000:
        above = 2014 + place % 6
    name = f"冠县{rng.choice(_FIRST_SIGNS)}{rng.choice(_LAST_SIGNS)}{rng.choice(trade.words)}有限公司"
    founded = date(2006 + place % 13, 1 + place % 12, 1 + place % 28)
    return Firm(place, name, township, trade, revenue, 18 + rng.randrange(90), above, founded=founded)


def _growth(rng: Random) -> tuple[int, int, int, int]:
    start = rng.choice((620, 880, 1060, 1250, 1480, 1720, 1890, 2300, 3100))
    steps = [rng.choice((-4, 3, 6, 9, 14, 22, 31)) for _ in YEARS[1:]]
    grown = [start]
    for step in steps:
        grown.append(grown[-1] * (100 + step) // 100)
    return grown[0], grown[1], grown[2], grown[3]


def enterprise_rows(firms: Sequence[Firm]) -> list[dict[str, object]]:
    """企业名册, by the fields of its declaration.

    One firm stands under its former code too; one was registered by two townships, the code once mistyped.
    """
    people = Registry(Random(9))
    rows = [_enterprise(firm, people) for firm in firms]
    for firm in firms:
        if firm.former_code:
            now = next(row for row in rows if row["code"] == firm.code)
            then = {"code": firm.former_code, "name": firm.former_name, "former_names": None, "former_codes": None}
            rows.append(now | then)
        if firm.mistyped:
            now = next(row for row in rows if row["code"] == firm.code)
            name = firm.name.replace("有限公司", "有限责任公司")
            rows.append(now | {"code": firm.right_code, "name": name, "township": "东古城镇"})
    return rows


def _enterprise(firm: Firm, people: Registry) -> dict[str, object]:
    boss, contact, commissioner = people.person(), people.person(), people.person()
    return {
        "code": firm.code,
        "name": firm.name,
        "former_names": firm.former_name or None,
        "former_codes": firm.former_code or None,
        "township": firm.township,
        "industry_code": firm.trade.code,
        "industry": firm.trade.name,
        "industrial": firm.trade.industrial,
        "private": firm.private,
        "converting": firm.converting if firm.trade.industrial else None,
        "founded": firm.founded,
        "legal_person": boss.name,
        "contact": contact.name,
        "phone": contact.phone,
        "address": f"冠县{firm.township}示例路{firm.place + 1}号",
        "park": firm.trade.park or None,
        "chain": firm.trade.chain or None,
        "products": firm.trade.product,
        "commissioner": commissioner.name,
    }


def year_rows(firms: Sequence[Firm]) -> list[dict[str, object]]:
    """企业年度数据 of 2021 to 2024."""
    return [_year(firm, year, wan) for firm in firms for year, wan in zip(YEARS, firm.revenue) if wan]


def _year(firm: Firm, year: int, wan: int) -> dict[str, object]:
    above = firm.above is not None and firm.above <= year
    first = firm.above == year
    proved = first and firm.place % 5 != 0
    return {
        "code": firm.code,
        "year": year,
        "revenue_fen": wan * WAN,
        "research_fen": wan * WAN * (3 + firm.place % 4) // 100,
        "staff": firm.staff + 3 * (year - 2021),
        "tax_fen": wan * WAN * 4 // 100,
        "exports_fen": wan * WAN * 6 // 100 if firm.place % 7 == 0 else 0,
        "patents": (firm.place + year) % 4,
        "above_scale": above if firm.trade.industrial else None,
        "first_counted_on": date(year, 3 + firm.place % 8, 10) if first else None,
        "document": f"冠统证〔{year}〕{firm.place}号（示例）" if proved else None,
        "counted_before": None,
    }
