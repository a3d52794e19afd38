"""Invented places of the county town: housing estates with their owning units, streets, and merchants."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random

from guanxian_desk.modules.vouchers.sheets import MERCHANT_CATEGORIES

_LARGE, _SMALL, _MALL, _DAILY, _LOCAL = MERCHANT_CATEGORIES


@dataclass(frozen=True)
class Estate:
    """A housing estate that its unit built. land_price and value: yuan a square metre; pace: how briskly people pay."""

    unit: str
    community: str
    street: str
    households: int
    pace: int
    land_price: int
    value: int


ESTATES = (
    Estate("冠县春晖棉纺厂", "春晖家属院", "知春路17号", 72, 8, 88, 2500),
    Estate("冠县青禾农机修造厂", "青禾小区", "槐荫街46号", 52, 6, 72, 2300),
    Estate("冠县梨香果品公司", "梨香苑", "梨花里8号", 38, 8, 104, 2700),
    Estate("冠县新桥建筑安装公司", "新桥小区东院", "新桥北路21号", 46, 7, 96, 2600),
    Estate("冠县新桥建筑安装公司", "新桥小区西院", "新桥北路22号", 40, 4, 96, 2600),
    Estate("冠县向阳印刷厂", "向阳家属院", "柳荫路5号", 28, 8, 84, 2400),
    Estate("冠县丰登粮油站", "丰登小区", "望岳路33号", 44, 7, 110, 2800),
    Estate("冠县育英学校", "育英教师楼", "杏坛街12号", 42, 8, 128, 3000),
    Estate("冠县杏林卫生院", "杏林家属院", "杏坛街60号", 30, 8, 132, 3000),
    Estate("冠县长宁轴承厂", "长宁小区", "清渠路9号", 60, 5, 68, 2200),
    Estate("冠县惠民供销社", "惠民小区", "知春路88号", 36, 6, 92, 2500),
    Estate("冠县前进运输队", "前进家属院", "清渠路71号", 26, 5, 76, 2300),
    Estate("冠县安澜水利工程队", "安澜小区", "望岳路2号", 24, 7, 100, 2600),
    Estate("冠县明理书店", "明理楼", "柳荫路40号", 12, 6, 140, 3100),
)
# Nobody has confirmed yet that the plan covers this one.
UNCONFIRMED_ESTATE = Estate("冠县宏图塑料厂", "宏图楼院", "新桥南路3号", 18, 0, 80, 2400)


def door(rng: Random, estate: Estate) -> str:
    """A flat's address in an estate."""
    building, entrance = rng.randint(1, 2 + estate.households // 16), rng.randint(1, 4)
    floor, flat = rng.randint(1, 6), rng.randint(1, 2)
    return f"冠县{estate.street}{estate.community}{building}号楼{entrance}单元{floor}0{flat}室"


class Trade(Enum):
    """What a merchant sells, and so when people come and how many vouchers they use at once.

    value: opening hour, closing hour, weights of 1, 2, 3 … vouchers an order.
    """

    MARKET = (8, 21, (30, 30, 18, 10, 8, 4))
    GOODS = (9, 19, (0, 6, 10, 14, 16, 16, 10, 10, 8, 10))
    MEAL = (11, 21, (46, 32, 14, 6, 2))
    HOTEL = (12, 22, (20, 34, 24, 12, 10))
    CARE = (9, 20, (50, 30, 14, 6))
    SNACK = (7, 20, (82, 16, 2))


@dataclass(frozen=True)
class Shop:
    """An invented merchant. weight: how many customers it draws; company or self-employed (个体)."""

    name: str
    category: str
    trade: Trade
    weight: int
    company: bool
    street: str


def _shops(category: str, *lines: tuple[str, Trade, int, bool, str]) -> tuple[Shop, ...]:
    return tuple(Shop(name, category, trade, weight, company, street) for name, trade, weight, company, street in lines)


SHOPS = (
    *_shops(
        _MALL,
        ("冠县梨花里购物中心有限公司", Trade.MARKET, 95, True, "梨花里1号"),
        ("冠县满庭春百货有限公司", Trade.MARKET, 70, True, "知春路6号"),
        ("冠县邻里谣超市有限公司", Trade.MARKET, 88, True, "槐荫街20号"),
        ("冠县丰年仓生活超市有限公司", Trade.MARKET, 76, True, "新桥北路3号"),
        ("冠县半亩鲜超市有限公司", Trade.MARKET, 60, True, "望岳路15号"),
        ("冠县明月里购物广场有限公司", Trade.MARKET, 52, True, "清渠路30号"),
        ("冠县四时新超市有限公司", Trade.MARKET, 46, True, "柳荫路11号"),
        ("冠县百味仓超市有限公司", Trade.MARKET, 40, True, "杏坛街2号"),
    ),
    *_shops(
        _LARGE,
        ("冠县云锦家用电器有限公司", Trade.GOODS, 34, True, "知春路40号"),
        ("冠县万盏灯家电城有限公司", Trade.GOODS, 28, True, "新桥北路58号"),
        ("冠县鸿雁家居有限公司", Trade.GOODS, 16, True, "清渠路100号"),
        ("冠县瑞穗粮油食品有限公司", Trade.MARKET, 30, True, "望岳路44号"),
        ("冠县听荷大酒店有限公司", Trade.HOTEL, 24, True, "知春路66号"),
        ("冠县梨苑春宾馆有限公司", Trade.HOTEL, 18, True, "梨花里15号"),
        ("冠县知味里餐饮有限公司", Trade.MEAL, 30, True, "槐荫街2号"),
        ("冠县锦程通讯器材有限公司", Trade.GOODS, 14, True, "新桥北路12号"),
    ),
    *_shops(
        _SMALL,
        ("冠县小满粮油店", Trade.MARKET, 16, False, "柳荫路27号"),
        ("冠县阿芳服装店", Trade.MARKET, 14, False, "槐荫街31号"),
        ("冠县踏青鞋行", Trade.MARKET, 12, False, "槐荫街33号"),
        ("冠县摇篮曲母婴用品店", Trade.MARKET, 18, False, "杏坛街8号"),
        ("冠县铁榔头五金店", Trade.MARKET, 9, False, "清渠路52号"),
        ("冠县纸飞机文具店", Trade.MARKET, 10, False, "杏坛街14号"),
        ("冠县追风电动车行", Trade.GOODS, 10, False, "新桥北路70号"),
        ("冠县青瓷茶叶店", Trade.MARKET, 8, False, "望岳路7号"),
        ("冠县禾苗种子门市", Trade.MARKET, 6, False, "清渠路90号"),
        ("冠县果然甜水果店", Trade.MARKET, 16, False, "知春路23号"),
        ("冠县鲜一步肉食店", Trade.MARKET, 14, False, "柳荫路19号"),
        ("冠县海棠床上用品店", Trade.MARKET, 9, False, "槐荫街52号"),
        ("冠县萤火眼镜店", Trade.CARE, 10, False, "知春路31号"),
        ("冠县同舟烟酒店", Trade.MARKET, 8, False, "望岳路21号"),
        ("冠县花间鲜花店", Trade.CARE, 5, False, "梨花里22号"),
        ("冠县杏花雨酒楼", Trade.MEAL, 16, False, "新桥北路35号"),
    ),
    *_shops(
        _DAILY,
        ("冠县云朵洗衣店", Trade.CARE, 6, False, "知春路52号"),
        ("冠县青丝美发店", Trade.CARE, 10, False, "槐荫街16号"),
        ("冠县素颜美容店", Trade.CARE, 8, False, "槐荫街18号"),
        ("冠县汤泉月洗浴中心", Trade.CARE, 12, False, "清渠路44号"),
        ("冠县喜鹊家政服务部", Trade.CARE, 5, False, "柳荫路36号"),
        ("冠县小扳手修车行", Trade.CARE, 9, False, "新桥北路90号"),
        ("冠县净源洗车店", Trade.CARE, 6, False, "新桥北路92号"),
        ("冠县慢镜头照相馆", Trade.CARE, 6, False, "知春路12号"),
        ("冠县巧手裁缝铺", Trade.CARE, 4, False, "柳荫路3号"),
        ("冠县小蜜蜂托管服务部", Trade.CARE, 5, False, "杏坛街22号"),
        ("冠县小鹿健身馆", Trade.CARE, 7, False, "望岳路50号"),
        ("冠县老手艺修鞋配钥匙店", Trade.CARE, 2, False, "槐荫街60号"),
        ("冠县百草轩药店", Trade.CARE, 12, False, "杏坛街30号"),
        ("冠县松风推拿店", Trade.CARE, 5, False, "清渠路18号"),
    ),
    *_shops(
        _LOCAL,
        ("冠县古槐熏鸡店", Trade.SNACK, 14, False, "槐荫街1号"),
        ("冠县马大嫂吊炉烧饼铺", Trade.SNACK, 8, False, "柳荫路8号"),
        ("冠县沙家豆腐脑馆", Trade.SNACK, 6, False, "槐荫街5号"),
        ("冠县卫水渔家饭庄", Trade.MEAL, 14, False, "望岳路60号"),
        ("冠县梨乡农家院", Trade.MEAL, 12, False, "梨花里30号"),
        ("冠县大海碗羊汤馆", Trade.SNACK, 16, False, "新桥北路9号"),
        ("冠县石碾驴肉馆", Trade.MEAL, 14, False, "清渠路26号"),
        ("冠县灵芝宴食府", Trade.MEAL, 10, True, "望岳路72号"),
        ("冠县清油馓子店", Trade.SNACK, 5, False, "柳荫路14号"),
        ("冠县十里香水饺馆", Trade.SNACK, 12, False, "知春路74号"),
        ("冠县麦香大包店", Trade.SNACK, 8, False, "杏坛街40号"),
        ("冠县红泥炉火锅店", Trade.MEAL, 16, False, "新桥北路40号"),
        ("冠县月下烧烤园", Trade.MEAL, 12, False, "清渠路62号"),
        ("冠县枣花糕点铺", Trade.SNACK, 9, False, "梨花里6号"),
    ),
)
