"""What is rewarded, found, counted and pooled: the words of both notices and the keys the program uses for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

NATIONAL, PROVINCIAL, MUNICIPAL, COUNTY = "国家级", "省级", "市级", "县级"
LEVELS = (NATIONAL, PROVINCIAL, MUNICIPAL, COUNTY)


class Basis(Enum):
    """Which kind of fact an item rests on."""

    RECOGNITION = auto()
    SCALE = auto()
    REVENUE = auto()
    ACTIVITY = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """A reward (奖励事项).

    ceilings: level → name of the policy value with its ceiling; titles: 称号 that are its facts;
    climbs: has levels to climb (就高补差); once: one event an enterprise whatever the level;
    instalments: several claims share one ceiling; tiers: level → name of the policy value with its threshold.
    """

    key: str
    matter: str
    basis: Basis
    ceilings: Mapping[str, str]
    titles: tuple[str, ...] = ()
    climbs: bool = False
    once: bool = False
    instalments: bool = False
    tiers: Mapping[str, str] = field(default_factory=dict)

    def level(self, recorded: str | None) -> str:
        """The level a claim means: a blank one is the only level of an item that has one."""
        if recorded or len(self.ceilings) > 1:
            return recorded or ""
        return next(iter(self.ceilings))


def _levels(name: str, *levels: tuple[str, str]) -> dict[str, str]:
    return {level: f"{name}-{word}" for level, word in levels}


_PROVINCE, _CITY, _NATION = (PROVINCIAL, "provincial"), (MUNICIPAL, "municipal"), (NATIONAL, "national")
_TIERS = ("5", "10", "30")

# In the order of the table of rewards, which is also the order of priority when money is short.
ITEMS: tuple[Item, ...] = (
    Item("scale-up", "首次升规", Basis.SCALE, {"": "scale-up"}, once=True),
    Item(
        "specialized",
        "专精特新",
        Basis.RECOGNITION,
        _levels("specialized", _PROVINCE, _CITY),
        ("专精特新",),
        climbs=True,
    ),
    Item("unicorn", "独角兽", Basis.RECOGNITION, {PROVINCIAL: "unicorn"}, ("独角兽",)),
    Item("gazelle", "瞪羚", Basis.RECOGNITION, {PROVINCIAL: "gazelle"}, ("瞪羚",)),
    Item(
        "champion", "单项冠军", Basis.RECOGNITION, _levels("champion", _NATION, _PROVINCE), ("单项冠军",), climbs=True
    ),
    Item(
        "revenue",
        "销售收入突破",
        Basis.REVENUE,
        {f"{tier}亿": f"revenue-{tier}" for tier in _TIERS},
        tiers={f"{tier}亿": f"revenue-tier-{tier}" for tier in _TIERS},
    ),
    Item(
        "platform",
        "公共服务示范平台",
        Basis.RECOGNITION,
        _levels("platform", _PROVINCE, _CITY),
        ("公共服务示范平台",),
        climbs=True,
    ),
    Item(
        "base",
        "创业创新示范基地",
        Basis.RECOGNITION,
        _levels("base", _PROVINCE, _CITY),
        ("创业创新示范基地",),
        climbs=True,
    ),
    Item(
        "cluster",
        "特色产业集群",
        Basis.RECOGNITION,
        _levels("cluster", _PROVINCE, _CITY),
        ("特色产业集群",),
        climbs=True,
    ),
    Item("skills-contest", "职工技能大赛", Basis.ACTIVITY, dict.fromkeys(reversed(LEVELS), "skills-contest")),
    Item(
        "top100",
        "全省百强",
        Basis.RECOGNITION,
        {PROVINCIAL: "top100"},
        ("电子信息百强", "软件百强", "互联网百强"),
        once=True,
    ),
    Item(
        "digital-park",
        "示范数字经济园区",
        Basis.RECOGNITION,
        {PROVINCIAL: "digital-park"},
        ("示范数字经济园区",),
        instalments=True,
    ),
    Item("forum", "论坛讲座培训", Basis.ACTIVITY, dict.fromkeys(reversed(LEVELS[:-1]), "forum")),
)
ITEM_OF: dict[str, Item] = {item.key: item for item in ITEMS}
BY_MATTER: dict[str, Item] = {item.matter: item for item in ITEMS}
REVENUE, SCALE_UP = ITEM_OF["revenue"], ITEM_OF["scale-up"]
RECOGNISED: tuple[Item, ...] = tuple(item for item in ITEMS if item.basis is Basis.RECOGNITION)
MATTERS = tuple(item.matter for item in ITEMS)
CLAIM_LEVELS = (*LEVELS, *REVENUE.ceilings)
ACTIVITY_KINDS = tuple(item.matter for item in ITEMS if item.basis is Basis.ACTIVITY)
TITLES = (
    "专精特新",
    "小巨人",
    "瞪羚",
    "独角兽",
    "单项冠军",
    "高新技术企业",
    "科技型中小企业",
    *("公共服务示范平台", "创业创新示范基地", "特色产业集群"),
    *("电子信息百强", "软件百强", "互联网百强", "示范数字经济园区"),
)

SMALL_TO_SCALE, FAST_GROWING, APPLYING = "小升规", "高成长性", "准备或已经申报"
POOL_CLASSES = (SMALL_TO_SCALE, FAST_GROWING, APPLYING)
APPLIED_TITLES = ("专精特新", "瞪羚", "独角兽", "单项冠军", "高新技术企业")


@dataclass(frozen=True, slots=True)
class FindingRule:
    """One kind of finding. blocks: a claim that has it is entitled to nothing; subject: what names the record."""

    code: str
    title: str
    clause: str
    subject: str
    todo: str
    blocks: bool = False


_REWARDS, _POOL, _MONEY = "冠政发〔2022〕9号 四（十）", "冠政发〔2022〕9号 三", "冠政发〔2022〕9号 五（二）"
RULES: tuple[FindingRule, ...] = (
    FindingRule(
        "C01", "同一事项重复申请", _REWARDS, "申请编号", "一次性奖补只兑现一次，请退回后申请的一份。", blocks=True
    ),
    FindingRule("C02", "申请超过封顶数", _REWARDS, "申请编号", "按封顶数核定，请通知企业更正金额。"),
    FindingRule(
        "C03", "事项不在政策期或没有依据", _REWARDS, "申请编号", "请核对事项日期，补录认定或统计记录。", blocks=True
    ),
    FindingRule("C04", "额度不足", _MONEY, "年度", "请在按次序和按比例两种分配办法中选定一种。"),
    FindingRule("C05", "不符合入库类别", _POOL, "信用代码/类别", "请按年度评价调整类别或退出培育库。"),
    FindingRule(
        "C06", "销售收入未首次达到该档", _REWARDS, "申请编号", "请核对历年营业收入，以首次达到的年度为准。", blocks=True
    ),
    FindingRule("C07", "活动人数不足", _REWARDS, "申请编号", "参加人数未达到方案的下限，不予奖补。", blocks=True),
    FindingRule("C08", "认定没有文号", _REWARDS, "认定记录", "请补录认定文件的文号。"),
    FindingRule(
        "C09", "不是符合条件的民营企业", _REWARDS, "申请编号", "请核对企业性质和新旧动能转换政策认定。", blocks=True
    ),
    FindingRule(
        "C10", "信用代码有误或未登记", "", "记录的关键字", "请核对统一社会信用代码，或先报企业名册。", blocks=True
    ),
)
RULE_OF: dict[str, FindingRule] = {rule.code: rule for rule in RULES}
BLOCKING: frozenset[str] = frozenset(rule.code for rule in RULES if rule.blocks)


@dataclass(frozen=True, slots=True)
class Metric:
    """A target of 2022–2024.

    title and level: the recognitions that count ("" any level); newly: only the first ever; trainee: the people.
    """

    key: str
    name: str
    title: str = ""
    level: str = ""
    newly: bool = True
    trainee: str = ""

    @property
    def policy(self) -> str:
        """The name of the policy value with its number."""
        return f"target-{self.key}"


METRICS: tuple[Metric, ...] = (
    Metric("pool", "培育库企业"),
    Metric("specialized-municipal", "市级专精特新", "专精特新", MUNICIPAL),
    Metric("specialized-provincial", "省级专精特新", "专精特新", PROVINCIAL),
    Metric("gazelle", "瞪羚企业", "瞪羚"),
    Metric("champion", "制造业单项冠军", "单项冠军"),
    Metric("little-giant", "国家级专精特新小巨人", "小巨人", NATIONAL),
    Metric("hightech", "高新技术企业", "高新技术企业"),
    Metric("tech-sme", "科技型中小企业入库", "科技型中小企业", newly=False),
    Metric("digital-officers", "数字专员", trainee="数字专员"),
    Metric("managers", "现代管理人员", trainee="现代管理人员"),
)
TRAINEE_KINDS = tuple(metric.trainee for metric in METRICS if metric.trainee)
