"""The nine workbooks of voucher reconciliation (冠政办发〔2022〕5号): one declaration per sheet kind."""

from __future__ import annotations

from guanxian_desk.exchange.declare import Check, Column, Kind, Sheet

MERCHANT_CATEGORIES = (
    "规模以上零售餐饮住宿企业",
    "限额以下及大个体",
    "大型商场超市",
    "居民生活服务",
    "冠县特色餐饮",
)
REVIEW_STATES = ("通过", "未通过", "待审")
DISQUALIFYING_GROUNDS = (
    "疫情防控工作落实不力、整改不到位",
    "以次充好、哄抬价格",
    "发生食品安全、侵权、欺诈、商业贿赂、安全生产事故或其他违法、违规事件",
    "不配合消费券发放活动工作调度",
    "有其他影响消费券发放活动工作行为",
)
REFUND_SCOPES = ("全额", "部分")
VOUCHER_HANDLINGS = ("退回卡券包", "商户自行退还")
TRANSFER_DIRECTIONS = ("拨入", "退回")

_ID_ALIASES = ("身份证号", "身份证号码", "证件号", "纳税人识别号")
_PHONE = Column(
    "phone",
    "手机号",
    Kind.PHONE,
    aliases=("联系电话", "手机号码", "电话", "手机"),
    help="11 位手机号，按文本填写",
    example="13800000000",
    width=14,
)


def _yuan(
    field: str, heading: str, aliases: tuple[str, ...] = (), *, required: bool = False, example: str = ""
) -> Column:
    return Column(
        field,
        heading,
        Kind.MONEY,
        required=required,
        aliases=aliases,
        unit="元",
        help="单位为元，最多两位小数",
        example=example,
        width=14,
    )


def _moment(
    field: str, heading: str, aliases: tuple[str, ...] = (), *, required: bool = False, example: str = ""
) -> Column:
    return Column(
        field,
        heading,
        Kind.MOMENT,
        required=required,
        aliases=aliases,
        help="如 2022-04-13 10:05:30；只写日期按当天 0 时计",
        example=example,
        width=20,
    )


def _code(field: str, heading: str, aliases: tuple[str, ...] = (), *, example: str, width: int = 20) -> Column:
    return Column(
        field,
        heading,
        Kind.CODE,
        required=True,
        aliases=aliases,
        help="按文本填写，不要有空格",
        example=example,
        width=width,
    )


_VOUCHER = _code("code", "券码", ("消费券编号", "券编号"), example="示例券001")
_MERCHANT = _code("merchant", "商户编号", ("商户号", "商户代码"), example="示例商户001", width=16)
_ORDER = _code("order_no", "订单号", ("消费订单号", "支付单号"), example="示例订单001")
_PURPOSE = "冠县不动产专项消费券核对（冠政办发〔2022〕5号）"

PAYMENTS = Sheet(
    key="voucher-payments",
    title="缴费凭证",
    purpose=f"{_PURPOSE}：每张完税、缴费凭证一行，是计算应发消费券的依据。",
    sender="县税务局",
    natural_key=("number",),
    evidence=True,
    columns=(
        _code("number", "凭证号", ("缴费凭证号", "税票号码", "完税凭证号"), example="示例001"),
        Column(
            "payer",
            "缴款人",
            required=True,
            aliases=("姓名", "缴费人", "纳税人", "纳税人名称"),
            help="个人姓名或单位全称",
            example="张三",
        ),
        Column(
            "id_number",
            "证件号码",
            Kind.IDENTITY,
            required=True,
            aliases=_ID_ALIASES,
            help="身份证号或统一社会信用代码，按文本填写",
            example="371525190001010016",
            width=22,
        ),
        _PHONE,
        Column("estate_unit", "产权单位", help="房屋的产权单位全称", example="示例单位", width=24),
        Column("community", "小区名称", aliases=("小区", "所在小区"), example="示例小区", width=18),
        Column("address", "房屋坐落", aliases=("坐落", "房屋地址", "地址"), example="1 号楼 1 单元 101", width=28),
        _yuan("land_fen", "土地出让金", example="6000.00"),
        _yuan("deed_fen", "契税", example="3500.00"),
        _yuan("other_fen", "其他税费", example="500.00"),
        _yuan(
            "total_fen",
            "缴费合计",
            ("缴费金额", "合计金额", "实缴金额", "实缴合计", "缴费总额", "金额"),
            required=True,
            example="10000.00",
        ),
        Column(
            "paid_on",
            "缴费日期",
            Kind.DAY,
            required=True,
            aliases=("缴税日期", "缴款日期", "缴费时间"),
            help="如 2022-04-13",
            example="2022-04-13",
            width=14,
        ),
    ),
)

ISSUES = Sheet(
    key="voucher-issues",
    title="发放明细",
    purpose=f"{_PURPOSE}：平台发出的每张消费券一行。",
    sender="“我的聊城”平台",
    natural_key=("code",),
    evidence=True,
    columns=(
        _VOUCHER,
        Column(
            "id_number",
            "证件号码",
            Kind.IDENTITY,
            required=True,
            aliases=_ID_ALIASES,
            help="领券人的证件号码，按文本填写",
            example="371525190001010016",
            width=22,
        ),
        _PHONE,
        _yuan("face_fen", "面值", ("券面值", "面额", "金额"), required=True, example="100.00"),
        _moment("issued_at", "发放时间", ("发券时间", "领取时间"), required=True, example="2022-04-14 09:00:00"),
    ),
)

MERCHANTS = Sheet(
    key="voucher-merchants",
    title="商户名册",
    purpose=f"{_PURPOSE}：审核通过、未通过和被取消资格的商户，每户一行；再次报送时更新。",
    sender="县商务和投资促进局",
    natural_key=("code",),
    evidence=False,
    columns=(
        _code("code", "商户编号", ("商户号", "商户代码"), example="示例商户001", width=16),
        Column("name", "商户名称", required=True, aliases=("商户", "商户全称"), example="示例超市", width=28),
        Column(
            "credit_code",
            "统一社会信用代码",
            Kind.IDENTITY,
            required=True,
            aliases=("信用代码", "社会信用代码"),
            check=Check.CREDIT,
            help="18 位，按文本填写",
            example="91371525MA00000005",
            width=22,
        ),
        Column(
            "category",
            "商户类别",
            Kind.CHOICE,
            required=True,
            choices=MERCHANT_CATEGORIES,
            strict=False,
            aliases=("类别",),
            example=MERCHANT_CATEGORIES[2],
            width=26,
        ),
        Column("address", "注册地址", aliases=("地址", "住所"), example="冠县示例路 1 号", width=28),
        Column(
            "review",
            "审核状态",
            Kind.CHOICE,
            required=True,
            choices=REVIEW_STATES,
            aliases=("审核结果",),
            example="通过",
            width=12,
        ),
        _moment("reviewed_at", "审核日期", ("审核时间",), example="2022-04-10"),
        _moment("disqualified_at", "取消资格日期", ("取消资格时间",)),
        Column(
            "disqualified_why",
            "取消资格原因",
            Kind.CHOICE,
            choices=DISQUALIFYING_GROUNDS,
            strict=False,
            help="方案第七部分的五种情形",
            width=36,
        ),
    ),
)

REDEMPTIONS = Sheet(
    key="voucher-redemptions",
    title="核销明细",
    purpose=f"{_PURPOSE}：商户每核销一张消费券一行；同一笔消费用了几张券，订单号和消费金额相同。",
    sender="“我的聊城”平台",
    natural_key=("serial",),
    evidence=True,
    columns=(
        _code("serial", "核销流水号", ("核销单号",), example="示例核销001"),
        _VOUCHER,
        _MERCHANT,
        _ORDER,
        _yuan("purchase_fen", "消费金额", ("订单金额", "交易金额", "金额"), required=True, example="186.50"),
        _moment("redeemed_at", "核销时间", ("使用时间", "消费时间"), required=True, example="2022-05-01 18:30:00"),
    ),
)

REFUNDS = Sheet(
    key="voucher-refunds",
    title="退款明细",
    purpose=f"{_PURPOSE}：每笔退款一行。",
    sender="“我的聊城”平台",
    natural_key=("serial",),
    evidence=True,
    columns=(
        _code("serial", "退款流水号", ("退款单号",), example="示例退款001"),
        _ORDER,
        Column("scope", "退款类型", Kind.CHOICE, required=True, choices=REFUND_SCOPES, example="全额", width=12),
        _yuan("amount_fen", "退款金额", ("金额",), required=True, example="86.50"),
        _moment("refunded_at", "退款时间", ("退款日期",), required=True, example="2022-05-02 09:15:00"),
        Column("handling", "券处理", Kind.CHOICE, choices=VOUCHER_HANDLINGS, example="退回卡券包", width=16),
    ),
)

WITHDRAWALS = Sheet(
    key="voucher-withdrawals",
    title="提现明细",
    purpose=f"{_PURPOSE}：商户从管理账户提现到银行，每笔一行。",
    sender="“我的聊城”平台",
    natural_key=("serial",),
    evidence=True,
    columns=(
        _code("serial", "提现流水号", ("提现单号",), example="示例提现001"),
        _MERCHANT,
        _yuan("amount_fen", "提现金额", ("金额",), required=True, example="1000.00"),
        _moment("withdrawn_at", "提现时间", ("提现日期",), required=True, example="2022-05-10 16:00:00"),
    ),
)

TRANSFERS = Sheet(
    key="voucher-transfers",
    title="财政拨款",
    purpose=f"{_PURPOSE}：县财政每次拨款一行；退回财政的填“退回”，金额填正数。",
    sender="县财政局",
    natural_key=("number",),
    evidence=True,
    columns=(
        _code("number", "拨款凭证号", ("拨款凭证", "支付凭证号"), example="示例拨款001"),
        _yuan("amount_fen", "拨款金额", ("金额",), required=True, example="500000.00"),
        _moment("transferred_at", "拨款日期", ("拨款时间",), required=True, example="2022-04-12"),
        Column("purpose", "用途", example="消费券补贴资金", width=28),
        Column(
            "direction",
            "方向",
            Kind.CHOICE,
            choices=TRANSFER_DIRECTIONS,
            default="拨入",
            help="不填按“拨入”",
            example="拨入",
            width=10,
        ),
    ),
)

ESTATES = Sheet(
    key="voucher-estates",
    title="适用范围认定",
    purpose=f"{_PURPOSE}：认定适用本方案的产权单位和小区，每处一行；不报此表则不核对范围。",
    sender="专班办公室",
    natural_key=("estate_unit", "community"),
    evidence=False,
    columns=(
        Column("estate_unit", "产权单位", required=True, help="与缴费凭证写法一致", example="示例单位", width=26),
        Column("community", "小区名称", required=True, aliases=("小区", "所在小区"), example="示例小区", width=20),
        Column("document", "认定文号", aliases=("文号",), example="冠政土字〔2022〕1号", width=24),
        Column("households", "应办户数", Kind.COUNT, signed=False, aliases=("户数",), example="120", width=12),
        Column("responsible", "责任人", example="李四", width=12),
    ),
)

RECIPIENTS = Sheet(
    key="voucher-recipients",
    title="领取人",
    purpose=f"{_PURPOSE}：产权单位或共有人缴费、由他人实名领券时，写明每人占该凭证的百分比。",
    sender="专班办公室",
    natural_key=("payment_number", "id_number"),
    evidence=False,
    columns=(
        _code("payment_number", "凭证号", ("缴费凭证号", "税票号码", "完税凭证号"), example="示例001"),
        Column(
            "id_number",
            "领取人证件号码",
            Kind.IDENTITY,
            required=True,
            aliases=("领取人身份证号", "领取人身份证号码", "领取人证件号", *_ID_ALIASES, "证件号码"),
            help="实名领券人的证件号码，按文本填写",
            example="371525190001010016",
            width=22,
        ),
        Column(
            "share",
            "份额",
            Kind.PERCENT,
            required=True,
            signed=False,
            aliases=("占比", "比例"),
            unit="%",
            help="占该凭证的百分之几，60 和 60% 都表示百分之六十",
            example="60%",
            width=10,
        ),
        Column("authorisation", "委托书", aliases=("委托书编号",), example="委托书 2022-1 号", width=24),
    ),
)

SHEETS: tuple[Sheet, ...] = (
    PAYMENTS,
    ISSUES,
    MERCHANTS,
    REDEMPTIONS,
    REFUNDS,
    WITHDRAWALS,
    TRANSFERS,
    ESTATES,
    RECIPIENTS,
)
